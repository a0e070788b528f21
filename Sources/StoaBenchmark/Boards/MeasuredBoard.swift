import Features
import Foundation
import Index
import Journal

/// A generated board, with the places where the program that is measured keeps its things.
struct MeasuredBoard {
    /// How many posts it has.
    let posts: Int
    /// The board.
    let board: Board
    /// The program that is measured.
    let program: String
    /// A folder for everything.
    let folder: String

    /// Who reads and writes in the measures.
    static let reader = Account("reader")

    /// Generates a board, or takes the one that an earlier run left there. Throws when `stoa` does not lie beside this program.
    init(posts: Int, folder: String, isOfPostsAlone: Bool = false) throws {
        try self.init(
            BoardGenerator(posts: posts, members: posts < 100_000 ? 50 : 500, isOfPostsAlone: isOfPostsAlone),
            folder: folder)
    }

    /// The same with a generator of its own.
    init(_ generator: BoardGenerator, folder: String) throws {
        posts = generator.posts
        self.folder = folder
        program =
            URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("stoa").path
        guard access(program, X_OK) == 0 else {
            throw BenchmarkError(
                sentence: "\(program) is missing; make it with `swift build -c release --product stoa`")
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let directory = folder + "/board"
        board =
            try Board.isBoard(at: directory)
            ? Board.open(at: directory)
            : generator.make(at: directory)
    }

    /// A board of as many posts and nothing else, beside this one.
    func ofPostsAlone() throws -> MeasuredBoard {
        try MeasuredBoard(posts: posts, folder: folder + "/posts", isOfPostsAlone: true)
    }

    /// How many events all logs hold.
    func events() throws -> Int {
        let members = board.directory + "/members"
        return try FileManager.default.subpathsOfDirectory(atPath: members).filter { $0.hasSuffix(".jsonl") }
            .reduce(0) { $0 + (try Data(contentsOf: URL(fileURLWithPath: "\(members)/\($1)")).count { $0 == 10 }) }
    }

    /// The environment of programs that are measured.
    var environment: [String: String] { environment(home: folder) }

    /// The same with a home of its own, and with that an index of its own.
    func environment(home folder: String) -> [String: String] {
        [
            "HOME": folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
            "XDG_CACHE_HOME": folder + "/cache", "XDG_CONFIG_HOME": folder + "/config", "TMPDIR": folder,
        ]
    }

    /// What opens the board.
    var arguments: [String] { ["--board", board.directory, "--as", Self.reader.rawValue] }

    /// A session of a member in this process, with the same index that the program uses.
    func session(as account: Account = reader) throws -> BoardSession {
        let host = CommandEnvironment.hostName()
        return try BoardSession(
            board: board, me: account, host: host, clock: SystemClock(), features: FeatureTable.projections,
            location: .usual(for: board, reader: account, host: host, environment: environment))
    }

    /// Throws the indexes away.
    func removeIndex() { try? FileManager.default.removeItem(atPath: folder + "/cache") }
}

/// Something that keeps the benchmark from running.
struct BenchmarkError: Error, CustomStringConvertible {
    let sentence: String

    var description: String { sentence }
}
