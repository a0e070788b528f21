import Index
import Journal

/// What somebody is thanked for.
public enum KudosKind: String, Codable, CaseIterable, Sendable {
    /// What the person or their words were.
    case helped, clear, patient, brave, careful
    /// They made one think.
    case madeMeThink = "made_me_think"

    /// As people read it.
    public var words: String { self == .madeMeThink ? "made me think" : rawValue }
}

/// `kudos.given`: thanks to a member, with a reason, for something on the board or for being of help elsewhere. The
/// event's id is that of the thanks.
public struct KudosGiven: EventPayload {
    /// What logs call it.
    public static let kind = "kudos.given"
    /// Who is thanked.
    public var to: Account
    /// For what: a post, feedback, anything that has an id.
    public var about: EventID?
    /// What kind of thanks.
    public var kudosKind: KudosKind
    /// Why, in a sentence or two. Plain text.
    public var reason: String

    /// Thanks.
    public init(to: Account, about: EventID? = nil, kudosKind: KudosKind = .helped, reason: String) {
        self.to = to
        self.about = about
        self.kudosKind = kudosKind
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case to, about, reason
        case kudosKind = "kudos_kind"
    }
}

/// `kudos.withdrawn`: who gave thanks takes them back, or gives them after all.
public struct KudosWithdrawn: EventPayload {
    /// What logs call it.
    public static let kind = "kudos.withdrawn"
    /// Which thanks.
    public var kudos: EventID
    /// Whether they are taken back.
    public var withdrawn: Bool

    /// Taking back, or not.
    public init(kudos: EventID, withdrawn: Bool = true) {
        self.kudos = kudos
        self.withdrawn = withdrawn
    }
}

/// `kudos.marked`: the reader has read thanks, or wants them unread. Private.
public struct KudosMarked: EventPayload {
    /// What logs call it.
    public static let kind = "kudos.marked"
    /// Which thanks.
    public var kudos: [EventID]
    /// Whether they are read.
    public var read: Bool

    /// The most of them that one event names.
    public static let most = 1_000

    /// Marks.
    public init(kudos: [EventID], read: Bool = true) {
        self.kudos = kudos
        self.read = read
    }
}

/// Who may thank whom; each answers why not, or nothing when it is allowed.
public enum KudosRules {
    /// The most letters of a reason.
    public static let longestReason = 200

    /// Thanking. `owner` is who made the thing that the thanks are about, where it has one that matters.
    public static func refusalToGive(
        to receiver: Account, reason: String, by actor: Account, standing: Standing, owner: Account?
    ) -> String? {
        guard standing.role != nil else { return "only members give thanks; `stoa join` makes you one" }
        guard receiver != actor else { return "thanks are for others" }
        guard reason.contains(where: { !$0.isWhitespace }) else { return "say why, in a few words" }
        guard reason.count <= longestReason else { return "a reason has at most \(longestReason) letters" }
        return owner.map { $0 != receiver } ?? false ? "this is by somebody else than who is thanked" : nil
    }
}
