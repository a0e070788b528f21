import GRDB
import Journal
import Synchronization

/// What every transaction that applies events has to know first. It grows with the board, so it is kept from one to the
/// next, as long as no other process writes the index and nobody's standing changes.
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

    /// Holds a memory between two transactions; one that fails leaves none.
    final class Holder: Sendable {
        private let held = Mutex<ProjectingMemory?>(nil)

        func take() -> ProjectingMemory? {
            held.withLock { held in
                defer { held = nil }
                return held
            }
        }

        func keep(_ memory: ProjectingMemory?) { held.withLock { $0 = memory } }
    }
}
