import Foundation
import GRDB
import Journal

/// How the board looked to the last process, so that the next one need not open every folder to learn that nothing is
/// new.
enum GlanceStore {
    static let schema =
        "CREATE TABLE glance(folder TEXT PRIMARY KEY, account TEXT NOT NULL, marks BLOB NOT NULL) WITHOUT ROWID"

    /// Folders worth a transaction of their own.
    private static let many = 16

    static func load(_ board: Board, _ database: Database) throws -> BoardGlance {
        let kept = try database.cachedStatement(sql: "SELECT folder, account, marks FROM glance").values { row in
            BoardGlance.Kept(folder: row[0], account: row[1], marks: Array(row[2] as Data))
        }
        return BoardGlance(board, kept: kept)
    }

    /// Keeps what was noted since the last time, when it is worth it.
    static func save(_ glance: inout BoardGlance, in index: BoardIndex) throws {
        guard glance.unkeptCount >= many else { return }
        let kept = glance.takeUnkept()
        try index.pool.write { database in
            for one in kept {
                try database.run(
                    "INSERT OR REPLACE INTO glance(folder, account, marks) VALUES(?, ?, ?)", one.folder, one.account,
                    Data(one.marks))
            }
        }
    }
}
