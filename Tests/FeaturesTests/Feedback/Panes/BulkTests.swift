import Index
import Journal
import Terminal
import TestSupport
import Testing
import Workbench

@testable import Features

/// What is done with all marked rows at once, and undone at once.
struct BulkTests {
    private static let size = Size(columns: 80, rows: 20)

    private func asked(_ scene: FeedbackScene, _ titles: [String], by name: String = "ana") throws -> [EventID] {
        try titles.map { title in
            let asked = FeedbackAsked(
                title: title, work: ReviewedWork(kind: .text, text: "text"), about: "Is it clear?",
                named: [Account("ben")])
            return try #require(
                try scene.board.write(name, at: FeedbackScene.start + FeedbackScene.hour, NewEvent(asked)).first
            ).id
        }
    }

    private func states(_ session: BoardSession, _ ids: [EventID]) throws -> [FeedbackState] {
        try session.read { database in
            try ids.compactMap { try FeedbackQueries.request($0, database)?.state(at: session.clock.now()) }
        }
    }

    private func chosen(
        _ session: BoardSession, _ view: QueueView, marking count: Int, _ purpose: String, _ choice: String
    ) throws -> Writing {
        var pane = FeedbackPane(session, view: view)
        try pane.reload()
        for _ in 0..<count { _ = try pane.perform(.mark, in: Self.size) }
        let effects = try pane.handle(.chosen(purpose: purpose, choice: choice), in: Self.size)
        guard case .write(let writing)? = effects.first else {
            Issue.record("nothing was written: \(effects)")
            return Writing([])
        }
        return writing
    }

    private func write(_ session: BoardSession, _ events: [NewEvent]) throws -> [EventID] {
        let written = try session.write(events).map(\.id)
        _ = try session.catchUp()
        return written
    }

    @Test func severalAreDeclinedAndComeBack() throws {
        let scene = try FeedbackScene()
        _ = try asked(scene, ["Essay", "Poster"])
        let session = try scene.session("ben")
        let writing = try chosen(session, .yourTurn, marking: 3, "decline-all", "no_time")
        #expect(writing.done == "3 declined")
        let written = try write(session, writing.events)
        func waiting() throws -> Int {
            try session.read { try FeedbackQueue(session.me, now: session.clock.now(), $0).rows(.yourTurn).count }
        }
        #expect(try waiting() == 0)
        _ = try write(session, try #require(writing.undo).inverse(written))
        #expect(try waiting() == 3)
        #expect(try session.read { try IndexHealth.refusals($0) }.isEmpty)
    }

    @Test func allFeedbackIsAcknowledgedWithOneMarkAndSoUndone() throws {
        let scene = try FeedbackScene()
        let ids = try asked(scene, ["Essay", "Poster"])
        let content = ResponseContent(points: [
            ResponsePoint(field: "star", text: "Well put"), ResponsePoint(field: "wish", text: "A picture"),
        ])
        for id in ids { try scene.act("ben", after: 2) { [try $0.give(id, content)] } }
        let session = try scene.session("ana")
        let writing = try chosen(session, .received, marking: 2, "acknowledge-all", "later")
        #expect(writing.done == "2 acknowledged")
        let written = try write(session, writing.events)
        #expect(try states(session, ids) == [.acknowledged, .acknowledged])
        _ = try write(session, try #require(writing.undo).inverse(written))
        #expect(try states(session, ids) == [.given, .given])
    }

    @Test func whatMayNotEndIsLeftAndSaid() throws {
        let scene = try FeedbackScene()
        let ids = try asked(scene, ["Essay"])
        try scene.act("ben", after: 2) {
            [try $0.give(ids[0], ResponseContent(points: [ResponsePoint(field: "star", text: "Well put")]))]
        }
        // Essay was answered and can be closed; the scene's own request can only be withdrawn.
        let session = try scene.session("tom")
        let none = try FeedbackEffects(session: session).chosenForAll("end-all", "enough", [ids[0]])
        guard case .warn(let why)? = none.first else {
            Issue.record("a stranger ended a request")
            return
        }
        #expect(why.contains("only the asker or a moderator"))
    }

    @Test func allRowsOfALongListAreMarkedSnoozedAndComeBack() throws {
        let scene = try FeedbackScene()
        let asked = try (0..<230).map { place in
            try NewEvent(
                FeedbackAsked(
                    title: "Work \(place)", work: ReviewedWork(kind: .text, text: "text"), about: "Is it clear?",
                    named: [Account("ben")]))
        }
        for event in asked { try scene.board.write("ana", at: FeedbackScene.start + FeedbackScene.hour, event) }
        let session = try scene.session("ben")
        func waiting() throws -> Int {
            try session.read { try FeedbackQueue(session.me, now: session.clock.now(), $0).rows(.yourTurn).count }
        }
        var pane = FeedbackPane(session)
        try pane.reload()
        guard case .say(let words)? = try pane.perform(.markAll, in: Self.size).first else {
            Issue.record("nothing was said")
            return
        }
        #expect(words == "all 231 rows of this list are marked")
        #expect(pane.status.text.contains("231 marked"))
        let effects = try pane.handle(.chosen(purpose: "snooze", choice: "tomorrow"), in: Self.size)
        guard case .work(let work)? = effects.first, case .ask(let question)? = try work.body({ _ in }).first,
            case .write(let writing)? = question.answers.first?.effects.first
        else {
            Issue.record("so many were put off without a question: \(effects)")
            return
        }
        #expect(question.text == "231 at once?")
        #expect(writing.done.hasPrefix("231 put off"))
        let written = try write(session, writing.events)
        #expect(try waiting() == 0)
        _ = try write(session, try #require(writing.undo).inverse(written))
        #expect(try waiting() == 231)
    }

    @Test func manyAreDeclinedAwayFromTheScreenAndComeBack() throws {
        let scene = try FeedbackScene()
        _ = try asked(scene, (0..<60).map { "Work \($0)" })
        let session = try scene.session("ben")
        var pane = FeedbackPane(session)
        try pane.reload()
        _ = try pane.perform(.markAll, in: Self.size)
        let effects = try pane.handle(.chosen(purpose: "decline-all", choice: "no_time"), in: Self.size)
        guard case .work(let work)? = effects.first, case .ask(let question)? = try work.body({ _ in }).first,
            case .write(let writing)? = question.answers.first?.effects.first
        else {
            Issue.record("sixty were looked at on the way to the screen: \(effects)")
            return
        }
        #expect(writing.done == "61 declined")
        let written = try write(session, writing.events)
        _ = try write(session, try #require(writing.undo).inverse(written))
        let queue = try session.read { try FeedbackQueue(session.me, now: session.clock.now(), $0).rows(.yourTurn) }
        #expect(queue.count == 61)
        #expect(try session.read { try IndexHealth.refusals($0) }.isEmpty)
    }

    @Test func manyAreAskedAboutFirst() throws {
        let scene = try FeedbackScene()
        _ = try asked(scene, (0..<11).map { "Work \($0)" })
        let session = try scene.session("ben")
        var pane = FeedbackPane(session)
        try pane.reload()
        for _ in 0..<12 { _ = try pane.perform(.mark, in: Self.size) }
        let effects = try pane.handle(.chosen(purpose: "decline-all", choice: "no_time"), in: Self.size)
        guard case .ask(let question)? = effects.first else {
            Issue.record("twelve were declined without a question")
            return
        }
        #expect(question.text == "12 at once?")
    }
}
