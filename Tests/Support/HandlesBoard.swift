import Foundation
import Index
import Journal

/// A board with several members on one account, each written by a pen of its own, and read in-process.
public final class HandlesBoard: Sendable {
    /// Where everything of the test lies.
    public let directory: TemporaryDirectory
    /// The board; its founder is `ana`.
    public let board: Board
    /// What the features bring to the index.
    public let features: [Projection]

    /// Makes a board that has no events yet.
    public init(features: [Projection] = [], joining: JoiningMode = .open) throws {
        directory = try TemporaryDirectory()
        self.features = features
        board = try Board.create(
            at: directory.file("board"), title: "Tests", identity: .handles, joining: joining, founder: Account("ana"))
    }

    /// A member's session on a host; every call makes an index of its own when `index` is a new name.
    public func session(
        _ handle: String, host: String = "here", now: Int64 = 1_700_000_000_000, index: String = "index"
    ) throws -> BoardSession {
        try session(of: board, handle, host: host, now: now, index: index)
    }

    /// Writes events as a member and answers them. They come after everything that the member's index of this host
    /// has seen.
    @discardableResult
    public func write(
        _ handle: String, host: String = "here", at now: Int64 = 1_700_000_000_000, _ events: NewEvent...
    ) throws -> [Event] {
        let session = try session(handle, host: host, now: now)
        _ = try session.catchUp()
        return try session.write(events)
    }

    /// A member's session whose index took the board's lines in an order that the seed decides: each log's own lines
    /// stay in order, the logs are shuffled against each other, and each arrival is caught up with by itself.
    public func shuffledSession(_ handle: String, seed: UInt64, now: Int64 = 1_700_000_000_000) throws -> BoardSession {
        var numbers = SplitMix(state: seed)
        let copy = directory.file("copy-\(handle)-\(seed)")
        try FileManager.default.copyItem(atPath: board.directory, toPath: copy)
        var logs: [(path: String, lines: [Substring])] = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: copy) where path.hasSuffix(".jsonl") {
            let file = copy + "/" + path
            logs.append((file, try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")))
            truncate(file, 0)
        }
        logs.sort { $0.path < $1.path }
        let session = try session(
            of: Board.open(at: copy), handle, host: "here", now: now, index: "index-\(seed)")
        while let log = logs.indices.filter({ !logs[$0].lines.isEmpty }).randomElement(using: &numbers) {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: logs[log].path))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data((logs[log].lines.removeFirst() + "\n").utf8))
            try handle.close()
            _ = try session.catchUp()
        }
        return session
    }

    private func session(
        of board: Board, _ handle: String, host: String, now: Int64, index: String
    ) throws -> BoardSession {
        try BoardSession(
            board: board, me: Account(handle), host: host, clock: FixedClock(time: now), features: features,
            location: IndexLocation(directory: directory.file("\(index)-\(handle)"), host: host))
    }
}
