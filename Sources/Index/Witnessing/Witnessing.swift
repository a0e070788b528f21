import GRDB
import Journal

/// Members vouch for each other's past: once a day each one's log carries the ends of the logs they have seen, and every
/// reader compares them with what the logs hold, so that whoever rewrites their past is noticed, by a new reader too.
enum Witnessing {
    /// Milliseconds between two words of one member.
    private static let interval: Int64 = 24 * 60 * 60 * 1000
    /// Ends that are compared in one catch-up; the rest waits for the next.
    private static let mostChecks = 5_000

    /// Milliseconds that a log may take to arrive here after somebody saw it.
    private static let patience: Int64 = 10 * 60 * 1000

    /// What a member who is about to write has to say; nothing when they said it today, or saw nothing new.
    static func due(_ me: Account, now: Timestamp, _ database: Database) throws -> LogWitnessed? {
        let last = try Int64.fetchOne(database.cachedStatement(sql: "SELECT max(clock) FROM own_witness"))
        if let last, now.rawValue - last < interval { return nil }
        let sql = """
            SELECT log_position.account, log_position.host, log_position.seq, head
            FROM log_position LEFT JOIN own_witness AS own
                ON own.account = log_position.account AND own.host = log_position.host
            WHERE NOT private AND head IS NOT NULL AND log_position.account <> ? AND log_position.seq > coalesce(own.seq, 0)
            ORDER BY log_position.path LIMIT ?
            """
        let heads = try database.cachedStatement(sql: sql).values([me, LogWitnessed.mostHeads]) { row in
            LogWitnessed.Head(account: row["account"], host: row["host"], seq: row["seq"], head: row["head"])
        }
        return heads.isEmpty ? nil : LogWitnessed(heads: heads)
    }

    /// Compares what was witnessed with what the logs hold, and answers what is wrong and was not known to be.
    static func check(_ board: Board, now: Timestamp, _ database: Database) throws -> [Finding] {
        let sql = """
            SELECT account, host, seq, head, witness, state, clock,
                (SELECT max(seq) FROM log_position AS log
                    WHERE log.account = witness.account AND log.host = witness.host AND NOT log.private) AS known
            FROM witness WHERE state IN ('unchecked', 'missing') AND \(isMember) ORDER BY clock LIMIT ?
            """
        let rows = try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [mostChecks])
        guard !rows.isEmpty else { return [] }
        let lookup = try LogLookup(board)
        var findings: [Finding] = []
        for row in rows {
            let before: State? = (row["state"] as String?).flatMap(State.init)
            let state = state(of: row, lookup, now: now)
            guard state != before else { continue }
            try database.execute(
                sql: """
                    UPDATE witness SET state = ? WHERE account = ? AND host = ? AND seq = ? AND head = ? AND witness = ?
                    """,
                arguments: [state.rawValue, row[0], row[1], row[2], row[3], row[4]])
            if state == .missing || state == .other { findings.append(finding(row)) }
        }
        return findings
    }

    /// Everything that is known to be wrong.
    static func findings(_ database: Database) throws -> [Finding] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT account, host, seq, head, witness FROM witness WHERE state IN ('missing', 'other') AND \(isMember)
                """
        ).map(finding)
    }

    /// Whoever is no member could otherwise cast doubt on everybody.
    private static let isMember =
        "EXISTS (SELECT 1 FROM member WHERE member.account = witness.witness AND member.state = 'member')"

    /// What became of an end that somebody saw.
    private enum State: String {
        case unchecked, same, other, missing
    }

    private static func state(of row: Row, _ lookup: LogLookup, now: Timestamp) -> State {
        let (account, host, seq, head): (Account, String, Int64, EventID) = (row[0], row[1], row[2], row[3])
        guard row["known"] ?? 0 >= seq else {
            // What somebody saw a while ago should have come here too.
            return now.rawValue - row["clock"] > patience ? .missing : .unchecked
        }
        return lookup.event(seq, of: account, host: host) == head ? .same : .other
    }

    private static func finding(_ row: Row) -> Finding {
        let (account, host, seq): (Account, String, Int64) = (row[0], row[1], row[2])
        return Finding(.witnessDiffers, "log-\(host), event \(seq)", account: account, witness: row["witness"])
    }
}
