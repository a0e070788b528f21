import GRDB
import Index
import Journal

extension ProjectQueries {
    /// What a digest says of projects: those that were started, and those whose work others may look at.
    static func changed(_ span: DigestSpan, reader: Account, _ database: Database) throws -> [DigestItem] {
        let sql = """
            SELECT document.id, title, state, changed, created, open FROM project JOIN document USING(number)
            WHERE shelf = ? AND changed >= ? ORDER BY changed DESC LIMIT 25
            """
        return try ["going", "showcase"].flatMap { shelf in
            try database.cachedStatement(sql: sql).values([shelf, span.since]) { row in
                let isNew = span.contains(row["created"])
                let state = (row["state"] as String).replacing("_", with: " ")
                let openness = row["open"] ? ", open to join" : ""
                return DigestItem(
                    .projects, row["title"], detail: isNew ? "new\(openness)" : state, at: row["changed"], id: row["id"]
                )
            }
        }
    }
}
