import GRDB
import Index
import Journal
import Workbench

/// Makes the events of projects and tasks that the rules allow: the one way to write for screens and commands. Throws
/// `CommandFailure` with the rule's reason.
public struct ProjectWriting: Sendable {
    private let session: BoardSession

    /// Writing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    /// Starts a project. The event's id is the project's.
    public func start(_ project: ProjectStarted) throws -> NewEvent {
        let refusal = ProjectRules.refusalToStart(project, by: try session.standing(of: session.me))
        if let refusal { throw CommandFailure(refusal, refusal.hasPrefix("only") ? .notPermitted : .badData) }
        return try NewEvent(project)
    }

    /// Describes one otherwise.
    public func edit(_ edit: ProjectEdited) throws -> NewEvent {
        try allow(.edit, edit.project)
        if let title = edit.title { try check(ProjectRules.refusal(ofLine: title, "a project")) }
        try check(ProjectRules.refusal(ofTexts: [edit.brief]))
        return try NewEvent(edit)
    }

    /// Takes part, or asks to.
    public func join(_ project: EventID, note: String? = nil) throws -> NewEvent {
        try allow(.join, project)
        return try NewEvent(ProjectJoined(project: project, note: note))
    }

    /// Takes part no more.
    public func leave(_ project: EventID) throws -> NewEvent {
        try allow(.leave, project)
        return try NewEvent(ProjectLeft(project: project))
    }

    /// Admits somebody, says no, or says what a member does.
    public func setMember(_ set: ProjectMemberSet) throws -> NewEvent {
        let project = try allow(.setMember(set.account), set.project)
        try check(ProjectRules.refusal(of: set, on: project))
        return try NewEvent(set)
    }

    /// Says where a project stands.
    public func move(_ project: EventID, to state: ProjectState, note: String? = nil) throws -> NewEvent {
        try allow(.move(to: state), project)
        try check(ProjectRules.refusal(ofNote: note, for: state))
        return try NewEvent(ProjectStateSet(project: project, state: state, note: note))
    }

    /// Notes what was decided.
    public func decide(_ decision: ProjectDecided) throws -> NewEvent {
        let project = try allow(.decide, decision.project)
        try check(ProjectRules.refusal(of: decision, on: project))
        return try NewEvent(decision)
    }

    /// Says what the member learned; an empty text passes.
    public func reflect(_ project: EventID, _ text: String) throws -> NewEvent {
        try allow(.reflect, project)
        try check(ProjectRules.refusal(ofTexts: [text]))
        return try NewEvent(ProjectReflected(project: project, text: text))
    }

    /// Says that something belongs to a project, or does not.
    public func link(_ thing: Reference, to id: EventID, _ linked: Bool = true) throws -> NewEvent {
        try check(ProjectRules.refusal(of: thing, to: id))
        let link = try project(id).links.first { $0.thing.name == thing.name }
        if !linked, link == nil { throw CommandFailure("that is not linked to this project", .notFound) }
        if linked, link != nil { throw CommandFailure("that is linked to this project already", .badData) }
        try allow(link.map { .unlink(by: $0.by) } ?? .link, id)
        return try NewEvent(ProjectLinked(project: id, thing: link?.thing ?? thing, linked: linked))
    }

    // MARK: - Tasks

    /// Adds a task. The event's id is the task's.
    public func add(_ task: TaskAdded) throws -> NewEvent {
        let project = try allow(.work, task.project)
        try check(task.title, task.note, task.assignees, task.after, of: nil, in: project)
        return try NewEvent(task)
    }

    /// Moves a task, gives it to somebody, words it otherwise or takes it away.
    public func change(_ change: TaskChanged) throws -> NewEvent {
        guard let known = try session.read({ try Self.projectOfTask(change.task, $0) }) else {
            throw CommandFailure("\(change.task) is no task; `stoa project show` names them", .notFound)
        }
        let project = try allow(.work, known)
        try check(change.title, change.note, change.assignees, change.after, of: change.task, in: project)
        return try NewEvent(change)
    }

    private func check(
        _ title: String?, _ note: String?, _ assignees: [Account]?, _ after: [EventID]?, of task: EventID?,
        in project: Project
    ) throws {
        try check(TaskRules.refusal(title: title, note: note, assignees: assignees, after: after))
        for account in assignees ?? [] where project.member(account) == nil {
            throw CommandFailure("@\(account) does not take part in this project", .notFound)
        }
        guard let after, !after.isEmpty else { return }
        try session.read { database in
            for needs in after {
                guard needs != task, try ProjectQueries.task(needs, database)?.project == project.id else {
                    throw CommandFailure("a task waits for other tasks of its project", .badData)
                }
                if let task, try Self.waits(needs, for: task, database) {
                    throw CommandFailure("that one waits for this one already", .badData)
                }
            }
        }
    }

    /// Whether a task waits for another, directly or through others.
    private static func waits(_ task: EventID, for other: EventID, _ database: Database) throws -> Bool {
        let sql = """
            WITH RECURSIVE before(id) AS (
                SELECT ?1
                UNION
                SELECT task_after.needs FROM before JOIN document ON document.id = before.id
                    JOIN task_after ON task_after.task = document.number
            )
            SELECT EXISTS (SELECT 1 FROM before WHERE id = ?2)
            """
        return try Bool.fetchOne(database.cachedStatement(sql: sql), arguments: [task, other]) ?? false
    }

    /// The project of a task, taken away or not.
    private static func projectOfTask(_ task: EventID, _ database: Database) throws -> EventID? {
        let sql = """
            SELECT place.id FROM document AS place JOIN task ON task.project = place.number
                JOIN document ON document.number = task.number WHERE document.id = ?
            """
        return try EventID.fetchOne(database.cachedStatement(sql: sql), arguments: [task])
    }

    // MARK: - Asking the rules

    /// Asks whether the member may do something, and answers the project.
    @discardableResult
    public func allow(_ act: ProjectAct, _ id: EventID) throws -> Project {
        let project = try project(id)
        if let refusal = refusal(act, project) { throw CommandFailure.refused(refusal) }
        return project
    }

    /// Why the member may not do something now; nothing when they may.
    func refusal(_ act: ProjectAct, _ project: Project) -> String? {
        let standing = (try? session.standing(of: session.me)) ?? .outsider
        return ProjectRules.refusal(act, by: session.me, standing, on: project, at: session.clock.now())
    }

    private func project(_ id: EventID) throws -> Project {
        guard let project = try session.read({ try ProjectQueries.project(id, $0) }) else {
            throw CommandFailure("\(id) is no project; `stoa project list` shows them", .notFound)
        }
        return project
    }

    private func check(_ refusal: String?) throws {
        if let refusal { throw CommandFailure(refusal, .badData) }
    }
}
