import Foundation
import GRDB
import Index
import Journal
import Workbench

/// A project as lists show it.
public struct ProjectSummary: Hashable, Identifiable, Sendable {
    /// The event that started it.
    public var id: EventID
    /// Its row.
    public var number: Int64
    /// Its title.
    public var title: String
    /// Who started it.
    public var author: Account
    /// Where it stands.
    public var state: ProjectState
    /// Whether any member of the board may join without asking.
    public var isOpen: Bool
    /// How many take part.
    public var members: Int
    /// How many ask to.
    public var requests: Int
    /// Whether the reader takes part.
    public var isMine: Bool
    /// Tasks to do.
    public var todo: Int
    /// Tasks begun.
    public var doing: Int
    /// Tasks done.
    public var done: Int
    /// When anything was last done in it.
    public var changed: Timestamp

    /// How far its tasks have come; nothing when it has none.
    public var completion: Completion? {
        let total = todo + doing + done
        return total > 0 ? Completion(done: Double(done), total: Double(total)) : nil
    }
}

/// A task as boards and lists show it.
public struct TaskSummary: Hashable, Identifiable, Sendable {
    /// The event that added it.
    public var id: EventID
    /// Its row.
    public var number: Int64
    /// What is to be done.
    public var title: String
    /// More about it. Markdown.
    public var note: String
    /// Who added it.
    public var author: Account
    /// How far it is.
    public var state: TaskState
    /// Since when.
    public var since: Timestamp
    /// By when.
    public var due: Timestamp?
    /// Who does it.
    public var assignees: [Account]
    /// Whether another one has to be done first.
    public var isBlocked: Bool
    /// The tasks that it waits for.
    public var after: [EventID]
    /// What was last done with it.
    public var last: ProjectNote
}

/// Which projects a list shows.
public enum ProjectFilter: Int, CaseIterable, Hashable, Sendable {
    /// Forming, active or reflecting.
    case going
    /// Those that the reader takes part in and that are not over.
    case mine
    /// Those that there is something to see of.
    case showcase
    /// Those that were given up.
    case abandoned
}

extension ProjectState {
    /// The list that it stands in.
    var shelf: String {
        switch self {
        case .forming, .active, .reflecting: "going"
        case .showing, .archived: "showcase"
        case .abandoned: "abandoned"
        }
    }
}

/// What screens and commands ask about projects.
public enum ProjectQueries {
    /// The most that a list of projects shows.
    public static let most = 600
    /// The most tasks that a board shows.
    public static let mostTasks = 2_000

    /// A project, whole.
    public static func project(_ id: EventID, _ database: Database) throws -> Project? {
        let sql = "SELECT detail FROM project JOIN document USING(number) WHERE id = ?"
        guard let detail = try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [id]) else { return nil }
        return try JSONDecoder().decode(Project.self, from: detail)
    }

    /// A project as lists show it.
    public static func summary(_ id: EventID, reader: Account, _ database: Database) throws -> ProjectSummary? {
        try summaries("document.id = \(id)", reader: reader, limit: 1, database).first
    }

    /// Projects; those where something was done last come first.
    public static func page(
        _ filter: ProjectFilter, reader: Account, limit: Int = most, _ database: Database
    ) throws -> [ProjectSummary] {
        let condition: SQL =
            switch filter {
            case .going: "shelf = 'going'"
            case .mine:
                """
                project.number IN (SELECT project FROM project_member WHERE account = \(reader))
                    AND state NOT IN ('archived', 'abandoned')
                """
            case .showcase: "shelf = 'showcase'"
            case .abandoned: "shelf = 'abandoned'"
            }
        return try summaries(condition, reader: reader, limit: limit, database)
    }

    /// How many projects each list has.
    public static func counts(reader: Account, _ database: Database) throws -> [ProjectFilter: Int] {
        let shelves = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT shelf, count(*) AS projects FROM project GROUP BY shelf"))
        let sql = """
            SELECT count(*) FROM project_member JOIN project ON number = project
            WHERE account = ? AND state NOT IN ('archived', 'abandoned')
            """
        var counts: [ProjectFilter: Int] = [
            .mine: try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [reader]) ?? 0
        ]
        let filters: [String: ProjectFilter] = ["going": .going, "showcase": .showcase, "abandoned": .abandoned]
        for row in shelves { if let filter = filters[row["shelf"]] { counts[filter] = row["projects"] } }
        return counts
    }

    /// The projects that something belongs to.
    public static func projects(with thing: EventID, reader: Account, _ database: Database) throws -> [ProjectSummary] {
        try summaries(
            "project.number IN (SELECT project FROM project_link WHERE thing = \(thing))", reader: reader, limit: 50,
            database)
    }

    /// The tasks of a project: those begun, those to do, those done, each by when it is due.
    public static func tasks(of project: Int64, _ database: Database) throws -> [TaskSummary] {
        let request: SQL = """
            \(sql: taskColumns) WHERE project = \(project) AND removed = 0
            ORDER BY CASE task.state WHEN 'doing' THEN 0 WHEN 'todo' THEN 1 ELSE 2 END,
                CASE task.state WHEN 'done' THEN -since END, due IS NULL, due, created, document.id
            LIMIT \(mostTasks)
            """
        return try database.values(request, as: task)
    }

    /// A task that was not taken away, and its project.
    public static func task(_ id: EventID, _ database: Database) throws -> (task: TaskSummary, project: EventID)? {
        let request: SQL = "\(sql: taskColumns) WHERE document.id = \(id) AND removed = 0"
        guard let row = try SQLRequest<Row>(literal: request).fetchOne(database) else { return nil }
        let sql = "SELECT id FROM document WHERE number = ?"
        let project = try EventID.fetchOne(
            database.cachedStatement(sql: sql), arguments: [row["project"] as Int64])
        return project.map { (task(row), $0) }
    }

    /// What was last done with tasks of a project, the newest first.
    public static func activity(of project: Int64, limit: Int, _ database: Database) throws -> [ProjectNote] {
        let sql = """
            SELECT changed, changed_by, change, title FROM task JOIN document USING(number)
            WHERE project = ? ORDER BY changed DESC, document.id LIMIT ?
            """
        return try database.cachedStatement(sql: sql).values([project, limit]) { row in
            let (change, title): (String, String) = (row["change"], row["title"])
            return ProjectNote(by: row["changed_by"], at: row["changed"], text: "\(title): \(change)")
        }
    }

    /// How far projects and tasks have come.
    static func completions(_ things: [EventID], _ database: Database) throws -> [EventID: Completion] {
        let request: SQL = """
            SELECT id, done, todo + doing + done AS total FROM document JOIN project USING(number) WHERE id IN \(things)
            UNION ALL
            SELECT id, state = 'done', 1 FROM document JOIN task USING(number) WHERE id IN \(things) AND removed = 0
            """
        return try SQLRequest<Row>(literal: request).fetchAll(database).reduce(into: [:]) { known, row in
            known[row["id"]] = Completion(done: row["done"], total: row["total"])
        }
    }

    private static func summaries(
        _ condition: SQL, reader: Account, limit: Int, _ database: Database
    ) throws -> [ProjectSummary] {
        let request: SQL = """
            SELECT document.id, title, author, project.number, state, open, members, requests, todo, doing, done, changed,
                EXISTS (SELECT 1 FROM project_member WHERE account = \(reader) AND project = project.number) AS mine
            FROM project JOIN document USING(number) WHERE \(condition)
            ORDER BY changed DESC, project.number DESC LIMIT \(limit)
            """
        return try database.values(request) { row in
            ProjectSummary(
                id: row["id"], number: row["number"], title: row["title"], author: row["author"],
                state: ProjectState(rawValue: row["state"]) ?? .forming, isOpen: row["open"], members: row["members"],
                requests: row["requests"], isMine: row["mine"], todo: row["todo"], doing: row["doing"],
                done: row["done"], changed: row["changed"])
        }
    }

    private static let taskColumns = """
        SELECT document.id, title, body, author, task.*,
            (SELECT group_concat(account, ' ') FROM task_assignee WHERE task = task.number) AS who,
            (SELECT group_concat(hex(needs), ' ') FROM task_after WHERE task = task.number) AS needs,
            task.state <> 'done' AND EXISTS (
                SELECT 1 FROM task_after JOIN document AS need ON need.id = task_after.needs
                    JOIN task AS other ON other.number = need.number
                WHERE task_after.task = task.number AND other.state <> 'done' AND other.removed = 0) AS blocked
        FROM task JOIN document USING(number)
        """

    private static func task(_ row: Row) -> TaskSummary {
        let who = (row["who"] as String?)?.split(separator: " ").map { Account(String($0)) } ?? []
        let needs = (row["needs"] as String?)?.split(separator: " ").compactMap { EventID(hex: $0) } ?? []
        return TaskSummary(
            id: row["id"], number: row["number"], title: row["title"], note: row["body"], author: row["author"],
            state: TaskState(rawValue: row["state"]) ?? .todo, since: row["since"], due: row["due"],
            assignees: who.sorted(), isBlocked: row["blocked"], after: needs.sorted(),
            last: ProjectNote(by: row["changed_by"], at: row["changed"], text: row["change"]))
    }
}

extension EventID {
    /// An id from the hexadecimal digits of its bytes.
    fileprivate init?(hex: Substring) {
        let digits = Array(hex.utf8).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == 2 * Self.byteCount else { return nil }
        self.init(bytes: stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) })
    }
}
