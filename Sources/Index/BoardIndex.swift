import CSystem
import Foundation
import GRDB
import Journal
import Synchronization

/// One reader's private, disposable picture of a board: everything in it can be built again from the logs.
public final class BoardIndex: Sendable {
    /// The board it pictures.
    public let board: Board
    /// Whose eyes it reads with.
    public let reader: Account
    private static let kernel = [
        AuthorityProjection.projection, TurnProjection.projection, SealingProjection.projection,
        WitnessProjection.projection, ToldProjection.projection, SigningProjection.projection,
    ]
    let projections: [Projection]
    let pool: DatabasePool
    let location: IndexLocation
    /// Kilobytes of pages that a connection keeps; the system keeps the others at hand.
    private static let usualCache = 4_000
    /// What screens asked.
    let answers = KeptAnswers()
    /// What the last catch-up left.
    private let memory = Mutex<CatchUpMemory?>(nil)

    /// Opens the index at `location`, making it anew when there is none or when SQLite finds it damaged. One of another
    /// shape is left to the program that keeps it there, which may run just now; this one then has a file of its own
    /// beside it. Throws `IndexError` when no index can be kept there.
    public init(board: Board, reader: Account, features: [Projection], location: IndexLocation) throws {
        self.board = board
        self.reader = reader
        projections = Self.kernel + features
        try location.prepare()
        let own = location.beside(KernelSchema.number(of: projections))
        if !own.isTaken, let pool = try Self.openOrReplace(location, projections) {
            self.pool = pool
            self.location = location
            return
        }
        var found = try Self.openOrReplace(own, projections)
        if found == nil {
            // Not what its name says.
            Self.remove(own)
            found = try Self.open(own, projections)
        }
        guard let pool = found else { throw IndexError("cannot make \(own.database); try again") }
        self.pool = pool
        self.location = own
        own.removeLeftovers()
    }

    private static func openOrReplace(_ location: IndexLocation, _ projections: [Projection]) throws -> DatabasePool? {
        do { return try open(location, projections) } catch let error as DatabaseError where !error.isPassing {
            remove(location)
            return try open(location, projections)
        }
    }

    /// Runs a query; other processes and the catch-up may write meanwhile. An index that turns out to be damaged is built
    /// again first.
    public func read<Value>(_ query: (Database) throws -> Value) throws -> Value {
        do {
            return try pool.read(query)
        } catch let error as DatabaseError where error.isAboutDamage {
            try exclusively { try buildAnew(now: SystemClock().now()) }
            return try pool.read(query)
        }
    }

    /// Applies what the logs hold beyond what the index knows. When another process of this host is at it, waits for
    /// it if `isPatient`, else answers that anything may have changed. Where nothing new can be, as far as `scope` says, it
    /// does not look.
    public func catchUp(
        in scope: LookScope = .everywhere, now: Timestamp, isPatient: Bool = true,
        manner: CatchUpManner = CatchUpManner(),
        progress: (CatchUpProgress) -> Void = { _ in }
    ) throws -> ChangeSet {
        let lock = try openLock()
        defer { close(lock) }
        var sawAnother = false
        if stoa_lock(lock, 1) != 0 {
            sawAnother = true
            guard isPatient, stoa_lock_wait(lock) == 0 else {
                answers.forget()
                return .anything
            }
        }
        let changes = try catchUp(
            in: sawAnother ? .everywhere : scope, now: now, sawAnother: sawAnother, manner: manner, progress: progress)
        if changes.isUnbounded { answers.forget() }
        return changes
    }

    /// The same with the lock held; `sawAnother` says whether another process held it before.
    private func catchUp(
        in scope: LookScope, now: Timestamp, sawAnother: Bool, manner: CatchUpManner,
        progress: (CatchUpProgress) -> Void
    ) throws -> ChangeSet {
        do {
            var changes = try applyNews(in: scope, now: now, manner: manner, progress: progress)
            changes.isUnbounded = changes.isUnbounded || sawAnother
            return changes
        } catch let error as DatabaseError where error.isAboutDamage {
            return try buildAnew(now: now, manner: manner, progress: progress)
        } catch is LogsReturned {
            return try buildAnew(now: now, manner: manner, progress: progress)
        }
    }

    /// Applies what the logs hold beyond what the last catch-up, of this process or another, left. The lock is held.
    private func applyNews(
        in scope: LookScope = .everywhere, now: Timestamp, manner: CatchUpManner, progress: (CatchUpProgress) -> Void
    ) throws -> ChangeSet {
        let before = memory.withLock { memory in
            defer { memory = nil }
            return memory
        }
        let version = try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
        var known: CatchUpMemory
        if let before, before.dataVersion == version {
            known = before
        } else {
            known = try pool.read { database in
                try CatchUpMemory(
                    dataVersion: version, positions: LogPositionStore.load(database),
                    glance: GlanceStore.load(board, database),
                    textsAreBehind: TextIndex.isBehind(database))
            }
        }
        known.glance.scope = scope
        var changes = try CatchUp(index: self, now: now, manner: manner).run(&known, progress: progress)
        memory.withLock { $0 = known }
        changes.isUnbounded = before.map { $0.dataVersion != version } ?? false
        return changes
    }

    /// What builds the text index beside the rest; nothing when there is one to which new texts are added.
    func textBuilder() throws -> TextBuilder? {
        try pool.read(TextIndex.firstNewText) == 1 ? TextBuilder(location) : nil
    }

    /// Lets much be written at once.
    func prepareForMany(isAdding: Bool) throws {
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA cache_size = -64000")
            // A page that many batches change is then moved into the database once.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 16000")
            if isAdding { try TextIndex.prepareForMany(database) }
        }
    }

    /// Lets little be written at a time, as usual.
    func prepareForFew(wasAdding: Bool) {
        try? pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA cache_size = -\(Self.usualCache)")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 1000")
            try database.checkpoint(.passive)
            if wasAdding { try TextIndex.prepareForFew(database) }
        }
    }

    /// Throws away what SQLite cannot read any more and builds it again. The lock is held.
    @discardableResult
    private func buildAnew(
        now: Timestamp, manner: CatchUpManner = CatchUpManner(), progress: (CatchUpProgress) -> Void = { _ in }
    ) throws -> ChangeSet {
        try pool.erase()
        try pool.write { try Self.makeTables(projections, $0) }
        memory.withLock { $0 = nil }
        var changes = try applyNews(now: now, manner: manner, progress: progress)
        changes.isUnbounded = true
        return changes
    }

    private func openLock() throws(IndexError) -> Int32 {
        let descriptor = Glibc.open(location.lock, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw IndexError("cannot open \(location.lock); check the folder's permissions") }
        return descriptor
    }

    private func exclusively(_ body: () throws -> Void) throws {
        let lock = try openLock()
        defer { close(lock) }
        guard stoa_lock_wait(lock) == 0 else { throw IndexError("cannot lock \(location.lock); try again") }
        try body()
    }

    /// Empties every table and builds them again from the logs.
    public func rebuild(now: Timestamp) throws {
        try pool.write { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            // Virtual tables take the tables they keep their rows in with them.
            let names = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'")
            for name in names { try database.drop(table: name) }
            let others = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
            for name in others { try database.drop(table: name) }
            try Self.makeTables(projections, database)
        }
        memory.withLock { $0 = nil }
        _ = try catchUp(now: now)
    }

    /// The largest clock seen in any log; what one writes next must come after it.
    public func largestClock() throws -> Timestamp {
        try read(Self.largestClock)
    }

    static func largestClock(_ database: Database) throws -> Timestamp {
        try Timestamp.fetchOne(database, sql: "SELECT value FROM setting WHERE name = 'largest_clock'")
            ?? Timestamp(rawValue: 0)
    }

    private static func remove(_ location: IndexLocation) {
        for suffix in ["", "-wal", "-shm"] { unlink(location.database + suffix) }
        unlink(location.texts)
    }

    /// Opens a database file; nothing when it has another shape.
    private static func open(_ location: IndexLocation, _ projections: [Projection]) throws -> DatabasePool? {
        let descriptor = Glibc.open(location.database, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor >= 0 { close(descriptor) }
        var configuration = Configuration()
        configuration.maximumReaderCount = 2
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            // Durability is the logs' affair; a torn index is built again.
            try database.execute(
                sql:
                    "PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -\(usualCache)"
            )
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
        }
        let pool = try DatabasePool(path: location.database, configuration: configuration)
        let version = try pool.read { try Int32.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        guard version != KernelSchema.number(of: projections) else { return pool }
        guard version == 0 else {
            try pool.close()
            return nil
        }
        try pool.write { database in
            guard try Int.fetchOne(database, sql: "PRAGMA user_version") == 0 else { return }
            try makeTables(projections, database)
        }
        // Another program may have been quicker.
        guard
            try pool.read({ try Int32.fetchOne($0, sql: "PRAGMA user_version") })
                == KernelSchema.number(of: projections)
        else {
            try pool.close()
            return nil
        }
        return pool
    }

    private static func makeTables(_ projections: [Projection], _ database: Database) throws {
        for statement in KernelSchema.statements + projections.flatMap(\.schema) {
            try database.execute(sql: statement)
        }
        try database.execute(sql: "PRAGMA user_version = \(KernelSchema.number(of: projections))")
    }
}

extension DatabaseError {
    /// Whether SQLite says that the file is damaged, or is none of its own.
    fileprivate var isAboutDamage: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }

    /// Whether it says nothing about the file: somebody else is at it just now, or the disk is full.
    fileprivate var isPassing: Bool {
        [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL, .SQLITE_FULL].contains(resultCode)
    }
}
