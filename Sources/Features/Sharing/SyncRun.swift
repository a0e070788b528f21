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

    init(_ session: BoardSession, _ remote: RemoteAddress, _ git: Git) {
        self.session = session
        self.remote = remote
        self.git = git
    }

    /// Exchanges until both have the same. Throws `CommandFailure`; what was taken before stays, and is whole.
    mutating func run() throws {
        let lock = try Self.lock(git.folder)
        defer { close(lock) }
        for _ in 0..<Self.mostRounds {
            try session.sign()
            let tree = try RemoteTree(remote, git)
            try take(tree)
            if try give(beyond: tree) { return }
        }
        throw CommandFailure("others keep writing to \(remote.text); sync again in a while", .inputOutput)
    }

    /// Takes what is new in a remote.
    mutating func take(_ tree: RemoteTree) throws {
        try checkBoard(tree)
        var incoming = try IncomingLogs(tree, session.board, git)
        while true {
            let accepted = try session.read { try SigningQueries.accepted(session.board.identity, $0) }
            let ready = incoming.waiting.filter { accepted[$0.account] != nil }
            guard !ready.isEmpty else { break }
            for log in ready { result.received += try incoming.take(log, keys: accepted[log.account] ?? [], session) }
            _ = try session.catchUp()
        }
        // Whoever was not admitted yet is whoever their first key says.
        for log in incoming.waiting {
            let named = try session.read { try SigningQueries.named(by: log.account, $0) }
            result.received += try incoming.take(log, keys: Set(named), session)
            _ = try session.catchUp()
        }
        result.files += try takeFiles(tree)
    }

    private func checkBoard(_ tree: RemoteTree) throws {
        guard tree.head != nil else { return }
        guard let name = tree.blobs[.identity] else {
            throw CommandFailure("\(remote.text) holds no board; name another remote", .badData)
        }
        try git.contents([name]) { _, bytes in
            guard try Board.isIdentity(bytes, of: session.board) else {
                throw CommandFailure("\(remote.text) holds another board than this one; name another remote", .badData)
            }
        }
    }

    private func takeFiles(_ tree: RemoteTree) throws -> Int {
        var missing: [(account: Account, hash: String, blob: String)] = []
        var held: [Account: Set<String>] = [:]
        for (path, blob) in tree.blobs {
            guard case .file(let account, let hash) = path else { continue }
            if held[account] == nil {
                held[account] = Set(try FileStore(board: session.board, account: account).all())
            }
            if held[account]?.contains(hash) != true { missing.append((account, hash, blob)) }
        }
        try git.contents(missing.map(\.blob)) { place, bytes in
            let file = missing[place]
            guard FileStore.hash(of: bytes) == file.hash else {
                throw CommandFailure(
                    "the remote was tampered with: the file \(file.hash.prefix(12)) of @\(file.account) is not what its "
                        + "name says; it was not taken", .badData)
            }
            _ = try FileStore(board: session.board, account: file.account).put(bytes)
        }
        return missing.count
    }

    /// Gives what the remote lacks; whether both have the same now.
    private mutating func give(beyond tree: RemoteTree) throws -> Bool {
        let export = Export(session.board, git)
        guard let sent = try export.commit(beyond: tree, at: session.clock.now()) else { return true }
        let transport = remote.isFolder ? ["--receive-pack=git -c core.hooksPath=/dev/null receive-pack"] : []
        let words = ["push", "--quiet", "--no-verify"] + transport
        let answer = try git.run(words + [remote.text, "\(Export.reference):\(RemoteTree.branch)"])
        if answer.status == 0 {
            result.sent += sent
            return true
        }
        guard try RemoteTree.head(of: remote, git) != tree.head else {
            throw CommandFailure("could not write to \(remote.text): \(answer.complaint)", .inputOutput)
        }
        return false
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
