import Index
import Journal
import Terminal
import TestSupport
import Testing
import Workbench

@testable import Features

/// What is asked in full, linked, settled and helped on at the keyboard.
struct FeedbackSettingScreenTests {
    private static let size = Size(columns: 80, rows: 24)

    private func screens(_ session: BoardSession, _ size: Size, _ script: String) throws -> [String] {
        let runner = ScriptRunner(
            session, fittings: try BoardFittings.make(session), settings: Settings(), size: size)
        var screens: [String] = []
        let problem = runner.run(script) { screens.append($0) }
        #expect(problem == nil)
        return screens
    }

    @Test(arguments: FeedbackScene.sizes) func theFormForAskingFitsEverySize(size: Size) throws {
        let scene = try FeedbackScene()
        let shown = try screens(scene.session("tom"), size, "keys F\nscreen\nkeys alt-p\nscreen\n")
        for screen in shown {
            #expect(screen.split(separator: "\n").allSatisfy { TextWidth.columns(of: String($0)) <= size.columns })
        }
        #expect(shown[0].contains("What should be looked at"))
        #expect(shown[1].contains("What is wanted"))
        if size.rows >= 40 {
            #expect(shown[0].contains("rubric: none") && shown[0].contains("> protocols: two-stars-wish, ladder"))
            #expect(shown[1].contains("everyone can read what is given"))
        }
    }

    @Test func everythingThatTheCommandAsksCanBeAsked() throws {
        let scene = try FeedbackScene()
        try scene.board.write("ana", NewEvent(RubricAdded(content: ReadyRubric.essay.content())))
        let path = scene.board.directory.file("essay.md")
        try "# An essay\n\nIt has a line.\n".write(toFile: path, atomically: true, encoding: .utf8)
        let session = try scene.session("tom")
        // Whoever seals needs a key, and gets one with the first thing they write.
        try session.write([try NewEvent(FeedbackAvailabilitySet(capacity: 3))])
        let form = """
            ## What should be looked at
            Does it hold?

            ## How
            by: 2 days
            from: @ben
            stage: rough
            rubric: essay
            eyes: reviewers
            swap: yes
            tags: writing
            > eyes: this line is only there to be read

            ## The work
            file: \(path)

            """
        guard case .compose(let composition)? = try FeedbackEffects(session: session).askOnOwnWork().last else {
            Issue.record("no form")
            return
        }
        let writing = try composition.send(Composition.Text(title: "", body: form))
        try session.write(writing.events)
        _ = try session.catchUp()
        let asked = try #require(try session.read { try FeedbackQueries.asked(by: session.me, $0) }.first)
        let request = try #require(try session.read { try FeedbackQueries.request(asked.id, $0) })
        #expect(request.terms.title == "essay.md" && request.terms.work.kind == .file)
        #expect(request.terms.sealed == true && request.terms.shared == true && request.terms.wantsSwap == true)
        #expect(request.terms.rubric != nil && request.terms.method == nil && request.terms.stage == .rough)
        #expect(request.terms.tags == ["writing"] && request.terms.named == [Account("ben")])
        #expect(writing.undo?.lifetime == 30_000)
        for (wrong, said) in [
            (form + "And a text.", "take one of them away"), (form.replacing("essay.md", with: "no.md"), "no file"),
            (form.replacing("rubric: essay", with: "rubric: dance"), "no rubric"),
            (form.replacing("swap: yes", with: "swap: perhaps"), "swap is no"),
        ] {
            let error = #expect(throws: CommandFailure.self) {
                try composition.send(Composition.Text(title: "", body: wrong))
            }
            #expect(error.map(String.init(describing:))?.contains(said) == true, "\(said)")
        }
    }

    @Test func aPointIsLinkedToTheVersionOfOnesChoice() throws {
        let scene = try FeedbackScene()
        let response = try scene.answered()
        try scene.act("ana") { [try $0.adjust(FeedbackAdjusted(request: scene.request, needed: 1))] }
        try scene.act("ana", after: 5) { writing in
            try writing.acknowledge(
                scene.request, (0..<2).map { MarkedPoint(point: PointName(response: response, point: $0), mark: .take) }
            )
        }
        try scene.act("ana", after: 6) { writing in
            [try writing.revise(scene.request, ReviewedWork(kind: .text, text: FeedbackScene.proof + "More."))]
        }
        // Both were taken, so both are linked to what was just handed in; one of them is not answered by it.
        var pane = try scene.review("ana", after: 7)
        let session = pane.session
        _ = try pane.perform(.last, in: Self.size)
        _ = try pane.perform(.previousNote, in: Self.size)
        guard case .choose(let choice)? = try pane.perform(.answeredBy, in: Self.size).first else {
            Issue.record("no choice of versions")
            return
        }
        #expect(choice.items.map(\.label) == ["version 2", "no version yet"])
        guard case .write(let writing)? = try choice.items[1].effects?().first else {
            Issue.record("nothing was written")
            return
        }
        try session.write(writing.events)
        _ = try session.catchUp()
        let request = try #require(try session.read { try FeedbackQueries.request(scene.request, $0) })
        #expect(request.outcomes(of: request.responses[0]) == "1 of 2 points changed the work, 1 taken")
        let seen = try scene.review("ben", after: 7).view(size: Size(columns: 120, rows: 40), isFocused: true).text
        #expect(seen.contains("1 of 2 points changed the work"), "\(seen)")
    }

    @Test func moderatorsMakeAndEditRubricsAtTheKeyboard() throws {
        let scene = try FeedbackScene()
        let session = try scene.session("ana")
        let script = """
            keys :
            type rubrics
            keys enter
            screen
            type ready one for proof
            keys enter
            screen
            keys ctrl-x
            keys y
            screen
            keys :
            type rubrics
            keys enter
            type proof
            keys enter
            type title = "Proofs"
            keys enter ctrl-k alt-p
            screen
            """
        let shown = try screens(session, Self.size, script)
        #expect(shown[0].contains("new, like the ready one for essay"))
        #expect(shown[1].contains("A new rubric") && shown[1].contains("[[criteria]]"))
        #expect(shown[2].contains("“Proof” is there"), "\(shown[2])")
        #expect(try session.read { try RubricQueries.all($0).map(\.content.title) } == ["Proof"])
        #expect(shown[3].contains("version 2") && shown[3].contains("Proofs"), "\(shown[3])")
        // Others read them.
        let other = try scene.session("ben")
        let read = try screens(other, Self.size, "keys :\ntype rubrics\nkeys enter enter\nscreen\n")
        #expect(read[0].contains("Proof, version 1"), "\(read[0])")
    }

    @Test func moderatorsHelpOnWhatIsStuck() throws {
        let scene = try FeedbackScene()
        try scene.act("ben") { [try $0.decline(scene.request, .noTime)] }
        let session = try scene.session("ana", after: 24 * 20)
        let asked = FeedbackAsked(
            title: "Stuck", work: ReviewedWork(kind: .text, text: "text"), about: "Is it clear?", needed: 2)
        try scene.board.write("tom", at: FeedbackScene.start + FeedbackScene.hour, NewEvent(asked))
        _ = try session.catchUp()
        let script = "keys f [\nscreen\ntype /Stuck\nkeys enter E\nscreen\ntype one review\nkeys enter\nscreen\n"
        let shown = try screens(session, Self.size, script)
        #expect(shown[0].contains("[Rescue") && shown[0].contains("Stuck"), "\(shown[0])")
        for way in ["need one review only", "ask somebody by name", "suggest a look of one's own", "close with a note"]
        {
            #expect(shown[1].contains(way), "\(way)")
        }
        #expect(shown[2].contains("one review is enough"), "\(shown[2])")
    }

    @Test func theWayBackFromAReviewLeadsToTheQueue() throws {
        let scene = try FeedbackScene()
        let shown = try screens(scene.session("ben"), Self.size, "keys f enter\nscreen\nkeys q\nscreen\n")
        #expect(shown[0].contains("@ana asks"))
        #expect(shown[1].contains("[Your turn 1]"), "\(shown[1])")
    }

    @Test func whatWasSentIsCalledBackAndCanBeWrittenOn() throws {
        let scene = try FeedbackScene()
        let session = try scene.session("ben")
        let script = """
            keys f enter e
            type - A star: it is short, plain, and easy to follow for a beginner in this.
            keys ctrl-x
            keys y
            screen
            keys u
            screen
            """
        let shown = try screens(session, Self.size, script)
        #expect(shown[0].contains("sent to @ana"))
        #expect(shown[1].contains("here is the text again") && shown[1].contains("A star: it is short"))
        let request = try #require(try session.read { try FeedbackQueries.request(scene.request, $0) })
        #expect(request.responses.isEmpty && request.history.last?.act == .retract)
    }

    @Test func termsAreSettledInAForm() throws {
        let scene = try FeedbackScene()
        let session = try scene.session("ana")
        let script = "keys :\ntype terms of feedback\nkeys enter\nscreen\nkeys up\ntype 0\nkeys ctrl-x\nscreen\n"
        let shown = try screens(session, Self.size, script)
        #expect(shown[0].contains("Rest days") && shown[0].contains("sat sun"), "\(shown[0])")
        #expect(shown[1].contains("the terms of feedback are settled"), "\(shown[1])")
        let read = try screens(
            scene.session("ben"), Self.size, "keys :\ntype terms of feedback\nkeys enter\nscreen\n")
        #expect(read[0].contains("Open requests"))
    }
}
