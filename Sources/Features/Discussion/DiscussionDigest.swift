import GRDB
import Index
import Journal

/// What a digest says of threads.
enum DiscussionDigest {
    /// The most of each kind.
    private static let most = 50

    static func items(_ span: DigestSpan, _ session: BoardSession) throws -> [DigestItem] {
        try session.read { try items(span, session.me, $0) }
    }

    static func items(_ span: DigestSpan, _ reader: Account, _ database: Database) throws -> [DigestItem] {
        try notices(span, database) + threads(span, reader, database) + answered(span, database)
    }

    private static func notices(_ span: DigestSpan, _ database: Database) throws -> [DigestItem] {
        try NoticeQueries.page(limit: most, database)
            .filter { span.isUnreadOnly ? $0.isUnread : span.contains($0.created) }
            .map { notice in
                let did = notice.reason == "mention" ? "mentioned you" : "replied to you"
                return DigestItem(
                    .forYou, "\(notice.author.name) \(did)", detail: "in “\(notice.title)”", at: notice.created,
                    id: notice.post)
            }
    }

    private static func threads(
        _ span: DigestSpan, _ reader: Account, _ database: Database
    ) throws -> [DigestItem] {
        try newest(span, database).compactMap { thread in
            let isNew = span.isUnreadOnly ? thread.unread >= thread.posts : span.contains(thread.created)
            let count = try span.isUnreadOnly ? thread.unread : posts(of: thread.number, span, reader, database)
            guard count > 0 || isNew && thread.author.account != reader else { return nil }
            let posts = "\(count) new \(count == 1 ? "post" : "posts")"
            let about = "\(thread.author.name), #\(thread.channel)"
            guard isNew else {
                return DigestItem(
                    .active, thread.title, detail: "\(posts), #\(thread.channel)", at: thread.active, id: thread.id)
            }
            return DigestItem(
                thread.kind == .announcement ? .announcements : .new,
                thread.title, detail: count > 1 ? "\(about), \(posts)" : about, at: thread.created, id: thread.id)
        }
    }

    private static func newest(_ span: DigestSpan, _ database: Database) throws -> [ThreadSummary] {
        var filter = ThreadFilter()
        filter.isUnread = span.isUnreadOnly
        if span.isUnreadOnly {
            return try ThreadQueries.page(filter, limit: most, database).filter { $0.watch != .muted }
        }
        // What is pinned comes first in lists, whatever its age, so the two are asked for apart.
        let sql = """
            SELECT number FROM (SELECT number, active FROM thread WHERE hidden = 0 AND pinned = 0 AND active >= ?1
                    ORDER BY active DESC LIMIT ?2)
            UNION ALL SELECT number FROM (SELECT number, active FROM thread WHERE hidden = 0 AND pinned = 1 AND active >= ?1
                    ORDER BY active DESC LIMIT ?2)
            """
        let numbers = try Int64.fetchAll(database.cachedStatement(sql: sql), arguments: [span.since, most])
        return try ThreadQueries.threads(numbers, database).filter { $0.watch != .muted }
    }

    /// What others wrote in a thread in that time.
    private static func posts(
        of thread: Int64, _ span: DigestSpan, _ reader: Account, _ database: Database
    ) throws -> Int {
        let sql = """
            SELECT count(*) FROM post JOIN document USING(number)
            WHERE post.thread = ? AND post.created >= ? AND NOT document.hidden
                AND (author <> ? OR imported_author IS NOT NULL)
            """
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [thread, span.since, reader]) ?? 0
    }

    private static func answered(_ span: DigestSpan, _ database: Database) throws -> [DigestItem] {
        let sql = """
            SELECT root.id, root.title, answer.created, coalesce(imported_author, member.name, answer.author) AS name
            FROM thread INDEXED BY thread_accepted CROSS JOIN document AS answer ON answer.number = thread.accepted
                JOIN document AS root ON root.number = thread.number JOIN post ON post.number = thread.accepted
                LEFT JOIN member ON member.account = answer.author
            WHERE accepted IS NOT NULL AND answer.created >= ? AND NOT thread.hidden AND NOT answer.hidden
            ORDER BY answer.created DESC LIMIT ?
            """
        return try database.cachedStatement(sql: sql).values([span.since, most]) { row in
            DigestItem(
                .answered, row["title"], detail: "answered by \(row["name"] as String)", at: row["created"],
                id: row["id"])
        }
    }
}
