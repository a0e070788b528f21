import TestSupport
import Testing

/// Goals and projects at the keyboard.
struct GoalScreenTests {
    private static let sizes = [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)]

    @Test func aGoalIsSetFollowedAndLeadsToWhatServesIt() throws {
        let board = try TestBoard()
        _ = try board.post("The moon 月 and the sea 😀", "It pulls.")
        let session = try board.open()
        try session.waitFor("Home")
        session.send("go")
        try session.waitFor("No common goals yet")
        session.send("c")
        try session.waitFor("A new goal")
        session.send("Explain the tides\r\u{18}")
        try session.waitFor("Proposed; a moderator agrees")
        session.send("a")
        try session.waitFor("agreed by")
        session.send("A")
        try session.waitFor("A milestone of")
        session.send("Low water\r\r")
        try session.waitFor("[ ] Low water")
        session.send("i")
        try session.waitFor("How far is")
        session.send("\r5\rGoing well\u{18}")
        try session.waitFor("conf 5/5")
        // Down to the milestone: it is done, and it is not, and it is.
        session.send("jjj")
        session.send("d")
        try session.waitFor("[x] Low water")
        session.send("u")
        try session.waitFor("[ ] Low water")
        session.send("d")
        try session.waitFor("1/1")

        session.send("2")
        try session.waitFor("The moon")
        session.send(":link-to-goal\r")
        try session.waitFor("Which goal does it serve?")
        session.send("\r")
        try session.waitFor("linked to")
        session.send("gh")
        try session.waitFor("Explain the tides")
        session.send("go")
        try session.waitFor("[Community 1]")
        session.send("\r")
        try session.waitFor("The moon 月")
        session.send("jjjjj\r")
        try session.waitFor("It pulls.")
        session.send(":quit\r")
        #expect(session.waitForExit() == 0)
    }

    @Test func tasksAreMovedOverTheBoardAndBack() throws {
        let board = try TestBoard()
        let session = try board.open()
        try session.waitFor("Home")
        session.send("gp")
        try session.waitFor("No projects yet")
        session.send("c")
        try session.waitFor("A new project")
        session.send("A tide table\rFor the pier\r\r")
        try session.waitFor("No tasks yet")
        session.send("c")
        try session.waitFor("A new task")
        session.send("Measure 水位\rme\r3d\r\r")
        try session.waitFor("To do  1")
        try session.waitFor("Measure 水位")
        session.send(">")
        try session.waitFor("Doing  1")
        session.send(">")
        try session.waitFor("Done  1")
        session.send("u")
        try session.waitFor("Doing  1")
        session.send("C")
        try session.waitFor("put back")
        session.send("]")
        try session.waitFor("[>] Measure 水位")
        session.send("]")
        try session.waitFor("Who takes part")
        session.send("J")
        try session.waitFor("make somebody else an owner first")
        session.send("E")
        try session.waitFor("work is under way")
        session.send("\r")
        try session.waitFor("A tide table  active")
        session.send(":quit\r")
        #expect(session.waitForExit() == 0)
    }

    @Test func everyScreenHoldsAtEverySize() throws {
        let board = try TestBoard()
        let goal = try board.stoa("goal", "add", "潮汐を説明する 👩‍🚀 and say it so that a newcomer follows", "--due", "3w")
        let id = try #require(goal.lines.first)
        try board.stoa("goal", "agree", id)
        for step in 1...12 {
            try board.stoa("goal", "milestone", "add", id, "段階 \(step) 😀 a step with a long name to it")
        }
        let project = try #require(try board.stoa("project", "add", "学習ガイド: a guide to the tides 🌊").lines.first)
        try board.stoa("goal", "link", id, project)
        for (number, state) in ["todo", "doing", "done", "todo", "todo"].enumerated() {
            let task = try board.stoa(
                "project", "task", "add", project, "図を描く \(number): draw so that everybody sees it 😀", "--assign", "me",
                "--due", "\(number + 1)d")
            try board.stoa("project", "task", "move", try #require(task.lines.first), state)
        }
        let script =
            "keys g o\nscreen\nkeys enter\nscreen\nkeys g p\nscreen\nkeys enter\nscreen\nkeys ]\nscreen\nkeys ]\nscreen"
        for (columns, rows) in Self.sizes {
            let screens = try board.screens(script, size: "\(columns)x\(rows)")
            #expect(screens.count == 6)
            #expect(screens.allSatisfy { $0.count == rows }, "\(columns)x\(rows)")
            #expect(screens[0].contains { $0.contains("潮汐") }, "\(screens[0])")
            #expect(screens[1].contains { $0.contains("[#--") && $0.contains("1/17") }, "\(screens[1])")
            #expect(screens[2].contains { $0.contains("学習") }, "\(screens[2])")
            #expect(screens[3].contains { $0.contains("図を") }, "\(screens[3])")
            #expect(screens[3].contains { $0.contains("Doing") } == (columns >= 60), "\(screens[3])")
            #expect(screens[4].contains { $0.contains("[>]") }, "\(screens[4])")
            #expect(screens[5].contains { $0.contains("forming") }, "\(screens[5])")
        }
    }
}
