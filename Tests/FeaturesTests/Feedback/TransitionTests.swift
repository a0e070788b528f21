import Index
import Journal
import Testing

@testable import Features

/// Every transition by every role: what is in the list is allowed and leads where it says, everything else is refused.
struct TransitionTests {
    /// `state act who > state`. `ana` asks, `cy` took it or gave, `ben` is another member, `mo` a moderator.
    private static let allowed = """
        open adjust ana > open
        open comment ana > open
        open resolve ana > open
        open revise ana > open
        open withdraw ana > withdrawn
        open claim ben > in_review
        open give ben > given
        open comment ben > open
        open resolve ben > open
        open claim cy > in_review
        open give cy > given
        open comment cy > open
        open claim mo > in_review
        open give mo > given
        open comment mo > open
        open resolve mo > open
        open adjust mo > open
        open close mo > closed
        in_review adjust ana > in_review
        in_review comment ana > in_review
        in_review resolve ana > in_review
        in_review revise ana > in_review
        in_review withdraw ana > withdrawn
        in_review claim ben > in_review
        in_review give ben > given
        in_review comment ben > in_review
        in_review resolve ben > in_review
        in_review claim cy > in_review
        in_review decline cy > open
        in_review release cy > open
        in_review plan cy > in_review
        in_review give cy > given
        in_review comment cy > in_review
        in_review claim mo > in_review
        in_review give mo > given
        in_review comment mo > in_review
        in_review resolve mo > in_review
        in_review adjust mo > in_review
        in_review close mo > closed
        given mark ana > given
        given acknowledge ana > acknowledged
        given close ana > closed
        given comment ana > given
        given resolve ana > given
        given thank ana > given
        given give ben > given
        given comment ben > given
        given resolve ben > given
        given give cy > given
        given comment cy > given
        given give mo > given
        given comment mo > given
        given resolve mo > given
        acknowledged mark ana > acknowledged
        acknowledged start_revising ana > revising
        acknowledged revise ana > open
        acknowledged close ana > closed
        acknowledged comment ana > acknowledged
        acknowledged resolve ana > acknowledged
        acknowledged thank ana > acknowledged
        acknowledged give ben > acknowledged
        acknowledged comment ben > acknowledged
        acknowledged resolve ben > acknowledged
        acknowledged give cy > acknowledged
        acknowledged comment cy > acknowledged
        acknowledged give mo > acknowledged
        acknowledged comment mo > acknowledged
        acknowledged resolve mo > acknowledged
        revising mark ana > revising
        revising revise ana > open
        revising close ana > closed
        revising comment ana > revising
        revising resolve ana > revising
        revising thank ana > revising
        revising give ben > revising
        revising comment ben > revising
        revising resolve ben > revising
        revising give cy > revising
        revising comment cy > revising
        revising give mo > revising
        revising comment mo > revising
        revising resolve mo > revising
        closed reopen ana > acknowledged
        closed comment ana > closed
        closed resolve ana > closed
        closed thank ana > closed
        closed comment ben > closed
        closed resolve ben > closed
        closed comment cy > closed
        closed comment mo > closed
        closed resolve mo > closed
        withdrawn reopen ana > open
        withdrawn comment ana > withdrawn
        withdrawn resolve ana > withdrawn
        withdrawn comment ben > withdrawn
        withdrawn resolve ben > withdrawn
        withdrawn comment cy > withdrawn
        withdrawn comment mo > withdrawn
        withdrawn resolve mo > withdrawn
        open step ana > open
        open step mo > open
        in_review step ana > in_review
        in_review step cy > in_review
        in_review step mo > in_review
        given step ana > given
        given step cy > given
        given step mo > given
        acknowledged step ana > acknowledged
        acknowledged step cy > acknowledged
        acknowledged step mo > acknowledged
        revising step ana > revising
        revising step cy > revising
        revising step mo > revising
        open retract ben > open
        in_review retract ben > in_review
        in_review retract cy > open
        given retract ben > given
        given retract cy > open
        acknowledged retract ana > given
        acknowledged retract ben > acknowledged
        revising retract ana > acknowledged
        revising retract ben > revising
        closed retract ana > acknowledged
        closed retract ben > closed
        withdrawn retract ana > open
        withdrawn retract ben > withdrawn
        """

    /// A request in a state, with a comment by `ben` in it.
    private static func story(in state: FeedbackState) throws -> (Story, comment: EventID) {
        var story = try Story()
        let comment = try story.add(
            "ben", FeedbackCommented(request: story.request, version: 1, body: "A word"))
        switch state {
        case .open: break
        case .inReview: try story.claim("cy")
        case .withdrawn: try story.add("ana", FeedbackWithdrawn(request: story.request))
        case .given, .acknowledged, .revising, .closed:
            try story.give("cy")
            if state == .given { break }
            try story.acknowledge()
            if state == .revising { try story.add("ana", FeedbackRevising(request: story.request)) }
            if state == .closed { try story.add("ana", FeedbackClosed(request: story.request, reason: .enough)) }
        }
        #expect(try story.state() == state)
        return (story, comment)
    }

    private static func perform(_ act: FeedbackAct, _ name: String, _ story: inout Story, _ comment: EventID) throws {
        let id = story.request
        let response = try story.now().responses.first?.id ?? comment
        switch act {
        case .ask: break
        case .adjust: try story.add(name, FeedbackAdjusted(request: id, named: [Account("dee")]))
        case .claim: try story.claim(name)
        case .decline: try story.add(name, FeedbackDeclined(request: id, reason: .noTime))
        case .release: try story.add(name, FeedbackReleased(request: id))
        case .give: try story.give(name)
        case .mark:
            let mark = MarkedPoint(point: PointName(response: response, point: 0), mark: .later)
            try story.add(name, FeedbackPointsMarked(request: id, marks: [mark]))
        case .acknowledge:
            let marks = try story.now().unmarkedPoints.map { MarkedPoint(point: $0, mark: .take) }
            try story.add(name, FeedbackAcknowledged(request: id, marks: marks))
        case .comment: try story.add(name, FeedbackCommented(request: id, version: 1, body: "More"))
        case .resolve: try story.add(name, FeedbackCommentResolved(request: id, comment: comment))
        case .thank: try story.add(name, FeedbackThanked(request: id, response: response, text: "Thanks"))
        case .withdraw: try story.add(name, FeedbackWithdrawn(request: id))
        case .close: try story.add(name, FeedbackClosed(request: id, reason: .enough))
        case .reopen: try story.add(name, FeedbackReopened(request: id))
        case .plan: try story.add(name, FeedbackPlanned(request: id, at: Timestamp(rawValue: story.clock + 9_000)))
        case .step: try story.add(name, FeedbackStepBegun(request: id, step: 2))
        case .startRevising: try story.add(name, FeedbackRevising(request: id))
        case .retract:
            // What one did last, or somebody else's when one did nothing.
            let own = story.steps.last { $0.event.by.rawValue == name }?.event.id
            try story.add(name, FeedbackRetracted(request: id, event: own ?? comment))
        case .revise:
            try story.add(name, FeedbackRevised(request: id, work: ReviewedWork(kind: .text, text: "new")))
        }
    }

    @Test(arguments: FeedbackState.allCases) func everyActOfEveryoneIsAllowedOrRefused(in state: FeedbackState) throws {
        var seen: [String] = []
        for act in FeedbackAct.allCases where act != .ask {
            for name in ["ana", "ben", "cy", "mo", "out"] {
                var (story, comment) = try Self.story(in: state)
                let before = try story.now()
                try Self.perform(act, name, &story, comment)
                let written = try #require(story.steps.last?.event.id)
                if let refusal = story.fold.refusals[written] {
                    #expect(refusal.count > 10, "\(act) by \(name)")
                    #expect(try story.now() == before, "a refused \(act) by \(name) changed something")
                } else {
                    seen.append("\(state.rawValue) \(act.rawValue) \(name) > \(try story.state().rawValue)")
                }
            }
        }
        let expected = Self.allowed.split(separator: "\n").map(String.init).filter {
            $0.hasPrefix(state.rawValue + " ")
        }
        #expect(Set(seen).subtracting(expected).sorted() == [], "allowed, but should not be")
        #expect(Set(expected).subtracting(seen).sorted() == [], "refused, but should not be")
    }

    @Test func theTableHoldsEveryActThatIsAllowed() {
        for line in Self.allowed.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            let state = FeedbackState(rawValue: words[0])
            #expect(
                FeedbackTransitions.table.contains {
                    $0.act.rawValue == words[1] && state.map($0.from.contains) == true
                })
        }
        for row in FeedbackTransitions.table {
            #expect(
                Self.allowed.contains("\(row.act.rawValue) "), "nobody can \(row.act.rawValue), though the table has it"
            )
        }
    }

    @Test func onlyWhoWasAskedByNameReviews() throws {
        var story = try Story(named: ["ben"])
        let claim = try story.claim("cy")
        let give = try story.give("cy")
        #expect(story.fold.refusals[claim] == "this was asked of others by name")
        #expect(story.fold.refusals[give] == "this was asked of others by name")
        let own = try story.claim("ana")
        #expect(story.fold.refusals[own] == "nobody reviews their own work")
        try story.give("ben")
        #expect(try story.state() == .given)
    }

    @Test func aModeratorEndsAnAnsweredRequestOnlyAfterTwoWeeksOfSilence() throws {
        var story = try Story()
        try story.give("ben")
        let early = try story.add("mo", FeedbackClosed(request: story.request, reason: .enough))
        #expect(story.fold.refusals[early] != nil)
        try story.add(
            "mo", FeedbackClosed(request: story.request, reason: .enough), at: story.clock + 15 * Story.day)
        #expect(try story.state() == .closed)
    }

    @Test func everyPointNeedsAMark() throws {
        var story = try Story()
        let response = try story.give("ben", points: 3)
        let early = try story.add("ana", FeedbackAcknowledged(request: story.request))
        #expect(story.fold.refusals[early]?.contains("3 points") == true)
        let wrong = try story.add(
            "ana",
            FeedbackPointsMarked(
                request: story.request,
                marks: [MarkedPoint(point: PointName(response: response, point: 3), mark: .take)]))
        #expect(story.fold.refusals[wrong] == "there is no such point")
    }
}
