import Foundation
import Index
import Journal
import Terminal
import Workbench

/// What panes let happen to tasks.
struct TaskEffects: Sendable {
    let session: BoardSession
    let project: Project

    private var writing: ProjectWriting { ProjectWriting(session) }

    private func change(
        _ change: TaskChanged, done: String, undo name: String, _ inverse: TaskChanged
    ) throws -> [Effect] {
        let undo = Writing.Undo(name) { [session] _ in [try ProjectWriting(session).change(inverse)] }
        return [.write(Writing([try writing.change(change)], done: done, undo: undo))]
    }

    func move(_ task: TaskSummary, to state: TaskState) throws -> [Effect] {
        let isEarly = task.isBlocked && state != .todo
        return try change(
            TaskChanged(task: task.id, state: state),
            done: isEarly ? "\(state.words); it waits for another one, though" : state.words,
            undo: "moving “\(task.title)”", TaskChanged(task: task.id, state: task.state))
    }

    /// Makes a task the reader's, or no longer theirs.
    func claim(_ task: TaskSummary) throws -> [Effect] {
        let isMine = task.assignees.contains(session.me)
        let others = task.assignees.filter { $0 != session.me }
        return try change(
            TaskChanged(task: task.id, assignees: isMine ? others : others + [session.me]),
            done: isMine ? "put back" : "it is yours", undo: isMine ? "putting it back" : "taking it",
            TaskChanged(task: task.id, assignees: task.assignees))
    }

    func remove(_ task: TaskSummary) throws -> [Effect] {
        try change(
            TaskChanged(task: task.id, removed: true), done: "taken away", undo: "taking it away",
            TaskChanged(task: task.id, removed: false))
    }

    /// Lets the reader pick a task that has to be done first, or no longer.
    func offerWaits(_ task: TaskSummary, among tasks: [TaskSummary]) -> Effect {
        let others = tasks.filter { $0.id != task.id && ($0.state != .done || task.after.contains($0.id)) }
        guard !others.isEmpty else { return .say("there is no other task to wait for") }
        let items = others.prefix(300).map { other in
            let waits = task.after.contains(other.id)
            return Choice.Item(label: (waits ? "[x] " : "[ ] ") + other.title, detail: other.state.words) {
                let after = waits ? task.after.filter { $0 != other.id } : task.after + [other.id]
                return try change(
                    TaskChanged(task: task.id, after: after), done: waits ? "waits no longer" : "waits for it",
                    undo: "what it waits for", TaskChanged(task: task.id, after: task.after))
            }
        }
        return .choose(Choice(purpose: "task-waits", title: "“\(task.title)” waits for", items: Array(items)))
    }

    // MARK: - Forms

    private static func fields(_ task: TaskSummary?) -> [Form.Field] {
        [
            Form.Field("title", label: "Task", text: task?.title ?? "", hint: "What is done when it is done."),
            Form.Field(
                "who", label: "Who", text: task?.assignees.map { "@\($0)" }.joined(separator: " ") ?? "",
                hint: "@ana @ben, me, or nobody yet."),
            Form.Field(
                "due", label: "By when", text: task?.due.map { ShortDate.typed($0) } ?? "",
                hint: "2026-12-12, 3w, friday; may be empty."),
            Form.Field(
                "note", label: "Note", text: task?.note ?? "", hint: "What else there is to know. Markdown.",
                takesLines: true),
        ]
    }

    private func who(_ values: Form.Values) -> [Account] {
        (values["who"] ?? "").split { $0 == " " || $0 == "," }.map { String($0.drop { $0 == "@" }) }
            .map { $0 == "me" ? session.me : Account($0) }
    }

    private func due(_ values: Form.Values) throws -> Timestamp? {
        guard let text = values["due"], !text.isEmpty else { return nil }
        return try TypedMoment.moment(text, now: session.clock.now())
    }

    func add() -> Effect {
        .fill(
            Form(title: "A new task", fields: Self.fields(nil)) { values in
                let task = TaskAdded(
                    project: project.id, title: values["title"] ?? "", note: values["note"], assignees: who(values),
                    due: try due(values))
                let undo = Writing.Undo("the task") { [session] written in
                    try written.map { try ProjectWriting(session).change(TaskChanged(task: $0, removed: true)) }
                }
                let writing = Writing([try writing.add(task)], done: "added; c adds another", undo: undo) { written in
                    written.first.map { [.follow(Reference(kind: "task", id: $0))] } ?? []
                }
                return [.write(writing)]
            })
    }

    func edit(_ task: TaskSummary) -> Effect {
        .fill(
            Form(title: "Edit the task", fields: Self.fields(task)) { values in
                // Only what was changed is said, so that others' changes to the rest stand.
                func changed<Value: Equatable>(_ new: Value?, _ old: Value) -> Value? { new == old ? nil : new }
                let day = try due(values)
                let isSameDay = day.map { ShortDate.typed($0) } == task.due.map { ShortDate.typed($0) }
                let edit = TaskChanged(
                    task: task.id, title: changed(values["title"], task.title),
                    note: changed(values["note"], task.note), assignees: changed(who(values), task.assignees),
                    due: isSameDay ? nil : day ?? Timestamp.none)
                let before = TaskChanged(
                    task: task.id, title: edit.title.map { _ in task.title }, note: edit.note.map { _ in task.note },
                    assignees: edit.assignees.map { _ in task.assignees },
                    due: edit.due.map { _ in task.due ?? Timestamp.none })
                return try change(edit, done: "changed", undo: "the change", before)
            })
    }

    // MARK: - Showing

    /// All about a task, over everything.
    func show(_ task: TaskSummary, among tasks: [TaskSummary]) throws -> Effect {
        let now = session.clock.now()
        var lines = [StyledLine([Span(task.isBlocked ? "blocked" : task.state.words, .accent)])]
        lines[0].append("  since \(Age.short(task.since, now: now))", .time)
        if let due = task.due { lines[0].append("  due \(ShortDate.day(due, now: now))", due < now ? .warning : .time) }
        if !task.assignees.isEmpty {
            lines.append(StyledLine(task.assignees.map { "@\($0)" }.joined(separator: " "), .author))
        }
        for needs in tasks where task.after.contains(needs.id) {
            lines.append(
                StyledLine([Span("waits for ", .muted), Span(needs.title), Span("  \(needs.state.words)", .muted)]))
        }
        for other in tasks where other.after.contains(task.id) {
            lines.append(StyledLine([Span("comes before ", .muted), Span(other.title)]))
        }
        let goals = try session.read { try GoalQueries.goals(servedBy: task.id, $0) }
        for goal in goals { lines.append(StyledLine([Span("serves ", .muted), Span(goal.statement)])) }
        if !task.note.isEmpty {
            lines += [StyledLine()] + MarkdownDocument(task.note).layout(columns: 72, foldQuotes: false).lines
        }
        lines += [
            StyledLine(),
            StyledLine(
                "added by @\(task.author); last: \(task.last.text), @\(task.last.by), "
                    + Age.short(task.last.at, now: now), .muted),
        ]
        return .show(Page(title: task.title, lines: lines))
    }
}

extension TaskState {
    /// In words.
    var words: String { self == .todo ? "to do" : rawValue }
}
