import Journal

/// What a resource is.
public enum ResourceKind: String, Codable, CaseIterable, Sendable {
    case link, file, book, note
}

/// A file attached by content: who keeps it is who wrote the event.
public struct AttachedFile: Codable, Hashable, Sendable {
    /// SHA-256 of the content, 64 hexadecimal digits.
    public var hash: String
    /// Bytes.
    public var size: Int64
    /// Its name, as it was; never used as a path.
    public var name: String
    /// Its media type, as declared; a hint only.
    public var type: String?

    /// An attached file.
    public init(hash: String, size: Int64, name: String, type: String? = nil) {
        self.hash = hash
        self.size = size
        self.name = name
        self.type = type
    }
}

/// `resource.added`: something worth sharing. The event's id is the resource's.
public struct ResourceAdded: EventPayload {
    public static let kind = "resource.added"
    /// What it is.
    public var resourceKind: ResourceKind
    /// Its title, one line.
    public var title: String
    /// A link's address.
    public var address: String?
    /// A file's content.
    public var file: AttachedFile?
    /// A note's text, or a few words about a link or file. Markdown.
    public var note: String
    /// Words to find it by.
    public var tags: [String]
    /// The thread it belongs to.
    public var thread: EventID?

    /// A new resource.
    public init(
        resourceKind: ResourceKind, title: String, address: String? = nil, file: AttachedFile? = nil, note: String = "",
        tags: [String] = [], thread: EventID? = nil
    ) {
        self.resourceKind = resourceKind
        self.title = title
        self.address = address
        self.file = file
        self.note = note
        self.tags = tags
        self.thread = thread
    }

    private enum CodingKeys: String, CodingKey {
        case title, address, file, note, tags, thread
        case resourceKind = "resource_kind"
    }
}

/// `resource.edited`: who added it, or a moderator, changes it. What is left out stays.
public struct ResourceEdited: EventPayload {
    public static let kind = "resource.edited"
    /// Which resource.
    public var resource: EventID
    /// Its new title.
    public var title: String?
    /// A link's new address.
    public var address: String?
    /// The new text.
    public var note: String?
    /// The tags from here on.
    public var tags: [String]?

    /// A change.
    public init(
        resource: EventID, title: String? = nil, address: String? = nil, note: String? = nil, tags: [String]? = nil
    ) {
        self.resource = resource
        self.title = title
        self.address = address
        self.note = note
        self.tags = tags
    }
}

/// `resource.removed`: who added it, or a moderator, takes it off the list, or puts it back.
public struct ResourceRemoved: EventPayload {
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
