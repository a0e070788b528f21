import Journal

/// `feedback.asked`: a member asks for feedback on a piece of work. The event's id is the request's.
public struct FeedbackAsked: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "feedback.asked"
    /// The request's title, one line.
    public var title: String
    /// The work.
    public var work: ReviewedWork
    /// What the asker wants looked at: one to three questions.
    public var about: String
    /// What the asker does not want to hear about now.
    public var notWanted: String?
    /// How rough the work is.
    public var stage: WorkStage
    /// How many minutes a review should take: 5, 15, 30 or 60.
    public var effort: Int
    /// By when.
    public var due: Timestamp?
    /// How many reviews it needs.
    public var needed: Int
    /// Who may review.
    public var audience: FeedbackAudience
    /// Who is asked by name.
    public var named: [Account]
    /// Whether the asker will review the reviewer's work in turn.
    public var wantsSwap: Bool?
    /// The partner's request, when this one completes a swap.
    public var swap: EventID?
    /// The protocol to give feedback by; its name.
    public var method: String?
    /// The version of a rubric: the event that made it.
    public var rubric: EventID?
    /// Whether only the asker may read what is given.
    public var sealed: Bool?
    /// Whether the named reviewers may read each other's sealed feedback.
    public var shared: Bool?
    /// Words to find reviewers by.
    public var tags: [String]
    /// The goal it serves.
    public var goal: EventID?

    /// A request.
    public init(
        title: String, work: ReviewedWork, about: String, notWanted: String? = nil, stage: WorkStage = .draft,
        effort: Int = 15, due: Timestamp? = nil, needed: Int? = nil, named: [Account] = [], wantsSwap: Bool? = nil,
        swap: EventID? = nil, method: String? = nil, rubric: EventID? = nil, sealed: Bool? = nil,
        shared: Bool? = nil, tags: [String] = [], goal: EventID? = nil
    ) {
        self.title = title
        self.work = work
        self.about = about
        self.notWanted = notWanted
        self.stage = stage
        self.effort = effort
        self.due = due
        self.needed = needed ?? (named.isEmpty ? 2 : named.count)
        audience = named.isEmpty ? .pool : .named
        self.named = named
        self.wantsSwap = wantsSwap
        self.swap = swap
        self.method = method
        self.rubric = rubric
        self.sealed = sealed
        self.shared = shared
        self.tags = tags
        self.goal = goal
    }

    private enum CodingKeys: String, CodingKey {
        case title, work, about, stage, effort, due, needed, audience, named, swap, rubric, sealed, shared, tags, goal
        case notWanted = "not_wanted"
        case wantsSwap = "wants_swap"
        case method = "protocol"
    }
}

/// `feedback.adjusted`: the asker, or a moderator who helps, asks more people, opens the request to all, needs fewer
/// reviews or gives more time. What is left out stays.
public struct FeedbackAdjusted: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.adjusted"
    /// Which request.
    public var request: EventID
    /// People asked by name in addition.
    public var named: [Account]?
    /// Who may review from here on.
    public var audience: FeedbackAudience?
    /// How many reviews it needs from here on.
    public var needed: Int?
    /// By when.
    public var due: Timestamp?

    /// A change of a request.
    public init(
        request: EventID, named: [Account]? = nil, audience: FeedbackAudience? = nil, needed: Int? = nil,
        due: Timestamp? = nil
    ) {
        self.request = request
        self.named = named
        self.audience = audience
        self.needed = needed
        self.due = due
    }
}

/// `feedback.revising`: the asker sets to work on the next version.
public struct FeedbackRevising: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.revising"
    /// Which request.
    public var request: EventID

    /// Beginning to revise.
    public init(request: EventID) { self.request = request }
}

/// `feedback.revised`: a new version of the work. After feedback was acknowledged it opens the next round.
public struct FeedbackRevised: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.revised"
    /// Which request.
    public var request: EventID
    /// The work as it is now.
    public var work: ReviewedWork
    /// What changed, in a few words.
    public var note: String?
    /// The points that this version answers; of a sealed request they are sealed.
    public var answers: [PointName]
    /// By when the next round.
    public var due: Timestamp?
    /// The points as JSON, sealed for those who may read what was given.
    public var sealed: SealedText?

    /// A new version.
    public init(
        request: EventID, work: ReviewedWork, note: String? = nil, answers: [PointName] = [], due: Timestamp? = nil,
        sealed: SealedText? = nil
    ) {
        self.request = request
        self.work = work
        self.note = note
        self.answers = answers
        self.due = due
        self.sealed = sealed
    }
}

/// `feedback.closed`: the asker has what they need, or a moderator ends what nobody goes on with.
public struct FeedbackClosed: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.closed"
    /// Which request.
    public var request: EventID
    /// Why.
    public var reason: CloseReason
    /// More about why.
    public var note: String?

    /// Ending a request.
    public init(request: EventID, reason: CloseReason, note: String? = nil) {
        self.request = request
        self.reason = reason
        self.note = note
    }
}

/// `feedback.withdrawn`: the asker takes the request back before any feedback was given.
public struct FeedbackWithdrawn: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.withdrawn"
    /// Which request.
    public var request: EventID
    /// Why.
    public var note: String?

    /// Taking a request back.
    public init(request: EventID, note: String? = nil) {
        self.request = request
        self.note = note
    }
}

/// `feedback.reopened`: the asker goes on with a request that had ended.
public struct FeedbackReopened: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.reopened"
    /// Which request.
    public var request: EventID
    /// Why.
    public var note: String?

    /// Going on with a request.
    public init(request: EventID, note: String? = nil) {
        self.request = request
        self.note = note
    }
}
