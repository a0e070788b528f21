import Foundation
import TestSupport
import Testing

/// A week of a study group: three members on three terminals, from founding their board to looking back.
struct WeekTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("tides")
    }

    private func environment(_ name: String) throws -> [String: String] {
        let home = directory.file("home-" + name)
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        return StoaProgram.environment(home: home, ["STOA_BOARD": path, "STOA_MEMBER": name])
    }

    @discardableResult
    private func stoa(_ name: String, _ arguments: String...) throws -> ProgramResult {
        let result = try runProgram(arguments, environment: environment(name))
        #expect(result.status == 0, "\(arguments): \(result)")
        return result
    }

    private func terminal(_ name: String, columns: Int, rows: Int) throws -> TerminalSession {
        let session = try TerminalSession(["open"], environment: environment(name), columns: columns, rows: rows)
        try session.waitFor("Home")
        return session
    }

    @Test func aStudyGroupLivesAWeek() throws {
        try stoa(
            "ana", "init", path, "--handles", "--title", "Tides", "--purpose", "We learn why the sea moves.", "--goal",
            "Each of us can explain the tides", "--template", "academic")
        try stoa("ben", "join", "--name", "Ben")
        try stoa("tom", "join", "--name", "Tom")
        let ana = try terminal("ana", columns: 120, rows: 40)
        let ben = try terminal("ben", columns: 80, rows: 24)
        let tom = try terminal("tom", columns: 80, rows: 24)
        try beginTheWeek(ana, ben, tom)
        try workTogether(ana, ben, tom)
        try helpEachOther(ana, ben, tom)
        try lookBack(ana, ben, tom)
        for session in [ana, ben, tom] {
            session.send(String(repeating: "q", count: 20))
            #expect(session.waitForExit() == 0)
        }
        #expect(try stoa("ana", "doctor").output.contains("All is well"))
    }

    /// Monday: the goal, the welcome, duties, a question that is answered while the other looks on.
    private func beginTheWeek(_ ana: TerminalSession, _ ben: TerminalSession, _ tom: TerminalSession) throws {
        try ben.waitFor("We learn why the sea moves.")
        try ben.waitFor("Each of us can explain the tides")
        tom.send("gd")
        try tom.waitFor("session lead")
        tom.send("C")
        try tom.waitFor("you stand on the rota")
        ben.send("c")
        try ben.waitFor("New thread")
        ben.send("Why are there two tides a day?\t\tThe moon passes over only once.")
        try ben.waitFor("The moon passes over only once.")
        try ben.finishWriting(until: "asked")
        ana.send("3")
        try ana.waitFor("Why are there two tides a day?")
        ana.send("\rr")
        try ana.waitFor("Reply to")
        ana.send("One bulge on each side, and the earth turns beneath both.")
        try ana.waitFor("beneath both.")
        try ana.finishWriting(until: "replied")
        try ben.waitFor("One bulge on each side")
        ben.send("ja")
        try ben.waitFor("accepted")
        ben.send("t")
        try ben.waitFor("Thank")
        ben.send("\u{1B}")
    }

    /// Tuesday to Thursday: a project with a task, a poll, a meeting that all come to, the problem of the week.
    private func workTogether(_ ana: TerminalSession, _ ben: TerminalSession, _ tom: TerminalSession) throws {
        ana.send("gp")
        try ana.waitFor("No projects yet")
        ana.send("c")
        try ana.waitFor("A new project")
        ana.send("A tide table\u{18}")
        try ana.waitFor("No tasks yet")
        ana.send("c")
        try ana.waitFor("A new task")
        ana.send("Measure 水位 for a day\u{18}")
        try ana.waitFor("Measure 水位")
        let poll = try stoa("ana", "poll", "add", "Which evening?", "--option", "Tuesday", "--option", "Thursday")
        try #require(!poll.output.isEmpty)
        tom.send("gv")
        try tom.waitFor("Which evening?")
        tom.send("\r2")
        try tom.waitFor("(x) Thursday")
        try stoa(
            "ana", "meeting", "add", "Watching the sea", "--when", "tomorrow 18:00", "--zone", "Europe/Lisbon",
            "--ask")
        ben.send("gc")
        try ben.waitFor("Watching the sea")
        ben.send("\r1")
        try ben.waitFor("You said: coming")
        tom.send("gy")
        try tom.waitFor("In your own words")
        tom.send("\rr")
        try tom.waitFor("Reply to")
        tom.send("It is about how heavy things far away move water here.")
        try tom.waitFor("move water here.")
        try tom.finishWriting(until: "replied")
    }

    /// Friday: work is shown, feedback is given on it, a book is kept, somebody says thank you.
    private func helpEachOther(_ ana: TerminalSession, _ ben: TerminalSession, _ tom: TerminalSession) throws {
        ben.send("F")
        try ben.waitFor("Ask for feedback")
        ben.send("Two bulges, explained\tDoes a beginner follow it?")
        try ben.waitFor("Does a beginner follow it?")
        ben.send("\u{1B}>The near side is pulled more than the middle.\nThe far side is pulled less.")
        try ben.waitFor("The far side is pulled less.")
        try ben.finishWriting(until: "asked;")
        tom.send("f")
        try tom.waitFor("[Your turn")
        tom.send("]]]")
        try tom.waitFor("Two bulges, explained")
        tom.send("\re")
        try tom.waitFor("Feedback to @ben")
        tom.send("- It begins with the one fact that all the rest follows from.")
        try tom.waitFor("the rest follows from.")
        try tom.finishWriting(until: "Before you send it")
        tom.send("s")
        try tom.waitFor("sent to @ben")
        ben.send("f")
        try ben.waitFor("feedback came")
        ben.send("\r")
        try ben.waitFor("the rest follows from.")
        ben.send("a")
        try ben.waitFor("no mark yet")
        ben.send("t")
        try ben.waitFor("→ 1 taken")
        try stoa(
            "tom", "resource", "add", "https://example.org/tides", "--title", "A map of tides", "--tag", "maps")
        ana.send("7")
        try ana.waitFor("A map of tides")
        try stoa("ben", "kudos", "@ana", "-m", "For both bulges.")
        ana.send("5")
        try ana.waitFor("For both bulges.")
    }

    /// Sunday: the journal, how the group is doing, what a digest would have said, and nothing left unread that was read.
    private func lookBack(_ ana: TerminalSession, _ ben: TerminalSession, _ tom: TerminalSession) throws {
        ben.send("gj")
        try ben.waitFor("Journal")
        ben.send("c")
        try ben.waitFor("entry")
        ben.send("\u{1B}")
        try stoa("ben", "journal", "add", "-m", "I can draw both bulges now.")
        #expect(try stoa("ben", "journal", "list").output.contains("both bulges"))
        #expect(try !stoa("tom", "journal", "list").output.contains("both bulges"))
        ana.send("gn")
        try ana.waitFor("Unanswered questions")
        let digest = try stoa("tom", "digest", "--since", "7d").output
        #expect(digest.contains("two tides a day") && digest.contains("A tide table"), "\(digest)")
        #expect(try stoa("ana", "goal", "list").output.contains("Each of us can explain the tides"))
        #expect(try stoa("tom", "status", "--json").output.contains("\"next_meeting\" : {"))
        #expect(try stoa("ben", "member", "show", "ana").output.contains("ana"))
    }
}
