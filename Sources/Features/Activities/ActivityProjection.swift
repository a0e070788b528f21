import Index
import Journal

/// How activities change the index beyond their threads: what their authors say about them later, who has responded, and
/// whose turn it is. What is hidden until one responds is Discussion's affair; see `Veil`.
public enum ActivityProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Activities",
        schema: [
            """
            CREATE TABLE activity_response(
                thread INTEGER, account TEXT, at INTEGER NOT NULL, PRIMARY KEY(thread, account)
            ) WITHOUT ROWID
            """
        ],
        handlers: [.ordered(ActivitySet.kind, set)],
        reset: reset,
        settle: settle)

    /// For how long after its due date an activity still waits for anyone, in milliseconds.
    private static let patience: Int64 = 14 * 86_400_000

    private static func set(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ActivitySet = try event.payload()
        guard let thread = try PostRow(payload.thread, projecting) else { return .waits(on: payload.thread) }
        let kind = try projecting.value(String.self, "SELECT kind FROM thread WHERE number = ?", thread.number)
        let refusal = ActivityRules.refusalToSet(
            by: event.by, standing: projecting.authority.standing(forWriting: event), author: thread.author,
            kind: kind.flatMap(ThreadKind.init) ?? .discussion)
        if let refusal { return .refused(refusal) }
        try projecting.execute(
            "UPDATE thread SET due = ?, veils = ? WHERE number = ?", payload.terms.due, payload.terms.hidesResponses,
            thread.number)
        projecting.touch("thread", thread.number)
        return .applied
    }

    private static func reset(_ projecting: Projecting) throws {
        let changed = try projecting.rows(
            """
            SELECT number FROM thread WHERE kind = 'activity' AND (due IS NOT opened_due OR veils <> opened_veils)
            """)
        for row in changed {
            let number: Int64 = row["number"]
            try projecting.execute(
                "UPDATE thread SET due = opened_due, veils = opened_veils WHERE number = ?", number)
            projecting.touch("thread", number)
        }
    }

    private static func settle(_ projecting: Projecting) throws {
        var threads = projecting.touched["thread"] ?? []
        // Who comes is expected too, and who has left is not any more.
        if !projecting.changedStandings.isEmpty {
            let due = try projecting.rows("SELECT number FROM thread WHERE kind = 'activity' AND due IS NOT NULL")
            threads.formUnion(due.map { $0["number"] })
        }
        for number in threads.sorted() {
            let thread = try projecting.row(
                """
                SELECT id, author, due, clock, locked OR thread.hidden AS closed
                FROM thread JOIN document USING(number) JOIN post USING(number)
                WHERE number = ? AND thread.kind = 'activity'
                """,
                number)
            guard let thread else { continue }
            let responded = try setResponses(number, author: thread["author"], projecting)
            var turns: [Turn] = []
            if let due: Timestamp = thread["due"], !thread["closed"] {
                let members = try projecting.rows("SELECT account FROM member WHERE state = 'member' ORDER BY account")
                let waiting = members.map { $0["account"] as Account }.filter {
                    $0 != thread["author"] as Account && !responded.contains($0)
                }
                turns = waiting.map { account in
                    Turn(
                        subject: thread["id"], kind: kind, holder: .account(account), reason: "asked",
                        since: thread["clock"], due: due, ends: due.advanced(by: patience))
                }
            }
            try projecting.setTurns(of: thread["id"], kind: kind, turns)
        }
    }

    /// The kind of its turns.
    static let kind = "respond"

    private static func setResponses(
        _ thread: Int64, author: Account, _ projecting: Projecting
    ) throws -> Set<Account> {
        let rows = try projecting.rows(
            """
            SELECT author, min(clock) AS at FROM post JOIN document USING(number)
            WHERE thread = ?1 AND number <> ?1 AND author <> ?2 AND NOT retracted AND NOT post.hidden
                AND refused IS NULL AND imported_author IS NULL
            GROUP BY author
            """,
            thread, author)
        try projecting.execute("DELETE FROM activity_response WHERE thread = ?", thread)
        for row in rows {
            try projecting.execute(
                "INSERT INTO activity_response(thread, account, at) VALUES(?, ?, ?)", thread, row["author"] as Account,
                row["at"] as Timestamp)
        }
        return Set(rows.map { $0["author"] })
    }
}
