import Foundation

/// Something that people are interested in, can help with or want to learn, as they type it.
struct MemberTopic: Hashable, Sendable {
    /// As it was typed.
    let text: String
    /// Its words, in lower case and without accents, but for those that say nothing.
    let words: Set<String>

    /// The most of one kind that a member names.
    static let most = 20
    /// The most letters of one.
    static let longest = 60
    /// Words between others that mean nothing by themselves.
    private static let empty: Set<String> = [
        "a", "an", "and", "any", "at", "by", "for", "from", "how", "in", "is", "it", "of", "on", "or", "some", "that",
        "the", "this", "to", "what", "why", "with", "everything", "anything", "other", "more",
    ]

    init(_ text: String) {
        self.text = text
        words = Self.words(of: text)
    }

    /// The topics of a field, the first of those that are named twice.
    static func all(in field: String) -> [MemberTopic] { split(field).prefix(most).map(MemberTopic.init) }

    /// The tags of a field: what stands between commas, semicolons and line ends.
    static func split(_ field: String) -> [String] {
        var seen: Set<String> = []
        return field.split { $0 == "," || $0 == ";" || $0 == "、" || $0.isNewline }
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && seen.insert(fold($0)).inserted }
    }

    /// The words of a text by which topics are compared.
    static func words(of text: String) -> Set<String> {
        Set(fold(text).split { !$0.isLetter && !$0.isNumber && $0 != "+" && $0 != "#" }.map(String.init))
            .subtracting(empty)
    }

    private static func fold(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    }

    /// Whether two topics mean the same, or one is part of the other: `proofs` and `proofs by induction`.
    func meets(_ other: MemberTopic) -> Bool {
        guard !words.isEmpty, !other.words.isEmpty else { return false }
        return words.isSubset(of: other.words) || other.words.isSubset(of: words)
    }
}
