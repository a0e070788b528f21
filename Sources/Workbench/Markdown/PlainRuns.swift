import Terminal

/// Finds what has a meaning of its own in plain words.
enum PlainRuns {
    /// The text with `@handle` and `#channel` marked.
    static func named(in text: String) -> [Span] {
        guard text.utf8.contains(where: { $0 == 0x40 || $0 == 0x23 }) else { return [Span(text)] }
        return words(of: text).map { word in
            let rest = word.dropFirst()
            guard let first = word.first, first == "@" || first == "#", let letter = rest.first, letter.isLetter else {
                return Span(word)
            }
            return Span(word, first == "@" ? .author : .channel)
        }
    }

    /// The text with web addresses as links.
    static func linked(in text: String, style: StyleName) -> [Span] {
        guard text.contains("://") else { return [Span(text, style)] }
        return words(of: text).map { word in
            let isAddress = word.hasPrefix("http://") || word.hasPrefix("https://")
            return isAddress ? Span(word, .link, link: word) : Span(word, style)
        }
    }

    /// Words and what stands between them; a word ends at white space, brackets, or punctuation before white space.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLetter = false
        for character in text {
            let isLetter = !character.isWhitespace && !"()<>\",;!".contains(character)
            if isLetter != wasLetter, !word.isEmpty {
                words.append(word)
                word = ""
            }
            word.append(character)
            wasLetter = isLetter
        }
        return word.isEmpty ? words : words + [word]
    }
}
