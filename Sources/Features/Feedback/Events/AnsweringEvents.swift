import Journal

/// What the asker does with one point.
public struct MarkedPoint: Codable, Hashable, Sendable {
    /// Which point.
    public var point: PointName
    /// What becomes of it; nothing where that is sealed.
    public var mark: PointMark?
    /// Why.
    public var reason: String?
    /// The version that answers it; 0 for none, nothing to leave that as it was.
    public var version: Int?

    /// A mark.
    public init(point: PointName, mark: PointMark?, reason: String? = nil, version: Int? = nil) {
        self.point = point
        self.mark = mark
        self.reason = reason
        self.version = version
    }
}

/// `feedback.points_marked`: the asker says what becomes of points. The latest mark of each counts.
public struct FeedbackPointsMarked: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.points_marked"
    /// Which request.
    public var request: EventID
    /// The marks; of a sealed request only which points have one, since everyone has to know that.
    public var marks: [MarkedPoint]
    /// The marks whole as JSON, sealed for those who may read what was given.
    public var sealed: SealedText?

    /// Marks of points.
    public init(request: EventID, marks: [MarkedPoint], sealed: SealedText? = nil) {
        self.request = request
        self.marks = marks
        self.sealed = sealed
    }
}

/// `feedback.acknowledged`: the asker has marked every point, the last of them with this.
public struct FeedbackAcknowledged: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.acknowledged"
    /// Which request.
    public var request: EventID
    /// Marks of points that had none yet.
    public var marks: [MarkedPoint]

    /// Taking note of all feedback.
    public init(request: EventID, marks: [MarkedPoint] = []) {
        self.request = request
        self.marks = marks
    }
}

/// `feedback.commented`: a word on lines, on the whole work, on a point or on another comment. It can ask a person.
public struct FeedbackCommented: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "feedback.commented"
    /// Which request.
    public var request: EventID
    /// The version that `lines` count in.
    public var version: Int
    /// The lines it speaks of.
    public var lines: LineRange?
    /// The point it answers.
    public var point: PointName?
    /// The comment it answers.
    public var parent: EventID?
    /// Who is asked to answer.
    public var asks: Account?
    /// What it says. Markdown.
    public var body: String?
    /// The same, sealed for those who may read it.
    public var sealed: SealedText?

    /// A comment.
    public init(
        request: EventID, version: Int, lines: LineRange? = nil, point: PointName? = nil, parent: EventID? = nil,
        asks: Account? = nil, body: String? = nil, sealed: SealedText? = nil
    ) {
        self.request = request
        self.version = version
        self.lines = lines
        self.point = point
        self.parent = parent
        self.asks = asks
        self.body = body
        self.sealed = sealed
    }
}

/// `feedback.comment_resolved`: a comment's author, the asker or a moderator says that it is dealt with, or is not.
public struct FeedbackCommentResolved: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.comment_resolved"
    /// Which request.
    public var request: EventID
    /// The first comment of the small thread.
    public var comment: EventID
    /// Whether it is dealt with.
    public var resolved: Bool

    /// Dealt with, or not.
    public init(request: EventID, comment: EventID, resolved: Bool = true) {
        self.request = request
        self.comment = comment
        self.resolved = resolved
    }
}

/// `feedback.thanked`: the asker thanks a reviewer, and may say how the response was.
public struct FeedbackThanked: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "feedback.thanked"
    /// Which request.
    public var request: EventID
    /// The response.
    public var response: EventID
    /// How it was.
    public var rating: ResponseRating?
    /// Points that helped, by their place in the response.
    public var helpful: [Int]
    /// A line of thanks.
    public var text: String
    /// The three above as JSON, sealed for the two whom it concerns; they are empty then.
    public var sealed: SealedText?

    /// Thanks.
    public init(
        request: EventID, response: EventID, rating: ResponseRating? = nil, helpful: [Int] = [], text: String = ""
    ) {
        self.request = request
        self.response = response
        self.rating = rating
        self.helpful = helpful
        self.text = text
    }
}

/// What thanks say, where they are sealed.
struct ThanksContent: Codable, Hashable, Sendable {
    var rating: ResponseRating?
    var helpful: [Int]
    var text: String
}

/// `feedback.retracted`: a member takes back what they did last with a request, as if it had never been. It counts only
/// while nothing that came later stands on it.
public struct FeedbackRetracted: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.retracted"
    /// Which request.
    public var request: EventID
    /// The event that is taken back.
    public var event: EventID

    /// Taking something back.
    public init(request: EventID, event: EventID) {
        self.request = request
        self.event = event
    }
}
