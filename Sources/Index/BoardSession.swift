import Foundation
import GRDB
import Journal

/// One member at one board: what they see, and the pen they write with. The one object that screens and commands share.
public final class BoardSession: Sendable {
    /// The board.
    public let board: Board
    /// The member.
    public let me: Account
    /// What the member sees.
    public let index: BoardIndex
    /// The host's name, part of every log's name.
    public let host: String
    /// Where the time comes from.
    public let clock: any Clock
    /// What the member typed and did not send.
    public let drafts: DraftStore
    /// Who is here, and what the member has not sent.
    public let surroundings: Surroundings
    let keeper: KeyKeeper
    let pen: Pen

    /// Opens a board for a member. Nothing is written before `write`.
    public init(
        board: Board, me: Account, host: String, clock: any Clock, features: [Projection], location: IndexLocation
    ) throws {
        self.board = board
        self.me = me
        self.host = host
        self.clock = clock
        index = try BoardIndex(board: board, reader: me, features: features, location: location)
        drafts = DraftStore(board: board, account: me, spare: location.spareDrafts)
        surroundings = Surroundings(board: board, drafts: drafts)
        keeper = KeyKeeper(board: board, account: me)
        pen = Pen(board: board, account: me, host: host, clock: clock)
    }

    /// Where what is remembered of the last exchange with other clones lies, beside the index and as disposable.
    public var exchangeMemory: String { index.location.exchange }

    /// Runs a query on the index.
    public func read<Value>(_ query: (Database) throws -> Value) throws -> Value {
        try index.read(query)
    }

    /// Applies what is new in the logs; see `BoardIndex.catchUp`.
    public func catchUp(
        in scope: LookScope = .everywhere, isPatient: Bool = true, manner: CatchUpManner = CatchUpManner(),
        progress: (CatchUpProgress) -> Void = { _ in }
    ) throws -> ChangeSet {
        try index.catchUp(in: scope, now: clock.now(), isPatient: isPatient, manner: manner, progress: progress)
    }

    /// Writes events to one's own logs; when this returns they are on disk, in the order given. The caller has asked
    /// the rules. The index learns of them at the next `catchUp`. A member who has no key yet publishes one along with
    /// them. Throws `JournalError`.
    @discardableResult
    public func write(_ events: [NewEvent]) throws -> [Event] {
        guard !events.isEmpty else { return [] }
        let publication = try publication(with: events)
        let companions = try (publication.map { [try NewEvent($0)] } ?? []) + witnessing()
        let written = try pen.append(events + companions, after: try index.largestClock())
        if let publication { keeper.notePublished(publication.key) }
        return companions.isEmpty ? written : written.filter { !Self.companions.contains($0.kind) }
    }

    /// What is written along with what a member writes, when it is time.
    private static let companions: Set<String> = [MemberKeyPublished.kind, LogWitnessed.kind]

    /// A member's sealing key goes into their log before anybody can want to seal to them.
    private func publication(with events: [NewEvent]) throws -> MemberKeyPublished? {
        let belongs = try events.contains { $0.kind == MemberJoined.kind } || standing(of: me) != .outsider
        return belongs ? keeper.publication(index) : nil
    }

    /// Once a day what one writes is accompanied by what one has seen of others' logs.
    private func witnessing() throws -> [NewEvent] {
        let due = try read { database in
            guard try Standing.current(of: me, on: board.identity, database).role != nil else {
                return nil as LogWitnessed?
            }
            return try Witnessing.due(me, now: clock.now(), database)
        }
        return try due.map { [try NewEvent($0)] } ?? []
    }

    /// How an account stands now.
    public func standing(of account: Account) throws -> Standing {
        try read { try Standing.current(of: account, on: board.identity, $0) }
    }
}

extension Standing {
    /// How an account stands by all that the index knows.
    public static func current(of account: Account, on board: BoardIdentity, _ database: Database) throws -> Standing {
        let word = try String.fetchOne(
            database.cachedStatement(
                sql: "SELECT standing FROM standing WHERE account = ? ORDER BY clock DESC, id DESC LIMIT 1"),
            arguments: [account])
        if let word { return Standing(word: word) }
        return account.rawValue == board.founder ? .member(.admin) : .outsider
    }
}
