import Index
import Journal

/// The views of the queue.
public enum QueueView: String, CaseIterable, Sendable {
    /// What waits for me.
    case yourTurn = "your_turn"
    /// Feedback that came and that I have not marked; part of what waits for me.
    case received
    /// What I asked or gave, and others have to act on.
    case waiting
    /// What anyone may take.
    case pool
    /// What I put off.
    case snoozed
    /// What ended in the last 30 days, with me in it.
    case done
    /// What is stuck; for moderators.
    case rescue

    /// As people read it.
    public var title: String {
        switch self {
        case .yourTurn: "Your turn"
        case .received: "Received"
        case .waiting: "Waiting on others"
        case .pool: "Pool"
        case .snoozed: "Snoozed"
        case .done: "Done (30d)"
        case .rescue: "Rescue"
        }
    }
}

/// How urgent a row is before anything is weighed: what was begun comes first, newcomers before named asks.
public enum QueueTier: Int, Comparable, CaseIterable, Sendable {
    /// Someone waits for my reply.
    case exchange
    /// I promised it, and it is due within a day or overdue.
    case promisedDue
    /// A newcomer who has never had a reply.
    case newcomer
    /// I was asked by name.
    case named
    /// I promised it, or I am revising.
    case promised
    /// Anyone may take it, and it fits what I offer.
    case fitting
    /// Anyone may take it.
    case rest

    /// What is most pressing first.
    public static func < (left: QueueTier, right: QueueTier) -> Bool { left.rawValue < right.rawValue }

    /// As `w` shows it.
    public var words: String {
        switch self {
        case .exchange: "someone waits for your reply"
        case .promisedDue: "you promised it, and it is due"
        case .newcomer: "a newcomer without any reply yet"
        case .named: "you were asked by name"
        case .promised: "you promised it"
        case .fitting: "fits what you offer"
        case .rest: "anyone may take it"
        }
    }
}

/// One row of the queue: a request, and why it stands where it stands.
public struct QueueRow: Hashable, Sendable {
    /// The request.
    public var summary: FeedbackSummary
    /// Why it is somebody's turn.
    public var reason: TurnReason?
    /// The same in words, for the row.
    public var why: String
    /// Since when it waits.
    public var since: Timestamp
    /// Until when it is hoped for.
    public var due: Timestamp?
    /// How urgent it is.
    public var tier: QueueTier
    /// The weight inside its tier.
    public var score: Double
    /// The terms of the order in words, for `w`.
    public var terms: [String]
    /// Others who are at it.
    public var writers: [Account]
    /// Whom the group's turn falls on, when nobody has taken it for half of the promised time.
    public var fallsTo: Account?
    /// That it is due, said at most three times.
    public var reminder: FeedbackReminder?
    /// Whether its asker has more open requests than the group agreed on; those stand last.
    public var isBeyondLimit: Bool
}
