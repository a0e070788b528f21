import Index
import Journal
import Terminal
import TestSupport
import Testing
import Workbench

@testable import Features

struct FeedbackPaneTests {
    private func pane(_ session: BoardSession, _ view: QueueView = .yourTurn) throws -> FeedbackPane {
        var pane = FeedbackPane(session, view: view)
        try pane.reload()
        return pane
    }

    private func ask(_ scene: FeedbackScene, _ title: String, named: [Account], after hours: Int64 = 1) throws {
        try scene.act("tom", after: hours) { writing in
            let work = ReviewedWork(kind: .text, text: "A text.")
            return [try writing.ask(FeedbackAsked(title: title, work: work, about: "Is it clear?", named: named))]
        }
    }

    @Test(arguments: FeedbackScene.sizes)
    func whatWaitsShowsAtEverySize(size: Size) throws {
        let scene = try FeedbackScene()
        try ask(scene, "Essay", named: [Account("ben")])
        let surface = try pane(scene.session("ben")).view(size: size, isFocused: true)
        #expect(surface.crookedRows.isEmpty)
        #expect(surface.text.contains("[Your turn 2]"))
        #expect(surface.text.contains("Lemma 3: odd"))
        #expect(surface.text.contains("Essay"))
        #expect(surface.text.contains("waits"))
        if size.columns >= 80 {
            #expect(surface.text.contains("newcomer, no reply"))
            #expect(surface.text.contains("not enough requests yet to say how long a reply takes"))
        }
    }

    @Test func theOrderStaysWhileOneWorks() throws {
        let scene = try FeedbackScene()
        try ask(scene, "Essay", named: [Account("ben")])
        let session = try scene.session("ben")
        var pane = try pane(session)
        let before = pane.list.rows.map(\.what)
        // Something newer that comes first in the order arrives, and the first row is dealt with.
        try scene.act("ana", after: 3) {
            [try $0.comment(scene.request, "What do you mean?", asks: Account("ben"))]
        }
        try ask(scene, "Poster", named: [Account("ben")], after: 3)
        _ = try session.catchUp()
        try pane.refresh(after: .anything)
        #expect(pane.list.rows.map(\.what) == before)
        #expect(pane.status.text.contains("+1 new"))
        _ = try pane.perform(.sortIn, in: Size(columns: 80, rows: 20))
        #expect(pane.list.rows.count == 3)
    }

    @Test func whatIsPutOffGoesAndComesBack() throws {
        let scene = try FeedbackScene()
        let session = try scene.session("ben")
        var pane = try pane(session)
        let effects = try pane.handle(.chosen(purpose: "snooze", choice: "later"), in: Size(columns: 80, rows: 20))
        guard case .write(let writing)? = effects.first else {
            Issue.record("nothing was written")
            return
        }
        let written = try session.write(writing.events)
        _ = try session.catchUp()
        try pane.refresh(after: .anything)
        #expect(pane.list.rows.isEmpty)
        #expect(pane.view(size: Size(columns: 80, rows: 20), isFocused: true).text.contains("Nothing waits for you."))
        let undo = try #require(writing.undo)
        try session.write(try undo.inverse(written.map(\.id)))
        _ = try session.catchUp()
        try pane.refresh(after: .anything)
        #expect(pane.list.rows.count == 1)
    }

    @Test func everyTabSaysHowMuchItHolds() throws {
        let scene = try FeedbackScene()
        try ask(scene, "Essay", named: [Account("ana")])
        try scene.answered()
        let surface = try pane(scene.session("ana")).view(size: Size(columns: 120, rows: 20), isFocused: true)
        #expect(surface.text.contains("[Your turn 2]  Received 1 "), "\(surface.text)")
        let session = try scene.session("ana")
        try session.write([try FeedbackWriting(session).snooze(scene.request, until: nil)])
        _ = try session.catchUp()
        let later = try pane(session).view(size: Size(columns: 120, rows: 20), isFocused: true)
        #expect(later.text.contains("[Your turn 1]  Received ") && later.text.contains("Snoozed 1"))
    }

    @Test func longQueuesAreCountedAndWalkedWhole() throws {
        let scene = try FeedbackScene()
        let asked = FeedbackAsked(
            title: "Work", work: ReviewedWork(kind: .text, text: "text"), about: "Is it clear?", named: [Account("ben")]
        )
        for _ in 0..<220 {
            try scene.board.write("tom", at: FeedbackScene.start + FeedbackScene.hour, NewEvent(asked))
        }
        var pane = try pane(scene.session("ben"))
        let size = Size(columns: 120, rows: 20)
        #expect(pane.view(size: size, isFocused: true).text.contains("[Your turn 221]"))
        guard case .open(let review as ReviewPane, _, _)? = try pane.perform(.open, in: size).first else {
            Issue.record("no review")
            return
        }
        #expect(review.queue.count == 221)
    }

    @Test func tabsGoRoundAndOnlyModeratorsHaveRescue() throws {
        let scene = try FeedbackScene()
        var own = try pane(scene.session("ben"))
        #expect(!own.tabs.views.contains(.rescue))
        _ = try own.perform(.previousTab, in: Size(columns: 80, rows: 20))
        #expect(own.view == .done)
        #expect(try pane(scene.session("ana")).tabs.views.contains(.rescue))
    }

    @Test func questionsByNameWaitInTheSameQueue() throws {
        let scene = try FeedbackScene()
        let channel = try #require(try scene.board.write("ana", NewEvent(ChannelAdded(name: "help"))).first?.id)
        let opened = ThreadOpened(channel: channel, threadKind: .question, title: "Why? @ben", body: "Tell me.")
        try scene.board.write("ana", NewEvent(opened))
        let pane = try pane(scene.session("ben"))
        #expect(pane.list.rows.count == 2)
        #expect(pane.list.rows.contains { $0.how == "answer" && !$0.isRequest })
    }
}
