import Journal

/// A request for feedback as its events make it. What depends on the moment (`state`, who is at it, what is overdue) is
/// asked with a moment.
public struct FeedbackRequest: Codable, Hashable, Sendable {
    /// Its id.
    public var id: EventID
    /// Who asks.
    public var asker: Account
    /// When it was asked.
    public var asked: Timestamp
    /// What was asked, with later adjustments in it.
    public var terms: FeedbackAsked
    /// The versions of the work, the first first.
    public var versions: [WorkVersion]
    /// Which round of reviews it is in, from 1.
    public var round = 1
    /// The reviewers, in the order in which they came in.
    public var slots: [ReviewSlot] = []
    /// What was given, in order.
    public var responses: [FeedbackResponse] = []
    /// What was said beside that, in order.
    public var comments: [FeedbackComment] = []
    /// What becomes of the points, in the order in which they were marked.
    public var marks: [PointOutcome] = []
    /// Every step, in order.
    public var history: [HistoryStep] = []
    /// Since when the round waits for reviews; neither a release nor a lapse sets it back.
    public var waitingSince: Timestamp
    /// When the first response of the first round came.
    public var firstGiven: Timestamp?
    /// When the phase was entered.
    public var phaseSince: Timestamp
    /// Why it ended.
    public var closeReason: CloseReason?
    /// More about why it ended.
    public var closeNote: String?
    /// Where those are who go through its protocol's steps together; nothing before they began.
    public var place: ProtocolPlace?
    var phase = Phase.reviewing
    /// What reopening goes back to.
    var phaseBefore = Phase.reviewing

    /// The state without what depends on the moment: `reviewing` is `open` or `in_review`.
    enum Phase: String, Codable {
        case reviewing, given, acknowledged, revising, closed, withdrawn
    }

    /// A request as it was asked.
    init(_ asked: FeedbackAsked, id: EventID, by asker: Account, at moment: Timestamp) {
        self.id = id
        self.asker = asker
        self.asked = moment
        terms = asked
        versions = [
            WorkVersion(number: 1, event: id, author: asker, made: moment, round: 1, work: asked.work, answers: [])
        ]
        waitingSince = moment
        phaseSince = moment
        for account in asked.named where account != asker && slot(of: account) == nil {
            slots.append(ReviewSlot(reviewer: account, state: .asked, since: moment, asked: moment))
        }
    }
}

/// One version of the work.
public struct WorkVersion: Codable, Hashable, Sendable {
    /// Its number, from 1.
    public var number: Int
    /// The event that brought it.
    public var event: EventID
    /// Who wrote it, and keeps its files.
    public var author: Account
    /// When.
    public var made: Timestamp
    /// The round of reviews that looks at it.
    public var round: Int
    /// The work.
    public var work: ReviewedWork
    /// What changed.
    public var note: String?
    /// The points that it answers.
    public var answers: [PointName]

    /// Whose `files/` holds the work's file.
    public var keeper: Account { work.keeper ?? author }
}

/// What one reviewer gave at one time.
public struct FeedbackResponse: Codable, Hashable, Sendable {
    /// The event that gave it; its points are named by it.
    public var id: EventID
    /// Who gave it.
    public var reviewer: Account
    /// When.
    public var given: Timestamp
    /// The round.
    public var round: Int
    /// The version that was reviewed.
    public var version: Int
    /// How many points it makes.
    public var points: Int
    /// What it says, where everyone may read it.
    public var content: ResponseContent?
    /// What it says, sealed.
    public var sealed: SealedText?
    /// Thanks from the asker.
    public var thanks: FeedbackThanked?
}

/// A word beside the responses.
public struct FeedbackComment: Codable, Hashable, Sendable {
    /// Its id.
    public var id: EventID
    /// Who wrote it.
    public var author: Account
    /// When.
    public var written: Timestamp
    /// What was written.
    public var content: FeedbackCommented
    /// The first comment of its small thread; itself, if it is that.
    public var root: EventID
    /// Whether the thread is dealt with; kept at its first comment.
    public var isResolved = false
    /// Whether the person whom it asks has answered.
    public var isAnswered = false
}

/// What became of a point.
public struct PointOutcome: Codable, Hashable, Sendable {
    /// Which point.
    public var point: PointName
    /// The asker's mark; nothing where it is sealed for others.
    public var mark: PointMark?
    /// Why.
    public var reason: String?
    /// When it was marked.
    public var marked: Timestamp
    /// The version that answers it.
    public var version: Int?
}

/// One step in a request's life, for its history.
public struct HistoryStep: Codable, Hashable, Sendable {
    /// The event.
    public var event: EventID
    /// Who.
    public var by: Account
    /// When.
    public var at: Timestamp
    /// What was done.
    public var act: FeedbackAct
    /// The rest of the sentence, such as a reason.
    public var detail: String
}
