import Foundation
import TestSupport
import Testing

/// What boards begin with, through the real program.
struct TemplateTests {
    private func list(_ result: ProgramResult) throws -> [[String: Any]] {
        try #require(result.status == 0, "\(result)")
        return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    }

    private func names(_ result: ProgramResult, _ key: String) throws -> [String] {
        try list(result).compactMap { $0[key] as? String }
    }

    /// A template, a channel, a duty, a rubric and a meeting that only it has.
    @Test(arguments: [
        ("academic", "problem-of-the-week", "explainer", "Worked solution", "Session: solving together"),
        ("professional", "q2-evidence", "timekeeper", "Common task", "Looking at work"),
        ("online", "introductions", "greeter", "Talk", "Webinar"),
        ("practice", "clinic", "steward", "Practice note", "Clinic: one case"),
    ])
    func eachTemplateMakesABoardOfItsKind(
        template: String, channel: String, duty: String, rubric: String, meeting: String
    ) throws {
        let board = try TestBoard(template: template)
        #expect(try names(board.stoa("channel", "list", "--json"), "name").contains(channel))
        #expect(try names(board.stoa("duty", "list", "--json"), "name").contains(duty))
        #expect(try names(board.stoa("rubric", "list", "--json"), "title").contains(rubric))
        #expect(try list(board.stoa("goal", "list", "--json")).count == 1)
        let meetings = try names(board.stoa("meeting", "list", "--json"), "title")
        #expect(meetings.count > 1 && Set(meetings) == [meeting])
        let threads = try list(board.stoa("list", "--json"))
        #expect(threads.count >= 3)
        #expect(threads.first?["pinned"] as? Bool == true)
        #expect(try board.stoa("doctor").output.contains("All is well"))
    }

    @Test func aBlankBoardHasNothingButTwoChannels() throws {
        let board = try TestBoard()
        #expect(try names(board.stoa("channel", "list", "--json"), "name") == ["announcements", "general"])
        #expect(try list(board.stoa("list", "--json")).isEmpty)
    }

    @Test func theFoundersFirstGoalStandsInThePlaceOfTheTemplates() throws {
        let board = try TestBoard()
        let path = board.directory.file("ours")
        try #require(
            try board.stoa("init", path, "--template", "academic", "--purpose", "Tides", "--goal", "Explain them")
                .status
                == 0)
        let goals = try list(board.stoa("--board", path, "goal", "list", "--json"))
        #expect(goals.compactMap { $0["statement"] as? String } == ["Explain them"])
        #expect(goals.first?["state"] as? String == "active")
    }

    @Test func aGroupCopiesATemplateAndChangesIt() throws {
        let board = try TestBoard()
        let folder = board.directory.file("home/.config/stoa/templates")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let text = try board.stoa("template", "show", "practice").output
        try text.replacing("\"clinic\"", with: "\"case-clinic\"").write(
            toFile: folder + "/ours.toml", atomically: true, encoding: .utf8)
        #expect(try board.stoa("template", "check", "ours").status == 0)
        #expect(try names(board.stoa("template", "list", "--json"), "name").last == "ours")
        let path = board.directory.file("other")
        try #require(try board.stoa("init", path, "--template", "ours").status == 0)
        #expect(try names(board.stoa("--board", path, "channel", "list", "--json"), "name").contains("case-clinic"))
    }

    /// A template that cannot be used, and what is said of it; no board is made.
    @Test(arguments: [
        ("title = \"x\"\n[[chanels]]\nname = \"a\"\n", "chanels"),
        ("title = \"x\"\n[[channels]]\nname = \"a\"\ntopc = \"b\"\n", "topc"),
        ("[[channels]]\nname = \"a\"\n", "title"), ("title = \"x\"\n[[goals]]\nwhy = \"a\"\n", "statement"),
        ("title = \"x\"\n[!]\n", "line 2"), ("title = \"x\"\n[[channels]]\nname = \"Not a name\"\n", "name"),
        ("title = \"x\"\n[[threads]]\nchannel = \"none\"\ntitle = \"a\"\ntext = \"b\"\n", "#none"),
        ("title = \"x\"\n[feedback]\nrubrics = [\"none\"]\n", "none"),
        ("title = \"x\"\n[[meetings]]\ntitle = \"a\"\nday = \"oneday\"\ntime = \"9:00\"\nminutes = 5\n", "oneday"),
        ("title = \"x\"\n[[duties]]\nname = \"a\"\nrotates = \"hourly\"\n", "rotates"),
    ])
    func aTemplateThatIsNoneSaysWhatIsWrong(text: String, named: String) throws {
        let board = try TestBoard()
        let file = board.directory.file("ours.toml")
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let path = board.directory.file("never")
        let result = try board.stoa("init", path, "--template", file)
        #expect(result.status == 65, "\(result)")
        #expect(result.errors.contains(named) && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        // Nothing is in the way of the next try.
        #expect(try board.stoa("init", path).status == 0)
    }
}
