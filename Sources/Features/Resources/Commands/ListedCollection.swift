import GRDB
import Index
import Journal

/// A collection as `--json` gives it in lists.
struct ListedCollection: Encodable {
    var id: EventID
    var title: String
    var author: Account
    var created_at: String
    var read: Int
    var count: Int

    init(_ collection: CollectionSummary) {
        id = collection.id
        title = collection.title
        author = collection.author
        created_at = collection.created.rfc3339
        read = Int(collection.completion.done)
        count = Int(collection.completion.total)
    }
}

/// A collection with its resources, in their order.
struct ShownCollection: Encodable {
    struct Step: Encodable {
        var resource: EventID
        var title: String?
        var kind: String?
        var heading: String
        var note: String
        var reading: String?
    }

    var id: EventID
    var title: String
    var author: Account
    var created_at: String
    var about: String
    var read: Int
    var count: Int
    var resources: [Step]

    init(_ collection: ResourceCollection, _ steps: [CollectionStep]) {
        id = collection.id
        title = collection.title
        author = collection.author
        created_at = collection.created.rfc3339
        about = collection.about
        read = steps.count { $0.resource?.reading == .read }
        count = steps.count
        resources = steps.map { step in
            Step(
                resource: step.entry.resource, title: step.resource?.title, kind: step.resource?.kind.rawValue,
                heading: step.entry.heading, note: step.entry.note, reading: step.resource?.reading?.rawValue)
        }
    }

    /// All of them, for an export of everything.
    static func all(_ database: Database) throws -> [ShownCollection] {
        try CollectionQueries.page(limit: 100_000, database).compactMap { summary in
            guard let known = try CollectionQueries.collection(summary.id, database) else { return nil }
            return ShownCollection(known, try CollectionQueries.steps(of: known, database))
        }
    }
}
