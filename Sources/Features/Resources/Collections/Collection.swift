import Journal

/// Resources in an order, with a word on each: a syllabus, a reading list.
public struct ResourceCollection: Codable, Hashable, Sendable {
    /// The event that made it.
    public var id: EventID
    /// Who made it.
    public var author: Account
    /// When.
    public var created: Timestamp
    /// What it is called.
    public var title: String
    /// What it is for. Markdown.
    public var about: String
    /// What is in it, in the order in which it is to be read.
    public var entries: [CollectionEntry] = []
    /// Whether it is off the list.
    public var isRemoved = false
}

/// One step of a collection.
public struct CollectionEntry: Codable, Hashable, Sendable {
    /// The resource.
    public var resource: EventID
    /// What to look for in it.
    public var note: String
    /// What begins with it: `Week 3`.
    public var heading: String
}

/// `collection.added`: a collection is begun. The event's id is the collection's.
public struct CollectionAdded: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "collection.added"
    /// What it is called.
    public var title: String
    /// What it is for. Markdown.
    public var about: String?

    /// A collection.
    public init(title: String, about: String? = nil) {
        self.title = title
        self.about = about
    }
}

/// `collection.edited`: a collection is called otherwise. What is left out stays.
public struct CollectionEdited: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "collection.edited"
    /// Which collection.
    public var collection: EventID
    /// What it is called.
    public var title: String?
    /// What it is for.
    public var about: String?

    /// A change.
    public init(collection: EventID, title: String? = nil, about: String? = nil) {
        self.collection = collection
        self.title = title
        self.about = about
    }
}

/// `collection.entry_set`: a resource is put into a collection, moved, described or taken out. What is left out stays.
public struct CollectionEntrySet: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "collection.entry_set"
    /// Which collection.
    public var collection: EventID
    /// Which resource.
    public var resource: EventID
    /// What to look for in it.
    public var note: String?
    /// What begins with it.
    public var heading: String?
    /// Its place, from 1; the end when it is new and this is left out.
    public var place: Int?
    /// Whether it is taken out.
    public var removed: Bool?

    /// A change of one step.
    public init(
        collection: EventID, resource: EventID, note: String? = nil, heading: String? = nil, place: Int? = nil,
        removed: Bool? = nil
    ) {
        self.collection = collection
        self.resource = resource
        self.note = note
        self.heading = heading
        self.place = place
        self.removed = removed
    }
}

/// `collection.removed`: a collection is taken off the list, or put back; its resources stay.
public struct CollectionRemoved: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "collection.removed"
    /// Which collection.
    public var collection: EventID
    /// Whether it is off the list.
    public var removed: Bool

    /// Taking off or putting back.
    public init(collection: EventID, removed: Bool = true) {
        self.collection = collection
        self.removed = removed
    }
}
