/// Finds entries by some of their letters in order, as a palette does.
enum FuzzyMatch {
    /// The entries that hold the letters in their order, the closest first; entries that match alike keep their order.
    static func sorted<Entry>(_ entries: [Entry], by letters: String, text: (Entry) -> String) -> [Entry] {
        guard !letters.isEmpty else { return entries }
        let scored = entries.enumerated().compactMap { place, entry in
            score(letters, in: text(entry)).map { (place, entry, $0) }
        }
        return scored.sorted { ($0.2, $0.0) < ($1.2, $1.0) }.map(\.1)
    }

    /// How far apart the letters stand: 0 for the beginning of the text; nothing when they are not all there in order.
    static func score(_ letters: String, in text: String) -> Int? {
        let text = Array(text.lowercased())
        var place = 0
        var score = 0
        for letter in letters.lowercased() where !letter.isWhitespace && letter != "-" {
            guard let found = text[place...].firstIndex(of: letter) else { return nil }
            let beginsWord = found == 0 || !(text[found - 1].isLetter || text[found - 1].isNumber)
            if found > place || place == 0 { score += beginsWord ? min(1, found) : 4 + min(found - place, 20) }
            place = found + 1
        }
        return score
    }
}
