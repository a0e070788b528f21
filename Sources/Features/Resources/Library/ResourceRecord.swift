import Index
import Journal
import Workbench

/// All that the events of a resource say.
public struct ResourceRecord: Codable, Hashable, Sendable {
    /// The event that added it.
    public var id: EventID
    /// Who added it.
    public var author: Account
    /// When.
    public var created: Timestamp
    /// What it is.
    public var kind: ResourceKind
    /// Its title.
    public var title: String
    /// Where it leads.
    public var address: String?
    /// A file's content.
    public var file: AttachedFile?
    /// A file that stays where it is.
    public var path: String?
    /// Its text. Markdown.
    public var note: String
    /// Words to find it by.
    public var tags: [String]
    /// The thread it belongs to.
    public var thread: EventID?
    /// What is known of it, by the fields' names.
    public var fields: [String: String]
    /// For whom it is.
    public var depth: ResourceDepth?
    /// How long it takes.
    public var minutes: Int?
    /// How it may be used.
    public var licence: String
    /// Where it stands.
    public var state: ResourceState
    /// Why it stands there.
    public var reason: String?
    /// What took its place.
    public var successor: EventID?
    /// Whether it is off the list.
    public var isRemoved = false
    /// When it was last found to work, and how often that is looked at.
    public var check: ResourceCheck
    /// Who last found that it works.
    public var checkedBy: Account?
    /// What members said after using it, each once, the latest word at the end.
    public var ratings: [ResourceRating] = []
    /// What was said about it, the oldest first.
    public var comments: [ResourceComment] = []
    /// What it belongs with.
    public var links: [ResourceLink] = []

    /// A field of it; nothing when it is not known.
    public subscript(field: ResourceField) -> String? { fields[field.rawValue] }

    /// How many say so.
    func count(_ verdict: ResourceVerdict) -> Int { ratings.count { $0.verdict == verdict } }
}

/// A member's word on a resource.
public struct ResourceRating: Codable, Hashable, Sendable {
    /// Whose.
    public var by: Account
    /// When.
    public var at: Timestamp
    /// Whether it helped.
    public var verdict: ResourceVerdict
    /// With what, or why not.
    public var reason: String
}

/// A remark on a resource.
public struct ResourceComment: Codable, Hashable, Sendable {
    /// The event.
    public var id: EventID
    /// Whose.
    public var by: Account
    /// When.
    public var at: Timestamp
    /// Where in the resource: `p. 12`, `3:40`.
    public var anchor: String?
    /// The text. Markdown.
    public var text: String
    /// Whether it was taken back.
    public var isRetracted = false
}

/// What a resource belongs with.
public struct ResourceLink: Codable, Hashable, Sendable {
    /// What it is.
    public var thing: Reference
    /// Who linked it.
    public var by: Account
    /// When.
    public var at: Timestamp
}
