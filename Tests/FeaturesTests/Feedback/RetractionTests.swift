import Index
import Journal
import Testing

@testable import Features

/// What is taken back is as if it had never been, unless something stands on it.
struct RetractionTests {
    @Test func feedbackThatIsTakenBackLeavesTheRequestAsItWas() throws {
        var story = try Story(needed: 1)
        try story.claim("cy")
        let before = try story.now()
        let given = try story.give("cy", points: 2)
        #expect(try story.state() == .given)
        try story.add("cy", FeedbackRetracted(request: story.request, event: given))
        var after = try story.now()
        #expect(after.history.last?.act == .retract)
        after.history.removeLast()
        #expect(after == before)
        #expect(try story.turns() == ["cy: accepted"])
    }

    @Test func whatSomebodyActedOnStays() throws {
        var story = try Story(needed: 1)
        let given = try story.give("cy")
        try story.acknowledge()
        let late = try story.add("cy", FeedbackRetracted(request: story.request, event: given))
        #expect(story.fold.refusals[late]?.contains("cannot be taken back") == true)
        #expect(try story.state() == .acknowledged)
    }

    @Test func answersToACommentKeepIt() throws {
        var story = try Story()
        let comment = try story.add(
            "ben", FeedbackCommented(request: story.request, version: 1, asks: Account("cy"), body: "Why?"))
        // Cy's answer comes first in the order, though ben has not seen it.
        try story.add("cy", FeedbackCommented(request: story.request, version: 1, parent: comment, body: "So."))
        let late = try story.add("ben", FeedbackRetracted(request: story.request, event: comment))
        #expect(story.fold.refusals[late] != nil)
        #expect(try story.now().comments.count == 2)
    }

    @Test func whatOthersDoBesidesIsNoHindrance() throws {
        var story = try Story(needed: 2)
        let given = try story.give("cy")
        try story.add("ben", FeedbackCommented(request: story.request, version: 1, body: "A word"))
        try story.claim("dee")
        try story.add("cy", FeedbackRetracted(request: story.request, event: given))
        let now = try story.now()
        #expect(now.responses.isEmpty && now.firstGiven == nil)
        #expect(now.comments.count == 1)
        #expect(now.slot(of: Account("dee"))?.state == .claimed)
    }

    @Test func onlyOnesOwnAndOnlyOnce() throws {
        var story = try Story()
        let claim = try story.claim("cy")
        let foreign = try story.add("ben", FeedbackRetracted(request: story.request, event: claim))
        #expect(story.fold.refusals[foreign]?.contains("only who did something") == true)
        try story.add("cy", FeedbackRetracted(request: story.request, event: claim))
        let again = try story.add("cy", FeedbackRetracted(request: story.request, event: claim))
        #expect(story.fold.refusals[again]?.contains("nothing to take back") == true)
        let asked = try story.add("ana", FeedbackRetracted(request: story.request, event: story.request))
        #expect(story.fold.refusals[asked] != nil)
    }

    @Test func severalStepsAreTakenBackOneAfterTheOther() throws {
        var story = try Story()
        let given = try story.give("cy")
        let before = try story.now()
        let point = PointName(response: given, point: 0)
        let mark = try story.add(
            "ana",
            FeedbackPointsMarked(request: story.request, marks: [MarkedPoint(point: point, mark: .talk, reason: "?")]))
        let asked = try story.add(
            "ana",
            FeedbackCommented(request: story.request, version: 1, point: point, asks: Account("cy"), body: "?"))
        try story.add("ana", FeedbackRetracted(request: story.request, event: asked))
        try story.add("ana", FeedbackRetracted(request: story.request, event: mark))
        let after = try story.now()
        #expect(after.marks == before.marks && after.comments == before.comments)
        #expect(after.history.map(\.act) == [.ask, .give, .retract, .retract])
    }

    @Test func pointsAreLinkedToTheVersionThatTheAskerChose() throws {
        var story = try Story()
        let given = try story.give("cy", points: 2)
        try story.acknowledge()
        try story.revise()
        func link(_ point: Int, _ version: Int) throws -> EventID {
            try story.add(
                "ana",
                FeedbackPointsMarked(
                    request: story.request,
                    marks: [
                        MarkedPoint(point: PointName(response: given, point: point), mark: .take, version: version)
                    ]))
        }
        _ = try link(1, 2)
        #expect(try story.now().outcome(of: PointName(response: given, point: 1))?.version == 2)
        #expect(try story.now().outcome(of: PointName(response: given, point: 0))?.version == nil)
        #expect(
            try story.now().responses.first.map { try story.now().outcomes(of: $0) }
                == "1 of 2 points changed the work, 1 taken")
        _ = try link(1, 0)
        #expect(try story.now().outcome(of: PointName(response: given, point: 1))?.version == nil)
        for wrong in [1, 3] {
            let refused = try link(0, wrong)
            #expect(story.fold.refusals[refused] != nil, "version \(wrong)")
        }
    }
}
