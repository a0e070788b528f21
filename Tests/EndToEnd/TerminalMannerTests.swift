import Foundation
import TestSupport
import Testing

/// How the real program behaves on a terminal, and what a person may set.
struct TerminalMannerTests {
    private func configure(_ board: TestBoard, _ text: String) throws {
        let folder = board.directory.file("home/.config/stoa")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
    }

    @Test func itGivesTheTerminalBackAndComesBackToIt() throws {
        let board = try TestBoard()
        try FileManager.default.createDirectory(
            atPath: board.directory.file("home"), withIntermediateDirectories: true)
        let shell = try TerminalSession(
            ["--norc", "--noprofile", "-i"], path: "/bin/bash",
            environment: board.environment(home: "home", ["PS1": "shell> "]))
        try shell.waitFor("shell>")
        shell.send("'\(StoaProgram.path)' open\r")
        try shell.waitFor("Home")
        shell.send("c")
        try shell.waitFor("New thread")
        shell.send("Half a title")
        try shell.waitFor("Half a title")
        shell.send("\u{1B}")
        try shell.waitFor("kept as a draft")
        shell.send("\u{1A}")
        try shell.waitFor("Stopped")
        shell.send("echo the shell is $((6 * 7))\r")
        try shell.waitFor("the shell is 42")
        shell.send("fg\r")
        try shell.waitFor("Home")
        shell.send("2")
        try shell.waitFor("No threads here yet")
        shell.send("qqq")
        #expect(shell.wait { !$0.contains { $0.contains("No threads here yet") } })
        shell.send("echo ended with $?\r")
        try shell.waitFor("ended with 0")
    }

    @Test func keysAreRebound() throws {
        let board = try TestBoard()
        try configure(board, "[keys]\nhelp = \"f1\"\nsearch = [\"ctrl-f\", \"g s\"]\n")
        let session = try board.open()
        try session.waitFor("Home")
        session.send("\u{1B}OP")
        try session.waitFor("Keys of this screen")
        session.send("q")
        try session.waitForNo("Keys of this screen")
        session.send("\u{06}")
        try session.waitFor("search:")
    }

    @Test(arguments: [
        ("mouse = false\ncolour = \"red\"\n", "line 2"), ("\n\n[keys]\nfly = \"f\"\n", "line 4"),
        ("mouse = false\ntheme = [\n", "line"),
        ("theme = \"nowhere\"\n", "no theme nowhere"),
    ])
    func aMistakeInTheConfigurationIsNamedAndNothingStops(text: String, named: String) throws {
        let board = try TestBoard()
        try configure(board, text)
        let session = try board.open(columns: 200)
        try session.waitFor("Home")
        #expect(session.wait { $0.contains { $0.contains(named) } }, "\(session.screen)")
        session.send("2")
        try session.waitFor("No threads here yet")
    }

    @Test func noColourIsSentToThoseWhoWantNone() throws {
        let board = try TestBoard()
        _ = try board.post("Topic", "**strong** `code`")
        func colours(_ environment: [String: String]) throws -> Set<Int> {
            let session = try board.open(environment: environment)
            try session.waitFor("Home")
            session.send("2")
            try session.waitFor("Topic")
            session.send("\r")
            try session.waitFor("strong")
            let sent = String(decoding: session.rawOutput, as: UTF8.self)
            let codes = sent.matches(of: /\u{1B}\[([0-9;]*)m/).flatMap {
                $0.1.split(separator: ";").compactMap { Int($0) }
            }
            return Set(codes).intersection(Array(30...38) + Array(40...48) + Array(90...107))
        }
        #expect(try colours(["NO_COLOR": "1"]).isEmpty)
        #expect(try !colours(["NO_COLOR": ""]).isEmpty, "an empty NO_COLOR means nothing")
    }

    @Test func theMouseCanBeLeftToTheTerminal() throws {
        let board = try TestBoard()
        func asksForTheMouse() throws -> Bool {
            let session = try board.open()
            try session.waitFor("Home")
            return String(decoding: session.rawOutput, as: UTF8.self).contains("\u{1B}[?1000h")
        }
        #expect(try asksForTheMouse())
        try configure(board, "mouse = false\n")
        #expect(try !asksForTheMouse())
    }
}
