import GRDB
import Index
import Journal
import Workbench

/// A resource as `--json` gives it in lists.
struct ListedResource: Encodable {
    static let keys = """
        id kind state title author created_at address file_name file_size file_hash path note tags thread writers year \
        reading helped did_not_work comments needs_check broken
        """

    var id: EventID
    var kind: ResourceKind
    var state: ResourceState
    var title: String
    var author: Account
    var created_at: String
    var address: String?
    var file_name: String?
    var file_size: Int64?
    var file_hash: String?
    var path: String?
    var note: String
    var tags: [String]
    var thread: EventID?
    var writers: String?
    var year: String?
    var reading: String?
    var helped: Int
    var did_not_work: Int
    var comments: Int
    var needs_check: String?
    var broken: String?

    init(_ resource: Resource) { self.init(resource, now: nil, broken: nil) }

    init(_ resource: Resource, now: Timestamp?, broken: String?) {
        id = resource.id
        kind = resource.kind
        state = resource.state
        title = resource.title
        author = resource.author
        created_at = resource.created.rfc3339
        address = resource.address
        file_name = resource.file?.name
        file_size = resource.file?.size
        file_hash = resource.file?.hash
        path = resource.path
        note = resource.note
        tags = resource.tags
        thread = resource.thread
        writers = resource.writers.isEmpty ? nil : resource.writers
        year = resource.year.isEmpty ? nil : resource.year
        reading = resource.reading?.rawValue
        helped = resource.helped
        did_not_work = resource.failed
        comments = resource.comments
        needs_check = now.flatMap { resource.state.isCurrent ? resource.check.reason(now: $0) : nil }
        self.broken = broken
    }
}

/// A resource as `resource show --json` gives it: all that is known of it.
struct ShownResource: Encodable {
    static let keys = """
        fields for_whom minutes licence reason replaced_by checked_at checked_by check_every ratings said links used_by
        """

    struct Rating: Encodable {
        var by: Account
        var at: String
        var verdict: ResourceVerdict
        var reason: String
    }

    struct Comment: Encodable {
        var id: EventID
        var by: Account
        var at: String
        var anchor: String?
        var text: String?
        var retracted: Bool
    }

    struct Thing: Encodable {
        var kind: String
        var id: String
        var title: String

        init(_ thing: LinkedThing) {
            (kind, id, title) = (thing.reference.kind, thing.reference.name, thing.title)
        }
    }

    private var listed: ListedResource
    private var record: ResourceRecord
    private var links: [Thing]
    private var uses: [Thing]

    init(_ listed: ListedResource, _ record: ResourceRecord, links: [LinkedThing], uses: [LinkedThing]) {
        self.listed = listed
        self.record = record
        self.links = links.map(Thing.init)
        self.uses = uses.map(Thing.init)
    }

    /// Resources with all that is known of them, for an export of everything.
    static func all(_ resources: [Resource], now: Timestamp, _ database: Database) throws -> [ShownResource] {
        try resources.compactMap { resource in
            guard let record = try ResourceQueries.record(resource.id, database) else { return nil }
            return ShownResource(
                ListedResource(resource, now: now, broken: nil), record,
                links: try LinkedThing.all(record.links.map(\.thing), database),
                uses: try LinkedThing.all(try FeatureTable.uses(of: resource.id, database), database))
        }
    }

    private enum Key: String, CodingKey {
        case fields, minutes, licence, reason, ratings, said, links
        case depth = "for_whom"
        case successor = "replaced_by"
        case checkedAt = "checked_at"
        case checkedBy = "checked_by"
        case checkEvery = "check_every"
        case uses = "used_by"
    }

    func encode(to encoder: any Encoder) throws {
        try listed.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(record.fields, forKey: .fields)
        try container.encodeIfPresent(record.depth, forKey: .depth)
        try container.encodeIfPresent(record.minutes, forKey: .minutes)
        try container.encode(record.licence, forKey: .licence)
        try container.encodeIfPresent(record.reason, forKey: .reason)
        try container.encodeIfPresent(record.successor, forKey: .successor)
        try container.encode(record.check.checked.rfc3339, forKey: .checkedAt)
        try container.encodeIfPresent(record.checkedBy, forKey: .checkedBy)
        try container.encode(record.check.every, forKey: .checkEvery)
        try container.encode(
            record.ratings.map { Rating(by: $0.by, at: $0.at.rfc3339, verdict: $0.verdict, reason: $0.reason) },
            forKey: .ratings)
        try container.encode(
            record.comments.map { comment in
                Comment(
                    id: comment.id, by: comment.by, at: comment.at.rfc3339, anchor: comment.anchor,
                    text: comment.isRetracted ? nil : comment.text, retracted: comment.isRetracted)
            }, forKey: .said)
        try container.encode(links, forKey: .links)
        try container.encode(uses, forKey: .uses)
    }
}
