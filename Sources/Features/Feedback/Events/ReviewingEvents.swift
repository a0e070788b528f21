import Journal

/// `feedback.claimed`: a reviewer promises a review, or renews the promise.
public struct FeedbackClaimed: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.claimed"
    /// Which request.
    public var request: EventID
    /// Until when the claim holds; a day after the due date, or as long as the board's terms say.
    public var until: Timestamp

    /// A claim.
    public init(request: EventID, until: Timestamp) {
        self.request = request
        self.until = until
    }
}

/// `feedback.declined`: someone who was asked says no, or a reviewer gives the claim back for a reason.
public struct FeedbackDeclined: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.declined"
    /// Which request.
    public var request: EventID
    /// Why.
    public var reason: DeclineReason
    /// More about why.
    public var note: String?

    /// Saying no.
    public init(request: EventID, reason: DeclineReason, note: String? = nil) {
        self.request = request
        self.reason = reason
        self.note = note
    }
}

/// `feedback.released`: a reviewer gives a claim back, or hands it over to somebody by name.
public struct FeedbackReleased: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.released"
    /// Which request.
    public var request: EventID
    /// Who is asked in one's stead.
    public var to: Account?
    /// Why.
    public var note: String?

    /// Giving a claim back.
    public init(request: EventID, to: Account? = nil, note: String? = nil) {
        self.request = request
        self.to = to
        self.note = note
    }
}

/// `feedback.planned`: a reviewer who puts a request off says when they mean to do it.
public struct FeedbackPlanned: EventPayload {
    /// The kind of event.
    public static let kind = "feedback.planned"
    /// Which request.
    public var request: EventID
    /// When; nothing takes it back.
    public var at: Timestamp?

    /// A plan.
    public init(request: EventID, at: Timestamp?) {
        self.request = request
        self.at = at
    }
}

/// One point of a response: what the asker will take, keep for later, leave or talk about.
public struct ResponsePoint: Codable, Hashable, Sendable {
    /// The protocol's field that it answers, such as `suggest`.
    public var field: String
    /// What it says. Markdown.
    public var text: String
    /// The lines it speaks of; the whole work when there are none.
    public var lines: LineRange?

    /// A point.
    public init(field: String, text: String, lines: LineRange? = nil) {
        self.field = field
        self.text = text
        self.lines = lines
    }
}

/// What a reviewer says of one criterion of a rubric or one statement of a checklist.
public struct CriterionMark: Codable, Hashable, Sendable {
    /// The criterion's or statement's name.
    public var criterion: String
    /// The level's name; `yes` or `no` for a statement.
    public var level: String
    /// Why.
    public var reason: String

    /// A mark.
    public init(criterion: String, level: String, reason: String = "") {
        self.criterion = criterion
        self.level = level
        self.reason = reason
    }
}

/// What a reviewer gives.
public struct ResponseContent: Codable, Hashable, Sendable {
    /// The points, in the order of the form.
    public var points: [ResponsePoint]
    /// The marks by a rubric or checklist.
    public var marks: [CriterionMark]?
    /// How many minutes it took, when the reviewer says so.
    public var minutes: Int?

    /// A response.
    public init(points: [ResponsePoint], marks: [CriterionMark]? = nil, minutes: Int? = nil) {
        self.points = points
        self.marks = marks
        self.minutes = minutes
    }
}

/// `feedback.given`: a reviewer's response to one version of the work. A later one of the same reviewer in the same
/// round adds to it.
public struct FeedbackGiven: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.given"
    /// Which request.
    public var request: EventID
    /// The version that was reviewed, from 1.
    public var version: Int
    /// How many points it makes; known to all, so that the asker's marks can be checked.
    public var points: Int
    /// What is given, when the group may read it.
    public var content: ResponseContent?
    /// The same, sealed for those who may.
    public var sealed: SealedText?

    /// A response.
    public init(
        request: EventID, version: Int, points: Int, content: ResponseContent? = nil, sealed: SealedText? = nil
    ) {
        self.request = request
        self.version = version
        self.points = points
        self.content = content
        self.sealed = sealed
    }
}
