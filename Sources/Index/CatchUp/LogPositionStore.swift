import GRDB
import Journal

/// Where reading each log goes on.
enum LogPositionStore {
    static let schema = """
        CREATE TABLE log_position(
            path TEXT PRIMARY KEY, account TEXT NOT NULL, host TEXT NOT NULL, private INTEGER NOT NULL,
            segment INTEGER NOT NULL, inode INTEGER NOT NULL, next INTEGER NOT NULL, head_at INTEGER,
            seq INTEGER NOT NULL, head BLOB
        ) WITHOUT ROWID
        """

    static func load(_ database: Database) throws -> [String: LogPosition] {
        let positions = try database.cachedStatement(sql: "SELECT * FROM log_position").values(as: position)
        return Dictionary(positions.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func position(_ row: Row) -> LogPosition {
        LogPosition(
            path: row["path"], account: row["account"], host: row["host"], isPrivate: row["private"],
            segment: row["segment"], inode: UInt64(bitPattern: row["inode"] as Int64), offset: row["next"],
            headOffset: row["head_at"], seq: row["seq"], head: row["head"])
    }

    static func save(_ positions: [LogPosition], _ database: Database) throws {
        for position in positions {
            try database.run(
                """
                INSERT OR REPLACE INTO log_position(
                    path, account, host, private, segment, inode, next, head_at, seq, head)
                VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                position.path, position.account, position.host, position.isPrivate, position.segment,
                Int64(bitPattern: position.inode), position.offset, position.headOffset, position.seq, position.head)
        }
    }
}

/// How far each log is known.
public enum LogHeads {
    /// The number of the last event of every log.
    public static func all(_ database: Database) throws -> [LogName: Int64] {
        var heads: [LogName: Int64] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT account, host, private, seq FROM log_position") {
            let log = LogName(account: row["account"], host: row["host"], isPrivate: row["private"])
            heads[log] = max(heads[log] ?? 0, row["seq"])
        }
        return heads
    }
}
