import Foundation
import Journal

/// Members spoken to by `@name` in a text.
enum Mention {
    /// Whether `@account` stands in the text as a word of its own.
    static func names(_ account: Account, in text: String) -> Bool {
        guard mayName(text) else { return false }
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
        guard mayName(text) else { return [] }
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

    /// Most texts name nobody, so this is told by the quickest search there is.
    private static func mayName(_ text: String) -> Bool {
        let sign = UInt8(ascii: "@")
        let isThere = text.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, CInt(sign), bytes.count) != nil } ?? false
        }
        return isThere ?? text.utf8.contains(sign)
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "-"
    }
}
