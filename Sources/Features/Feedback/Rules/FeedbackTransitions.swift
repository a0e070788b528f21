/// What people do with a request.
public enum FeedbackAct: String, Codable, CaseIterable, Sendable {
    /// What can be done to a request, as logs and messages name it.
    case ask, adjust, claim, decline, release, give, mark, acknowledge, comment, resolve, thank, withdraw, close, reopen
    /// Takes back what one did last; goes a step of a protocol; plans when one reviews.
    case retract, step, plan
    /// Begins a new version.
    case startRevising = "start_revising"
    /// Hands a new version in.
    case revise
}

/// What someone is to a request. A member can be several things at once.
public enum FeedbackParty: String, CaseIterable, Sendable {
    /// Who asks.
    case asker
    /// Who may review it: anyone of the group but the asker, or who was asked by name.
    case reviewer
    /// A moderator, who helps what is stuck.
    case moderator
    /// Any member of the board.
    case member
}

/// Where an act leads.
public enum FeedbackTarget: Hashable, Sendable {
    /// To this state.
    case state(FeedbackState)
    /// Nowhere: the state stays.
    case same
    /// To `open`, unless another claim holds.
    case openUnlessClaimed
    /// To `given` when as many reviews have come as are needed.
    case givenWhenEnough
    /// To where it was before it ended.
    case asBefore
}

/// Whose turn it is after an act.
public enum FeedbackTurn: String, Hashable, Sendable {
    /// Those who may review, or whose claim holds.
    case reviewers
    /// The asker; from the first response on also while reviews are still awaited.
    case asker
    /// No one: the request is over.
    case nobody
    /// As it was.
    case same
    /// The person asked.
    case asked
}

/// One row of the table: from which states, who may do what, where it leads, and whose turn it is then.
public struct FeedbackTransition: Hashable, Sendable {
    /// What is done.
    public var act: FeedbackAct
    /// From which states.
    public var from: Set<FeedbackState>
    /// By whom.
    public var by: FeedbackParty
    /// To where.
    public var to: FeedbackTarget
    /// Whose turn it is then.
    public var turn: FeedbackTurn

    init(
        _ act: FeedbackAct, by: FeedbackParty, from: Set<FeedbackState>, to: FeedbackTarget, turn: FeedbackTurn
    ) {
        self.act = act
        self.from = from
        self.by = by
        self.to = to
        self.turn = turn
    }
}

/// The life of a request as one table. What it does not hold is not allowed.
public enum FeedbackTransitions {
    private static let reviewing: Set<FeedbackState> = [.open, .inReview]
    private static let answered: Set<FeedbackState> = [.given, .acknowledged, .revising]
    private static let alive = reviewing.union(answered)
    private static let all = Set(FeedbackState.allCases)

    /// The rows.
    public static let table: [FeedbackTransition] = [
        .init(.claim, by: .reviewer, from: reviewing, to: .state(.inReview), turn: .reviewers),
        .init(.decline, by: .reviewer, from: reviewing, to: .openUnlessClaimed, turn: .reviewers),
        .init(.release, by: .reviewer, from: reviewing, to: .openUnlessClaimed, turn: .reviewers),
        .init(.give, by: .reviewer, from: reviewing, to: .givenWhenEnough, turn: .asker),
        // Whoever wrote while others were first must not have written in vain.
        .init(.give, by: .reviewer, from: answered, to: .same, turn: .asker),
        .init(.mark, by: .asker, from: alive, to: .same, turn: .same),
        .init(.acknowledge, by: .asker, from: [.given], to: .state(.acknowledged), turn: .nobody),
        .init(.startRevising, by: .asker, from: [.acknowledged], to: .state(.revising), turn: .asker),
        .init(.revise, by: .asker, from: [.acknowledged, .revising], to: .state(.open), turn: .reviewers),
        // A slip put right before anyone has answered asks for no new round.
        .init(.revise, by: .asker, from: reviewing, to: .same, turn: .same),
        .init(.close, by: .asker, from: alive, to: .state(.closed), turn: .nobody),
        .init(.close, by: .moderator, from: alive, to: .state(.closed), turn: .nobody),
        .init(.withdraw, by: .asker, from: reviewing, to: .state(.withdrawn), turn: .nobody),
        .init(.reopen, by: .asker, from: [.closed, .withdrawn], to: .asBefore, turn: .same),
        .init(.adjust, by: .asker, from: reviewing, to: .givenWhenEnough, turn: .reviewers),
        .init(.adjust, by: .moderator, from: reviewing, to: .givenWhenEnough, turn: .reviewers),
        .init(.comment, by: .member, from: all, to: .same, turn: .asked),
        .init(.resolve, by: .member, from: all, to: .same, turn: .same),
        .init(.thank, by: .asker, from: all, to: .same, turn: .same),
        .init(.plan, by: .reviewer, from: reviewing, to: .same, turn: .same),
        .init(.step, by: .asker, from: alive, to: .same, turn: .same),
        .init(.step, by: .reviewer, from: alive, to: .same, turn: .same),
        .init(.step, by: .moderator, from: alive, to: .same, turn: .same),
        .init(.retract, by: .member, from: all, to: .asBefore, turn: .same),
    ]

    /// The row that lets one of these parties do this from this state.
    public static func row(
        _ act: FeedbackAct, by parties: Set<FeedbackParty>, from state: FeedbackState
    ) -> FeedbackTransition? {
        table.first { $0.act == act && parties.contains($0.by) && $0.from.contains(state) }
    }

    /// Why none of these parties may do this from this state, in words.
    public static func refusal(
        _ act: FeedbackAct, by parties: Set<FeedbackParty>, from state: FeedbackState
    ) -> String? {
        guard row(act, by: parties, from: state) == nil else { return nil }
        let rows = table.filter { $0.act == act }
        guard rows.contains(where: { parties.contains($0.by) }) else {
            let allowed = Set(rows.map(\.by))
            if allowed.contains(.reviewer), parties.contains(.asker) { return "nobody reviews their own work" }
            if allowed.contains(.reviewer) { return "this was asked of others by name" }
            if allowed.contains(.moderator) { return "only the asker or a moderator may \(words(act)) a request" }
            return allowed.contains(.asker)
                ? "only the asker may \(words(act)) a request" : "only members may \(words(act)) on requests"
        }
        return "the request is \(state.words); \(advice(act, state))"
    }

    private static func words(_ act: FeedbackAct) -> String {
        switch act {
        case .mark: "mark the points of"
        case .startRevising: "start to revise"
        case .thank: "give thanks for"
        case .resolve: "resolve comments"
        case .retract: "take things back"
        case .step: "go through the steps of"
        default: act.rawValue
        }
    }

    private static func advice(_ act: FeedbackAct, _ state: FeedbackState) -> String {
        switch (act, state) {
        case (_, .closed), (_, .withdrawn):
            act == .close || act == .withdraw ? "there is nothing to end" : "its asker can reopen it"
        case (.claim, _), (.give, _), (.decline, _), (.release, _), (.plan, _):
            "no more reviews are wanted in this round"
        case (.acknowledge, .open), (.acknowledge, .inReview):
            "it waits for more reviews; `stoa feedback adjust --needed` asks for fewer"
        case (.acknowledge, _): "its feedback has been acknowledged"
        case (.startRevising, .given), (.revise, .given): "mark the points first, with `stoa feedback acknowledge`"
        case (.withdraw, _): "feedback was given; close it instead"
        case (.adjust, _): "its reviews have come"
        case (.reopen, _): "it has not ended"
        default: "that cannot be done now"
        }
    }
}
