import GRDB
import Journal

/// The turn ledger in the index, and the snoozes that its reader put on it.
enum TurnProjection {
    static let projection = Projection(
        name: "Turns",
        schema: [
            """
            CREATE TABLE turn(
                number INTEGER PRIMARY KEY, subject BLOB NOT NULL, kind TEXT NOT NULL, account TEXT, role TEXT,
                reason TEXT NOT NULL, since INTEGER NOT NULL, due INTEGER, starts INTEGER, ends INTEGER
            )
            """,
            "CREATE INDEX turn_by_subject ON turn(subject, kind)",
            "CREATE INDEX turn_by_account ON turn(account, since) WHERE account IS NOT NULL",
            "CREATE INDEX turn_by_role ON turn(role, since) WHERE role IS NOT NULL",
            "CREATE INDEX turn_of_anyone ON turn(since) WHERE account IS NULL AND role IS NULL",
            // All of them are kept: how often a thing was put off is worth knowing. The latest one holds.
            """
            CREATE TABLE snooze(
                subject BLOB, clock INTEGER, id BLOB, until INTEGER, lifted INTEGER NOT NULL,
                PRIMARY KEY(subject, clock, id)
            ) WITHOUT ROWID
            """,
        ],
        handlers: [.personal(TurnSnoozed.kind, snooze)])

    private static func snooze(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: TurnSnoozed = try event.payload()
        try projecting.execute(
            "INSERT OR IGNORE INTO snooze(subject, clock, id, until, lifted) VALUES(?, ?, ?, ?, ?)",
            payload.subject, event.clock, event.id, payload.until, payload.lifted)
        projecting.touch("turn", 0)
        return .applied
    }
}

extension Projecting {
    /// Says who is expected to act on a subject, in place of what was said before under the same kind. Called by a
    /// feature whenever it settles the subject; says the screens only when something is different.
    public func setTurns(of subject: EventID, kind: String, _ turns: [Turn]) throws {
        let before = try rows(
            "SELECT \(Turn.columns) FROM turn WHERE subject = ? AND kind = ? ORDER BY number", subject, kind
        ).map(Turn.init)
        guard before != turns else { return }
        try execute("DELETE FROM turn WHERE subject = ? AND kind = ?", subject, kind)
        for turn in turns {
            let role: Role? = if case .role(let role) = turn.holder { role } else { nil }
            try execute(
                """
                INSERT INTO turn(subject, kind, account, role, reason, since, due, starts, ends)
                VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                subject, kind, turn.account, role?.rawValue, turn.reason, turn.since, turn.due, turn.starts, turn.ends)
        }
        touch("turn", 0)
    }
}
