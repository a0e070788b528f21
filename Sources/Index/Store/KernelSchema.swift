/// The tables that belong to no feature.
enum KernelSchema {
    /// Raised when what events do to the tables changes and the tables themselves do not.
    private static let version = 5

    /// What an index is known by: another one, because any table has another shape or any kind of event is handled for
    /// the first time, means that it is built again. Never 0, which is an index that is still empty.
    static func number(of projections: [Projection]) -> Int32 {
        let parts =
            ["\(version)"] + statements + projections.flatMap(\.schema)
            + projections.flatMap(\.handlers).map(\.kind).sorted()
        // FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/): the same in every process, unlike Swift's own hashes.
        var hash: UInt32 = 2_166_136_261
        for byte in parts.joined(separator: "\n").utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return max(1, Int32(hash >> 1))
    }

    static let statements =
        [
            "CREATE TABLE log(number INTEGER PRIMARY KEY, account TEXT, host TEXT, private INTEGER)",
            "CREATE UNIQUE INDEX log_by_name ON log(account, host, private)",
            LogPositionStore.schema,
            GlanceStore.schema,
            // Events whose effect depends on what was allowed at their point of the order, kept to be replayed.
            """
            CREATE TABLE ordered_event(
                clock INTEGER, id BLOB, line BLOB NOT NULL, account TEXT NOT NULL, log INTEGER NOT NULL,
                PRIMARY KEY(clock, id)
            ) WITHOUT ROWID
            """,
            // Events that speak of something not seen yet.
            """
            CREATE TABLE waiting_event(
                awaited BLOB, clock INTEGER, id BLOB, line BLOB NOT NULL, account TEXT NOT NULL, log INTEGER NOT NULL,
                PRIMARY KEY(awaited, clock, id)
            ) WITHOUT ROWID
            """,
            "CREATE TABLE refused_event(id BLOB PRIMARY KEY, account TEXT, kind TEXT, reason TEXT) WITHOUT ROWID",
            "CREATE TABLE unknown_kind(kind TEXT PRIMARY KEY, events INTEGER NOT NULL) WITHOUT ROWID",
            DeedQueries.schema,
            KeptFindings.schema,
            "CREATE TABLE setting(name TEXT PRIMARY KEY, value) WITHOUT ROWID",
            """
            CREATE TABLE standing(
                account TEXT, clock INTEGER, id BLOB, standing TEXT NOT NULL, last TEXT, PRIMARY KEY(account, clock, id)
            ) WITHOUT ROWID
            """,
        ] + DocumentSchema.statements
}
