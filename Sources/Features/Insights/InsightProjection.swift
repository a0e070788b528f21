import Foundation
import Index
import Journal

/// What insights keep of posts and threads, so that no view counts them: how much each member wrote on each day, and
/// when each thread first got a reply. All of it is derived from the posts that a batch touched, whatever their order.
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
        try projecting.execute(
            """
            INSERT INTO insight_day(day, author, posts)
            SELECT document.created / 86400000, author, -count(*) FROM \(gone) GROUP BY 1, 2
            ON CONFLICT DO UPDATE SET posts = posts + excluded.posts
            """,
            list)
        try projecting.execute("DELETE FROM insight_post WHERE number IN (SELECT number FROM \(gone))", list)
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
        }
        return Set(rows.map { $0[1] })
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
