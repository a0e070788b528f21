import Foundation
import Index
import Journal

/// How projects and their tasks change the index. Rows hold what lists need; `detail` holds the whole project as JSON.
public enum ProjectProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Projects", schema: ProjectSchema.statements + projects.schema + tasks.schema,
        handlers: projects.handlers + tasks.handlers, settle: settle)

    static let projects = Folding<Project>(
        "project", first: ProjectStarted.kind,
        document: { event in
            let started: ProjectStarted = try event.payload()
            return Document(
                kind: "project", id: event.id, author: event.by, created: event.clock,
                title: String(started.title.prefix(ProjectRules.longestLine)), body: "")
        },
        begin: { step, _ in try ProjectFold.begin(step) },
        subject: { try $0.id(in: "project") },
        changes: ProjectFold.changes, save: ProjectRows.save, remove: ProjectRows.remove)

    static let tasks = Folding<FoldedTask>(
        "task", first: TaskAdded.kind,
        document: { event in
            let added: TaskAdded = try event.payload()
            return Document(
                kind: "task", id: event.id, author: event.by, created: event.clock,
                title: String(added.title.prefix(ProjectRules.longestLine)), body: "")
        },
        place: { try $0.id(in: "project") },
        arrived: { event, task, projecting in
            guard let project = try projecting.number(of: event.id(in: "project")) else { return }
            try projecting.execute("INSERT OR IGNORE INTO task_of(project, task) VALUES(?, ?)", project, task)
        },
        begin: TaskFold.begin,
        subject: { try $0.id(in: "task") },
        changes: TaskFold.changes, save: TaskRows.save, remove: TaskRows.remove)

    /// Projects first: who takes part decides what becomes of tasks.
    private static func settle(_ projecting: Projecting) throws {
        try projects.settle(projecting)
        try tasks.settle(projecting)
        let changed = projecting.touched["task"] ?? []
        var moved = changed
        for task in changed { moved.formUnion(try TaskRows.waiting(for: task, projecting)) }
        for task in moved.sorted() { try TaskRows.setTurns(of: task, projecting) }
        for task in changed {
            let project = try projecting.value(Int64.self, "SELECT project FROM task_of WHERE task = ?", task)
            if let project { projecting.touch("project", project) }
        }
        for project in projecting.touched["project"] ?? [] { try ProjectRows.count(project, projecting) }
    }
}

/// The feature's tables.
enum ProjectSchema {
    static let statements = [
        """
        CREATE TABLE project(
            number INTEGER PRIMARY KEY, state TEXT NOT NULL, shelf TEXT NOT NULL, open INTEGER NOT NULL,
            members INTEGER NOT NULL, requests INTEGER NOT NULL, noted INTEGER NOT NULL, changed INTEGER NOT NULL, todo INTEGER NOT NULL DEFAULT 0,
            doing INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0, circle BLOB NOT NULL, detail BLOB NOT NULL
        )
        """,
        // `shelf` is the list that it stands in.
        "CREATE INDEX project_by_change ON project(shelf, changed, number)",
        """
        CREATE TABLE project_member(
            account TEXT, project INTEGER, owner INTEGER NOT NULL, PRIMARY KEY(account, project)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX project_members ON project_member(project)",
        """
        CREATE TABLE project_link(
            project INTEGER, thing BLOB, kind TEXT NOT NULL, PRIMARY KEY(project, thing)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX project_link_by_thing ON project_link(thing)",
        // All tasks that ever were added to a project, refused ones too.
        "CREATE TABLE task_of(project INTEGER, task INTEGER, PRIMARY KEY(project, task)) WITHOUT ROWID",
        "CREATE UNIQUE INDEX task_of_project ON task_of(task)",
        """
        CREATE TABLE task(
            number INTEGER PRIMARY KEY, project INTEGER NOT NULL, state TEXT NOT NULL, due INTEGER,
            since INTEGER NOT NULL, assigned INTEGER NOT NULL, changed INTEGER NOT NULL, changed_by TEXT NOT NULL,
            change TEXT NOT NULL, removed INTEGER NOT NULL
        )
        """,
        "CREATE INDEX task_by_project ON task(project, removed, state)",
        "CREATE INDEX task_by_change ON task(project, changed)",
        "CREATE TABLE task_assignee(task INTEGER, account TEXT, PRIMARY KEY(task, account)) WITHOUT ROWID",
        "CREATE INDEX task_by_assignee ON task_assignee(account)",
        "CREATE TABLE task_after(task INTEGER, needs BLOB, PRIMARY KEY(task, needs)) WITHOUT ROWID",
        "CREATE INDEX task_after_by_needs ON task_after(needs)",
    ]
}
