import Foundation
import Journal
import Workbench

/// A resource as lists show it.
public struct Resource: Hashable, Identifiable, Sendable {
    /// Its row.
    public var number: Int64
    /// Its id.
    public var id: EventID
    /// What it is.
    public var kind: ResourceKind
    /// Its title.
    public var title: String
    /// Who added it.
    public var author: Account
    /// When.
    public var created: Timestamp
    /// Where it leads.
    public var address: String?
    /// A file's content, kept by who added it.
    public var file: AttachedFile?
    /// A file that stays where it is.
    public var path: String?
    /// Its text. Markdown.
    public var note: String
    /// Words to find it by, in order.
    public var tags: [String]
    /// The thread it belongs to.
    public var thread: EventID?
    /// Where it stands in the library.
    public var state: ResourceState
    /// Who wrote it, as a list shows them.
    public var writers: String
    /// The year that it came out.
    public var year: String
    /// How many say that it helped, and how many say that it did not work.
    public var helped: Int, failed: Int
    /// How many comments it has.
    public var comments: Int
    /// Why somebody should look whether it still works, at a moment.
    public var check: ResourceCheck
    /// How far the reader has come with it.
    public var reading: ReadingState?
}

/// When a resource is to be looked at again.
public struct ResourceCheck: Codable, Hashable, Sendable {
    /// When somebody last found that it works, or when it was added.
    public var checked: Timestamp
    /// Days until it should be looked at again; 0 is never.
    public var every: Int
    /// How many have said since then that it does not work.
    public var failures: Int

    /// Members whose word it takes.
    static let enough = 2
    /// Milliseconds.
    static let day: Int64 = 86_400_000

    /// When it is due by the calendar.
    public var due: Timestamp? { every == 0 ? nil : checked.advanced(by: Int64(every) * Self.day) }

    /// Why it needs a look; nothing when it does not.
    public func reason(now: Timestamp) -> String? {
        if failures >= Self.enough { return "\(failures) members say that it does not work" }
        guard let due, due < now else { return nil }
        return "nobody has looked at it since \(ShortDate.day(checked, now: now))"
    }
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
