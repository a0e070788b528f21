import Foundation
import Journal
import TestSupport
import Testing

/// What the real program tells the terminal itself: its title, and that something is for whoever sits there.
struct NoticeTests {
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard()
        for name in ["ana", "ben"] { try stoa(name, "join") }
        try stoa("ana", "channel", "add", "general")
        // Ana's index does not know of it before she comes.
        try stoa("ben", "post", "--channel", "general", "--title", "Topic", "-m", "copy me")
    }

    private func environment(_ name: String, _ more: [String: String] = [:]) throws -> [String: String] {
        let home = board.directory.file("home-" + name)
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        return StoaProgram.environment(home: home, ["STOA_BOARD": board.board.directory].merging(more) { $1 })
    }

    private func stoa(_ name: String, _ arguments: String...) throws {
        let result = try runProgram(arguments + ["--as", name], environment: environment(name))
        guard result.status == 0 else { throw CommandFailed(result: result) }
    }

    /// Ana's terminal, with a configuration of hers.
    private func terminal(_ configuration: String, _ more: [String: String] = [:]) throws -> TerminalSession {
        let folder = board.directory.file("home-ana/.config/stoa")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try configuration.write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
        let session = try TerminalSession(["open", "--as", "ana"], environment: environment("ana", more))
        // What came while she was away has been read, so that what comes now is news.
        try session.waitFor("Topic")
        return session
    }

    private func sent(_ session: TerminalSession) -> String { String(decoding: session.rawOutput, as: UTF8.self) }

    /// Ben writes something that is for Ana, and it is on her screen.
    private func write(to session: TerminalSession) throws {
        try stoa("ben", "message", "@ana", "-m", "Have you seen this?")
        try session.waitFor("1 for you")
    }

    @Test func theTitleNamesTheBoardAndWhatWaitsAndIsGivenBack() throws {
        let session = try terminal("")
        #expect(session.waitForOutput("\u{1B}[22;2t\u{1B}]2;Tests"), "the title that was is kept first")
        try write(to: session)
        #expect(session.waitForOutput(" · 1 for you\u{07}"))
        session.send("q")
        #expect(session.waitForExit() == 0)
        #expect(session.waitForOutput("\u{1B}[23;2t"))
    }

    @Test func whoWantsNoTitleGetsNone() throws {
        let session = try terminal("title = false\n")
        try write(to: session)
        #expect(!sent(session).contains("\u{1B}]2;") && !sent(session).contains("\u{1B}[22;2t"))
    }

    @Test func theBellRingsForWhatIsForTheReader() throws {
        let session = try terminal("title = false\nnotify = \"bell\"\n")
        #expect(!sent(session).contains("\u{07}"), "coming in is no news")
        try write(to: session)
        #expect(session.waitForOutput("\u{07}"))
        #expect(!sent(session).contains("\u{1B}]9;"))
    }

    @Test(arguments: [
        ([:], "\u{1B}]9;Tests"), (["TMUX": "/tmp/tmux,1,0"], "\u{1B}Ptmux;\u{1B}\u{1B}]9;Tests"),
    ])
    func aDesktopNoticeSaysWhatWaits(environment: [String: String], beginning: String) throws {
        let session = try terminal("title = false\nnotify = \"desktop\"\n", environment)
        #expect(!sent(session).contains("]9;"))
        try write(to: session)
        #expect(session.waitForOutput(beginning), "\(session.screen)")
        #expect(sent(session).contains("1 for you\u{07}"))
    }

    @Test func withoutAWishNothingRings() throws {
        let session = try terminal("title = false\n")
        try write(to: session)
        #expect(!sent(session).contains("\u{07}") && !sent(session).contains("]9;"))
    }

    @Test(arguments: [([:], "\u{1B}]52;c;"), (["TMUX": "/tmp/tmux,1,0"], "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;")])
    func whatIsCopiedGoesToThePersonsOwnClipboard(environment: [String: String], beginning: String) throws {
        let session = try terminal("", environment)
        session.send("2")
        try session.waitFor("All threads")
        session.send("\r")
        try session.waitFor("copy me")
        session.send("y")
        let message = beginning + Data("copy me".utf8).base64EncodedString()
        #expect(session.waitForOutput(message), "\(session.screen)")
    }
}
