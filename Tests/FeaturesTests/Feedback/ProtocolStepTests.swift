import Index
import Journal
import Terminal
import TestSupport
import Testing
import Workbench

@testable import Features

/// Going through the steps of a protocol by the clock: alone, and asker and reviewers together.
struct ProtocolStepTests {
    private static let own = """
        title = "Twelve minutes"
        about = "Read, then write, and stop."

        [[steps]]
        title = "Reading"
        minutes = 4
        who = "Read it once, without writing"

        [[steps]]
        title = "What works"
        minutes = 5
        who = "Two things, and where"
        fields = ["star"]

        [[steps]]
        title = "One wish"
        who = "The one that matters most"
        fields = ["wish"]

        [[fields]]
        name = "star"
        title = "Stars"
        kind = "strength"
        prompt = "What works."

        [[fields]]
        name = "wish"
        title = "Wish"
        kind = "suggestion"
        prompt = "I wonder whether…"
        """

    /// A scene whose request is answered by the group's own protocol, with steps and without a clock for all.
    private func alone() throws -> FeedbackScene {
        let scene = try FeedbackScene(method: "twelve")
        let start = FeedbackScene.start
        // Who founded the board moderates it.
        try scene.board.write("ana", at: start, NewEvent(FeedbackProtocolSet(name: "twelve", text: Self.own)))
        return scene
    }

    @Test func titlesInWideLettersStayWholeAndTheirTimesStandBelowOneAnother() throws {
        let text = Self.own.replacing("What works\"\nminutes", with: "👩‍🏫 良い点 🎉\"\nminutes")
        let shown = ShownSteps(
            try FeedbackProtocol(name: "wide", text: text), at: nil, isAsker: false,
            now: Timestamp(rawValue: FeedbackScene.start))
        let starts = ["  4 min", "  5 min", "  no hurry"].map { time in
            shown.lines.lazy.compactMap { line in
                line.range(of: time).map { TextWidth.columns(of: String(line[..<$0.lowerBound])) }
            }.first
        }
        #expect(shown.lines.contains { $0.contains("👩‍🏫 良い点 🎉  5 min") }, "\(shown.lines)")
        #expect(starts[0] != nil && Set(starts).count == 1, "\(shown.lines)")
    }

    private func screens(
        _ session: BoardSession, _ script: String, size: Size = Size(columns: 80, rows: 24)
    ) throws -> [String] {
        let runner = ScriptRunner(
            session, fittings: try BoardFittings.make(session), settings: Settings(), size: size)
        var screens: [String] = []
        let problem = runner.run(script) { screens.append($0) }
        #expect(problem == nil)
        return screens
    }

    @Test func aProtocolSaysItsStepsOrWhatIsWrongWithThem() throws {
        let method = try FeedbackProtocol(name: "twelve", text: Self.own)
        #expect(method.steps.map(\.minutes) == [4, 5, nil] && method.minutes == 9 && !method.isTogether)
        let tuning = try #require(try ProtocolLibrary(board: [:], folder: nil).find("tuning"))
        #expect(tuning.isTogether && tuning.steps.count == 8)
        #expect(tuning.steps.map(\.speaks).contains(.asker))
        for (line, wrong) in [
            ("minutes = 0", "takes 1 to 1440 minutes"), ("minutes = 9999", "takes 1 to 1440 minutes"),
            ("fields = [\"moon\"]", "names “moon”, which is none of the [[fields]]"),
        ] {
            let text = Self.own.replacing("minutes = 4", with: line)
            let error = #expect(throws: CommandFailure.self) { try FeedbackProtocol(name: "twelve", text: text) }
            #expect(error.map(String.init(describing:))?.contains(wrong) ?? false)
        }
    }

    @Test(arguments: FeedbackScene.sizes) func whoGivesSeesTheStepAndItsTime(size: Size) throws {
        let scene = try alone()
        let screens = try screens(
            scene.session("ben"),
            "keys f enter e\nscreen\nkeys alt-.\nscreen\ntype - It is short.\nkeys alt-.\nscreen\n", size: size)
        #expect(screens[0].contains("Reading  4 min left"), "\(screens[0])")
        #expect(screens[1].contains("What works  5 min left"), "\(screens[1])")
        #expect(screens[2].contains("One wish  no hurry"), "\(screens[2])")
        for screen in screens {
            #expect(screen.split(separator: "\n").allSatisfy { TextWidth.columns(of: String($0)) <= size.columns })
        }
    }

    @Test func stepsAndTextAreTakenUpAgainOnAnotherMachine() throws {
        let scene = try alone()
        _ = try screens(
            scene.session("ben"), "keys f enter e\nkeys alt-.\ntype - It is short, and easy to follow.\nkeys escape\n")
        // A day later, from elsewhere: the clock stood still meanwhile.
        let later = try scene.session("ben", after: 28)
        let draft = try #require(try FeedbackDrafts.review(of: scene.request, later))
        #expect(draft.step?.number == 2 && draft.body.contains("easy to follow"))
        let screens = try screens(later, "keys f enter e\nscreen\n")
        #expect(screens[0].contains("Step 2 of 3  What works  5 min left"), "\(screens[0])")
        #expect(screens[0].contains("easy to follow"))
        #expect(screens[0].contains("Two things, and where"))
    }

    @Test func askerAndReviewersGoThroughATuningTogether() throws {
        let scene = try FeedbackScene(method: "tuning")
        var ana = try scene.review("ana")
        let size = Size(columns: 80, rows: 24)
        #expect(ana.view(size: size, isFocused: true).text.contains("8 steps, 68 min, not begun; ) begins"))
        #expect(ana.nextChange(after: ana.session.clock.now()) == nil, "nothing ticks before it has begun")

        // Ana begins, and ben goes on to her presentation.
        for name in ["ana", "ben"] {
            let pane = try scene.review(name)
            guard case .write(let writing)? = try pane.performed(.stepOn, in: size).first else {
                Issue.record("nothing was written")
                return
            }
            try pane.session.write(writing.events)
            _ = try pane.session.catchUp()
        }
        ana = try scene.review("ana")
        let shown = ana.view(size: size, isFocused: true).text
        #expect(shown.contains("Step 2 of 8  Presentation  you speak  15 min left"), "\(shown)")
        #expect(shown.contains("The presenter: the work, its context"))
        let now = ana.session.clock.now()
        let next = try #require(ana.nextChange(after: now))
        #expect(next > now && next.rawValue - now.rawValue <= 61_000)

        // Tom's form says the same, and that it is his to listen; going on is seen by all.
        let tom = try scene.session("tom", minutes: 2)
        let screens = try screens(tom, "keys f enter e\nscreen\nkeys alt-.\nscreen\n")
        #expect(screens[0].contains("Step 2 of 8  Presentation  you listen"), "\(screens[0])")
        #expect(screens[1].contains("Step 3 of 8  Clarifying questions  5 min left"), "\(screens[1])")
        ana = try scene.review("ana", after: 5)
        _ = try ana.session.catchUp()
        try ana.reload()
        #expect(ana.material?.request.place?.number == 3)
        #expect(ana.view(size: size, isFocused: true).text.contains("time is over; go on when you are ready"))
        #expect(ana.material?.request.history.count { $0.act == .step } == 3)
        #expect(ana.availability(of: .stepBack) == .available)
        let draft = try FeedbackDrafts.review(of: scene.request, tom)
        #expect(draft == nil || draft?.step == nil, "the place of all is nobody's own")
    }

    @Test func aModeratorCopiesAProtocolAtTheKeyboardAndOthersReadIt() throws {
        let scene = try FeedbackScene()
        let script = """
            keys :
            type feedback-protocols
            keys enter
            screen
            keys enter
            screen
            keys shift-tab backspace backspace backspace backspace
            type two
            keys ctrl-x
            keys y
            screen
            """
        let ana = try scene.session("ana")
        let screens = try screens(ana, script)
        #expect(screens[0].contains("two-stars-wish: Two stars and a wish"), "\(screens[0])")
        #expect(screens[1].contains("Name: two-stars-wish"), "\(screens[1])")
        #expect(screens[2].contains("the group's protocol two-stars-two is there"), "\(screens[2])")
        #expect(try ana.read { try ProtocolLibrary.current($0) }.own("two-stars-two") != nil)
        let reading = "keys :\ntype feedback-protocols\nkeys enter\nkeys down down down down enter\nscreen\n"
        let read = try self.screens(scene.session("ben"), reading)
        #expect(read[0].contains("68 min, together") && read[0].contains("Examination"), "\(read[0])")
    }

    @Test func whatIsNoStepIsRefused() throws {
        let scene = try FeedbackScene(method: "tuning")
        #expect(throws: CommandFailure.self) {
            try scene.act("ben") { [try $0.begin(step: 9, scene.request)] }
        }
        let forged = try NewEvent(FeedbackStepBegun(request: scene.request, step: 9_999))
        try scene.board.write("ben", at: FeedbackScene.start + FeedbackScene.hour, forged)
        let session = try scene.session("ana")
        #expect(try session.read { try FeedbackQueries.request(scene.request, $0) }?.place == nil)
        #expect(try session.read { try IndexHealth.refusals($0) }.count == 1)
        let other = try FeedbackScene()
        #expect(throws: CommandFailure.self) {
            try other.act("ben") { [try $0.begin(step: 1, other.request)] }
        }
    }

    @Test func theAskerSeesWhenAReviewerWhoPutItOffMeansToDoIt() throws {
        let scene = try FeedbackScene()
        let screens = try screens(scene.session("ben"), "keys f z\nscreen\nkeys enter\nscreen\n")
        #expect(screens[0].contains("another time…") && screens[0].contains("later today"))
        #expect(screens[1].contains("put off: later today, and its asker sees when"), "\(screens[1])")
        let ana = try scene.session("ana", minutes: 3)
        let row = try #require(
            try ana.read { try FeedbackQueue(ana.me, now: ana.clock.now(), $0).rows(.waiting).first })
        #expect(row.why.contains("@ben plans "), "\(row.why)")
        let later = try scene.session("ana", after: 30)
        let due = try #require(
            try later.read { try FeedbackQueue(later.me, now: later.clock.now(), $0).rows(.waiting).first })
        #expect(!due.why.contains("plans"), "a plan that passed is none")
    }

    @Test func aPromiseThatIsPutOffAgainAndAgainMayBeGivenBack() throws {
        let scene = try FeedbackScene()
        try scene.act("ben") { [try $0.claim(scene.request)] }
        var said = ""
        for time in 2...4 as ClosedRange<Int64> {
            let session = try scene.session("ben", after: time)
            guard
                case .write(let writing) = try FeedbackEffects(session: session).snooze(
                    [scene.request], until: "\(time)h")
            else { return }
            said = writing.done
            try session.write(writing.events)
            _ = try session.catchUp()
        }
        #expect(said.contains("put off 3 times now: D gives it back"), "\(said)")
    }
}

extension ReviewPane {
    fileprivate func performed(_ action: ActionName, in size: Size) throws -> [Effect] {
        var pane = self
        #expect(pane.availability(of: action) == .available)
        return try pane.perform(action, in: size)
    }
}
