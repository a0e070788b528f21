import GRDB
import Index
import Journal

/// A post that speaks to the reader.
public struct Notice: Hashable, Sendable {
    /// Why: `mention` or `reply`.
    public var reason: String
    /// The post.
    public var post: EventID
    /// Its thread.
    public var thread: EventID
    /// The thread's title.
    public var title: String
    /// Who wrote it.
    public var author: Author
    /// When.
    public var created: Timestamp
    /// Its text.
    public var body: String
    /// Whether the reader has not read it.
    public var isUnread: Bool
}

/// What the Inbox, Home and the status ask.
public enum NoticeQueries {
    /// The newest posts that speak to the reader, before a post's row if one is given.
    public static func page(before number: Int64 = .max, limit: Int = 100, _ database: Database) throws -> [Notice] {
        let sql = """
            SELECT reason, document.id AS post, root.id AS thread, root.title, document.author, \(Author.columns),
                member.name AS member_name, document.created, document.body, post.unread
            FROM notice JOIN post ON post.number = notice.post JOIN document ON document.number = notice.post
                JOIN document AS root ON root.number = post.thread
                LEFT JOIN member ON member.account = document.author
            WHERE notice.post < ? AND NOT document.hidden ORDER BY notice.post DESC LIMIT ?
            """
        return try database.cachedStatement(sql: sql).values([number, limit]) { row in
            Notice(
                reason: row["reason"], post: row["post"], thread: row["thread"], title: row["title"],
                author: Author(row: row), created: row["created"], body: row["body"], isUnread: row["unread"])
        }
    }

    /// How many unread posts mention or answer the reader.
    public static func unreadCount(_ database: Database) throws -> Int {
        try Int.fetchOne(database.cachedStatement(sql: "SELECT count(*) FROM notice WHERE open")) ?? 0
    }

    /// How many posts the reader has not read, muted threads left out.
    public static func unreadPosts(_ database: Database) throws -> Int {
        let sql = "SELECT sum(unread) FROM thread WHERE unread > 0 AND watch <> 'muted'"
        return try Int.fetchOne(database.cachedStatement(sql: sql)) ?? 0
    }
}
