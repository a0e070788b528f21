import Journal

/// `poll.opened`: a question with options to choose from. The event's id is the poll's.
public struct PollOpened: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "poll.opened"
    /// The question, one line.
    public var question: String
    /// What can be chosen, each one line.
    public var options: [String]
    /// How members answer.
    public var pollKind: PollKind
    /// When votes stop counting; never, until it is closed by hand, if nothing.
    public var closes: Timestamp?
    /// Whether the screen hides who chose what. The logs do not: each vote stands in its voter's own.
    public var anonymous: Bool
    /// The thread it belongs to.
    public var thread: EventID?

    /// A new poll.
    public init(
        question: String, options: [String], pollKind: PollKind = .single, closes: Timestamp? = nil,
        anonymous: Bool = false, thread: EventID? = nil
    ) {
        self.question = question
        self.options = options
        self.pollKind = pollKind
        self.closes = closes
        self.anonymous = anonymous
        self.thread = thread
    }

    private enum CodingKeys: String, CodingKey {
        case question, options, closes, anonymous, thread
        case pollKind = "poll_kind"
    }
}

/// `poll.voted`: a member's vote, in place of the one before.
public struct PollVoted: EventPayload {
    /// What logs call it.
    public static let kind = "poll.voted"
    /// Which poll.
    public var poll: EventID
    /// The options chosen, by their places from 0, in a ranking the best first; none of them leaves it to the others.
    /// Nothing takes the vote back.
    public var choices: [Int]?

    /// A vote.
    public init(poll: EventID, choices: [Int]?) {
        self.poll = poll
        self.choices = choices
    }
}

/// `poll.closed`: who asked, or a moderator, ends the voting, or lets it go on.
public struct PollClosed: EventPayload {
    /// What logs call it.
    public static let kind = "poll.closed"
    /// Which poll.
    public var poll: EventID
    /// Whether it is closed.
    public var closed: Bool

    /// Closing or opening again.
    public init(poll: EventID, closed: Bool = true) {
        self.poll = poll
        self.closed = closed
    }
}

/// `poll.concluded`: who asked says what follows from a poll, in place of what was said before.
public struct PollConcluded: EventPayload {
    /// What logs call it.
    public static let kind = "poll.concluded"
    /// Which poll.
    public var poll: EventID
    /// The outcome. Markdown; empty takes it back.
    public var outcome: String

    /// An outcome.
    public init(poll: EventID, outcome: String) {
        self.poll = poll
        self.outcome = outcome
    }
}
