import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// What becomes of requests over time: claims, leases, rounds, turns.
struct LifeTests {
    @Test func theEarlierClaimHoldsAndTheLaterMayReviewAllTheSame() throws {
        var story = try Story()
        try story.claim("ben")
        try story.claim("cy")
        let request = try story.now()
        #expect(request.slot(of: Account("ben"))?.state == .claimed)
        #expect(request.slot(of: Account("cy"))?.state == .late)
        #expect(request.slot(of: Account("cy"))?.note == "@ben")
        #expect(story.fold.refusals.isEmpty)
        #expect(try story.turns() == ["ben: accepted"])
        try story.give("cy")
        #expect(try story.state() == .given)
        #expect(try story.turns() == ["ana: received"])
    }

    @Test func aClaimLapsesByItselfAndTheAskersClockGoesOn() throws {
        var story = try Story()
        let asked = try story.now().waitingSince
        try story.claim("ben", days: 2)
        #expect(try story.state(after: Story.day) == .inReview)
        #expect(try story.turns(after: Story.day) == ["ben: accepted"])
        #expect(try story.state(after: 3 * Story.day) == .open)
        #expect(try story.turns(after: 3 * Story.day) == ["anyone: pool"])
        story.clock += 3 * Story.day
        try story.claim("cy")
        #expect(try story.now().slot(of: Account("cy"))?.state == .claimed)
        try story.add("cy", FeedbackReleased(request: story.request))
        #expect(try story.turns() == ["anyone: pool"])
        #expect(try story.now().waitingSince == asked)
    }

    @Test func aClaimReachesNoFurtherThanItMay() throws {
        var story = try Story()
        try story.claim("ben", days: 100_000)
        #expect(try story.state(after: 61 * Story.day) == .open)
    }

    @Test func whoWasAskedByNameStaysAskedWhenTheClaimLapses() throws {
        var story = try Story(named: ["ben"])
        #expect(try story.turns() == ["ben: asked"])
        try story.claim("ben", days: 1)
        #expect(try story.turns() == ["ben: accepted"])
        #expect(try story.turns(after: 2 * Story.day) == ["ben: lapsed"])
    }

    @Test func whenEveryoneDeclinesTheAskerCanAskOthers() throws {
        var story = try Story(named: ["ben", "cy"])
        try story.add("ben", FeedbackDeclined(request: story.request, reason: .noTime))
        #expect(try story.turns() == ["cy: asked"])
        try story.add("cy", FeedbackDeclined(request: story.request, reason: .notMyField))
        #expect(try story.turns() == ["ana: declined"])
        #expect(try story.now().isDeclinedByAll)
        try story.add("ana", FeedbackAdjusted(request: story.request, audience: .pool))
        #expect(try story.turns() == ["anyone: pool"])
    }

    @Test func handingOverAsksTheOtherByName() throws {
        var story = try Story()
        try story.claim("ben")
        try story.add("ben", FeedbackReleased(request: story.request, to: Account("cy")))
        #expect(try story.turns() == ["cy: asked", "anyone: pool"])
    }

    @Test func theAskerHasSomethingToDoFromTheFirstResponseOn() throws {
        var story = try Story(needed: 2)
        try story.give("ben")
        #expect(try story.state() == .open)
        #expect(try story.turns() == ["ana: received", "anyone: pool"])
        try story.add("ana", FeedbackAdjusted(request: story.request, needed: 1))
        #expect(try story.state() == .given)
        #expect(try story.turns() == ["ana: received"])
    }

    @Test func aNewVersionOpensARoundForWhoKnowsTheWorkFirst() throws {
        var story = try Story()
        let response = try story.give("ben", points: 2)
        try story.acknowledge()
        #expect(try story.turns() == [])
        try story.add("ana", FeedbackRevising(request: story.request))
        #expect(try story.turns() == ["ana: revising"])
        let point = PointName(response: response, point: 1)
        try story.add(
            "ana",
            FeedbackRevised(
                request: story.request, work: ReviewedWork(kind: .text, text: "new"), note: "shorter", answers: [point])
        )
        let request = try story.now()
        #expect(request.round == 2)
        #expect(request.versions.map(\.round) == [1, 2])
        #expect(request.outcome(of: point)?.version == 2)
        #expect(request.used(request.responses[0]) == (1, 2))
        #expect(try story.turns() == ["ben: again"])
        #expect(try story.turns(after: 3 * Story.day) == ["anyone: pool"])
        // A late word on the old version does not answer the new one.
        try story.give("cy", version: 1)
        #expect(try story.state() == .open)
        try story.give("cy", version: 2)
        #expect(try story.state() == .given)
    }

    @Test func aSlipPutRightIsTheSameRound() throws {
        var story = try Story()
        try story.claim("ben")
        try story.revise()
        #expect(try story.now().round == 1)
        #expect(try story.now().latest.number == 2)
        #expect(try story.state() == .inReview)
    }

    @Test func aQuestionIsTheTurnOfWhoIsAskedUntilAnswered() throws {
        var story = try Story()
        let response = try story.give("ben")
        try story.acknowledge()
        let point = PointName(response: response, point: 0)
        let question = try story.add(
            "ana",
            FeedbackCommented(request: story.request, version: 1, point: point, asks: Account("ben"), body: "How?"))
        #expect(try story.turns() == ["ben: question"])
        let answer = try story.add(
            "ben", FeedbackCommented(request: story.request, version: 1, point: point, body: "So."))
        #expect(try story.turns() == [])
        #expect(try story.now().comments.map(\.root) == [question, question])
        try story.add(
            "ben",
            FeedbackCommented(request: story.request, version: 1, parent: answer, asks: Account("ana"), body: "Clear?"))
        #expect(try story.turns() == ["ana: question"])
        try story.add("ana", FeedbackCommentResolved(request: story.request, comment: question))
        #expect(try story.turns() == [])
    }

    @Test func whoHasNoPartInARequestGivesNobodyATurnWithIt() throws {
        var story = try Story()
        try story.add(
            "dee", FeedbackCommented(request: story.request, version: 1, asks: Account("cy"), body: "Look at me"))
        #expect(try story.turns() == ["anyone: pool"])
        #expect(try story.now().comments.count == 1)
    }

    @Test func aLateReviewIsNotLost() throws {
        var story = try Story()
        try story.give("ben")
        try story.acknowledge()
        try story.give("cy", points: 2)
        #expect(try story.state() == .acknowledged)
        #expect(try story.turns() == ["ana: received"])
        #expect(try story.now().unmarkedPoints.count == 2)
    }

    @Test func reopeningGoesBackToWhereItWas() throws {
        var story = try Story()
        try story.give("ben")
        try story.add("ana", FeedbackClosed(request: story.request, reason: .notUsing, note: "dropped"))
        #expect(try story.now().closeReason == .notUsing)
        try story.add("ana", FeedbackReopened(request: story.request))
        #expect(try story.state() == .given)
        #expect(try story.now().closeReason == nil)
        #expect(try story.now().history.map(\.act) == [.ask, .give, .close, .reopen])
    }

    @Test func feedbackForTheAskerAloneMustBeSealed() throws {
        var story = try Story(sealed: true)
        let open = try story.give("ben")
        #expect(story.fold.refusals[open]?.contains("sealed") == true)
        let comment = try story.add("ben", FeedbackCommented(request: story.request, version: 1, body: "in clear"))
        #expect(story.fold.refusals[comment]?.contains("sealed") == true)
    }

    @Test func nobodyActsOnARequestBeforeItWasMade() throws {
        var story = try Story()
        let early = try story.add(
            "ben", FeedbackCommented(request: story.request, version: 1, body: "early"), at: Story.start - 1)
        #expect(story.fold.refusals[early] == "speaks of a request before it was made")
    }

    @Test func nobodyMakesARequestSlow() throws {
        var story = try Story()
        for _ in 0..<(FeedbackFold.mostEvents + 5) {
            try story.add("ben", FeedbackCommented(request: story.request, version: 1, body: "again"))
        }
        #expect(story.fold.refusals.count == 5)
        #expect(try story.now().comments.count == FeedbackFold.mostEvents)
    }

    @Test(arguments: 0..<60) func somebodyHasTheTurnWhileAnythingIsExpected(_ seed: UInt64) throws {
        var numbers = SplitMix(state: seed)
        var story = try Story(
            needed: Int.random(in: 1...2, using: &numbers),
            named: Bool.random(using: &numbers) ? ["ben", "cy"] : [])
        for _ in 0..<40 {
            story.clock += Int64.random(in: 0...3, using: &numbers) * Story.day
            try RandomAct.perform(&story, &numbers)
            for later in [Int64(0), 1, 8, 70] {
                let state = try story.state(after: later * Story.day)
                let turns = try story.turns(after: later * Story.day)
                let acts = try story.now().history.map(\.act)
                if state.wantsReviews || state == .given || state == .revising {
                    #expect(!turns.isEmpty, "\(state) \(later) days after \(acts)")
                }
                let members = turns.filter { !$0.hasPrefix("anyone") }.map { $0.prefix { $0 != ":" } }
                #expect(Set(members).count == members.count, "one member has two turns: \(turns)")
            }
        }
    }
}

/// Something that somebody might do, allowed or not.
enum RandomAct {
    static func perform(_ story: inout Story, _ numbers: inout SplitMix) throws {
        let id = story.request
        let people = ["ana", "ben", "cy", "dee", "mo"]
        let who = people.randomElement(using: &numbers) ?? "ana"
        let other = people.randomElement(using: &numbers) ?? "ben"
        switch Int.random(in: 0..<14, using: &numbers) {
        case 0: try story.claim(who, days: Int64.random(in: 0...9, using: &numbers))
        case 1: try story.give(who, points: Int.random(in: 1...3, using: &numbers))
        case 2: try story.add(who, FeedbackDeclined(request: id, reason: .other))
        case 3:
            try story.add(who, FeedbackReleased(request: id, to: Bool.random(using: &numbers) ? Account(other) : nil))
        case 4, 5: try story.acknowledge()
        case 6: try story.add("ana", FeedbackRevising(request: id))
        case 7: try story.revise()
        case 8: try story.add(who, FeedbackAdjusted(request: id, named: [Account(other)]))
        case 9: try story.add(who, FeedbackAdjusted(request: id, audience: .named))
        case 10: try story.add(who, FeedbackClosed(request: id, reason: .enough))
        case 11: try story.add("ana", FeedbackReopened(request: id))
        case 12:
            try story.add(
                who, FeedbackCommented(request: id, version: 1, asks: Account(other), body: "What do you think?"))
        default: try story.add(who, FeedbackAdjusted(request: id, needed: Int.random(in: 1...3, using: &numbers)))
        }
    }
}
