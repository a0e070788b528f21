import Index
import Journal
import Workbench

/// Whose goal it is.
public enum GoalLevel: String, Codable, CaseIterable, Sendable {
    /// The community's: proposed by a member, agreed by a moderator.
    case community
    /// One member's own, for all to see.
    case personal
}

/// Where a goal stands.
public enum GoalState: String, Codable, CaseIterable, Sendable {
    /// On its way: being written, put to the group, agreed, worked on, reached.
    case draft, proposed, agreed, active, met
    /// Reached in part.
    case partlyMet = "partly_met"
    /// Given up; followed by another; put away.
    case dropped, superseded, archived

    /// Whether it is past: nothing is done for it any more.
    public var isOver: Bool { Self.over.contains(self) }

    /// The states of goals that are past.
    public static let over: [GoalState] = [.met, .partlyMet, .dropped, .superseded, .archived]

    /// In words.
    public var words: String { rawValue.replacing("_", with: " ") }
}

/// What the community, or one member, wants to reach.
public struct Goal: Codable, Hashable, Sendable {
    /// The event that set it.
    public var id: EventID
    /// Whose it is.
    public var level: GoalLevel
    /// Whether nobody but its author ever sees it.
    public var isPrivate: Bool
    /// Who set it.
    public var author: Account
    /// When.
    public var created: Timestamp
    /// Who sees to it.
    public var owners: [Account]
    /// What is to be reached, one line.
    public var statement: String
    /// Why it matters. Markdown.
    public var why: String
    /// How one will know, in words.
    public var measure: String
    /// The number that it began with, where it is counted.
    public var baseline: Double?
    /// The number to reach, where it is counted.
    public var target: Double?
    /// What is counted.
    public var unit: String
    /// By when.
    public var due: Timestamp?
    /// In days, how often one looks how far it has come.
    public var review: Int
    /// Where it stands.
    public var state: GoalState
    /// Since when.
    public var since: Timestamp
    /// Who agreed to it for the community.
    public var agreedBy: Account?
    /// A member's word that it is met, until another one confirms it.
    public var claim: GoalClaim?
    /// Why it was dropped.
    public var reason: String?
    /// The goal that took its place.
    public var successor: EventID?
    /// What was learned, said at its end.
    public var reflection: String?
    /// Its milestones, in the order in which they were set.
    public var milestones: [Milestone] = []
    /// What people found when they looked, the oldest first.
    public var checkIns: [CheckIn] = []
    /// What serves it.
    public var links: [GoalLink] = []

    /// Whose it is, in words.
    public var owner: String {
        level == .community ? "the community's" : isPrivate ? "yours alone" : "@\(author)'s own"
    }

    /// Those milestones that were not taken away.
    public var steps: [Milestone] { milestones.filter { !$0.isRemoved } }

    /// When somebody last looked how far it has come, or since when there is something to look at.
    public var looked: Timestamp? {
        guard state == .active || state == .agreed else { return nil }
        return max(checkIns.last?.at ?? since, since)
    }
}

/// A member's word that a goal is met.
public struct GoalClaim: Codable, Hashable, Sendable {
    /// Whose word.
    public var by: Account
    /// When it was given.
    public var at: Timestamp
    /// `met` or `partly_met`.
    public var outcome: GoalState
    /// What shows it.
    public var text: String
}

/// A step on the way to a goal.
public struct Milestone: Codable, Hashable, Sendable {
    /// The event that set it.
    public var id: EventID
    /// What is to be done.
    public var title: String
    /// By when.
    public var due: Timestamp?
    /// Who said that it is done; nothing while it is not.
    public var doneBy: Account?
    /// When they said so.
    public var doneAt: Timestamp?
    /// Whether it was taken away.
    public var isRemoved = false

    /// Whether it is done.
    public var isDone: Bool { doneBy != nil }
}

/// A look at how far a goal has come.
public struct CheckIn: Codable, Hashable, Sendable {
    /// The event.
    public var id: EventID
    /// Who looked.
    public var by: Account
    /// When.
    public var at: Timestamp
    /// What was counted, or a percentage where nothing is.
    public var value: Double?
    /// From 1, it will not be reached, to 5, it surely will.
    public var confidence: Int
    /// What there is to say.
    public var note: String
    /// What stands in the way.
    public var blocker: String
}

/// Something that serves a goal.
public struct GoalLink: Codable, Hashable, Sendable {
    /// What it is.
    public var thing: Reference
    /// Who linked it.
    public var by: Account
    /// When.
    public var at: Timestamp
}
