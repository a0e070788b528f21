import Foundation
import TestSupport
import Testing

/// Long output on a terminal, and the person's pager.
@Suite struct PagerTests {
    private let board: TestBoard
    private let id: String
    /// A pager that says what it was given before it passes it on.
    private let pager: String

    init() throws {
        board = try TestBoard()
        id = try board.post("Topic", "first line\n\nsecond line\u{1B}]0;taken\u{07}")
        pager = board.directory.file("pager")
        try "#!/bin/sh\necho \"PAGED $LESS with $#: $*\"\ncat\n".write(toFile: pager, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: pager)
    }

    private func configure(_ text: String) throws {
        let folder = board.directory.file("home/.config/stoa")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
    }

    /// What a terminal shows of a command that runs to its end.
    private func shown(_ words: [String], _ variables: [String: String]) throws -> TerminalSession {
        let session = try TerminalSession(words, environment: board.environment(home: "home", variables), columns: 120)
        let status = session.waitForExit()
        #expect(status == 0, "\(words): \(session.screen)")
        // What was sent before the end may still be on its way.
        _ = session.wait { _ in false }
        return session
    }

    @Test func longOutputGoesThroughThePager() throws {
        for words in [["read", id], ["list"], ["search", "line"], ["help"], ["read", "--help"], ["keys"]] {
            let screen = try shown(words, ["PAGER": pager])
            #expect(sent(screen).contains("PAGED FRX with 0:"), "\(words): \(screen.screen)")
        }
        let screen = try shown(["read", id], ["PAGER": pager])
        #expect(sent(screen).contains("second line"))
        #expect(!sent(screen).contains("\u{1B}]0;"), "what others wrote does not pass a pager raw")
    }

    @Test func itIsLeftOutWhereNobodyWantsIt() throws {
        for (words, variables) in [
            (["--no-pager", "read", id], ["PAGER": pager]), (["read", id, "--no-pager"], ["PAGER": pager]),
            (["read", id], ["PAGER": ""]), (["read", id], ["PAGER": "cat"]),
            (["read", id, "--json"], ["PAGER": pager]), (["status"], ["PAGER": pager]),
            // A pager can be asked for a shell.
            (["read", id], ["PAGER": pager, "SSH_ORIGINAL_COMMAND": "read"]),
        ] {
            let screen = try shown(words, variables)
            #expect(!sent(screen).contains("PAGED"), "\(words) \(variables)")
            #expect(!sent(screen).isEmpty)
        }
        let piped = try runProgram(["read", id], environment: board.environment(home: "home", ["PAGER": pager]))
        #expect(piped.status == 0 && !piped.output.contains("PAGED") && piped.output.contains("second line"))
    }

    @Test func theConfigurationIsAskedFirstAndNoShellIsInvolved() throws {
        let trap = board.directory.file("trap")
        let words = try shown(["list"], ["PAGER": "\(pager) $(touch \(trap)) ;"])
        #expect(sent(words).contains("PAGED FRX with 3: $(touch \(trap)) ;"), "\(words.screen)")
        #expect(!FileManager.default.fileExists(atPath: trap))
        try configure("pager = [\"\(pager)\", \"of my own\"]\n")
        #expect(try sent(shown(["list"], ["PAGER": "/bin/false"])).contains("with 1: of my own"))
    }

    @Test func aPagerThatLeavesEarlyOrIsNotThereLosesNothing() throws {
        let session = try TerminalSession(
            ["read", id], environment: board.environment(home: "home", ["PAGER": "head -n 1"]))
        try session.waitFor("Topic")
        #expect(session.waitForExit() != nil)
        #expect(try sent(shown(["read", id], ["PAGER": "/nowhere/pager"])).contains("second line"))
    }

    private func sent(_ session: TerminalSession) -> String { String(decoding: session.rawOutput, as: UTF8.self) }
}
