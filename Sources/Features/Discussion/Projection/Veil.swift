import Index
import Journal

/// What of an activity the reader does not see yet: the responses of others, where its author wants everyone to respond
/// first. Only the reader's own picture of the board is without them; the logs can be read all the same.
enum Veil {
    static func settle(_ projecting: Projecting) throws {
        for thread in projecting.touched["thread"] ?? [] {
            let row = try projecting.row(
                """
                SELECT author, veils FROM thread JOIN document USING(number) WHERE number = ? AND thread.kind = 'activity'
                """,
                thread)
            guard let row else { continue }
            let author: Account = row["author"]
            let isDrawn = try row["veils"] && author != projecting.reader && !hasResponded(thread, projecting)
            try draw(isDrawn, over: thread, by: author, projecting)
        }
    }

    private static func hasResponded(_ thread: Int64, _ projecting: Projecting) throws -> Bool {
        try projecting.value(
            Int.self,
            """
            SELECT 1 FROM post JOIN document USING(number) WHERE thread = ?1 AND number <> ?1 AND author = ?2
                AND NOT retracted AND NOT post.hidden AND refused IS NULL AND imported_author IS NULL LIMIT 1
            """,
            thread, projecting.reader) != nil
    }

    /// What the activity's author adds to the prompt is no response, unless it answers one.
    private static func draw(
        _ isDrawn: Bool, over thread: Int64, by author: Account, _ projecting: Projecting
    ) throws {
        let posts = try projecting.rows(
            """
            SELECT number, veiled, ?3 AND number <> ?1 AND author <> ?2
                AND NOT (author = ?4 AND coalesce(parent, ?1) = ?1) AS veils
            FROM post JOIN document USING(number) WHERE thread = ?1
            """,
            thread, projecting.reader, isDrawn, author)
        for post in posts where post["veiled"] as Bool != post["veils"] {
            let number: Int64 = post["number"]
            try projecting.execute("UPDATE post SET veiled = ? WHERE number = ?", post["veils"] as Bool, number)
            projecting.touch("post", number)
        }
    }
}
