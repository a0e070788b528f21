import Index
import Journal

/// Where a mentorship stands. Time brings some of it on, so it is told when it is read.
public enum MentorshipState: String, Codable, CaseIterable, Sendable {
    /// It waits for the mentor's answer.
    case requested
    /// The mentor said yes; the two have not begun.
    case accepted
    /// They talk.
    case active
    /// It came to its end.
    case finished
    /// The mentor said no, and why.
    case declined
    /// Who asked took it back.
    case withdrawn
    /// It waited so long for an answer that it waits for nobody any more; it can still be answered.
    case lapsed

    /// As people read it.
    var words: String {
        switch self {
        case .requested: "asked"
        case .accepted: "accepted, not begun"
        case .active: "under way"
        case .finished: "finished"
        case .declined: "declined"
        case .withdrawn: "withdrawn"
        case .lapsed: "lapsed without an answer"
        }
    }

    /// Whether one of the mentor's places is taken by it.
    var takesPlace: Bool { self == .accepted || self == .active }
}

/// One member helping another with a topic, as its events made it. What the two say to each other stands in their
/// messages, sealed.
public struct Mentorship: Codable, Hashable, Sendable {
    /// The event that asked for it.
    public var id: EventID
    /// Who asked.
    public var asker: Account
    /// Who was asked.
    public var mentor: Account
    /// With what.
    public var topic: String
    /// Why.
    public var why: String
    /// When it was asked for.
    public var asked: Timestamp
    /// Where it stands, but for what time does.
    public var step: MentorshipState = .requested
    /// Since when.
    public var since: Timestamp
    /// Who brought it there, and by which event.
    public var by: Account
    /// The event that brought it there.
    public var event: EventID
    /// Their words with it: the reason of a no, what came of it.
    public var words = ""

    /// How long a request waits for an answer, in milliseconds.
    static let patience: Int64 = 14 * 86_400_000
    /// After how long the two are asked whether they are still at it, in milliseconds.
    static let check: Int64 = 28 * 86_400_000

    /// Where it stands at a moment.
    public func state(at moment: Timestamp) -> MentorshipState {
        step == .requested && moment >= asked.advanced(by: Self.patience) ? .lapsed : step
    }

    /// The one of the two whom a member has to do with.
    func other(than account: Account) -> Account { account == mentor ? asker : mentor }

    /// Whether a member is one of the two.
    func concerns(_ account: Account) -> Bool { account == mentor || account == asker }
}

extension Mentorship {
    /// From the event that asks for it.
    init(_ event: Event, by standing: Standing) throws {
        let asked: MentorAsked = try event.payload()
        try Refusal.check(MentorRules.refusalToAsk(asked, by: event.by, standing: standing))
        self.init(
            id: event.id, asker: event.by, mentor: asked.mentor, topic: asked.topic, why: asked.why,
            asked: event.clock, since: event.clock, by: event.by, event: event.id)
    }

    mutating func answer(_ event: Event, _ standing: Standing) throws {
        let answer: MentorAnswered = try event.payload()
        try Refusal.check(
            MentorRules.refusal(
                to: answer.accepted ? .accept : .decline, self, by: event.by, standing: standing, words: answer.reason))
        move(to: answer.accepted ? .accepted : .declined, event, answer.reason)
    }

    mutating func begin(_ event: Event, _ standing: Standing) throws {
        try Refusal.check(MentorRules.refusal(to: .begin, self, by: event.by, standing: standing))
        move(to: .active, event)
    }

    mutating func finish(_ event: Event, _ standing: Standing) throws {
        let end: MentorFinished = try event.payload()
        try Refusal.check(MentorRules.refusal(to: .finish, self, by: event.by, standing: standing, words: end.note))
        move(to: .finished, event, end.note)
    }

    mutating func withdraw(_ event: Event, _ standing: Standing) throws {
        try Refusal.check(MentorRules.refusal(to: .withdraw, self, by: event.by, standing: standing))
        move(to: .withdrawn, event)
    }

    private mutating func move(to state: MentorshipState, _ event: Event, _ text: String = "") {
        step = state
        since = event.clock
        by = event.by
        self.event = event.id
        words = text
    }
}
