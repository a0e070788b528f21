import GRDB
import Journal

/// What was found wrong with logs and cannot be seen in them afterwards, kept so that it is said once and `doctor` still
/// knows it.
enum KeptFindings {
    static let schema = """
        CREATE TABLE finding(kind TEXT, path TEXT, account TEXT, PRIMARY KEY(kind, path)) WITHOUT ROWID
        """

    /// All that are kept.
    static func all(_ database: Database) throws -> [Finding] {
        try Row.fetchAll(database, sql: "SELECT kind, path, account FROM finding ORDER BY path, kind").compactMap {
            row in
            Finding.Kind(rawValue: row["kind"]).map { Finding($0, row["path"], account: row["account"]) }
        }
    }

    /// Keeps what one look has found and answers what was not known. A log that is back is missed no longer.
    static func keep(_ found: [Finding], in index: BoardIndex) throws -> [Finding] {
        let known = try index.pool.read { try all($0) }
        let new = found.filter { !known.contains($0) }
        let back = known.filter { $0.kind == .gone && !found.contains($0) }
        guard !new.isEmpty || !back.isEmpty else { return [] }
        try index.pool.write { database in
            for finding in back {
                try database.execute(
                    sql: "DELETE FROM finding WHERE kind = ? AND path = ?",
                    arguments: [finding.kind.rawValue, finding.path])
            }
            for finding in new {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO finding(kind, path, account) VALUES(?, ?, ?)",
                    arguments: [finding.kind.rawValue, finding.path, finding.account])
            }
        }
        return new
    }
}
