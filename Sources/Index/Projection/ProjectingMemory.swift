import GRDB
import Journal

/// What every transaction that applies events has to know first. It grows with the board, so it is kept from one to the
/// next, as long as nobody's standing changes.
struct ProjectingMemory: Sendable {
    /// Members, their roles, and since when.
    var authority: Authority
    /// The numbers of logs.
    var logs: LogNumbers

    /// What the index holds.
    init(_ board: BoardIdentity, _ database: Database) throws {
        authority = try Authority(of: board, database)
        logs = try LogNumbers(database)
    }
}
