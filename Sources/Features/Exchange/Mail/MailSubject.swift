/// What a subject says of the conversation it belongs to (after RFC 5256, section 2.1).
struct MailSubject {
    /// The subject without reply marks, forward marks and list names, in lower case.
    let base: String
    /// The subject as a title: without the reply marks at its beginning.
    let title: String
    /// Whether it began with a reply mark.
    let isReply: Bool

    /// Reply marks of several languages, as mail programs write them before a colon.
    private static let replies: Set<String> = [
        "re", "aw", "antw", "antwort", "sv", "vs", "odp", "r", "rif", "ref", "res", "bls", "ynt", "回复", "答复", "回覆",
    ]
    private static let forwards: Set<String> = ["fwd", "fw", "wg", "tr", "rv", "doorst", "转发"]

    /// What `subject` says.
    init(_ subject: String) {
        var rest = Substring(subject)
        var tags: [Substring] = []
        var sawReply = false
        while true {
            if let mark = Self.mark(rest), Self.replies.contains(mark.word) {
                sawReply = true
                rest = mark.rest
            } else if let tag = Self.tag(rest), sawReply || Self.hasReplyBehind(tag.rest) {
                // The list's name may stand before or after the mark: 'Re: [list] …', '[list] Re: …'.
                tags.append(tag.text)
                rest = tag.rest
            } else {
                break
            }
        }
        isReply = sawReply
        let prefix = tags.first.map { "\($0) " } ?? ""
        title = prefix + rest
        base = Self.base(of: rest)
    }

    private static func base(of text: Substring) -> String {
        var rest = text
        while true {
            if let mark = mark(rest), replies.contains(mark.word) || forwards.contains(mark.word) {
                rest = mark.rest
            } else if let tag = tag(rest) {
                rest = tag.rest
            } else {
                return rest.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
        }
    }

    private static func hasReplyBehind(_ rest: Substring) -> Bool {
        mark(rest).map { replies.contains($0.word) } ?? false
    }

    /// A word with a colon behind it, such as `Re:`, `RE[2]:` or `Re^2:`, in lower case and without the number.
    private static func mark(_ text: Substring) -> (word: String, rest: Substring)? {
        guard let colon = text.prefix(12).firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        var word = text[..<colon]
        if let number = word.firstIndex(where: { "[(^".contains($0) }) {
            guard word[number...].dropFirst().allSatisfy({ $0.isASCIIDigit || $0 == "]" || $0 == ")" }) else {
                return nil
            }
            word = word[..<number]
        }
        while word.last == " " { word.removeLast() }
        guard !word.isEmpty, word.allSatisfy(\.isLetter) else { return nil }
        return (word.lowercased(), text[text.index(after: colon)...].drop(while: \.isWhitespace))
    }

    /// A list's name in brackets, such as `[R-sig-teaching]`: one word, and something behind it.
    private static func tag(_ text: Substring) -> (text: Substring, rest: Substring)? {
        guard text.first == "[", let end = text.prefix(48).firstIndex(of: "]") else { return nil }
        let name = text[text.index(after: text.startIndex)..<end]
        let rest = text[text.index(after: end)...].drop(while: \.isWhitespace)
        guard !name.isEmpty, !rest.isEmpty, !name.contains(where: \.isWhitespace) else { return nil }
        return (text[...end], rest)
    }
}
