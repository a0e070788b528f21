import Foundation
import TestSupport
import Testing

/// The journal at the keyboard and on the command line.
struct JournalEndToEndTests {
    @Test func anEntryIsKeptFoundAgainSharedAndAnswered() throws {
        let board = try TestBoard(template: "academic")
        let added = try board.stoa(
            "journal", "add", "--title", "Tides", "-m", "The far side bulges too.", "--tag", "moon", "--mood", "4",
            "--next", "Draw it", "--revisit", "2w")
        let id = try #require(added.lines.first)
        let list = try board.stoa("journal", "list", "--json")
        #expect(list.output.contains("\"next_step\" : \"Draw it\"") && list.output.contains("\"step\" : \"open\""))
        #expect(try board.stoa("journal", "list", "--tag", "sun").output.contains("Nothing here yet"))
        #expect(try board.stoa("journal", "step").output.contains("You meant to: Draw it"))
        let second = try board.stoa("journal", "add", "-m", "More.", "--last", "carry")
        #expect(try board.stoa("journal", "show", #require(second.lines.first)).output.contains("Draw it"))
        #expect(try board.stoa("journal", "show", id).output.contains("Next step  carried on"))
        #expect(try board.stoa("journal", "edit", id, "-m", "Both sides bulge.").status == 0)

        let thread = try #require(try board.stoa("journal", "share", id, "--channel", "general").lines.first)
        #expect(try board.stoa("read", thread).output.contains("Both sides bulge."))
        #expect(try !board.stoa("read", thread).output.contains("Draw it"))
        #expect(try board.stoa("journal", "list", "--shared", "--json").output.contains(thread))
        let again = try board.stoa("journal", "share", id)
        #expect(again.status == 1 && again.errors.contains("shared already"))
        #expect(try board.stoa("journal", "timeline").output.contains("reflection       Tides"))

        #expect(try board.stoa("journal", "remove", id).status == 0)
        #expect(try board.stoa("journal", "show", id).status == 66)
        #expect(try board.stoa("journal", "remove", id, "--undo").status == 0)
        #expect(try board.stoa("journal", "show", id).status == 0)
    }

    @Test func aGroupChangesWhatIsAskedAndHow() throws {
        let board = try TestBoard(template: "academic")
        #expect(try board.stoa("journal", "prompts").output.contains("every Friday"))
        let text = try board.stoa("journal", "prompts", "--text").output
        let file = board.directory.file("ours.toml")
        try text.replacing("What can you now explain without notes?", with: "潮 What now?")
            .write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try board.stoa("journal", "prompts", "--set", file).status == 0)
        #expect(try board.stoa("journal", "prompts", "--json").output.contains("潮 What now?"))
        #expect(try board.stoa("journal", "prompts", "--set", "/etc/hostname").status == 65)
        #expect(try board.stoa("journal", "prompts", "--no-offer").status == 0)
        #expect(try board.stoa("journal", "prompts").output.contains("None of them is offered"))
        let frame = board.directory.file("frame.toml")
        try board.stoa("journal", "frames", "gibbs").output.replacing("Six steps back", with: "Our six")
            .write(toFile: frame, atomically: true, encoding: .utf8)
        #expect(try board.stoa("journal", "frames", "our-six", "--set", frame).status == 0)
        #expect(try board.stoa("journal", "frames").output.contains("Our six"))
    }

    @Test func itIsWrittenAtTheKeyboardAndADraftSurvives() throws {
        let board = try TestBoard()
        let session = try board.open()
        try session.waitFor("Home")
        session.send("gj")
        try session.waitFor("Nothing yet; c writes")
        session.send("c")
        try session.waitFor("How do you want to look back?")
        session.send("\r")
        try session.waitFor("What happened?")
        session.send("\tThe moth in the lamp.\u{1B}")
        try session.waitFor("kept as a draft")
        func drafts() throws -> [String] {
            try FileManager.default.subpathsOfDirectory(atPath: board.path).filter {
                $0.contains("drafts/") && !$0.contains("/.")
            }
        }
        try waitUntil { try !drafts().isEmpty }
        session.send(":drafts\r")
        try session.waitFor("Drafts")
        let draft = try #require(drafts().first)
        #expect(try !String(contentsOfFile: board.path + "/" + draft, encoding: .utf8).contains("moth"))
        session.send("\r")
        try session.waitFor("The moth in the lamp.")
        session.send("\u{18}y")
        try session.waitFor("nobody but you reads it")
        try session.waitFor("The moth in the lamp.")
        session.send("P")
        try session.waitFor("everybody can read this")
        session.send("\u{18}y")
        try session.waitFor("calls it back")
        session.send("gj")
        try session.waitFor("shared")
        session.send("]")
        try session.waitFor("[Shared]")
        session.send("]")
        try session.waitFor("[Timeline]")
        try session.waitFor("reflection")
        session.send(":quit\r")
        #expect(session.waitForExit() == 0)
    }

    @Test func everyScreenHoldsAtEverySize() throws {
        let board = try TestBoard(template: "practice")
        try board.stoa(
            "journal", "add", "--title", "潮汐を学ぶ 👩‍🚀 and a title that is much too long for a narrow screen", "-m",
            "Wide 🙂 letters, e\u{301}te\u{301} and שלום.", "--tag", "moon", "--mood", "5", "--next", "次へ go on")
        let script = "keys g j\nscreen\nkeys G enter\nscreen\nkeys q ] ]\nscreen\nkeys [ [ c\nscreen"
        for (columns, rows) in [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)] {
            let screens = try board.screens(script, size: "\(columns)x\(rows)")
            #expect(screens.count == 4)
            #expect(screens.allSatisfy { $0.count == rows }, "\(columns)x\(rows)")
            #expect(screens[0].contains { $0.contains("潮汐") } && screens[0].contains { $0.contains("[Mine 1]") })
            #expect(screens[1].contains { $0.contains("Wide 🙂 letters") }, "\(screens[1])")
            #expect(screens[2].contains { $0.contains("[Timeline]") }, "\(screens[2])")
            #expect(screens[3].contains { $0.contains("You meant to") }, "\(screens[3])")
        }
    }
}
