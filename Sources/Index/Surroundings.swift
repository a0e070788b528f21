import Journal
import Synchronization

/// What a board's folder holds beyond the logs, as of the last look: who is here, and the reader's drafts. Panes ask it
/// while they draw, so it never touches the disk then; whoever looks does so away from the screen.
public final class Surroundings: Sendable {
    /// What was seen.
    public struct View: Hashable, Sendable {
        /// Who is here.
        public var online: Set<Account> = []
        /// What the reader typed and did not send, the latest first.
        public var drafts: [StoredDraft] = []
    }

    private let board: Board
    private let drafts: DraftStore
    private let seen = Mutex(View())

    /// Nothing seen yet.
    init(board: Board, drafts: DraftStore) {
        self.board = board
        self.drafts = drafts
    }

    /// What the last look saw.
    public var view: View { seen.withLock { $0 } }

    /// Looks who is here; answers whether that changed. Throws when the board's folder cannot be looked into.
    public func lookForMembers(now: Timestamp) throws -> Bool {
        try note(\.online, Presence(board: board).online(now: now))
    }

    /// Looks which drafts there are; answers whether that changed. Throws when the board's folder cannot be looked into.
    public func lookForDrafts() throws -> Bool {
        try note(\.drafts, drafts.all())
    }

    private func note<Value: Equatable & Sendable>(_ part: WritableKeyPath<View, Value>, _ value: Value) -> Bool {
        seen.withLock { seen in
            defer { seen[keyPath: part] = value }
            return seen[keyPath: part] != value
        }
    }
}
