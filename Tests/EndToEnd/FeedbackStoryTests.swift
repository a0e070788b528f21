import Foundation
import Journal
import TestSupport
import Testing

/// Three members on three terminals: asked, claimed, commented on, given, acknowledged, revised, compared, closed.
struct FeedbackStoryTests {
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard()
        for name in ["ana", "ben", "tom"] { try stoa(name, "join") }
    }

    private func environment(_ name: String) throws -> [String: String] {
        let home = board.directory.file("home-" + name)
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        return StoaProgram.environment(home: home, ["STOA_BOARD": board.board.directory])
    }

    @discardableResult
    private func stoa(_ name: String, _ arguments: String...) throws -> ProgramResult {
        try runProgram(arguments + ["--as", name], environment: environment(name))
    }

    private func terminal(_ name: String, columns: Int = 80, rows: Int = 24) throws -> TerminalSession {
        let session = try TerminalSession(
            ["open", "--as", name], environment: environment(name), columns: columns, rows: rows)
        try session.waitFor("Home")
        return session
    }

    @Test func aRequestLivesItsWholeLifeAtTheKeyboard() throws {
        let (ana, ben, tom) = (try terminal("ana"), try terminal("ben", columns: 120, rows: 40), try terminal("tom"))

        // Ana asks whoever has time.
        ana.send("F")
        try ana.waitFor("Ask for feedback on a text")
        ana.send("Lemma 3\tIs the induction right?")
        try ana.waitFor("Is the induction right?")
        ana.send("\u{1B}>The sum of the first n odd numbers is n squared.\nFor n = 1 it is 1.")
        try ana.waitFor("For n = 1 it is 1.")
        try ana.finishWriting(until: "asked;")

        // Ben claims it, comments on its first line and gives feedback.
        ben.send("f")
        try ben.waitFor("[Your turn]")
        ben.send("]]]")
        try ben.waitFor("[Pool 1]")
        ben.send("C")
        try ben.waitFor("claimed")
        try ben.waitFor("@ana asks")
        ben.send("c")
        try ben.waitFor("Comment on line 1")
        ben.send("Say what n is.")
        try ben.waitFor("Say what n is.")
        try ben.finishWriting(until: "commented")
        ben.send("e")
        try ben.waitFor("Feedback to @ana")
        ben.send("- It is short and plain, and a beginner can follow every step of it.")
        try ben.waitFor("a beginner can follow")
        try ben.finishWriting(until: "sent to @ana")

        // Tom opens the form without claiming first, which claims.
        tom.send("f")
        try tom.waitFor("[Your turn]")
        tom.send("]]]")
        try tom.waitFor("Lemma 3")
        tom.send("\re")
        try tom.waitFor("Feedback to @ana")
        tom.send("- The first case is there and right, which gives the induction its ground.")
        try tom.waitFor("the induction its ground")
        try tom.finishWriting(until: "sent to @ana")

        // Ana marks both points, acknowledges and writes the next version.
        ana.send("f")
        try ana.waitFor("feedback came")
        ana.send("\r")
        try ana.waitFor("you ask")
        try ana.waitFor("Say what n is.")
        ana.send("a")
        try ana.waitFor("2 points have no mark yet")
        ana.send("t")
        try ana.waitFor("taken; 1 without a mark")
        ana.send("x")
        try ana.waitFor("Why leave it")
        ana.send("It is what I meant.\r")
        try ana.waitFor("every point is marked")
        ana.send("a")
        try ana.waitFor("acknowledged; e writes a new version")
        ana.send("e")
        try ana.waitFor("What changed:")
        ana.send("said what n is\t\u{1B}<Let n be natural. ")
        try ana.waitFor("Let n be natural. The sum")
        try ana.finishWriting(until: "version 2 is there; linked to the point you took")

        // Ben sees what became of his words, and what changed.
        ben.send("f")
        try ben.waitFor("round 2")
        ben.send("\r")
        try ben.waitFor("version 2 of 2")
        try ben.waitFor("taken, see version 2")
        ben.send("d")
        try ben.waitFor("version 1 → 2: 1 line reworded")
        try ben.waitFor("{+Let n be natural. +}")

        // Ana closes it.
        ana.send("E")
        try ana.waitFor("This request")
        ana.send("got better\r")
        try ana.waitFor("closed")
        try ben.waitFor("closed")
        #expect(try stoa("ana", "status").output.contains("0 unread"))
        for session in [ana, ben, tom] {
            session.send("qqqqq")
            #expect(session.waitForExit() == 0)
        }
    }
}
