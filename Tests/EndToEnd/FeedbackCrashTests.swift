import Foundation
import Journal
import TestSupport
import Testing

/// A review that is cut off in the middle: what was typed more than a second before is there again.
struct FeedbackCrashTests {
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard()
        for name in ["ana", "ben"] { #expect(try stoa(name, "join").status == 0) }
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

    /// Opens the form of the one request that waits for ben.
    private func reviewing() throws -> TerminalSession {
        let session = try TerminalSession(
            ["open", "--as", "ben"], environment: environment("ben"), columns: 80, rows: 24)
        try session.waitFor("Home")
        session.send("f")
        try session.waitFor("Lemma 3")
        session.send("\r")
        try session.waitFor("@ana asks")
        session.send("e")
        try session.waitFor("Feedback to @ana")
        return session
    }

    /// What the drafts of a member hold.
    private func drafts(of name: String) -> String {
        let folder = board.board.directory + "/members/\(name)/drafts"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.compactMap { try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }.joined()
    }

    @Test func aKillLosesAtMostTheLastSecondOfTyping() throws {
        let asked = try stoa(
            "ana", "feedback", "request", "-m", "One and two.", "--title", "Lemma 3", "--about", "Is it right?",
            "--from", "ben")
        #expect(asked.status == 0, "\(asked.errors)")
        let session = try reviewing()
        session.send("- Short and plain to read.")
        let typed = Date()
        try session.waitFor("Short and plain to read.")
        // It comes to the disk by itself; how long that took is what could have been lost.
        while !drafts(of: "ben").contains("Short and plain to read."), Date().timeIntervalSince(typed) < 30 {
            _ = session.wait(timeout: 0.05) { _ in false }
        }
        let delay = Date().timeIntervalSince(typed)
        session.send(" More")
        session.signal(SIGKILL)
        _ = session.waitForExit()
        #expect(delay < 5, "the draft took \(delay) s to come to the disk on this machine")

        let again = try reviewing()
        try again.waitFor("Short and plain to read.")
        // Nobody has seen any of it.
        #expect(!(try stoa("ana", "feedback", "show", asked.lines[0]).output.contains("Short and plain")))
        again.signal(SIGKILL)
        _ = again.waitForExit()
    }
}
