import Foundation
import Index
import Journal

/// A task as its events make it.
struct FoldedTask: Sendable {
    var id: EventID
    var project: Int64
    var title: String
    var note: String
    var assignees: [Account]
    var due: Timestamp?
    var state = TaskState.todo
    /// Since when it is so.
    var since: Timestamp
    /// Since when it is given to those who do it.
    var assigned: Timestamp
    var after: [EventID]
    var isRemoved = false
    /// What was last done with it, by whom and when.
    var last: ProjectNote
    /// Who took part in the project when.
    var circle: ProjectCircle
}

/// What each event makes of a task, in their one order.
enum TaskFold {
    typealias Step = Folding<FoldedTask>.Step

    static func begin(_ step: Step, _ projecting: Projecting) throws -> FoldedTask {
        let added: TaskAdded = try step.event.payload()
        guard let number = try projecting.number(of: added.project),
            let circle = try projecting.value(Data.self, "SELECT circle FROM project WHERE number = ?", number)
        else { throw Refusal("there is no such project") }
        let task = FoldedTask(
            id: step.event.id, project: number, title: added.title, note: added.note ?? "",
            assignees: added.assignees ?? [], due: added.due?.given, since: step.event.clock,
            assigned: step.event.clock, after: added.after ?? [],
            last: ProjectNote(by: step.event.by, at: step.event.clock, text: "added"),
            circle: try JSONDecoder().decode(ProjectCircle.self, from: circle))
        try allow(step, task)
        try Refusal.check(
            TaskRules.refusal(
                title: added.title, note: added.note, assignees: added.assignees, after: added.after))
        return task
    }

    static let changes: [String: Folding<FoldedTask>.Change] = [TaskChanged.kind: change]

    private static func allow(_ step: Step, _ task: FoldedTask) throws {
        try Refusal.check(
            TaskRules.refusal(
                toWorkIn: task.circle, by: step.event.by, step.standing, at: step.event.stamp))
    }

    private static func change(_ task: inout FoldedTask, _ step: Step) throws {
        let change: TaskChanged = try step.event.payload()
        try allow(step, task)
        try Refusal.check(
            TaskRules.refusal(
                title: change.title, note: change.note, assignees: change.assignees, after: change.after))
        var did = "edited"
        task.title = change.title ?? task.title
        task.note = change.note ?? task.note
        if let due = change.due { task.due = due.given }
        task.after = change.after ?? task.after
        if let assignees = change.assignees {
            if !Set(assignees).subtracting(task.assignees).isEmpty { task.assigned = step.event.clock }
            task.assignees = assignees
            did =
                assignees.isEmpty
                ? "put back" : "given to " + assignees.map { "@\($0)" }.joined(separator: " ")
        }
        if let state = change.state, state != task.state {
            task.state = state
            task.since = step.event.clock
            did = state == .done ? "done" : state == .doing ? "begun" : "put back to do"
        }
        if let removed = change.removed {
            task.isRemoved = removed
            did = removed ? "taken away" : "brought back"
        }
        task.last = ProjectNote(by: step.event.by, at: step.event.clock, text: did)
    }
}
