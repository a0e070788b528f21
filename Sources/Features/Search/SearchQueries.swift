import GRDB
import Index
import Journal

/// A search result with what people need to know where it stands.
public struct SearchHit: Hashable, Sendable {
    /// The document.
    public var result: SearchResult
    /// The thread it stands in, for posts.
    public var thread: EventID?
    /// The thread's title, or the document's own.
    public var title: String
    /// Who wrote it, as texts name them.
    public var author: String
}

/// Search across features.
public enum SearchQueries {
    /// The newest documents that satisfy what was typed.
    public static func hits(
        _ text: String, isBeingTyped: Bool = false, limit: Int = 50, _ session: BoardSession
    ) throws -> [SearchHit] {
        let results = try session.index.search(text, isBeingTyped: isBeingTyped, limit: limit)
        return try session.read { database in
            let sql = """
                SELECT root.id AS thread, root.title, imported_author, claimed_by
                FROM post JOIN document AS root ON root.number = post.thread WHERE post.number = ?
                """
            let statement = try database.cachedStatement(sql: sql)
            return try results.map { result in
                let row = try Row.fetchOne(statement, arguments: [result.number])
                let imported: String? = row?["imported_author"]
                // What has no title is called by what it is.
                let own = result.title.isEmpty ? result.kind : result.title
                return SearchHit(
                    result: result, thread: row?["thread"], title: row?["title"] ?? own,
                    author: row?["claimed_by"] ?? imported.map { "~" + $0 } ?? result.author.rawValue)
            }
        }
    }
}
