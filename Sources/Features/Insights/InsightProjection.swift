import Foundation
import Index
import Journal

/// What insights keep of posts and threads, so that no view counts them: how much each member wrote on each day, who last
/// replied to whom, and when each thread first got a reply. All of it is derived from the posts that a batch touched, whatever their order.
enum InsightProjection {
    static let projection = Projection(
        name: "Insights",
        schema: [
            // The posts that are in the sums.
            "CREATE TABLE insight_post(number INTEGER PRIMARY KEY)",
            "CREATE TABLE insight_day(day INTEGER, author TEXT, posts INTEGER NOT NULL, PRIMARY KEY(day, author)) WITHOUT ROWID",
            // A member's first post that is in the sums.
            """
            CREATE TABLE insight_first(author TEXT PRIMARY KEY, created INTEGER NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX insight_first_by_time ON insight_first(created)",
            "CREATE INDEX insight_first_by_post ON insight_first(number)",
            """
            CREATE TABLE insight_thread(
                number INTEGER PRIMARY KEY, created INTEGER NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL, replied INTEGER
            )
            """,
            "CREATE INDEX insight_thread_by_time ON insight_thread(created, author, kind, replied, number)",
            // Two members of whom one replied to the other: when the first by name last did, and when the second; 0 is never.
            """
            CREATE TABLE insight_pair(
                low TEXT, high TEXT, forth INTEGER NOT NULL, back INTEGER NOT NULL, PRIMARY KEY(low, high)
            ) WITHOUT ROWID
            """,
            "CREATE INDEX insight_pair_by_time ON insight_pair(max(forth, back), min(forth, back))",
        ],
        handlers: [], settle: settle)

    /// Rows at once, so that a statement's list stays small.
    private static let chunk = 10_000

    /// What is in the sums: what members wrote here and others can see. What came out of an archive is not.
    private static let counts = """
        NOT post.hidden AND NOT post.retracted AND post.refused IS NULL AND post.imported_author IS NULL
        """

    private static func settle(_ projecting: Projecting) throws {
        var threads: Set<Int64> = []
        var looked = projecting.touched["thread"] ?? []
        for list in lists(projecting.touched["post"] ?? []) {
            threads.formUnion(try take(list, projecting))
            // What waited for the post that it answers is in the sums already, and joins a pair only now.
            try pair(
                "SELECT number FROM insight_post WHERE number IN (SELECT value FROM json_each(?1))", list, projecting)
            let sql = "SELECT DISTINCT thread FROM post WHERE number IN (SELECT value FROM json_each(?))"
            looked.formUnion(try projecting.rows(sql, list).map { $0[0] as Int64 })
        }
        for list in lists(looked) { threads.formUnion(try add(list, projecting)) }
        for list in lists(threads) { try settleThreads(list, projecting) }
    }

    /// Rows as arrays of JSON, which a statement takes as one value.
    private static func lists(_ rows: Set<Int64>) -> [String] {
        let rows = rows.sorted()
        return stride(from: 0, to: rows.count, by: chunk).map { start in
            "[" + rows[start..<min(start + chunk, rows.count)].map(String.init).joined(separator: ",") + "]"
        }
    }

    /// Takes those of some posts out of the sums that do not count any more, and answers their threads.
    private static func take(_ list: String, _ projecting: Projecting) throws -> Set<Int64> {
        let gone = """
            insight_post JOIN post USING(number) JOIN document USING(number)
            WHERE number IN (SELECT value FROM json_each(?1)) AND NOT (\(counts))
            """
        let threads = Set(try projecting.rows("SELECT DISTINCT thread FROM \(gone)", list).map { $0[0] as Int64 })
        guard !threads.isEmpty else { return [] }
        let firsts = try projecting.rows(
            "SELECT author FROM insight_first WHERE number IN (SELECT number FROM \(gone))", list)
        let pairs = try projecting.rows(
            """
            SELECT DISTINCT author, (SELECT author FROM document WHERE number = post.parent) AS other FROM \(gone)
                AND post.parent IS NOT NULL
            """,
            list)
        try projecting.execute(
            """
            INSERT INTO insight_day(day, author, posts)
            SELECT document.created / 86400000, author, -count(*) FROM \(gone) GROUP BY 1, 2
            ON CONFLICT DO UPDATE SET posts = posts + excluded.posts
            """,
            list)
        try projecting.execute("DELETE FROM insight_post WHERE number IN (SELECT number FROM \(gone))", list)
        for row in pairs { try pairAnew(row["author"], row["other"], projecting) }
        for row in firsts {
            let author: Account = row["author"]
            try projecting.execute("DELETE FROM insight_first WHERE author = ?", author)
            try projecting.execute(
                """
                INSERT INTO insight_first(author, created, number)
                SELECT author, created, number FROM document JOIN insight_post USING(number) WHERE author = ?
                ORDER BY created, id LIMIT 1
                """,
                author)
        }
        return threads
    }

    /// Puts those posts of some threads into the sums that count and are not in them, and answers their threads.
    private static func add(_ list: String, _ projecting: Projecting) throws -> Set<Int64> {
        let rows = try projecting.rows(
            """
            SELECT post.number, post.thread FROM post
            WHERE post.thread IN (SELECT value FROM json_each(?1))
                AND NOT EXISTS (SELECT 1 FROM insight_post WHERE insight_post.number = post.number) AND \(counts)
            """,
            list)
        for list in lists(Set(rows.map { $0[0] })) {
            let new = "document WHERE number IN (SELECT value FROM json_each(?1))"
            try projecting.execute(
                """
                INSERT INTO insight_day(day, author, posts)
                SELECT created / 86400000, author, count(*) FROM \(new) GROUP BY 1, 2
                ON CONFLICT DO UPDATE SET posts = posts + excluded.posts
                """,
                list)
            try projecting.execute(
                """
                INSERT INTO insight_first(author, created, number)
                SELECT author, min(created), number FROM \(new) GROUP BY author
                ON CONFLICT DO UPDATE SET created = excluded.created, number = excluded.number
                WHERE excluded.created < created
                """,
                list)
            try projecting.execute(
                "INSERT OR IGNORE INTO insight_post(number) SELECT value FROM json_each(?1)", list)
            try pair("SELECT value FROM json_each(?1)", list, projecting)
        }
        return Set(rows.map { $0[1] })
    }

    /// What two members are to each other by their replies.
    private static let exchange = """
        SELECT min(reply.author, answered.author) AS low, max(reply.author, answered.author) AS high,
            max(iif(reply.author < answered.author, reply.created, 0)) AS forth,
            max(iif(reply.author > answered.author, reply.created, 0)) AS back
        FROM post JOIN document AS reply ON reply.number = post.number
            JOIN post AS asked ON asked.number = post.parent AND asked.imported_author IS NULL
            JOIN document AS answered ON answered.number = asked.number
        WHERE reply.author <> answered.author
        """

    /// Notes of some posts in the sums who replied to whom.
    private static func pair(_ numbers: String, _ list: String, _ projecting: Projecting) throws {
        try projecting.execute(
            """
            INSERT INTO insight_pair(low, high, forth, back)
            \(exchange) AND post.number IN (\(numbers)) GROUP BY 1, 2
            ON CONFLICT DO UPDATE SET forth = max(forth, excluded.forth), back = max(back, excluded.back)
            """,
            list)
    }

    /// Finds out again when two members last replied to each other.
    private static func pairAnew(_ one: Account, _ other: Account, _ projecting: Projecting) throws {
        try projecting.execute(
            "DELETE FROM insight_pair WHERE low = min(?1, ?2) AND high = max(?1, ?2)", one, other)
        try projecting.execute(
            """
            INSERT INTO insight_pair(low, high, forth, back)
            \(exchange) AND post.number IN (
                SELECT number FROM document JOIN insight_post USING(number) WHERE author IN (?1, ?2))
                AND answered.author IN (?1, ?2)
            GROUP BY 1, 2
            """,
            one, other)
    }

    /// Notes anew when some threads first got a reply from somebody else. A thread's posts are looked through in the order
    /// of time, so that this costs no more for a long one.
    private static func settleThreads(_ list: String, _ projecting: Projecting) throws {
        try projecting.execute("DELETE FROM insight_thread WHERE number IN (SELECT value FROM json_each(?))", list)
        try projecting.execute(
            """
            INSERT INTO insight_thread(number, created, author, kind, replied)
            SELECT thread.number, root.created, root.author, thread.kind, (
                SELECT post.created FROM post JOIN insight_post USING(number)
                    JOIN document AS reply ON reply.number = post.number
                WHERE post.thread = thread.number AND reply.author <> root.author ORDER BY post.created LIMIT 1)
            FROM thread JOIN document AS root ON root.number = thread.number
                JOIN insight_post ON insight_post.number = thread.number
            WHERE thread.number IN (SELECT value FROM json_each(?)) AND NOT thread.hidden
            """,
            list)
    }
}
