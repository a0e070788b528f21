import GRDB

/// A query turned into SQL. Results come newest first: rows of the text index are in order of arrival, so SQLite walks
/// it backwards and stops at the limit, however common the word is.
struct SearchPlan {
    private var match = ""
    private var conditions: [SQL] = ["NOT document.hidden"]

    init(_ query: SearchQuery, operators: [SearchOperator]) {
        let spaced = query.terms.filter { !Scripts.lackSpaces($0.text) }
        match = Self.match(spaced)
        // A search of only negative words has nothing to walk the index by, so it filters instead.
        if match.isEmpty {
            conditions += spaced.map {
                "document.number NOT IN (SELECT rowid FROM document_text WHERE document_text MATCH \(Self.quoted($0)))"
            }
        }
        conditions += query.terms.filter { Scripts.lackSpaces($0.text) }.map(Self.gramCondition)
        conditions += query.filters.map { Self.condition($0, operators) }
    }

    func statement(limit: Int) -> SQL {
        let condition = conditions.joined(separator: " AND ")
        guard !match.isEmpty else {
            return """
                SELECT number, id, kind, author, created, title, substr(body, 1, 160) AS snippet
                FROM document WHERE \(condition) ORDER BY number DESC LIMIT \(limit)
                """
        }
        return """
            SELECT document.number, document.id, document.kind, document.author, document.created, document.title,
                snippet(document_text, -1, char(1), char(1), '…', 16) AS snippet
            FROM document_text JOIN document ON document.number = document_text.rowid
            WHERE document_text MATCH \(match) AND \(condition)
            ORDER BY document_text.rowid DESC LIMIT \(limit)
            """
    }

    /// The FTS5 expression (https://www.sqlite.org/fts5.html#full_text_query_syntax); every word is quoted, so nothing
    /// that people type has a meaning of its own there.
    private static func match(_ terms: [SearchQuery.Term]) -> String {
        let wanted = terms.filter { !$0.isNegative }.map(quoted)
        guard !wanted.isEmpty else { return "" }
        return terms.filter(\.isNegative).map(quoted).reduce(wanted.joined(separator: " AND ")) { "(\($0)) NOT \($1)" }
    }

    private static func quoted(_ term: SearchQuery.Term) -> String {
        "\"" + term.text.replacing("\"", with: "\"\"") + "\"" + (term.isPrefix ? " *" : "")
    }

    /// Three letters and more are found by trigrams; fewer by looking into the documents that have any.
    private static func gramCondition(_ term: SearchQuery.Term) -> SQL {
        let isFound: SQL =
            if term.text.unicodeScalars.count >= 3 {
                "document.number IN (SELECT rowid FROM document_grams WHERE document_grams MATCH \(quoted(term)))"
            } else {
                "(instr(document.body, \(term.text)) OR instr(document.title, \(term.text)))"
            }
        return term.isNegative ? "NOT \(isFound)" : isFound
    }

    private static func condition(_ filter: SearchQuery.Filter, _ operators: [SearchOperator]) -> SQL {
        let choices = filter.conditions(operators)
        // A value that no feature understands finds nothing, rather than everything.
        let any: SQL = choices.isEmpty ? "0" : "(\(choices.joined(separator: " OR ")))"
        return filter.isNegative ? "NOT \(any)" : any
    }
}
