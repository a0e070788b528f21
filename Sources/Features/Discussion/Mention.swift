import Journal

/// Members spoken to by `@name` in a text.
enum Mention {
    /// Whether `@account` stands in the text as a word of its own.
    static func names(_ account: Account, in text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return false }
        var rest = Substring(text)
        while let found = rest.range(of: "@" + account.rawValue) {
            let isBegun = found.lowerBound == text.startIndex || !isWord(text[text.index(before: found.lowerBound)])
            let isEnded = found.upperBound == text.endIndex || !isWord(text[found.upperBound])
            if isBegun && isEnded { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }

    /// The accounts that stand in the text after an `@`, in its order and each once; whether they are members is not
    /// asked.
    static func accounts(in text: String, limit: Int) -> [Account] {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return [] }
        var found: [Account] = []
        var rest = Substring(text)
        while found.count < limit, let sign = rest.firstIndex(of: "@") {
            let isBegun = sign == text.startIndex || !isWord(text[text.index(before: sign)])
            rest = rest[rest.index(after: sign)...]
            var name = rest.prefix { isWord($0) || $0 == "." }
            while name.last == "." { name.removeLast() }
            rest = rest[name.endIndex...]
            let account = Account(String(name))
            if isBegun, !name.isEmpty, !found.contains(account) { found.append(account) }
        }
        return found
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "-"
    }
}
