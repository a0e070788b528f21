import Foundation
import Journal
import TestSupport
import Testing

/// Feedback by its commands, with several members on one account.
struct FeedbackTests {
    /// A board with `ana` (its founder), `ben` and `cy`, driven through the program.
    private struct Stage {
        let board: HandlesBoard

        init() throws {
            board = try HandlesBoard()
            for name in ["ana", "ben", "cy"] { try #require(try stoa(name, "join").status == 0) }
        }

        @discardableResult
        func stoa(_ who: String, _ words: String..., input: String = "") throws -> ProgramResult {
            let home = board.directory.file("home")
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            return try runProgram(
                words + ["--as", who],
                environment: StoaProgram.environment(home: home, ["STOA_BOARD": board.board.directory]), input: input)
        }

        func rows(_ who: String, _ more: String...) throws -> [[String: Any]] {
            let home = board.directory.file("home")
            let result = try runProgram(
                ["feedback", "list", "--json", "--as", who] + more,
                environment: StoaProgram.environment(home: home, ["STOA_BOARD": board.board.directory]))
            return try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
        }

        func shown(_ id: String, _ who: String = "ana") throws -> [String: Any] {
            let result = try stoa(who, "feedback", "show", id, "--json")
            return try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        }

        /// Asks as `ana` and answers the id.
        func ask(_ more: String..., work: String = "one\ntwo\nthree\n") throws -> String {
            let home = board.directory.file("home")
            let result = try runProgram(
                ["feedback", "request", "-", "--title", "Lemma", "--about", "Is it clear?", "--as", "ana"] + more,
                environment: StoaProgram.environment(home: home, ["STOA_BOARD": board.board.directory]), input: work)
            try #require(result.status == 0, "\(result.errors)")
            return try #require(result.lines.first)
        }

        /// A filled form for a request.
        func filled(
            _ id: String, _ who: String, star: String = "- L1: It begins well and goes on from there",
            wish: String = "- L2-3: What would happen if this came first?"
        ) throws -> String {
            try stoa(who, "feedback", "form", id).output.replacing("## Stars\n", with: "## Stars\n\(star)\n")
                .replacing("## Wish\n", with: "## Wish\n\(wish)\n")
        }
    }

    @Test func aRequestLivesFromAskingToClosing() throws {
        let stage = try Stage()
        let id = try stage.ask("--needed", "1", "--due", "3d", "--tag", "proofs")
        #expect(try stage.rows("ben").isEmpty)
        #expect(try stage.rows("ben", "--view", "pool").map { $0["id"] as? String } == [id])
        let waiting = try #require(try stage.rows("ana").first)
        for key in [
            "id", "title", "author", "state", "turn", "reason", "due_at", "waiting_since", "rubric", "reviewers",
        ] {
            #expect(waiting[key] != nil, "\(key) is missing")
        }
        #expect(waiting["state"] as? String == "open")
        #expect(waiting["turn"] as? String == "reviewers")

        #expect(try stage.stoa("ana", "feedback", "claim", id).status == 77)
        #expect(try stage.stoa("ben", "feedback", "claim", id).status == 0)
        let late = try stage.stoa("cy", "feedback", "claim", id)
        #expect(late.status == 77)
        #expect(late.errors.contains("@ben took it first"))
        #expect(try stage.stoa("ben", "status", "--json").output.contains("\"feedback_pending\" : 1"))
        #expect(try stage.rows("ben").first?["reason"] as? String == "you accepted")

        let given = try stage.stoa("ben", "feedback", "give", id, "-", input: try stage.filled(id, "ben"))
        #expect(given.status == 0, "\(given.errors)")
        #expect(given.errors.isEmpty)
        #expect(try stage.rows("ana", "--view", "received").map { $0["reason"] as? String } == ["feedback came"])
        #expect(try stage.rows("ben", "--view", "waiting").count == 1)

        #expect(try stage.stoa("ben", "feedback", "acknowledge", id, "--rest", "take").status == 77)
        #expect(try stage.stoa("ana", "feedback", "acknowledge", id, "--take", "1").output.contains("2."))
        #expect(
            try stage.stoa("ana", "feedback", "acknowledge", id, "--talk", "2", "--reason", "Which one?").status == 0)
        #expect(try stage.shown(id)["state"] as? String == "acknowledged")
        #expect(try stage.rows("ben").first?["reason"] as? String == "you were asked something")
        #expect(try stage.stoa("ben", "feedback", "comment", id, "--point", "2", "-m", "The third").status == 0)
        #expect(try stage.rows("ben").isEmpty)

        let revised = try stage.stoa(
            "ana", "feedback", "revise", id, "-", "--answers", "2", "--note", "reordered", input: "three\none\n")
        #expect(revised.status == 0, "\(revised.errors)")
        let text = try stage.stoa("ben", "feedback", "show", id, "--work").output
        #expect(text.contains("1 of 2 points changed the work"))
        #expect(text.contains("1  three"))
        #expect(try stage.stoa("ben", "feedback", "show", id, "--version", "1").output.contains("2  two"))
        #expect(try stage.rows("ben").first?["reason"] as? String == "you know an earlier version")
        #expect(try stage.stoa("ana", "feedback", "thank", id, "-m", "Helped a lot", "--helpful", "2").status == 0)
        #expect(try stage.stoa("ana", "feedback", "close", id, "--reason", "improved").status == 0)
        #expect(try stage.rows("ben", "--view", "done").count == 1)
        #expect(try stage.stoa("ana", "feedback", "reopen", id).status == 0)
        #expect(try stage.shown(id)["state"] as? String == "open")
        #expect(try stage.stoa("ana", "doctor").status == 0)
        #expect(try stage.stoa("cy", "search", "begins").output.contains(id.prefix(4)))
    }

    @Test func aFormThatIsWrongIsNotSentAndAGentleCheckNeverBlocks() throws {
        let stage = try Stage()
        let id = try stage.ask("--needed", "1")
        let wrong = try stage.stoa(
            "ben", "feedback", "give", id, "-", input: try stage.filled(id, "ben", star: "- L9: Where?"))
        #expect(wrong.status == 65)
        #expect(wrong.errors.contains("the work has 3 lines, so there is no line 9"))
        #expect((try stage.shown(id)["responses"] as? [Any])?.isEmpty == true)

        let terse = try stage.filled(id, "ben", star: "", wish: "- Wrong.")
        let rehearsal = try stage.stoa("ben", "feedback", "give", id, "-", "--check", input: terse)
        #expect(rehearsal.status == 0)
        #expect(rehearsal.output.contains("1. Wish"))
        #expect((try stage.shown(id)["responses"] as? [Any])?.isEmpty == true)
        let sent = try stage.stoa("ben", "feedback", "give", id, "-", input: terse)
        #expect(sent.status == 0)
        #expect(sent.errors.contains("There is no strength"))
        #expect(sent.errors.contains("judges without saying what"))
        #expect(sent.errors.contains("less than a line on what was asked: “Is it clear?”"))
        #expect(try stage.shown(id)["state"] as? String == "given")
    }

    @Test func limitsAreExplained() throws {
        let stage = try Stage()
        var ids: [String] = []
        for _ in 0..<3 { ids.append(try stage.ask()) }
        let fourth = try stage.stoa("ana", "feedback", "request", "-m", "work", "--about", "Clear?", "--title", "x")
        #expect(fourth.status == 77)
        #expect(fourth.errors.contains("2 open requests of 2"))
        for id in ids.prefix(2) { #expect(try stage.stoa("ben", "feedback", "claim", id).status == 0) }
        let third = try stage.stoa("ben", "feedback", "claim", ids[2])
        #expect(third.status == 77)
        #expect(third.errors.contains("2 accepted of 2: finish or release one"))
        #expect(try stage.stoa("ben", "feedback", "terms", "--mine", "3").status == 0)
        #expect(try stage.stoa("ben", "feedback", "claim", ids[2]).status == 0)
        #expect(try stage.stoa("ben", "feedback", "terms", "--promise-days", "2").status == 77)
        #expect(try stage.stoa("ana", "feedback", "terms", "--promise-days", "2").status == 0)
        #expect(try stage.stoa("ana", "feedback", "terms").output.contains("in 2 days"))
    }

    @Test func peopleCanBeAskedByNameDeclineAndHandOver() throws {
        let stage = try Stage()
        let id = try stage.ask("--from", "@ben")
        #expect(try stage.shown(id)["needed"] as? Int == 1)
        #expect(try stage.rows("cy", "--view", "pool").isEmpty)
        #expect(try stage.stoa("cy", "feedback", "give", id, "-", input: "x").status == 77)
        #expect(try stage.stoa("ben", "feedback", "snooze", id, "--until", "2d").status == 0)
        #expect(try stage.rows("ben").isEmpty)
        #expect(try stage.rows("ben", "--view", "snoozed").count == 1)
        #expect(try stage.stoa("ben", "feedback", "snooze", id, "--wake").status == 0)
        #expect(try stage.rows("ben").count == 1)
        #expect(try stage.stoa("ben", "feedback", "decline", id, "--reason", "no-time").status == 0)
        #expect(try stage.rows("ana").first?["reason"] as? String == "nobody you asked can")
        #expect(try stage.rows("ana", "--view", "rescue").count == 1)
        #expect(try stage.stoa("ana", "feedback", "adjust", id, "--ask", "cy").status == 0)
        #expect(try stage.stoa("cy", "feedback", "claim", id).status == 0)
        #expect(try stage.stoa("cy", "feedback", "release", id, "--to", "ben").status == 0)
        #expect(try stage.rows("ben").first?["reason"] as? String == "newcomer, no reply")
        #expect(try stage.stoa("ana", "feedback", "withdraw", id).status == 0)
        #expect(try stage.rows("ben").isEmpty)
    }

    @Test func worksAreFilesPostsAndResourcesAndLongTexts() throws {
        let stage = try Stage()
        let file = stage.board.directory.file("program.swift")
        try "let a = 1\nlet b = 2\n".write(toFile: file, atomically: true, encoding: .utf8)
        let code = try #require(try stage.stoa("ana", "feedback", "request", file, "--about", "Names?").lines.first)
        let shown = try stage.stoa("ben", "feedback", "show", code, "--work").output
        #expect(shown.contains("program.swift"))
        #expect(shown.contains("2  let b = 2"))
        let long = String(repeating: "a long line of text\n", count: 4_000)
        let id = try stage.ask(work: long)
        #expect(try stage.stoa("ben", "feedback", "show", id, "--work").output.contains("4000  a long line of text"))
        let note = try #require(
            try stage.stoa("ben", "resource", "add", "--note", "Three ways to begin", "--title", "Note").lines.first)
        let asked = try stage.stoa("cy", "feedback", "request", "--on", note, "--about", "Which one?")
        #expect(asked.status == 0, "\(asked.errors)")
        let onNote = try #require(asked.lines.first)
        #expect(try stage.stoa("ana", "feedback", "show", onNote, "--work").output.contains("1  Three ways to begin"))
        #expect(try stage.shown(onNote)["title"] as? String == "Note")
    }

    @Test func theStepsOfAProtocolAreGoneThroughByCommands() throws {
        let stage = try Stage()
        #expect(
            try stage.stoa("ben", "feedback", "protocol", "steps", "tuning").lines.first
                == "Tuning protocol: 8 steps, 68 min, together")
        #expect(try stage.stoa("ben", "feedback", "protocol", "steps", "nothing").status == 66)
        let tuned = try stage.ask("--protocol", "tuning", "--from", "ben")
        #expect(try stage.stoa("ben", "feedback", "step", tuned, "--back").status == 1)
        #expect(try stage.stoa("ben", "feedback", "step", tuned, "--next", "--to", "2").status == 64)
        #expect(try stage.stoa("cy", "feedback", "step", tuned, "--next").status == 77)
        #expect(try stage.stoa("ben", "feedback", "step", tuned, "--to", "3").status == 0)
        let seen = try stage.stoa("ana", "feedback", "step", tuned).lines
        #expect(seen.contains { $0.hasPrefix("> 3  Clarifying questions") && $0.hasSuffix("5 min, 5 min left") })
        #expect(try stage.stoa("ana", "feedback", "show", tuned).output.contains("@ben began step 3"))

        // The group's own, at one's own pace: the place is kept with the form.
        let own = try stage.stoa("ana", "feedback", "protocol", "show", "tuning").output
            .replacing("together = true", with: "together = false")
        #expect(try stage.stoa("ana", "feedback", "protocol", "set", "alone", "-", input: own).status == 0)
        let alone = try stage.ask("--protocol", "alone", "--from", "ben")
        let step = try stage.stoa("ben", "feedback", "step", alone, "--to", "5", "--json").output
        #expect(step.contains("\"step\" : 5") && step.contains("\"together\" : false"))
        #expect(try stage.stoa("ben", "drafts").output.contains("give"))
        #expect(try stage.stoa("ben", "feedback", "form", alone).output.contains("Step 5, 3 min; step 6, 15 min."))
        #expect(try stage.stoa("ana", "feedback", "step", alone).output.contains(">") == false)
        let none = try stage.ask()
        #expect(try stage.stoa("ben", "feedback", "step", none).status == 1)
        #expect(try stage.stoa("ana", "doctor").status == 0)
    }

    @Test func theAskerSeesWhenOneWhoPutItOffMeansToDoIt() throws {
        let stage = try Stage()
        let id = try stage.ask("--from", "ben")
        #expect(try stage.stoa("ben", "feedback", "snooze", id, "--until", "2d").status == 0)
        #expect(
            (try stage.rows("ana", "--view", "waiting").first?["reason"] as? String)?.contains("@ben plans") == true)
        let slot = (try stage.shown(id)["reviewers"] as? [[String: Any]])?.first
        #expect(slot?["planned_at"] is String)
        #expect(try stage.stoa("ben", "feedback", "snooze", id, "--wake").status == 0)
        #expect(
            (try stage.rows("ana", "--view", "waiting").first?["reason"] as? String)?.contains("@ben plans") == false)
    }

    @Test func protocolsAndRubricsAreTheGroups() throws {
        let stage = try Stage()
        #expect(try stage.stoa("ben", "feedback", "protocol").lines.count == 10)
        let text = try stage.stoa("ben", "feedback", "protocol", "show", "ladder").output
        #expect(try stage.stoa("ben", "feedback", "protocol", "set", "ours", "-", input: text).status == 77)
        let ours = text.replacing("Ladder of feedback", with: "Our ladder")
        #expect(try stage.stoa("ana", "feedback", "protocol", "set", "ours", "-", input: ours).status == 0)
        #expect(try stage.stoa("ana", "feedback", "protocol", "set", "bad", "-", input: "title = 1").status == 65)
        let id = try stage.ask("--protocol", "ours")
        #expect(try stage.stoa("ben", "feedback", "form", id).output.contains("Our ladder"))

        #expect(try stage.stoa("ben", "rubric", "add", "--ready", "proof").status == 77)
        #expect(try stage.stoa("ana", "rubric", "add", "--ready", "proof").status == 0)
        let toml = try stage.stoa("ben", "rubric", "show", "proof", "--toml").output
        let request = try stage.ask("--rubric", "Proof")
        #expect(
            try stage.stoa(
                "ana", "rubric", "edit", "proof", "-", input: toml.replacing("\"Proof\"", with: "\"Proofs\"")
            )
            .status == 0)
        #expect(try stage.stoa("ben", "rubric", "list").output.contains("Proofs, version 2"))
        let form = try stage.stoa("ben", "feedback", "form", request).output
        #expect(form.contains("## Says why"))
        let filled = form.replacing("Level:", with: "Level: nearly").replacing("Why:", with: "Why: one step is missing")
        #expect(try stage.stoa("ben", "feedback", "give", request, "-", input: filled).status == 0)
        #expect(
            try stage.stoa("ana", "feedback", "show", request).output.contains("Complete: nearly. one step is missing"))
    }

    @Test(arguments: [
        (["feedback", "show", "zzzz"], 66), (["feedback", "show", "x"], 64), (["feedback", "claim", "zzzz"], 66),
        (["feedback", "request", "nowhere.txt", "--about", "x"], 66), (["feedback", "request", "-m", "x"], 64),
        (["feedback", "request", "-m", "x", "--about", " "], 65), (["rubric", "show", "none"], 66),
        (["feedback", "request", "-m", "x", "--about", "x", "--from", "@nobody"], 66),
        (["feedback", "request", "-m", "x", "--about", "x", "--protocol", "none"], 66),
        (["feedback", "request", "-m", "x", "--about", "x", "--due", "never"], 64),
        (["feedback", "request", "-m", "x", "--about", "x", "--from", "@ana"], 65),
        (["feedback", "list", "--limit", "0"], 64), (["feedback", "protocol", "show", "none"], 66),
        (["rubric", "add", "-m", "title = 1"], 65),
    ])
    func whatIsWrongIsOneLineAndACode(arguments: [String], status: Int) throws {
        let board = try HandlesBoard()
        let home = board.directory.file("home")
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let environment = StoaProgram.environment(
            home: home, ["STOA_BOARD": board.board.directory, "STOA_MEMBER": "ana"])
        let result = try runProgram(arguments, environment: environment)
        #expect(Int(result.status) == status, "\(result.errors)")
        #expect(result.output.isEmpty)
        #expect(!result.errors.isEmpty)
    }
}

/// Feedback for the asker's eyes only, with real Unix accounts.
@Suite(.enabled(if: UnixAccounts.canBeMade, "only root can make Unix accounts"))
struct SealedFeedbackTests {
    @Test func sealedFeedbackIsInNoFileInClear() throws {
        let accounts = try UnixAccounts(3)
        let board = accounts.directory + "/" + accounts.names[0] + "/board"
        func stoa(_ account: Int, _ words: String, input: String = "") throws -> ProgramResult {
            try accounts.shell(account, "stoa \(words) --board \(board)", input: input)
        }
        #expect(try accounts.shell(0, "stoa init \(board) --group \(accounts.group)").status == 0)
        for account in 1...2 { #expect(try stoa(account, "join").status == 0) }
        let id = try #require(
            try stoa(
                0, "feedback request - --title Draft --about 'Is it any good?' --sealed --needed 1", input: "Text\n"
            )
            .lines.first)
        let secret = "Xylophones-are-louder-than-the-argument"
        let form = try stoa(1, "feedback form \(id)").output
            .replacing("## Wish\n", with: "## Wish\n\(secret), so what if they came later in the piece?\n")
            .replacing("## Stars\n", with: "## Stars\n- It is short, and it begins at the beginning\n")
        let given = try stoa(1, "feedback give \(id) -", input: form)
        #expect(given.status == 0, "\(given.errors)")

        // Who asked and who gave can read it; others see who, when and how long.
        #expect(try stoa(0, "feedback show \(id)").output.contains(secret))
        #expect(try stoa(1, "feedback show \(id)").output.contains(secret))
        let others = try stoa(2, "feedback show \(id)").output
        #expect(!others.contains(secret))
        #expect(others.contains("sealed for others"))
        #expect(others.contains("@\(accounts.names[1]) on version 1"))
        #expect(!(try stoa(2, "search Xylophones").output.contains(id.prefix(4))))

        // A comment is sealed as well, and reaches whom it asks.
        let comment = try stoa(
            0, "feedback comment \(id) --point 2 --ask \(accounts.names[1]) -m 'Which \(secret)?'")
        #expect(comment.status == 0, "\(comment.errors)")
        #expect(try stoa(1, "feedback show \(id)").output.contains("Which \(secret)?"))
        #expect(!(try stoa(2, "feedback show \(id)").output.contains(secret)))
        #expect(try stoa(0, "feedback acknowledge \(id) --rest take --reason 'No \(secret)'").status == 0)
        #expect(try stoa(0, "feedback thank \(id) -m 'Thanks for the \(secret)'").status == 0)
        #expect(try stoa(1, "feedback show \(id)").output.contains("Thanks for the \(secret)"))
        #expect(try stoa(1, "feedback show \(id)").output.contains("take: No \(secret)"))
        #expect(!(try stoa(2, "feedback show \(id)").output.contains(secret)))
        // Those who may read it find it.
        #expect(try stoa(0, "search Xylophones").output.contains(id.prefix(4)))
        #expect(!(try stoa(2, "search Xylophones").output.contains(id.prefix(4))))

        let files = try FileManager.default.subpathsOfDirectory(atPath: board).map { board + "/" + $0 }
        var looked = 0
        for file in files {
            guard let data = FileManager.default.contents(atPath: file) else { continue }
            looked += 1
            #expect(data.range(of: Data(secret.utf8)) == nil, "\(file) holds it in clear")
        }
        #expect(looked > 5)
        // Somebody else's words, copied into one's own log, open nowhere.
        #expect(try stoa(2, "doctor").status == 0)
    }
}
