import GRDB
import Journal

/// One thing that a search found.
public struct SearchResult: Hashable, Sendable {
    /// The document's number.
    public var number: Int64
    /// Its id.
    public var id: EventID
    /// What it is.
    public var kind: String
    /// Who wrote it.
    public var author: Account
    /// When, as people see it.
    public var created: Timestamp
    /// Its title; empty when it has none.
    public var title: String
    /// The words around the match; `Search.matchMark` stands before and after each match.
    public var snippet: String
}

/// Full-text search over everything that is a document.
public enum Search {
    /// Stands on both sides of each match in a snippet.
    public static let matchMark: Character = "\u{1}"

    /// The newest documents that satisfy the query, at most `limit`.
    public static func results(
        _ query: SearchQuery, operators: [SearchOperator], limit: Int = 50, _ database: Database
    ) throws -> [SearchResult] {
        guard !query.isEmpty else { return [] }
        let plan = SearchPlan(query, operators: try operators.filter { try $0.isOfUse(database) })
        let request = SQLRequest<Row>(literal: plan.statement(limit: limit))
        return try request.fetchAll(database).map { row in
            SearchResult(
                number: row["number"], id: row["id"], kind: row["kind"], author: row["author"], created: row["created"],
                title: row["title"], snippet: row["snippet"])
        }
    }
}

extension BoardIndex {
    /// All search operators: the kernel's and the features'.
    public var searchOperators: [SearchOperator] {
        SearchOperator.kernel + projections.flatMap(\.searchOperators)
    }

    /// The newest documents that satisfy what was typed; see `Search.results`.
    public func search(_ text: String, isBeingTyped: Bool = false, limit: Int = 50) throws -> [SearchResult] {
        let operators = searchOperators
        let query = SearchQuery(text, operators: Set(operators.map(\.name)), isBeingTyped: isBeingTyped)
        return try read { try Search.results(query, operators: operators, limit: limit, $0) }
    }

    /// What to tell a person whose query cannot find anything because a value such as the day in `before:then` is none.
    public func searchComplaint(_ text: String) -> String? {
        let operators = searchOperators
        return SearchQuery(text, operators: Set(operators.map(\.name))).complaint(operators)
    }
}
