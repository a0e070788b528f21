import CSystem
import Foundation
import Index
import Journal

/// One exchange between a clone of a board and a remote: what the remote has beyond the clone is checked and taken, what
/// the clone has beyond the remote is given.
///
/// A log is written by its member alone, who signs it as they go. What is exchanged are its parts between signatures,
/// each a file that never changes, so that two clones have nothing to disagree about: together they have the union.
struct SyncRun {
    let session: BoardSession
    let remote: RemoteAddress
    let git: Git
    private(set) var result = SyncResult()

    /// Rounds after which a remote that others keep writing to is left alone.
    private static let mostRounds = 30

    private let say: (String) -> Void

    init(
        _ session: BoardSession, _ remote: RemoteAddress, _ git: Git, say: @escaping (String) -> Void = { _ in }
    ) {
        self.session = session
        self.remote = remote
        self.git = git
        self.say = say
    }

    /// Exchanges until both have the same. Throws `CommandFailure`; what was taken before stays, and is whole.
    mutating func run() throws {
        let lock = try Self.lock(git.folder)
        defer { close(lock) }
        for _ in 0..<Self.mostRounds where try exchange() {
            if let refusal = try OwnKey(session).refusal() { throw refusal }
            return
        }
        throw CommandFailure("others keep writing to \(remote.text); sync again in a while", .inputOutput)
    }

    /// Takes what is new in the remote and gives what is new here; whether both have the same now.
    private mutating func exchange() throws -> Bool {
        var holdings = try Holdings(session, git)
        say("asking \(remote.text)…")
        let tree = try RemoteTree(remote, git, beyond: holdings.base)
        let hasTaken = try take(tree, holdings)
        if try OwnKey(session).sign(holdings) || hasTaken { holdings = try Holdings(session, git) }
        guard let common = try give(holdings, beyond: tree) else { return false }
        try SyncMemory(holdings, of: session, base: common).save(session, git)
        return true
    }

    /// Takes all of a remote that was fetched, as a new clone does.
    mutating func begin(with tree: RemoteTree) throws {
        try take(tree, Holdings(session, git))
        guard let head = tree.head else { return }
        try SyncMemory(Holdings(session, git), of: session, base: head).save(session, git)
    }

    /// Takes what is new in a remote; whether there was anything.
    @discardableResult
    mutating func take(_ tree: RemoteTree, _ holdings: Holdings) throws -> Bool {
        try checkBoard(tree, holdings)
        var incoming = try IncomingLogs(tree, holdings, session.board, git)
        try incoming.checkSigners(carried())
        if !incoming.waiting.isEmpty { say("taking \(incoming.waiting.count) logs…") }
        var events = 0
        while !incoming.waiting.isEmpty {
            let count = try takeNext(&incoming)
            events += count
            _ = try session.catchUp()
        }
        let files = try takeFiles(tree, holdings)
        result.received += events
        result.files += files
        return events + files > 0
    }

    /// Takes all that the keys which are known by now have signed, of all logs; where that is nothing, a log of somebody
    /// who was not admitted yet: they are whoever their first key says.
    private func takeNext(_ incoming: inout IncomingLogs) throws -> Int {
        let carried = try carried()
        var count = 0
        for log in incoming.waiting {
            count += try incoming.take(log, keys: carried[log.account] ?? [], session)
        }
        guard count == 0 else { return count }
        let log = incoming.waiting.first { carried[$0.account] == nil }
        if let log {
            let named = try session.read { try SigningQueries.named(by: log.account, $0) }
            let first = incoming.nextSigner(of: log).map { [$0] } ?? []
            count = try incoming.take(log, keys: Set(named.isEmpty ? first : named), session)
        }
        guard count > 0 else { throw incoming.refusal(of: log ?? incoming.waiting[0]) }
        return count
    }

    /// The keys whose parts are passed on for each member; whether their lines count, the index finds out.
    private func carried() throws -> [Account: Set<SigningKey>] {
        try session.read { try SigningQueries.carried(session.board.identity, $0) }
    }

    private func checkBoard(_ tree: RemoteTree, _ holdings: Holdings) throws {
        guard tree.head != nil else { return }
        let other = tree.changed[.identity]?.there ?? tree.added[.identity]
        guard tree.lacking[.identity] == nil, holdings.base != nil || other != nil else {
            throw CommandFailure("\(remote.text) holds no board; name another remote", .badData)
        }
        try git.contents(other.map { [$0] } ?? []) { _, bytes in
            guard try Board.isIdentity(bytes, of: session.board) else {
                throw CommandFailure("\(remote.text) holds another board than this one; name another remote", .badData)
            }
        }
    }

    private func takeFiles(_ tree: RemoteTree, _ holdings: Holdings) throws -> Int {
        let fresh = Set(holdings.freshFiles)
        let wanted = tree.added.filter { !fresh.contains($0.key) }
            .merging(tree.changed.mapValues(\.there)) { $1 }
            .merging(holdings.lostFiles) { first, _ in first }
        let files = wanted.compactMap { path, blob -> (account: Account, hash: String, blob: String)? in
            if case .file(let account, let hash) = path { (account, hash, blob) } else { nil }
        }
        try git.contents(files.map(\.blob)) { place, bytes in
            let file = files[place]
            guard FileStore.hash(of: bytes) == file.hash else {
                throw CommandFailure(
                    "the remote was tampered with: the file \(file.hash.prefix(12)) of @\(file.account) is not what its "
                        + "name says; it was not taken", .badData)
            }
            _ = try FileStore(board: session.board, account: file.account).put(bytes)
        }
        return files.count
    }

    /// Gives what the remote lacks, and answers the commit that holds what both have now; nothing when somebody else was
    /// quicker.
    private mutating func give(_ holdings: Holdings, beyond tree: RemoteTree) throws -> String? {
        let export = Export(session.board, git)
        guard let sent = try export.commit(holdings, beyond: tree, at: session.clock.now()) else { return tree.head }
        say("sending to \(remote.text)…")
        let transport = remote.isFolder ? ["--receive-pack=git -c core.hooksPath=/dev/null receive-pack"] : []
        let words = ["push", "--quiet", "--no-verify"] + transport
        let answer = try git.run(words + [remote.text, "\(Export.reference):\(RemoteTree.branch)"])
        if answer.status == 0 {
            result.sent += sent
            return try export.made()
        }
        guard try RemoteTree.head(of: remote, git) != tree.head else {
            throw CommandFailure("could not write to \(remote.text): \(answer.complaint)", .inputOutput)
        }
        return nil
    }

    /// One exchange at a time; the lock goes with the process.
    private static func lock(_ folder: String) throws -> Int32 {
        let descriptor = open(folder + "/lock", O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure("cannot open \(folder)/lock; check who owns it", .inputOutput)
        }
        guard stoa_lock_wait(descriptor) == 0 else {
            close(descriptor)
            throw CommandFailure("interrupted; nothing is half done", .interrupted)
        }
        return descriptor
    }
}

/// What an exchange did.
struct SyncResult: Encodable {
    /// Events that are new here.
    var received = 0
    /// Files that are new here.
    var files = 0
    /// Parts and files that are new there.
    var sent = 0
}
