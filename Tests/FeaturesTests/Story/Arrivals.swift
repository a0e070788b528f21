import Features
import Foundation
import Index
import Journal
import TestSupport

/// A copy of a board to which the lines of another one's logs come little by little, each log in its own order, as they
/// do over a network file system.
final class Arrivals {
    let session: BoardSession
    private let directory: TemporaryDirectory
    private let manner: CatchUpManner
    /// What is still to come, a log's lines by the log's path under `members/`.
    private var coming: [String: ArraySlice<Data>]

    init(of source: Board, reader: Account, manner: CatchUpManner = CatchUpManner()) throws {
        self.manner = manner
        directory = try TemporaryDirectory()
        let copy = directory.file("board")
        try FileManager.default.createDirectory(atPath: copy + "/members", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: source.directory + "/board.json", toPath: copy + "/board.json")
        // What the reader sealed to themselves they open here too.
        let keys = "/members/\(reader)/keys"
        if FileManager.default.fileExists(atPath: source.directory + keys) {
            try FileManager.default.createDirectory(
                atPath: copy + "/members/\(reader)", withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: source.directory + keys, toPath: copy + keys)
        }
        coming = try Self.logs(of: source)
        session = try BoardSession(
            board: try Board.open(at: copy), me: reader, host: "index", clock: FixedClock(time: 1_800_000_000_000),
            features: FeatureTable.projections,
            location: IndexLocation(directory: directory.file("index"), host: "index"))
    }

    /// Lets everything arrive, in random pieces, and catches up now and then on the way and at the end. `pieces` says how
    /// many lines come at once at most.
    func arrive(pieces: Int, _ random: inout SplitMix) throws {
        while !coming.isEmpty {
            let path = random.pick(coming.keys.sorted())
            let lines = coming[path]?.prefix(Int.random(in: 1...pieces, using: &random)) ?? []
            try append(lines, to: path)
            coming[path] = coming[path]?.dropFirst(lines.count)
            if coming[path]?.isEmpty ?? true { coming[path] = nil }
            if random.isOnce(in: 3) { _ = try session.catchUp(manner: manner) }
        }
        _ = try session.catchUp(manner: manner)
    }

    private func append(_ lines: ArraySlice<Data>, to path: String) throws {
        let file = URL(fileURLWithPath: session.board.directory + "/members/" + path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: file.path) {
            _ = FileManager.default.createFile(atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        for line in lines { try handle.write(contentsOf: line + [10]) }
        try handle.close()
    }

    private static func logs(of board: Board) throws -> [String: ArraySlice<Data>] {
        let members = board.directory + "/members"
        var logs: [String: ArraySlice<Data>] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: members) where path.hasSuffix(".jsonl") {
            logs[path] = try Data(contentsOf: URL(fileURLWithPath: members + "/" + path)).split(separator: 10)[...]
        }
        return logs
    }
}
