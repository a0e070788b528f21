import Foundation
import GRDB
import Index
import Journal

/// Which resources a list shows; every part that is set narrows it.
public struct ResourceFilter: Hashable, Sendable {
    /// Only with this tag.
    public var tag: String?
    /// Only of this kind.
    public var kind: ResourceKind?
    /// Only what stands there in the library; what is outdated or archived shows only when it is asked for.
    public var state: ResourceState?
    /// Only what the reader is so far with.
    public var reading: ReadingState?
    /// Only what the reader means to read or is reading.
    public var isOnMyList = false
    /// Only those of this thread.
    public var thread: EventID?
    /// Only those of the threads of this channel, by its row.
    public var channel: Int64?
    /// Only these: what serves a goal, for example.
    public var among: [EventID]?
    /// Only what somebody should look at, as of this moment.
    public var needsCheck: Timestamp?
    /// Only with these letters in the title.
    public var title = ""
    /// Whether what is outdated and archived is left out, as in lists.
    public var isCurrent = false

    /// All resources.
    public init() {}
}

/// What screens and commands ask about resources.
public enum ResourceQueries {
    /// A page of resources, the newest first, before a resource's row if one is given.
    public static func page(
        _ filter: ResourceFilter = ResourceFilter(), before number: Int64 = .max, limit: Int = 100, _ database: Database
    ) throws -> [Resource] {
        let request: SQL = """
            \(sql: columns) WHERE \(condition(filter)) AND resource.number < \(number)
            ORDER BY resource.number DESC LIMIT \(limit)
            """
        return try database.values(request, as: resource)
    }

    /// Whether there is any.
    static func hasAny(_ filter: ResourceFilter, _ database: Database) throws -> Bool {
        let request: SQL =
            "SELECT EXISTS (SELECT 1 FROM resource JOIN document USING(number) WHERE \(condition(filter))) AS found"
        return try database.values(request) { $0["found"] as Bool }.first ?? false
    }

    /// The resources that stand above one in the list, in its order.
    static func page(
        _ filter: ResourceFilter, above number: Int64, limit: Int, _ database: Database
    ) throws -> [Resource] {
        let request: SQL = """
            \(sql: columns) WHERE \(condition(filter)) AND resource.number > \(number)
            ORDER BY resource.number LIMIT \(limit)
            """
        return try database.values(request, as: resource).reversed()
    }

    /// Resources by their rows, removed ones left out.
    static func resources(_ numbers: [Int64], _ database: Database) throws -> [Int64: Resource] {
        let request: SQL = "\(sql: columns) WHERE NOT removed AND resource.number IN \(numbers)"
        let found = try database.values(request, isKept: false, as: resource)
        return Dictionary(found.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func condition(_ filter: ResourceFilter) -> SQL {
        var conditions: [SQL] = ["NOT removed"]
        if let kind = filter.kind { conditions.append("resource.kind = \(kind.rawValue)") }
        if let state = filter.state {
            conditions.append("resource.state = \(state.rawValue)")
        } else if filter.isCurrent {
            conditions.append("resource.state NOT IN ('outdated', 'archived')")
        }
        if let reading = filter.reading {
            conditions.append(
                "resource.number IN (SELECT resource FROM resource_reading WHERE state = \(reading.rawValue))")
        }
        if filter.isOnMyList {
            conditions.append(
                "resource.number IN (SELECT resource FROM resource_reading WHERE state IN ('to_read', 'reading'))")
        }
        if let thread = filter.thread {
            conditions.append(
                """
                (resource.thread = \(thread)
                    OR resource.number IN (SELECT resource FROM resource_link WHERE thing = \(thread)))
                """)
        }
        if let tag = filter.tag {
            conditions.append(
                "resource.number IN (SELECT resource FROM resource_tag WHERE tag = \(ResourceTag.normal(tag)))")
        }
        if let channel = filter.channel {
            conditions.append(
                """
                resource.thread IN (SELECT id FROM thread JOIN document ON document.number = thread.number
                    WHERE thread.channel = \(channel))
                """)
        }
        if let among = filter.among {
            conditions.append("resource.number IN (SELECT number FROM document WHERE id IN \(among))")
        }
        if let now = filter.needsCheck {
            conditions.append(
                """
                resource.state NOT IN ('outdated', 'archived') AND (failures >= \(ResourceCheck.enough)
                    OR check_every > 0 AND checked + check_every * \(ResourceCheck.day) < \(now))
                """)
        }
        if !filter.title.isEmpty { conditions.append(holding(filter.title)) }
        return conditions.joined(separator: " AND ")
    }

    /// Letters of titles, writers, tags and kinds.
    private static func holding(_ text: String) -> SQL {
        let pattern =
            "%" + text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
        return """
            (title LIKE \(pattern) ESCAPE '\\' OR writers LIKE \(pattern) ESCAPE '\\' OR resource.kind = \(text.lowercased())
                OR resource.number IN (SELECT resource FROM resource_tag WHERE tag = \(ResourceTag.normal(text))))
            """
    }

    /// One resource, removed or not.
    public static func resource(_ id: EventID, _ database: Database) throws -> Resource? {
        try Row.fetchOne(database.cachedStatement(sql: columns + " WHERE document.id = ?"), arguments: [id]).map(
            resource)
    }

    /// All that is known of one, removed or not.
    public static func record(_ id: EventID, _ database: Database) throws -> ResourceRecord? {
        let sql = "SELECT detail FROM document JOIN resource_detail USING(number) WHERE id = ?"
        return try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [id])
            .map { try JSONDecoder().decode(ResourceRecord.self, from: $0) }
    }

    /// All that is known of resources that are on the list, the oldest first, after a row.
    static func records(
        after number: Int64, limit: Int, _ database: Database
    ) throws -> [(number: Int64, record: ResourceRecord)] {
        let sql = """
            SELECT number, detail FROM resource JOIN resource_detail USING(number)
            WHERE NOT removed AND number > ? ORDER BY number LIMIT ?
            """
        return try database.cachedStatement(sql: sql).values([number, limit]) { row in
            (row["number"], try JSONDecoder().decode(ResourceRecord.self, from: row["detail"] as Data))
        }
    }

    /// All tags, the most used first.
    public static func tags(_ database: Database) throws -> [(tag: String, resources: Int)] {
        let sql = """
            SELECT tag, count(*) AS resources FROM resource_tag JOIN resource ON number = resource
            WHERE NOT removed GROUP BY tag ORDER BY resources DESC, tag
            """
        return try database.cachedStatement(sql: sql).values { ($0["tag"], $0["resources"]) }
    }

    /// The resources that were made of posts of a thread, or are linked to them, by the post.
    static func linked(
        toPostsOf thread: EventID, _ database: Database
    ) throws -> [(post: EventID, resource: EventID, title: String)] {
        let sql = """
            SELECT said.id AS post, document.id AS resource, document.title
            FROM document AS root CROSS JOIN post ON post.thread = root.number
                CROSS JOIN document AS said ON said.number = post.number
                CROSS JOIN resource_link ON thing = said.id
                CROSS JOIN resource ON resource.number = resource_link.resource AND NOT removed
                CROSS JOIN document ON document.number = resource.number
            WHERE root.id = ?
            """
        return try database.cachedStatement(sql: sql).values([thread]) { ($0["post"], $0["resource"], $0["title"]) }
    }

    /// How many the reader means to read or is reading.
    static func onMyList(_ database: Database) throws -> Int {
        let sql = "SELECT count(*) FROM resource_reading WHERE state IN ('to_read', 'reading')"
        return try Int.fetchOne(database.cachedStatement(sql: sql)) ?? 0
    }

    /// Resources that have one of these marks: the same address, publication or content.
    static func alike(_ marks: Set<String>, _ database: Database) throws -> [Resource] {
        guard !marks.isEmpty else { return [] }
        let request: SQL = """
            \(sql: columns) WHERE NOT removed
                AND resource.number IN (SELECT resource FROM resource_mark WHERE mark IN \(marks.sorted()))
            ORDER BY resource.number LIMIT 5
            """
        return try database.values(request, as: resource)
    }

    /// The resources that have files, the newest first.
    static func files(before number: Int64, limit: Int, _ database: Database) throws -> [Resource] {
        let request: SQL = """
            \(sql: columns) WHERE NOT removed AND (file_hash IS NOT NULL OR path IS NOT NULL)
                AND resource.number < \(number) ORDER BY resource.number DESC LIMIT \(limit)
            """
        return try database.values(request, as: resource)
    }

    /// The resources that say they belong with a thing.
    static func linked(to thing: EventID, _ database: Database) throws -> [EventID] {
        let sql = """
            SELECT id FROM resource_link JOIN resource ON number = resource JOIN document USING(number)
            WHERE thing = ? AND NOT removed ORDER BY document.number LIMIT 200
            """
        return try EventID.fetchAll(database.cachedStatement(sql: sql), arguments: [thing])
    }

    private static let columns = """
        SELECT resource.*, document.id AS id, title, author, created, resource_reading.state AS reading,
            (SELECT group_concat(tag, ' ') FROM resource_tag WHERE resource = resource.number) AS tags
        FROM resource JOIN document USING(number)
            LEFT JOIN resource_reading ON resource_reading.resource = resource.number
        """

    private static func resource(_ row: Row) -> Resource {
        let file = (row["file_hash"] as String?).map {
            AttachedFile(hash: $0, size: row["file_size"] ?? 0, name: row["file_name"] ?? "", type: row["file_type"])
        }
        return Resource(
            number: row["number"], id: row["id"], kind: ResourceKind(rawValue: row["kind"]) ?? .note,
            title: row["title"], author: row["author"], created: row["created"], address: row["address"], file: file,
            path: row["path"], note: row["note"],
            tags: (row["tags"] as String?)?.split(separator: " ").map(String.init).sorted() ?? [],
            thread: row["thread"], state: ResourceState(rawValue: row["state"]) ?? .listed, writers: row["writers"],
            year: row["year"], helped: row["helped"], failed: row["failed"], comments: row["comments"],
            check: ResourceCheck(checked: row["checked"], every: row["check_every"], failures: row["failures"]),
            reading: (row["reading"] as String?).flatMap(ReadingState.init))
    }
}
