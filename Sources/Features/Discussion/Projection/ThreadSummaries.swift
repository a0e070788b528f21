import Index
import Journal

/// Counts and latest activity a thread, so that lists never count posts. Always derived from the posts, never added
/// to, so they cannot drift.
enum ThreadSummaries {
    static func settle(_ projecting: Projecting) throws {
        let posts = projecting.touched["post"] ?? []
        for post in posts { try settleVisibility(of: post, projecting) }
        for post in posts.union(projecting.touched["notice"] ?? []) { try settleNotice(of: post, projecting) }
        for thread in projecting.touched["thread"] ?? [] { try settle(thread, projecting) }
    }

    private static func settleVisibility(of post: Int64, _ projecting: Projecting) throws {
        try projecting.execute(
            """
            UPDATE document SET hidden = NOT hidden WHERE number = ?1 AND hidden <>
                (SELECT hidden OR retracted OR refused IS NOT NULL OR veiled FROM post WHERE number = ?1)
            """,
            post)
    }

    private static func settleNotice(of post: Int64, _ projecting: Projecting) throws {
        try projecting.execute(
            """
            UPDATE notice SET open = (SELECT post.unread AND NOT document.hidden FROM post JOIN document USING(number)
                WHERE number = ?1) WHERE post = ?1
            """,
            post)
    }

    private static func settle(_ thread: Int64, _ projecting: Projecting) throws {
        let root = try projecting.row("SELECT hidden, retracted, refused FROM post WHERE number = ?", thread)
        let counts = try projecting.row(
            """
            SELECT count(*) AS posts, sum(unread AND NOT retracted AND NOT veiled) AS unread, max(created) AS active,
                sum(NOT retracted) AS shown
            FROM post WHERE thread = ? AND NOT hidden AND refused IS NULL
            """,
            thread)
        guard let root, let counts else { return }
        let lastAuthor = try projecting.value(
            String.self,
            """
            SELECT coalesce(imported_author, author) FROM post JOIN document USING(number)
            WHERE thread = ? AND NOT post.hidden AND refused IS NULL ORDER BY post.created DESC, post.clock DESC, id DESC LIMIT 1
            """,
            thread)
        let isHidden = root["hidden"] || (root["refused"] as String?) != nil || counts["shown"] ?? 0 == 0
        let active: Int64? = counts["active"]
        try projecting.execute(
            """
            UPDATE thread SET posts = ?, unread = ?, active = coalesce(?, active), last_author = ?, hidden = ?
            WHERE number = ?
            """,
            counts["posts"] as Int, isHidden ? 0 : counts["unread"] ?? 0 as Int, active, lastAuthor ?? "", isHidden,
            thread)
    }
}
