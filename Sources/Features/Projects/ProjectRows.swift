import Foundation
import Index
import Journal

/// Writes what projects have become into the tables.
enum ProjectRows {
    static func save(_ project: Project, _ number: Int64, _ projecting: Projecting) throws {
        let texts =
            [project.brief] + project.decisions.flatMap { [$0.question, $0.chosen, $0.why] }
            + project.reflections.map(\.text)
        try projecting.revise(
            number, title: project.title, body: texts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
        try noteCircle(project.circle, number, projecting)
        let encoder = JSONEncoder()
        let last = project.log.last?.at ?? project.created
        try projecting.execute(
            """
            INSERT OR REPLACE INTO project(number, state, shelf, open, members, requests, noted, changed, circle, detail)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, project.state.rawValue, project.state.shelf, project.isOpen, project.members.count,
            project.requests.count, last, last,
            try encoder.encode(project.circle), try encoder.encode(project))
        try projecting.execute("DELETE FROM project_member WHERE project = ?", number)
        for member in project.members {
            try projecting.execute(
                "INSERT OR IGNORE INTO project_member(account, project, owner) VALUES(?, ?, ?)", member.account, number,
                member.isOwner)
        }
        try projecting.execute("DELETE FROM project_link WHERE project = ?", number)
        for link in project.links {
            try projecting.execute(
                "INSERT OR IGNORE INTO project_link(project, thing, kind) VALUES(?, ?, ?)", number, link.thing.id,
                link.thing.kind)
        }
        try projecting.setTurns(of: project.id, kind: ProjectTurns.kind, ProjectTurns.turns(of: project))
    }

    /// What tasks are judged by is another, so they are looked at again.
    private static func noteCircle(_ circle: ProjectCircle, _ number: Int64, _ projecting: Projecting) throws {
        let before = try projecting.value(Data.self, "SELECT circle FROM project WHERE number = ?", number)
        guard try before.map({ try JSONDecoder().decode(ProjectCircle.self, from: $0) }) != circle else { return }
        try touchTasks(of: number, projecting)
    }

    private static func touchTasks(of number: Int64, _ projecting: Projecting) throws {
        for row in try projecting.rows("SELECT task FROM task_of WHERE project = ?", number) {
            projecting.touch("task", row["task"])
        }
    }

    static func remove(_ id: EventID, _ number: Int64, _ projecting: Projecting) throws {
        for sql in [
            "DELETE FROM project WHERE number = ?", "DELETE FROM project_member WHERE project = ?",
            "DELETE FROM project_link WHERE project = ?",
        ] { try projecting.execute(sql, number) }
        try projecting.setTurns(of: id, kind: ProjectTurns.kind, [])
        try touchTasks(of: number, projecting)
    }

    /// Counts a project's tasks, and notes when anything was last done in it.
    static func count(_ number: Int64, _ projecting: Projecting) throws {
        try projecting.execute(
            """
            UPDATE project SET
                todo = (SELECT count(*) FROM task WHERE project = ?1 AND removed = 0 AND state = 'todo'),
                doing = (SELECT count(*) FROM task WHERE project = ?1 AND removed = 0 AND state = 'doing'),
                done = (SELECT count(*) FROM task WHERE project = ?1 AND removed = 0 AND state = 'done'),
                changed = max(noted, coalesce((SELECT max(changed) FROM task WHERE project = ?1), 0))
            WHERE number = ?1
            """,
            number)
    }
}

/// Writes what tasks have become into the tables.
enum TaskRows {
    static func save(_ task: FoldedTask, _ number: Int64, _ projecting: Projecting) throws {
        try projecting.revise(number, title: task.title, body: task.note)
        try projecting.setHidden(number, task.isRemoved)
        try projecting.execute(
            """
            INSERT OR REPLACE INTO task(number, project, state, due, since, assigned, changed, changed_by, change, removed)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, task.project, task.state.rawValue, task.due, task.since, task.assigned, task.last.at, task.last.by,
            task.last.text, task.isRemoved)
        try projecting.execute("DELETE FROM task_assignee WHERE task = ?", number)
        for account in task.assignees {
            try projecting.execute("INSERT OR IGNORE INTO task_assignee(task, account) VALUES(?, ?)", number, account)
        }
        try projecting.execute("DELETE FROM task_after WHERE task = ?", number)
        for needs in task.after where needs != task.id {
            try projecting.execute("INSERT OR IGNORE INTO task_after(task, needs) VALUES(?, ?)", number, needs)
        }
    }

    static func remove(_ id: EventID, _ number: Int64, _ projecting: Projecting) throws {
        for sql in [
            "DELETE FROM task WHERE number = ?", "DELETE FROM task_assignee WHERE task = ?",
            "DELETE FROM task_after WHERE task = ?",
        ] { try projecting.execute(sql, number) }
    }

    /// The tasks that wait for a task.
    static func waiting(for number: Int64, _ projecting: Projecting) throws -> [Int64] {
        try projecting.rows(
            "SELECT task FROM task_after JOIN document ON document.id = needs WHERE document.number = ?", number
        ).map { $0["task"] }
    }

    /// Who is expected to do a task: those it is given to, as long as they take part and it waits for no other.
    static func setTurns(of number: Int64, _ projecting: Projecting) throws {
        guard let id = try projecting.value(EventID.self, "SELECT id FROM document WHERE number = ?", number) else {
            return
        }
        try projecting.setTurns(of: id, kind: TaskTurns.kind, turns(of: number, id, projecting))
    }

    private static func turns(of number: Int64, _ id: EventID, _ projecting: Projecting) throws -> [Turn] {
        let task = try projecting.row(
            """
            SELECT task.state, due, assigned FROM task JOIN project ON project.number = task.project
            WHERE task.number = ? AND removed = 0 AND task.state <> 'done'
                AND project.state NOT IN ('archived', 'abandoned')
            """, number)
        guard let task else { return [] }
        let needs = try projecting.rows(
            """
            SELECT task.state, task.since FROM task_after JOIN document ON document.id = needs
                JOIN task ON task.number = document.number
            WHERE task_after.task = ? AND removed = 0
            """, number)
        guard needs.allSatisfy({ $0["state"] == TaskState.done.rawValue }) else { return [] }
        // It is their turn since it is theirs, and nothing stands in its way any more.
        let since = max(task["assigned"], needs.map { $0["since"] as Timestamp }.max() ?? Timestamp(rawValue: 0))
        return try projecting.rows(
            """
            SELECT account FROM task_assignee JOIN task ON task.number = task_assignee.task
                JOIN project_member USING(account, project)
            WHERE task_assignee.task = ? ORDER BY account
            """, number
        ).map { row in
            Turn(
                subject: id, kind: TaskTurns.kind, holder: .account(row["account"]), reason: task["state"],
                since: since, due: task["due"])
        }
    }
}

/// Who is expected to act on a task.
enum TaskTurns {
    static let kind = "task"
    static let words = TurnWords(
        kind: kind, doing: "do", reasons: ["todo": "this task is yours", "doing": "you are at this task"])
}

/// Who is expected to act on a project.
enum ProjectTurns {
    static let kind = "project"
    static let words = TurnWords(
        kind: kind, doing: "see to",
        reasons: ["asks": "somebody asks to join your project", "reflect": "say what you learned, or pass"])

    static func turns(of project: Project) -> [Turn] {
        if project.state == .reflecting {
            return project.members.filter { member in !project.reflections.contains { $0.by == member.account } }.map {
                Turn(
                    subject: project.id, kind: kind, holder: .account($0.account), reason: "reflect",
                    since: max(project.since, $0.since))
            }
        }
        guard !project.state.isOver, let first = project.requests.map(\.at).max() else { return [] }
        return project.members.filter(\.isOwner).map {
            Turn(subject: project.id, kind: kind, holder: .account($0.account), reason: "asks", since: first)
        }
    }
}
