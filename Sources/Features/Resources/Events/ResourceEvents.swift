import Journal
import Workbench

/// `resource.added`: something worth sharing. The event's id is the resource's.
public struct ResourceAdded: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "resource.added"
    /// What it is.
    public var resourceKind: ResourceKind
    /// Its title, one line.
    public var title: String
    /// Where it leads.
    public var address: String?
    /// A file's content.
    public var file: AttachedFile?
    /// A file that stays where it is, by its whole path.
    public var path: String?
    /// A note's text, or a few words about a link or file. Markdown.
    public var note: String
    /// Words to find it by.
    public var tags: [String]
    /// The thread it belongs to.
    public var thread: EventID?
    /// What is known of it, by the names of `ResourceField`.
    public var fields: [String: String]?
    /// For whom it is.
    public var depth: ResourceDepth?
    /// How many minutes it takes.
    public var minutes: Int?
    /// How it may be used.
    public var licence: String?
    /// In days, how often somebody looks whether it still works; 0 is never.
    public var checkEvery: Int?
    /// Whether a moderator is asked to take it onto the list.
    public var proposed: Bool?
    /// The post that it was taken from.
    public var post: EventID?

    /// A new resource.
    public init(
        resourceKind: ResourceKind, title: String, address: String? = nil, file: AttachedFile? = nil,
        path: String? = nil, note: String = "", tags: [String] = [], thread: EventID? = nil,
        fields: [String: String]? = nil, depth: ResourceDepth? = nil, minutes: Int? = nil, licence: String? = nil,
        checkEvery: Int? = nil, proposed: Bool? = nil, post: EventID? = nil
    ) {
        self.resourceKind = resourceKind
        self.title = title
        self.address = address
        self.file = file
        self.path = path
        self.note = note
        self.tags = tags
        self.thread = thread
        self.fields = fields
        self.depth = depth
        self.minutes = minutes
        self.licence = licence
        self.checkEvery = checkEvery
        self.proposed = proposed
        self.post = post
    }

    private enum CodingKeys: String, CodingKey {
        case title, address, file, path, note, tags, thread, fields, minutes, licence, proposed, post
        case resourceKind = "resource_kind"
        case depth = "for_whom"
        case checkEvery = "check_every"
    }
}

/// `resource.edited`: who added it, or a moderator, changes it. What is left out stays.
public struct ResourceEdited: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "resource.edited"
    /// Which resource.
    public var resource: EventID
    /// What it is from here on.
    public var resourceKind: ResourceKind?
    /// Its new title.
    public var title: String?
    /// Its new address; an empty one takes it away where it needs none.
    public var address: String?
    /// The new text.
    public var note: String?
    /// The tags from here on.
    public var tags: [String]?
    /// Fields that are known otherwise; an empty text takes one away.
    public var fields: [String: String]?
    /// For whom it is.
    public var depth: ResourceDepth?
    /// How many minutes it takes; 0 is not known.
    public var minutes: Int?
    /// How it may be used.
    public var licence: String?
    /// In days, how often somebody looks whether it still works; 0 is never.
    public var checkEvery: Int?

    /// A change.
    public init(
        resource: EventID, resourceKind: ResourceKind? = nil, title: String? = nil, address: String? = nil,
        note: String? = nil, tags: [String]? = nil, fields: [String: String]? = nil, depth: ResourceDepth? = nil,
        minutes: Int? = nil, licence: String? = nil, checkEvery: Int? = nil
    ) {
        self.resource = resource
        self.resourceKind = resourceKind
        self.title = title
        self.address = address
        self.note = note
        self.tags = tags
        self.fields = fields
        self.depth = depth
        self.minutes = minutes
        self.licence = licence
        self.checkEvery = checkEvery
    }

    private enum CodingKeys: String, CodingKey {
        case resource, title, address, note, tags, fields, minutes, licence
        case resourceKind = "resource_kind"
        case depth = "for_whom"
        case checkEvery = "check_every"
    }
}

/// `resource.removed`: who added it, or a moderator, takes it off the list, or puts it back.
public struct ResourceRemoved: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "resource.removed"
    /// Which resource.
    public var resource: EventID
    /// Whether it is off the list.
    public var removed: Bool

    /// Taking off or putting back.
    public init(resource: EventID, removed: Bool = true) {
        self.resource = resource
        self.removed = removed
    }
}
