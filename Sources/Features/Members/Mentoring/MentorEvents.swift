import Journal

/// `mentor.offered`: a member offers to help others with some topics, or ends that. In place of the offer before.
public struct MentorOffered: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "mentor.offered"
    /// What they help with: tags with commas between; empty ends the offer.
    public var topics: String
    /// How many members at a time.
    public var places: Int
    /// When, in a line: `Tuesday evenings`.
    public var when: String

    /// An offer.
    public init(topics: String, places: Int = 2, when: String = "") {
        self.topics = topics
        self.places = places
        self.when = when
    }
}

/// `mentor.asked`: a member asks another to help them with a topic. The event's id is the mentorship's.
public struct MentorAsked: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "mentor.asked"
    /// Who is asked.
    public var mentor: Account
    /// With what.
    public var topic: String
    /// Why, and what one hopes for.
    public var why: String

    /// A request.
    public init(mentor: Account, topic: String, why: String) {
        self.mentor = mentor
        self.topic = topic
        self.why = why
    }
}

/// `mentor.answered`: who was asked says yes, or no and why.
public struct MentorAnswered: EventPayload {
    /// What logs call it.
    public static let kind = "mentor.answered"
    /// Which mentorship.
    public var mentorship: EventID
    /// Whether they say yes.
    public var accepted: Bool
    /// A word with it; a no needs one.
    public var reason: String

    /// An answer.
    public init(mentorship: EventID, accepted: Bool, reason: String = "") {
        self.mentorship = mentorship
        self.accepted = accepted
        self.reason = reason
    }
}

/// `mentor.begun`: either of the two says that they have begun to talk.
public struct MentorBegun: EventPayload {
    /// What logs call it.
    public static let kind = "mentor.begun"
    /// Which mentorship.
    public var mentorship: EventID

    /// A beginning.
    public init(mentorship: EventID) { self.mentorship = mentorship }
}

/// `mentor.finished`: either of the two ends it, with a word if they want.
public struct MentorFinished: EventPayload {
    /// What logs call it.
    public static let kind = "mentor.finished"
    /// Which mentorship.
    public var mentorship: EventID
    /// What came of it.
    public var note: String

    /// An end.
    public init(mentorship: EventID, note: String = "") {
        self.mentorship = mentorship
        self.note = note
    }
}

/// `mentor.withdrawn`: who asked takes the request back before it is answered.
public struct MentorWithdrawn: EventPayload {
    /// What logs call it.
    public static let kind = "mentor.withdrawn"
    /// Which mentorship.
    public var mentorship: EventID

    /// Taking back.
    public init(mentorship: EventID) { self.mentorship = mentorship }
}
