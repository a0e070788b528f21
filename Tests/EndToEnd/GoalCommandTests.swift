import Foundation
import TestSupport
import Testing

/// `stoa goal` and `stoa project`, as scripts hold on to them.
struct GoalCommandTests {
    private func id(_ result: ProgramResult) throws -> String {
        try #require(result.status == 0, "\(result)")
        return try #require(result.lines.first)
    }

    private func json(_ result: ProgramResult) throws -> Any {
        try #require(result.status == 0, "\(result)")
        return try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    }

    @Test func aGoalGoesFromProposedToArchived() throws {
        let board = try TestBoard()
        let thread = try board.post("Tides")
        let goal = try id(
            board.stoa(
                "goal", "add", "Explain the tides 潮", "--why", "Because", "--due", "3w", "--milestone", "Low",
                "--milestone", "High"))
        let short = String(goal.prefix(8))
        #expect(try board.stoa("goal", "check-in", short).status == 77)
        #expect(try board.stoa("goal", "agree", short).status == 0)
        #expect(try board.stoa("goal", "check-in", short, "--confidence", "4", "-m", "Good").status == 0)
        #expect(try board.stoa("goal", "check-in", short, "--confidence", "9").status == 65)
        #expect(try board.stoa("goal", "milestone", "done", short, "1").status == 0)
        #expect(try board.stoa("goal", "milestone", "done", short, "7").status == 66)
        #expect(try board.stoa("goal", "milestone", "edit", short, "2", "--title", "High water").status == 0)
        #expect(try board.stoa("goal", "link", short, thread).status == 0)
        #expect(try board.stoa("goal", "link", short, thread).status == 65)
        #expect(try board.stoa("goal", "edit", short, "--statement", "Explain the tides", "--due", "never").status == 0)

        let shown = try #require(try json(board.stoa("goal", "show", short, "--json")) as? [String: Any])
        #expect(shown["state"] as? String == "active")
        #expect(shown["done"] as? Double == 1)
        #expect(shown["total"] as? Double == 2)
        #expect(shown["due_at"] == nil)
        #expect((shown["links"] as? [[String: Any]])?.first?["title"] as? String == "Tides")
        let text = try board.stoa("goal", "show", short).output
        #expect(text.contains("1.  [x] Low") && text.contains("2.  [ ] High water"), "\(text)")

        #expect(try board.stoa("goal", "close", short, "dropped").status == 65)
        #expect(try board.stoa("goal", "close", short, "met", "-m", "All did").status == 0)
        #expect(try board.stoa("goal", "close", short, "archived", "-m", "Draw first").status == 0)
        #expect(try board.stoa("goal", "list").output.contains("No goals"))
        #expect(try board.stoa("goal", "list", "--all").output.contains("Explain the tides"))
        #expect(try board.stoa("goal", "reopen", short).status == 0)
        #expect(try board.stoa("doctor").output.contains("All is well"))
    }

    private static let mistakes: [([String], Int32)] = [
        (["goal", "show", "zzzz"], 66), (["goal", "add", " "], 65), (["goal", "add", "x", "--due", "someday"], 64),
        (["goal", "close", "zzzz", "never"], 64), (["project", "show", "zzzz"], 66), (["project", "add", ""], 65),
        (["project", "state", "zzzz", "asleep"], 64), (["project", "member", "zzzz", "@ana"], 64),
        (["project", "task", "move", "zzzz", "done"], 66),
    ]

    @Test(arguments: mistakes)
    func whatCannotBeDoneIsSaidWithItsCode(_ words: [String], _ status: Int32) throws {
        let board = try TestBoard()
        let result = try runProgram(words, environment: board.environment)
        #expect(result.status == status, "\(result)")
        #expect(!result.errors.isEmpty)
    }

    @Test func aProjectIsWorkedThroughFromTheShell() throws {
        let board = try TestBoard()
        let goal = try id(board.stoa("goal", "add", "A goal", "--personal"))
        let project = try id(board.stoa("project", "add", "A tide table", "--brief", "For the pier", "--goal", goal))
        let measure = try id(board.stoa("project", "task", "add", project, "Measure", "--assign", "me", "--due", "2d"))
        let print = try id(board.stoa("project", "task", "add", project, "Print 漢字", "--after", measure))
        #expect(try board.stoa("project", "task", "edit", measure, "--after", print).status == 65)
        #expect(try board.stoa("project", "task", "assign", measure, "@nobody").status == 66)
        #expect(try board.stoa("project", "task", "move", measure, "doing").status == 0)
        #expect(try board.stoa("status", "--json").output.contains("\"turns\" : 1"))
        #expect(try board.stoa("project", "show", project).output.contains("[-] Print 漢字"))
        #expect(try board.stoa("project", "task", "done", measure).status == 0)
        #expect(try board.stoa("project", "decide", project, "When?", "At night", "--why", "Quiet").status == 0)

        let shown = try #require(try json(board.stoa("project", "show", project, "--json")) as? [String: Any])
        #expect(shown["done"] as? Int == 1)
        #expect(shown["goals"] as? [String] == [goal])
        let tasks = try #require(shown["tasks"] as? [[String: Any]])
        #expect(tasks.map { $0["blocked"] as? Bool } == [false, false])
        #expect(try board.stoa("goal", "list").output.contains("1/2"))

        #expect(try board.stoa("project", "state", project, "active").status == 0)
        #expect(try board.stoa("project", "state", project, "showing").status == 77)
        let note = try id(board.stoa("resource", "add", "--note", "The table", "--title", "Table"))
        #expect(try board.stoa("project", "link", project, note).status == 0)
        #expect(try board.stoa("project", "state", project, "showing").status == 0)
        #expect(try board.stoa("project", "leave", project).status == 77)
        #expect(try board.stoa("project", "state", project, "reflecting").status == 0)
        #expect(try board.stoa("project", "reflect", project, "-m", "Measure twice").status == 0)
        #expect(try board.stoa("project", "state", project, "archived").status == 0)
        #expect(try board.stoa("project", "task", "done", print).status == 77)
        #expect(try board.stoa("project", "list").output.contains("No projects"))
        #expect(try board.stoa("project", "list", "--all").output.contains("A tide table"))
        #expect(try board.stoa("search", "twice").output.contains("A tide table"))
        #expect(try board.stoa("doctor").output.contains("All is well"))
    }

    @Test func whatJSONSaysIsExplained() throws {
        let board = try TestBoard()
        let goal = try id(board.stoa("goal", "add", "A goal", "--due", "1w"))
        let project = try id(board.stoa("project", "add", "A project"))
        let explained = try board.stoa("json").output
        for words in [["goal", "list"], ["goal", "show", goal], ["project", "list"], ["project", "show", project]] {
            let result = try runProgram(words + ["--json"], environment: board.environment)
            let value = try json(result)
            let object = try #require(value as? [String: Any] ?? (value as? [[String: Any]])?.first)
            for key in object.keys { #expect(explained.contains(key), "\(words) prints \(key)") }
        }
    }
}
