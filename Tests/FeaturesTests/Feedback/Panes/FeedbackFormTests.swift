import Index
import Journal
import Terminal
import TestSupport
import Testing
import Workbench

@testable import Features

/// Writing about work: the form of a protocol, the form for asking, and what happens when they are sent.
struct FeedbackFormTests {
    /// Runs a script as a member and answers the screens that it shows.
    private func screens(_ session: BoardSession, _ size: Size, _ script: String) throws -> [String] {
        let runner = ScriptRunner(
            session, fittings: try BoardFittings.make(session), settings: Settings(), size: size)
        var screens: [String] = []
        let problem = runner.run(script) { screens.append($0) }
        #expect(problem == nil)
        return screens
    }

    @Test(arguments: FeedbackScene.sizes)
    func workAndFormAreBothInViewAtEverySize(size: Size) throws {
        let scene = try FeedbackScene()
        let screens = try screens(scene.session("ben"), size, "keys f enter e\nscreen\n")
        let screen = try #require(screens.first)
        #expect(screen.split(separator: "\n").allSatisfy { TextWidth.columns(of: String($0)) <= size.columns })
        #expect(screen.contains("Feedback to @ana"))
        #expect(screen.contains("Is the induction step right?"))
        if size.rows >= 24 { #expect(screen.contains("## Stars")) }
    }

    @Test func openingTheFormClaimsAndSendingGoesOn() throws {
        let scene = try FeedbackScene()
        let session = try scene.session("ben")
        let script = """
            keys f enter e
            type - A star: it is short, plain, and easy to follow for a beginner.
            keys alt-p
            screen
            keys escape ctrl-x
            keys y
            screen
            """
        let screens = try screens(session, Size(columns: 120, rows: 40), script)
        #expect(screens[0].contains("(preview)"))
        #expect(screens[0].contains("  A star: it is short, plain"))
        #expect(screens[1].contains("sent to @ana; nothing else waits in this list"), "\(screens[1])")
        let request = try #require(try session.read { try FeedbackQueries.request(scene.request, $0) })
        #expect(request.history.contains { $0.act == .claim && $0.by == Account("ben") })
        #expect(
            request.responses.first?.content?.points.map(\.text) == [
                "A star: it is short, plain, and easy to follow for a beginner."
            ])
    }

    @Test func theGentleCheckAsksAndNeverBlocks() throws {
        let scene = try FeedbackScene()
        let session = try scene.session("ben")
        let script = """
            keys f enter e
            type - Good job
            keys ctrl-x
            keys y
            screen
            keys s
            screen
            """
        let screens = try screens(session, Size(columns: 80, rows: 24), script)
        #expect(screens[0].contains("Before you send it"))
        #expect(screens[0].contains("judges without saying what"), "\(screens[0])")
        #expect(screens[1].contains("sent to @ana"))
    }

    @Test func askingReadsItsFormAndSaysWhatIsWrong() throws {
        let now = Timestamp(rawValue: FeedbackScene.start)
        let text = """
            ## What should be looked at
            Is it clear?

            ## What not, for now

            ## How
            by: 2d
            from: @ben, @tom
            reviews: 5
            minutes: 30
            protocol: ladder
            eyes: asker

            ## The work
            # A title of its own

            ## And a part
            Text.
            """
        let form = try AskForm(text, now: now)
        #expect(form.about == "Is it clear?")
        #expect(form.notWanted == nil)
        #expect(form.named == [Account("ben"), Account("tom")])
        #expect(form.needed == 2)
        #expect(form.due == now.advanced(by: 2 * 86_400_000))
        #expect(form.eyes == .asker)
        #expect(form.work == "# A title of its own\n\n## And a part\nText.")
        for (line, wrong) in [
            ("by: soon", "by is no “soon”"), ("minutes: x", "minutes is no"), ("whom: you", "is no line of How"),
        ] {
            let error = #expect(throws: CommandFailure.self) { try AskForm("## How\n" + line, now: now) }
            #expect(error.map(String.init(describing:))?.contains(wrong) ?? false)
        }
    }

    @Test func askingFromThePaneMakesARequest() throws {
        let scene = try FeedbackScene()
        let session = try scene.session("tom")
        let script = """
            keys F
            type My essay
            keys tab
            type Is it clear?
            keys alt-> 
            type The whole text of it.
            keys ctrl-x
            keys y
            screen
            """
        let screens = try screens(session, Size(columns: 80, rows: 24), script)
        #expect(screens.last?.contains("asked; `f` shows what becomes of it") ?? false, "\(screens)")
        let asked = try session.read { try FeedbackQueries.asked(by: Account("tom"), $0) }
        #expect(asked.map(\.title) == ["My essay"])
    }

    @Test func aPostIsAskedAboutWhereItIsRead() throws {
        let scene = try FeedbackScene()
        let channel = try #require(try scene.board.write("ana", NewEvent(ChannelAdded(name: "help"))).first?.id)
        let opened = ThreadOpened(channel: channel, threadKind: .discussion, title: "My proof", body: "Line one.")
        try scene.board.write("ana", NewEvent(opened))
        let session = try scene.session("ana")
        let script = "keys 2 enter F\nscreen\nkeys tab\ntype Is it right?\nkeys ctrl-x\nkeys y\nscreen\n"
        let screens = try screens(session, Size(columns: 80, rows: 24), script)
        #expect(screens[0].contains("Ask for feedback on this"))
        #expect(screens[0].contains("Title: My proof"))
        #expect(screens[1].contains("asked;"), "\(screens[1])")
    }
}
