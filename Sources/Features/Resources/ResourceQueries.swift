import GRDB
import Index
import Journal

/// A resource as lists and its page show it.
public struct Resource: Hashable, Sendable {
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
    /// A link's address.
    public var address: String?
    /// A file's content, kept by who added it.
    public var file: AttachedFile?
    /// Its text. Markdown.
    public var note: String
    /// Words to find it by, in order.
    public var tags: [String]
    /// The thread it belongs to.
    public var thread: EventID?
}

/// Which resources a list shows; every part that is set narrows it.
public struct ResourceFilter: Hashable, Sendable {
    /// Only with this tag.
    public var tag: String?
    /// Only of this kind.
    public var kind: ResourceKind?
    /// Only those of this thread.
    public var thread: EventID?
    /// Only those of the threads of this channel, by its row.
    public var channel: Int64?

    /// All resources.
    public init() {}
}

/// What screens and commands ask about resources.
public enum ResourceQueries {
    /// A page of resources, the newest first, before a resource's row if one is given.
    public static func page(
        _ filter: ResourceFilter = ResourceFilter(), before number: Int64 = .max, limit: Int = 100, _ database: Database
    ) throws -> [Resource] {
        var conditions: [SQL] = ["NOT removed", "resource.number < \(number)"]
        if let kind = filter.kind { conditions.append("resource.kind = \(kind.rawValue)") }
        if let thread = filter.thread { conditions.append("resource.thread = \(thread)") }
        if let tag = filter.tag {
            conditions.append(
                "resource.number IN (SELECT resource FROM resource_tag WHERE tag = \(ResourceProjection.normal(tag)))")
        }
        if let channel = filter.channel {
            conditions.append(
                """
                resource.thread IN (SELECT id FROM thread JOIN document ON document.number = thread.number
                    WHERE thread.channel = \(channel))
                """)
        }
        let request: SQL = """
            \(sql: columns) WHERE \(conditions.joined(separator: " AND ")) ORDER BY resource.number DESC LIMIT \(limit)
            """
        return try SQLRequest<Row>(literal: request).fetchAll(database).map(resource)
    }

    /// One resource, removed or not.
    public static func resource(_ id: EventID, _ database: Database) throws -> Resource? {
        try Row.fetchOne(database.cachedStatement(sql: columns + " WHERE id = ?"), arguments: [id]).map(resource)
    }

    /// All tags, the most used first.
    public static func tags(_ database: Database) throws -> [(tag: String, resources: Int)] {
        let sql = """
            SELECT tag, count(*) AS resources FROM resource_tag JOIN resource ON number = resource
            WHERE NOT removed GROUP BY tag ORDER BY resources DESC, tag
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql)).map { ($0["tag"], $0["resources"]) }
    }

    private static let columns = """
        SELECT resource.*, id, title, author, created, body,
            (SELECT group_concat(tag, ' ') FROM resource_tag WHERE resource = resource.number) AS tags
        FROM resource JOIN document USING(number)
        """

    private static func resource(_ row: Row) -> Resource {
        let file = (row["file_hash"] as String?).map {
            AttachedFile(hash: $0, size: row["file_size"] ?? 0, name: row["file_name"] ?? "", type: row["file_type"])
        }
        return Resource(
            number: row["number"], id: row["id"], kind: ResourceKind(rawValue: row["kind"]) ?? .note,
            title: row["title"],
            author: row["author"], created: row["created"], address: row["address"], file: file, note: row["body"],
            tags: (row["tags"] as String?)?.split(separator: " ").map(String.init).sorted() ?? [], thread: row["thread"]
        )
    }
}
