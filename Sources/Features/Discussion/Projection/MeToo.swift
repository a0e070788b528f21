import Index
import Journal

/// Having the same question: a sign on its first post, so that each member counts once, and can take it back.
enum MeToo {
    /// The sign.
    static let sign = "✋"

    /// Counts the members who share a question, its asker left out.
    static func settle(_ projecting: Projecting) throws {
        for thread in projecting.touched["thread"] ?? [] {
            let question = try projecting.row(
                "SELECT author, calls FROM thread JOIN document USING(number) WHERE number = ? AND thread.kind = 'question'",
                thread)
            guard let question else { continue }
            let sharing =
                try projecting.value(
                    Int.self,
                    """
                    SELECT count(*) FROM reaction AS mark
                    WHERE post = ?1 AND emoji = ?2 AND counts AND present AND account <> ?3 AND NOT EXISTS (
                        SELECT 1 FROM reaction AS later WHERE later.post = ?1 AND later.emoji = ?2 AND later.counts
                            AND later.account = mark.account AND (later.clock, later.id) > (mark.clock, mark.id))
                    """,
                    thread, sign, question["author"] as Account) ?? 0
            guard -sharing != question["calls"] else { continue }
            try projecting.execute("UPDATE thread SET calls = ? WHERE number = ?", -sharing, thread)
        }
    }
}
