import Journal

/// How rough a piece of work is, in its asker's eyes.
public enum WorkStage: String, Codable, CaseIterable, Sendable {
    /// How far the work is, the roughest first.
    case rough, draft, nearly, final
}

/// Who may review: anyone of the group, or only those who were asked.
public enum FeedbackAudience: String, Codable, CaseIterable, Sendable {
    /// Anyone, or those who are named.
    case pool, named
}

/// Why a reviewer says no.
public enum DeclineReason: String, Codable, CaseIterable, Sendable {
    /// There is no time for it.
    case noTime = "no_time"
    /// Others know more about it.
    case notMyField = "not_my_field"
    /// It would not be impartial; something else.
    case conflict, other
}

/// What an asker does with a point of feedback.
public enum PointMark: String, Codable, CaseIterable, Sendable {
    /// Used, used later, not used, spoken about.
    case take, later, leave, talk
}

/// Why a request ends.
public enum CloseReason: String, Codable, CaseIterable, Sendable {
    /// The work is better, good enough, or replaced by another.
    case improved, enough, superseded
    /// The feedback is not used.
    case notUsing = "not_using"
    /// Nobody came to review it.
    case noReviewer = "no_reviewer"
}

/// What an asker thinks of a response.
public enum ResponseRating: String, Codable, CaseIterable, Sendable {
    /// From the best to the worst.
    case great, good, ok, problem
}

/// Lines of a version of the work, counted from 1, both ends included.
public struct LineRange: Codable, Hashable, Sendable {
    /// The first line.
    public var from: Int
    /// The last line.
    public var to: Int

    /// Lines `from` to `to`.
    public init(from: Int, to: Int) {
        self.from = from
        self.to = to
    }
}

/// One point of a response: the response's event, and the point's place in it from 0.
public struct PointName: Codable, Hashable, Sendable {
    /// The event that gave the response.
    public var response: EventID
    /// The point's place, from 0.
    public var point: Int

    /// A point's name.
    public init(response: EventID, point: Int) {
        self.response = response
        self.point = point
    }
}

/// A piece of work under review, as it was when asked.
public struct ReviewedWork: Codable, Hashable, Sendable {
    /// What it is.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// What feedback can be asked on.
        case text, file, post, resource, project
    }

    /// What it is.
    public var kind: Kind
    /// Its text, where that is short enough for a line of the log. A post's and a note's text is kept as it was.
    public var text: String?
    /// Its content otherwise: a file, or a long text.
    public var file: AttachedFile?
    /// Who keeps the file, when it is not who wrote the event.
    public var keeper: Account?
    /// The post, resource or project it is.
    public var subject: EventID?

    /// A piece of work.
    public init(
        kind: Kind, text: String? = nil, file: AttachedFile? = nil, keeper: Account? = nil, subject: EventID? = nil
    ) {
        self.kind = kind
        self.text = text
        self.file = file
        self.keeper = keeper
        self.subject = subject
    }
}
