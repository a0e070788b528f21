import Journal
import Workbench

/// `resource.state_set`: a resource is listed, recommended, outdated or put away.
public struct ResourceStateSet: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "resource.state_set"
    /// Which resource.
    public var resource: EventID
    /// Where it stands from here on.
    public var state: ResourceState
    /// What took the place of an outdated one.
    public var replacedBy: EventID?
    /// Why.
    public var reason: String?

    /// A step.
    public init(resource: EventID, state: ResourceState, replacedBy: EventID? = nil, reason: String? = nil) {
        self.resource = resource
        self.state = state
        self.replacedBy = replacedBy
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case resource, state, reason
        case replacedBy = "replaced_by"
    }
}

/// `resource.checked`: somebody looked, and it works.
public struct ResourceChecked: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "resource.checked"
    /// Which resource.
    public var resource: EventID

    /// A look.
    public init(resource: EventID) { self.resource = resource }
}

/// `resource.rated`: a member says whether a resource helped. The latest word of a member counts.
public struct ResourceRated: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "resource.rated"
    /// Which resource.
    public var resource: EventID
    /// What the member says; nothing takes an earlier word back.
    public var verdict: ResourceVerdict?
    /// With what it helped, or why it did not work.
    public var reason: String

    /// A word.
    public init(resource: EventID, verdict: ResourceVerdict?, reason: String = "") {
        self.resource = resource
        self.verdict = verdict
        self.reason = reason
    }
}

/// `resource.commented`: a remark on a resource. The event's id is the comment's.
public struct ResourceCommented: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "resource.commented"
    /// Which resource.
    public var resource: EventID
    /// Where in it.
    public var anchor: String?
    /// The text. Markdown.
    public var text: String

    /// A remark.
    public init(resource: EventID, anchor: String? = nil, text: String) {
        self.resource = resource
        self.anchor = anchor
        self.text = text
    }
}

/// `resource.comment_retracted`: who wrote a comment, or a moderator, takes it back or lets it stand again.
public struct ResourceCommentRetracted: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "resource.comment_retracted"
    /// Which resource.
    public var resource: EventID
    /// Which comment.
    public var comment: EventID
    /// Whether it is taken back.
    public var retracted: Bool

    /// Taking back, or not.
    public init(resource: EventID, comment: EventID, retracted: Bool = true) {
        self.resource = resource
        self.comment = comment
        self.retracted = retracted
    }
}

/// `resource.linked`: a resource belongs with something else on the board, or does not any more.
public struct ResourceLinked: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "resource.linked"
    /// Which resource.
    public var resource: EventID
    /// What it belongs with.
    public var thing: Reference
    /// Whether it does.
    public var linked: Bool

    /// A link.
    public init(resource: EventID, thing: Reference, linked: Bool = true) {
        self.resource = resource
        self.thing = thing
        self.linked = linked
    }
}

/// `resource.reading`: how far the reader has come with a resource. In the private log.
public struct ResourceReading: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "resource.reading"
    /// Which resource.
    public var resource: EventID
    /// How far; nothing takes it off the reader's own list.
    public var state: ReadingState?

    /// How far one has come.
    public init(resource: EventID, state: ReadingState?) {
        self.resource = resource
        self.state = state
    }
}
