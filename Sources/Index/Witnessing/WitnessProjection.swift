import Journal

/// What members say they saw at the ends of logs, kept until it has been compared with what the logs hold.
enum WitnessProjection {
    static let projection = Projection(
        name: "Witnessing",
        schema: [
            """
            CREATE TABLE witness(
                account TEXT, host TEXT, seq INTEGER, head BLOB, witness TEXT NOT NULL, clock INTEGER NOT NULL,
                state TEXT NOT NULL DEFAULT 'unchecked', PRIMARY KEY(account, host, seq, head, witness)
            ) WITHOUT ROWID
            """,
            "CREATE INDEX witness_open ON witness(clock) WHERE state IN ('unchecked', 'missing')",
            "CREATE INDEX witness_wrong ON witness(account) WHERE state IN ('missing', 'other')",
            // What the reader has said.
            """
            CREATE TABLE own_witness(
                account TEXT, host TEXT, seq INTEGER NOT NULL, clock INTEGER NOT NULL, PRIMARY KEY(account, host)
            ) WITHOUT ROWID
            """,
        ],
        handlers: [.anyOrder(LogWitnessed.kind, take)])

    private static func take(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: LogWitnessed = try event.payload()
        for head in payload.heads.prefix(LogWitnessed.mostHeads) {
            try projecting.execute(
                "INSERT OR IGNORE INTO witness(account, host, seq, head, witness, clock) VALUES(?, ?, ?, ?, ?, ?)",
                head.account, head.host, head.seq, head.head, event.by, event.clock)
            guard event.by == projecting.reader else { continue }
            try projecting.execute(
                """
                INSERT INTO own_witness(account, host, seq, clock) VALUES(?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq), clock = max(clock, excluded.clock)
                """,
                head.account, head.host, head.seq, event.clock)
        }
        return .applied
    }
}
