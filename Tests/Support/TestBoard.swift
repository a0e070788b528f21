import Foundation

/// A board on disk with a home for its member, driven through the real program.
public final class TestBoard: Sendable {
    /// Where everything of the test lies.
    public let directory: TemporaryDirectory
    /// The board's folder.
    public var path: String { directory.file("board") }

    /// Makes a board of the usual kind: its one member is the account that runs the tests.
    public init(template: String = "blank") throws {
        directory = try TemporaryDirectory()
        let made = try stoa("init", path, "--title", "Test board", "--template", template)
        guard made.status == 0 else { throw CommandFailed(result: made) }
    }

    /// The environment of the program at this board.
    public var environment: [String: String] { environment(home: "home") }

    /// The environment with another home, and so with another index.
    public func environment(home: String, _ more: [String: String] = [:]) -> [String: String] {
        StoaProgram.environment(home: directory.file(home), ["STOA_BOARD": path].merging(more) { $1 })
    }

    /// Runs a command at the board.
    @discardableResult
    public func stoa(_ arguments: String..., input: String = "") throws -> ProgramResult {
        try FileManager.default.createDirectory(atPath: directory.file("home"), withIntermediateDirectories: true)
        return try runProgram(arguments, environment: environment, input: input)
    }

    /// Opens a thread in a channel and answers its id.
    public func post(_ title: String, _ body: String = "Body", channel: String = "general") throws -> String {
        let posted = try stoa("post", "--channel", channel, "--title", title, "-m", body)
        guard let id = posted.lines.first, posted.status == 0 else { throw CommandFailed(result: posted) }
        return id
    }

    /// Opens the board on a terminal.
    public func open(
        columns: Int = 80, rows: Int = 24, home: String = "home", _ arguments: [String] = [],
        environment more: [String: String] = [:], line: TerminalLine = .direct
    ) throws -> TerminalSession {
        try FileManager.default.createDirectory(atPath: directory.file(home), withIntermediateDirectories: true)
        return try TerminalSession(
            ["open"] + arguments, environment: environment(home: home, more), columns: columns, rows: rows,
            line: line)
    }
}

/// A command that a test needed to succeed did not.
public struct CommandFailed: Error, CustomStringConvertible {
    /// What it answered.
    public let result: ProgramResult

    /// The failure that an answer is.
    public init(result: ProgramResult) { self.result = result }

    /// In words.
    public var description: String { "status \(result.status): \(result.errors)\(result.output)" }
}
