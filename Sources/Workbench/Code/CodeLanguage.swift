import Terminal

/// A language as far as colours need it. A new one is a row of the table.
public struct CodeLanguage: Sendable {
    /// Something between two marks: a string or a comment.
    struct Region: Sendable {
        /// Where it may begin.
        enum Place: Sendable {
            /// Anywhere.
            case anywhere
            /// Only after a space, a bracket or the like: elsewhere the mark is an apostrophe, or part of a word.
            case apart
            /// Only after a space or at the start of a line.
            case afterSpace
            /// Only at the start of a line.
            case lineStart
        }

        var opening: [UInt8]
        /// What ends it; nothing means that the end of the line does.
        var closing: [UInt8]
        var style: StyleName
        /// The letter that takes the meaning from the one after it.
        var escape: UInt8?
        /// Whether it goes on over the end of a line.
        var spansLines = false
        /// Whether one can stand inside another.
        var nests = false
        var place = Place.anywhere
        /// Whether it holds a single character, so that a lone mark is no beginning.
        var isCharacter = false
    }

    /// What people call it after a fence, and how its files end.
    let names: [String]
    let keywords: Set<String>
    let isCaseSensitive: Bool
    let regions: [Region]
    /// What makes a keyword of any word that follows.
    let sigils: [[UInt8]]
    /// What makes a keyword of the first word of a line that it follows.
    let keyEnd: UInt8?
    /// Signs that belong to words besides letters, digits and `_`.
    let wordSigns: Set<UInt8>
    let longestKeyword: Int

    init(
        _ names: String, keywords: String = "", isCaseSensitive: Bool = true, regions: [Region], sigils: [String] = [],
        keyEnd: Character? = nil, wordSigns: String = ""
    ) {
        self.names = names.split(separator: " ").map(String.init)
        self.keywords = Set(keywords.split(whereSeparator: \.isWhitespace).map(String.init))
        self.isCaseSensitive = isCaseSensitive
        // `"""` must be tried before `"`.
        self.regions = regions.sorted { $0.opening.count > $1.opening.count }
        self.sigils = sigils.map { Array($0.utf8) }
        self.keyEnd = keyEnd?.asciiValue
        self.wordSigns = Set(wordSigns.utf8)
        longestKeyword = self.keywords.map(\.utf8.count).max() ?? 0
    }

    /// The language of this name (`swift`, `c++`, `py`), or nothing when it is not known.
    public static func named(_ name: String) -> CodeLanguage? { byName[name.lowercased()] }

    /// The language of a file, by how its name ends.
    public static func ofFile(named name: String) -> CodeLanguage? {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        guard let dot = last.lastIndex(of: ".") else { return nil }
        return named(String(last[last.index(after: dot)...]))
    }

    private static let byName = Dictionary(
        all.flatMap { language in language.names.map { ($0, language) } }, uniquingKeysWith: { first, _ in first })
}

extension CodeLanguage.Region {
    static func line(_ opening: String, at place: Place = .anywhere) -> Self {
        Self(opening: Array(opening.utf8), closing: [], style: .codeComment, place: place)
    }

    static func block(_ opening: String, _ closing: String, nests: Bool = false) -> Self {
        Self(
            opening: Array(opening.utf8), closing: Array(closing.utf8), style: .codeComment, spansLines: true,
            nests: nests)
    }

    static func string(
        _ opening: String, _ closing: String? = nil, escape: Character? = "\\", spansLines: Bool = false,
        at place: Place = .anywhere
    ) -> Self {
        Self(
            opening: Array(opening.utf8), closing: Array((closing ?? opening).utf8), style: .codeString,
            escape: escape?.asciiValue, spansLines: spansLines, place: place)
    }

    static func character() -> Self {
        var region = string("'", at: .apart)
        region.isCharacter = true
        return region
    }
}
