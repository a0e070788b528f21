import Foundation
import TestSupport
import Testing

/// The real program over a real ssh.
@Suite(.serialized, .enabled(if: SecureShell.canBeServed, "needs sshd, and root to start one"))
struct SecureShellTests {
    private let board: TestBoard
    private let shell: SecureShell

    init() throws {
        board = try TestBoard()
        let shell = try SecureShell()
        self.shell = shell
        try waitUntil { try shell.run("true").status == 0 }
    }

    /// A command line for the program, with the environment of the board's member.
    private func stoa(_ words: String) -> String {
        let variables = board.environment.filter { $0.key != "TERM" }.map { "\($0)='\($1)'" }.sorted()
        return (["env"] + variables + ["'\(StoaProgram.path)'", words]).joined(separator: " ")
    }

    @Test func commandsAnswerOverThere() throws {
        let posted = try shell.run(
            stoa("post --channel general --title 'From afar'"), input: "Written in a pipe,\n漢字 too.\n")
        #expect(posted.status == 0, "\(posted.errors)")
        let id = try #require(posted.lines.first)
        let list = try shell.run(stoa("list --json"))
        #expect(list.output.contains("From afar"))
        #expect(try shell.run(stoa("read \(id)")).output.contains("漢字 too."))
        let refused = try shell.run(stoa("read nothing-there"))
        #expect(refused.status != 0)
        #expect(refused.errors.contains("stoa:"))
    }

    @Test func theBoardIsReadAndAnsweredOnATerminalOverThere() throws {
        let thread = try board.post("Topic", "Question?")
        let session = try shell.open(stoa("open"))
        try session.waitFor("Home")
        session.send("2")
        try session.waitFor("Topic")
        session.send("\r")
        try session.waitFor("Question?")
        session.resize(columns: 120, rows: 40)
        #expect(session.wait { $0.count == 40 && $0.last?.contains("Test board") ?? false })
        session.send("r")
        try session.waitFor("Reply to")
        session.send("An answer from afar.")
        try session.waitFor("An answer from afar.")
        session.send("\u{18}")
        try session.waitFor("Finish?")
        session.send("y")
        try session.waitFor("replied")
        session.send("qqqq")
        #expect(session.waitForExit() == 0)
        #expect(try board.stoa("read", thread).output.contains("An answer from afar."))
    }

    @Test func aLineThatIsCutWhileWritingLeavesTheDraft() throws {
        let session = try shell.open(stoa("open"))
        try session.waitFor("Home")
        session.send("c")
        try session.waitFor("New thread")
        session.send("Written when the train went into a tunnel")
        try session.waitFor("into a tunnel")
        session.signal(SIGKILL)
        #expect(session.waitForExit() != nil)
        try waitUntil { try board.stoa("drafts").output.contains("into a tunnel") }
    }
}
