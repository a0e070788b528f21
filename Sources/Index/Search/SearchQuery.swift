import GRDB

/// What a person typed into search, taken apart: words, `"phrases"`, `-not` and `operator:value`.
public struct SearchQuery: Hashable, Sendable {
    /// A word or phrase that must, or must not, occur.
    struct Term: Hashable, Sendable {
        var text: String
        var isNegative = false
        /// Whether longer words count too: the word that is still being typed.
        var isPrefix = false
    }

    /// An `operator:value`.
    struct Filter: Hashable, Sendable {
        var name: String
        var value: String
        var isNegative = false

        /// What it asks of a document: one condition for each operator of its name that understands its value.
        func conditions(_ operators: [SearchOperator]) -> [SQL] {
            operators.filter { $0.name == name }.compactMap { $0.condition(value) }
        }
    }

    /// Letters from which on a word that is being typed matches longer ones too: the beginnings that the text index
    /// keeps. Shorter ones would cost every post more than they help anybody.
    static let shortestBeginning = 3

    private(set) var terms: [Term] = []
    private(set) var filters: [Filter] = []

    /// Takes a query apart. `isBeingTyped` lets the last word match the beginning of longer ones.
    /// A colon counts only after one of `operators`, so that addresses and times can be searched for.
    public init(_ text: String, operators: Set<String>, isBeingTyped: Bool = false) {
        // SQLite takes what follows a NUL for nothing.
        var scanner = Substring(text.replacing("\0", with: " "))
        while true {
            scanner = scanner.drop(while: \.isWhitespace)
            guard !scanner.isEmpty else { break }
            let isNegative = scanner.first == "-" && scanner.dropFirst().first.map { !$0.isWhitespace } ?? false
            if isNegative { scanner = scanner.dropFirst() }
            let isPhrase = scanner.first == "\""
            let word = Self.takeWord(&scanner)
            if !isPhrase, let colon = word.firstIndex(of: ":"), operators.contains(word[..<colon].lowercased()) {
                let value = word[word.index(after: colon)...].trimmingPrefix("\"")
                filters.append(
                    Filter(
                        name: word[..<colon].lowercased(), value: String(value.filter { $0 != "\"" }),
                        isNegative: isNegative))
            } else {
                let text = word.filter { $0 != "\"" }
                guard text.contains(where: { $0.isLetter || $0.isNumber || $0.isSymbol }) else { continue }
                let isBegun = isBeingTyped && scanner.isEmpty && !isPhrase && !isNegative
                let isShort = text.unicodeScalars.count < Self.shortestBeginning
                // So little of a word says nothing yet, and what stands before it is found meanwhile.
                if isBegun, isShort, !isEmpty, !Scripts.lackSpaces(text) { continue }
                terms.append(Term(text: text, isNegative: isNegative, isPrefix: isBegun && !isShort))
            }
        }
        filters.removeAll { $0.value.isEmpty }
    }

    /// Whether there is nothing to search for.
    public var isEmpty: Bool { terms.isEmpty && filters.isEmpty }

    /// What to say when a value means nothing to its operator, so that nothing can be found; nothing when all do.
    func complaint(_ operators: [SearchOperator]) -> String? {
        guard let filter = filters.first(where: { $0.conditions(operators).isEmpty }) else { return nil }
        let meanings = operators.filter { $0.name == filter.name }.map(\.help).joined(separator: "; ")
        return "\(filter.name):\(filter.value) means nothing; \(filter.name): narrows to what is \(meanings)"
    }

    /// A word up to white space; quotation marks hold what is between them together.
    private static func takeWord(_ rest: inout Substring) -> String {
        var word = ""
        var isQuoted = false
        while let character = rest.first, isQuoted || !character.isWhitespace {
            if character == "\"" { isQuoted.toggle() }
            word.append(character)
            rest = rest.dropFirst()
            if character == "\"", !isQuoted { break }
        }
        return word
    }
}
