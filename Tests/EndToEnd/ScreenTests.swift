import Foundation
import TestSupport
import Testing

/// The real program on a pseudo-terminal, its output read by a terminal emulator.
struct ScreenTests {
    @Test func aThreadIsOpenedAndAnsweredAtTheKeyboard() throws {
        let board = try TestBoard()
        let thread = try board.post("Eigenvalues", "What are they?")
        let session = try board.open()
        try session.waitFor("Home")
        session.send("2")
        try session.waitFor("Eigenvalues")
        session.send("\r")
        try session.waitFor("What are they?")
        session.send("r")
        try session.waitFor("Reply to")
        session.send("Numbers that stretch.")
        try session.waitFor("Numbers that stretch.")
        session.send("\u{18}")
        try session.waitFor("Finish?")
        session.send("y")
        try session.waitFor("replied")
        #expect(try board.stoa("read", thread).output.contains("Numbers that stretch."))
        session.send("qqqq")
        #expect(session.waitForExit() == 0)
    }

    @Test func whatAnotherSessionWritesArrivesByItself() throws {
        let board = try TestBoard()
        let session = try board.open()
        try session.waitFor("Home")
        session.send("2")
        try session.waitFor("No threads here yet")
        _ = try board.post("News from elsewhere")
        try session.waitFor("News from elsewhere")
    }

    @Test func aKilledComposerLeavesADraftThatIsTakenUpElsewhere() throws {
        let board = try TestBoard()
        _ = try board.post("Topic")
        let session = try board.open()
        try session.waitFor("Home")
        session.send("2")
        try session.waitFor("Topic")
        session.send("\r")
        try session.waitFor("Body")
        session.send("r")
        try session.waitFor("Reply to")
        session.send("Half a thought")
        try session.waitFor("Half a thought")
        try waitUntil { try board.stoa("drafts").output.contains("Half a thought") }
        session.signal(SIGKILL)
        #expect(session.waitForExit() != nil)

        let elsewhere = try board.open(home: "other-home")
        try elsewhere.waitFor("Home")
        // Another machine reads the board first; until then the post that is answered is not there.
        elsewhere.send("2")
        try elsewhere.waitFor("Topic")
        elsewhere.send(":drafts\r")
        try elsewhere.waitFor("Half a thought")
        elsewhere.send("\r")
        try elsewhere.waitFor("Reply to")
        elsewhere.send("\u{18}")
        try elsewhere.waitFor("Finish?")
        elsewhere.send("y")
        try elsewhere.waitFor("replied")
        try waitUntil { try board.stoa("drafts").output.contains("No drafts") }
    }

    @Test func aLostLineKeepsTheDraftAndEndsTheProgram() throws {
        let board = try TestBoard()
        _ = try board.post("Topic")
        let session = try board.open()
        try session.waitFor("Home")
        session.send("c")
        try session.waitFor("New thread")
        session.send("A title in the making")
        try session.waitFor("A title in the making")
        session.hangUp()
        #expect(session.waitForExit() != nil)
        #expect(try board.stoa("drafts").output.contains("A title in the making"))
    }

    @Test func everySizeIsShownOrSaidToBeTooSmall() throws {
        let board = try TestBoard(template: "academic")
        _ = try board.post("A thread with 漢字 and 😀 in its title", "Text")
        let session = try board.open(columns: 200, rows: 60)
        try session.waitFor("Members")
        for (columns, rows) in [(120, 40), (80, 24), (40, 12), (100, 30), (41, 13)] {
            session.resize(columns: columns, rows: rows)
            #expect(session.wait { $0.last?.contains("read") ?? false }, "\(columns)x\(rows): \(session.screen)")
        }
        session.resize(columns: 39, rows: 12)
        try session.waitFor("enlarge")
        session.resize(columns: 80, rows: 24)
        try session.waitFor("Home")
    }

    @Test func nothingThatOthersWroteReachesTheTerminalRaw() throws {
        let board = try TestBoard()
        let attack = "\u{1B}]0;owned\u{07}\u{1B}[2Jgone\u{9B}31m\u{202E}txet"
        _ = try board.post("Harmless " + attack, attack)
        let session = try board.open()
        try session.waitFor("Home")
        session.send("2")
        try session.waitFor("Harmless")
        session.send("\r")
        try session.waitFor("gone")
        let raw = String(decoding: session.rawOutput, as: UTF8.self)
        #expect(!raw.contains("\u{1B}]0;owned"))
        #expect(!raw.contains("\u{1B}[2Jgone"))
        #expect(!raw.contains("\u{202E}"))
    }

    @Test func theEditorIsGivenTheTextAndGivesItBack() throws {
        let board = try TestBoard()
        let editor = board.directory.file("editor")
        try "#!/bin/sh\nprintf ' and the editor was here' >> \"$1\"\n".write(
            toFile: editor, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: editor)
        let session = try board.open(environment: ["EDITOR": editor])
        try session.waitFor("Home")
        session.send("c")
        try session.waitFor("New thread")
        session.send("Title\t\tBody")
        try session.waitFor("Body")
        session.send("\u{0F}")
        try session.waitFor("and the editor was here")
    }
}

/// Asks again and again until something holds, at most 30 seconds.
func waitUntil(_ holds: () throws -> Bool) throws {
    let deadline = Date(timeIntervalSinceNow: 30)
    while Date() < deadline { if try holds() { return } }
    Issue.record("it did not come to hold within 30 seconds")
}
