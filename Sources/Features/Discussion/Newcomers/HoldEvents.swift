import Index
import Journal

/// `newcomers.held`: a moderator says whether the posts of newcomers wait until a moderator has read one of them.
public struct NewcomersHeld: EventPayload {
    /// What logs call it.
    public static let kind = "newcomers.held"
    /// Whether they wait.
    public var held: Bool

    /// The setting.
    public init(held: Bool) { self.held = held }
}

/// `post.released`: a moderator lets everyone see a newcomer's post that waits, or keeps it from them, and says why.
public struct PostReleased: EventPayload {
    /// What logs call it.
    public static let kind = "post.released"
    /// Which post.
    public var post: EventID
    /// Whether everyone may see it.
    public var approved: Bool
    /// Why, for its author, and for everyone to read.
    public var reason: String

    /// A decision.
    public init(post: EventID, approved: Bool, reason: String = "") {
        self.post = post
        self.approved = approved
        self.reason = reason
    }
}

/// Who may hold posts back and let them go; each answers why not, or nothing when it is allowed.
public enum HoldRules {
    /// The most letters of a reason.
    static let longestReason = 500

    /// Saying that newcomers' posts wait, or do not.
    public static func refusalToHold(by actor: Standing) -> String? {
        actor.isAtLeast(.moderator) ? nil : "only a moderator decides whether newcomers' posts wait"
    }

    /// Letting a post go, or keeping it back.
    public static func refusalToRelease(_ approved: Bool, reason: String, by actor: Standing) -> String? {
        guard actor.isAtLeast(.moderator) else { return "only a moderator decides about posts that wait" }
        guard reason.count <= longestReason else { return "a reason has at most \(longestReason) letters" }
        return approved || reason.contains { !$0.isWhitespace } ? nil : "a no needs a reason"
    }
}
