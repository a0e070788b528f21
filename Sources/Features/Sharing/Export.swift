import Foundation
import Journal

/// What a clone gives to a remote: a commit that adds what the remote lacks, and changes nothing.
struct Export {
    /// Where the commit stands until it is pushed.
    static let reference = "refs/stoa/given"
    private let board: Board
    private let git: Git

    init(_ board: Board, _ git: Git) {
        self.board = board
        self.git = git
    }

    /// Makes the commit, and answers how many things are new in it; nothing when the remote lacks nothing.
    func commit(_ holdings: Holdings, beyond tree: RemoteTree, at now: Timestamp) throws -> Int? {
        let path = git.folder + "/commit"
        defer { unlink(path) }
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CommandFailure("cannot write \(path); free some space and try again", .inputOutput) }
        defer { try? file.close() }
        let head = tree.head.map { "from \($0)\n" } ?? ""
        try file.write(
            contentsOf: Data(
                "commit \(Self.reference)\ncommitter Stoa <stoa@localhost> \(now.rawValue / 1000) +0000\ndata 5\nsync\n\(head)"
                    .utf8))
        var count = 0
        func add(_ path: SharedPath, _ bytes: [UInt8]) throws {
            try file.write(contentsOf: Data("M 100644 inline \(path.text)\ndata \(bytes.count)\n".utf8 + bytes + [10]))
            count += 1
        }
        if holdings.base == nil, tree.head == nil { try add(.identity, board.identityBytes()) }
        // What both had once is in git's hands already.
        for (path, blob) in tree.lacking {
            try file.write(contentsOf: Data("M 100644 \(blob) \(path.text)\n".utf8))
            count += 1
        }
        for log in holdings.logs.values.sorted(by: { ($0.log.account, $0.log.host) < ($1.log.account, $1.log.host) }) {
            let missing = log.parts.map(\.seq).filter { tree.added[.part(log.log, seq: $0)] == nil }
            guard !missing.isEmpty else { continue }
            try log.read(Set(missing)) { seq, bytes in try add(.part(log.log, seq: seq), bytes) }
        }
        for path in holdings.freshFiles where tree.added[path] == nil {
            guard case .file(let account, let hash) = path else { continue }
            try add(path, FileStore(board: board, account: account).read(hash))
        }
        guard count > 0 else { return nil }
        try file.synchronize()
        // A branch that is there would be built on, though it may not be what the remote holds.
        try git.need(["update-ref", "-d", Self.reference])
        try git.need(["fast-import", "--quiet", "--force", "--date-format=raw"], input: path)
        return count
    }

    /// The commit that was made last.
    func made() throws -> String { try git.need(["rev-parse", "--verify", "--quiet", Self.reference]).line }
}
