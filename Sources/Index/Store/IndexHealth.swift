import GRDB
import Journal

/// What the index could not make use of.
public enum IndexHealth {
    /// Events that broke a rule, one sentence each; at most `limit`.
    public static func refusals(limit: Int = 1_000, _ database: Database) throws -> [String] {
        try Row.fetchAll(
            database, sql: "SELECT id, account, kind, reason FROM refused_event ORDER BY id LIMIT ?", arguments: [limit]
        ).map { row in
            let id: EventID = row["id"]
            return
                "\(row["kind"] as String) \(id.text.prefix(8)) by \(row["account"] as String): \(row["reason"] as String)"
        }
    }

    /// What was wrong with logs when they were read, and cannot be seen in them any more.
    public static func keptFindings(_ database: Database) throws -> [Finding] { try KeptFindings.all(database) }

    /// Where logs hold another event than a member saw in them.
    public static func witnessFindings(_ database: Database) throws -> [Finding] { try Witnessing.findings(database) }

    /// How many events speak of things that have not arrived.
    public static func waitingCount(_ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM waiting_event") ?? 0
    }

    /// Kinds that this program does not know, and how many events of each there are.
    public static func unknownKinds(_ database: Database) throws -> [String: Int] {
        let rows = try Row.fetchAll(database, sql: "SELECT kind, events FROM unknown_kind")
        return Dictionary(rows.map { ($0["kind"], $0["events"]) }, uniquingKeysWith: { first, _ in first })
    }
}
