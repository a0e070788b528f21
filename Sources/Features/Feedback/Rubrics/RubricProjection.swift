import Foundation
import GRDB
import Index
import Journal

/// One version of a rubric.
public struct RubricVersion: Hashable, Sendable {
    /// The rubric.
    public var rubric: EventID
    /// The version's own event; what requests name.
    public var id: EventID
    /// Its number, from 1.
    public var number: Int
    /// Who made it.
    public var author: Account
    /// When.
    public var made: Timestamp
    /// What it says.
    public var content: RubricContent
}

/// How rubrics change the index.
enum RubricProjection {
    static let schema = [
        """
        CREATE TABLE rubric_version(
            id BLOB PRIMARY KEY, rubric BLOB NOT NULL, version INTEGER NOT NULL, author TEXT NOT NULL,
            made INTEGER NOT NULL, content BLOB NOT NULL
        ) WITHOUT ROWID
        """,
        "CREATE INDEX rubric_version_by_rubric ON rubric_version(rubric, version)",
    ]
    static let handlers: [EventHandler] = [.ordered(RubricAdded.kind, add), .ordered(RubricRevised.kind, revise)]

    static func reset(_ projecting: Projecting) throws {
        let rows = try projecting.rows(
            "SELECT DISTINCT number FROM rubric_version JOIN document ON document.id = rubric_version.rubric")
        for row in rows { try projecting.setHidden(row["number"], true) }
        try projecting.execute("DELETE FROM rubric_version")
    }

    private static func add(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: RubricAdded = try event.payload()
        let refusal = RubricRules.refusal(
            toSet: payload.content, by: projecting.authority.standing(forWriting: event))
        if let refusal { return .refused(refusal) }
        return try keep(payload.content, of: event.id, version: 1, event, projecting)
    }

    private static func revise(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: RubricRevised = try event.payload()
        let refusal = RubricRules.refusal(
            toSet: payload.content, by: projecting.authority.standing(forWriting: event))
        if let refusal { return .refused(refusal) }
        let last = try projecting.value(
            Int.self, "SELECT max(version) FROM rubric_version WHERE rubric = ?", payload.rubric)
        guard let last else { return .waits(on: payload.rubric) }
        return try keep(payload.content, of: payload.rubric, version: last + 1, event, projecting)
    }

    private static func keep(
        _ content: RubricContent, of rubric: EventID, version: Int, _ event: Event, _ projecting: Projecting
    ) throws -> Outcome {
        try projecting.execute(
            """
            INSERT OR REPLACE INTO rubric_version(id, rubric, version, author, made, content)
            VALUES(?, ?, ?, ?, ?, ?)
            """,
            event.id, rubric, version, event.by, event.clock, try JSONEncoder().encode(content))
        let body = content.criteria.map {
            ([$0.name, $0.prompt ?? ""] + $0.levels.map(\.words)).joined(separator: "\n")
        }
        .joined(separator: "\n\n")
        let added = try projecting.add(
            Document(
                kind: "rubric", id: rubric, author: event.by, created: event.clock, title: content.title, body: body))
        if added == nil, let number = try projecting.number(of: rubric) {
            try projecting.revise(number, title: content.title, body: body)
            try projecting.setHidden(number, false)
        }
        projecting.touch("rubric", 0)
        return .applied
    }
}

/// What screens and commands ask about rubrics.
public enum RubricQueries {
    /// The newest version of every rubric, by title.
    public static func all(_ database: Database) throws -> [RubricVersion] {
        let sql = """
            SELECT * FROM rubric_version AS newest
            WHERE version = (SELECT max(version) FROM rubric_version WHERE rubric = newest.rubric)
            """
        return try database.cachedStatement(sql: sql).values(as: version)
            .sorted { ($0.content.title.lowercased(), $0.id) < ($1.content.title.lowercased(), $1.id) }
    }

    /// One version.
    public static func version(_ id: EventID, _ database: Database) throws -> RubricVersion? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM rubric_version WHERE id = ?"), arguments: [id]
        ).map(version)
    }

    /// All versions of a rubric, the newest first.
    public static func versions(of rubric: EventID, _ database: Database) throws -> [RubricVersion] {
        let sql = "SELECT * FROM rubric_version WHERE rubric = ? ORDER BY version DESC"
        return try database.cachedStatement(sql: sql).values([rubric], as: version)
    }

    /// The newest version of the rubric that people name: by its title, or the beginning of its id.
    public static func named(_ name: String, _ database: Database) throws -> RubricVersion? {
        let all = try all(database)
        if let found = all.first(where: { FeedbackForm.key($0.content.title) == FeedbackForm.key(name) }) {
            return found
        }
        guard let prefix = IDPrefix(name) else { return nil }
        return all.first { prefix.bounds.contains($0.rubric) }
    }

    private static func version(_ row: Row) throws -> RubricVersion {
        RubricVersion(
            rubric: row["rubric"], id: row["id"], number: row["version"], author: row["author"], made: row["made"],
            content: try JSONDecoder().decode(RubricContent.self, from: row["content"]))
    }
}
