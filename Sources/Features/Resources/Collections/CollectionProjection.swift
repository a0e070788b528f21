import Foundation
import GRDB
import Index
import Journal
import Workbench

/// How collections change the index.
enum CollectionProjection {
    static let schema =
        [
            """
            CREATE TABLE collection(
                number INTEGER PRIMARY KEY, entries INTEGER NOT NULL, removed INTEGER NOT NULL, detail BLOB NOT NULL
            )
            """,
            """
            CREATE TABLE collection_entry(
                collection INTEGER, resource BLOB, PRIMARY KEY(collection, resource)
            ) WITHOUT ROWID
            """,
            "CREATE INDEX collection_by_resource ON collection_entry(resource)",
        ] + folding.schema

    /// What every event that speaks of a collection says.
    private struct About: Decodable {
        var collection: EventID
    }

    static let folding = Folding<ResourceCollection>(
        "collection", first: CollectionAdded.kind,
        document: { event in
            let added: CollectionAdded = try event.payload()
            return Document(
                kind: "collection", id: event.id, author: event.by, created: event.clock,
                title: String(added.title.prefix(ResourceRules.longestTitle)), body: "")
        },
        begin: { step, _ in try CollectionFold.begin(step) },
        subject: { try JSONDecoder().decode(About.self, from: Data($0.line)).collection },
        changes: CollectionFold.changes, save: save, remove: remove)

    private static func save(_ collection: ResourceCollection, _ number: Int64, _ projecting: Projecting) throws {
        let notes = collection.entries.flatMap { [$0.heading, $0.note] }.filter { !$0.isEmpty }
        try projecting.revise(
            number, title: collection.title, body: ([collection.about] + notes).joined(separator: "\n\n"))
        if collection.isRemoved { try projecting.setHidden(number, true) }
        try projecting.execute(
            "INSERT OR REPLACE INTO collection(number, entries, removed, detail) VALUES(?, ?, ?, ?)",
            number, collection.entries.count, collection.isRemoved, try JSONEncoder().encode(collection))
        try projecting.execute("DELETE FROM collection_entry WHERE collection = ?", number)
        for entry in collection.entries {
            try projecting.execute(
                "INSERT OR IGNORE INTO collection_entry(collection, resource) VALUES(?, ?)", number, entry.resource)
        }
    }

    private static func remove(_ id: EventID, _ number: Int64, _ projecting: Projecting) throws {
        try projecting.execute("DELETE FROM collection WHERE number = ?", number)
        try projecting.execute("DELETE FROM collection_entry WHERE collection = ?", number)
    }
}

/// A collection as lists show it.
public struct CollectionSummary: Hashable, Identifiable, Sendable {
    /// The event that made it.
    public var id: EventID
    /// Its row.
    public var number: Int64
    /// What it is called.
    public var title: String
    /// Who made it.
    public var author: Account
    /// When.
    public var created: Timestamp
    /// How many of its resources the reader has read, of all.
    public var completion: Completion
}

/// A step of a collection with what is known of its resource.
public struct CollectionStep: Hashable, Sendable {
    /// The step.
    public var entry: CollectionEntry
    /// Its resource; nothing when that is not here, or not any more.
    public var resource: Resource?
}

/// What screens and commands ask about collections.
public enum CollectionQueries {
    /// All collections, the newest first.
    public static func page(
        before number: Int64 = .max, limit: Int = 200, _ database: Database
    ) throws -> [CollectionSummary] {
        let sql = """
            SELECT number, id, title, author, created, entries,
                (SELECT count(*) FROM collection_entry
                    JOIN document AS thing ON thing.id = collection_entry.resource
                    JOIN resource_reading ON resource_reading.resource = thing.number AND state = 'read'
                    WHERE collection = collection.number) AS read
            FROM collection JOIN document USING(number) WHERE NOT removed AND number < ? ORDER BY number DESC LIMIT ?
            """
        return try database.cachedStatement(sql: sql).values([number, limit]) { row in
            CollectionSummary(
                id: row["id"], number: row["number"], title: row["title"], author: row["author"],
                created: row["created"],
                completion: Completion(done: Double(row["read"] as Int), total: Double(row["entries"] as Int)))
        }
    }

    /// How many there are.
    static func count(_ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM collection WHERE NOT removed") ?? 0
    }

    /// One collection, removed or not.
    public static func collection(_ id: EventID, _ database: Database) throws -> ResourceCollection? {
        let sql = "SELECT detail FROM document JOIN collection USING(number) WHERE id = ?"
        return try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [id])
            .map { try JSONDecoder().decode(ResourceCollection.self, from: $0) }
    }

    /// Its steps, in their order.
    public static func steps(of collection: ResourceCollection, _ database: Database) throws -> [CollectionStep] {
        var filter = ResourceFilter()
        filter.among = collection.entries.map(\.resource)
        let found = try ResourceQueries.page(filter, limit: CollectionRules.mostEntries, database)
        let known = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return collection.entries.map { CollectionStep(entry: $0, resource: known[$0.resource]) }
    }

    /// The collections that a resource is in.
    static func containing(_ resource: EventID, _ database: Database) throws -> [EventID] {
        let sql = """
            SELECT id FROM collection_entry JOIN collection ON number = collection JOIN document USING(number)
            WHERE resource = ? AND NOT removed ORDER BY document.number LIMIT 200
            """
        return try EventID.fetchAll(database.cachedStatement(sql: sql), arguments: [resource])
    }
}
