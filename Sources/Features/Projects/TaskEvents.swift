import Journal

/// How far a task is. Whether it is blocked is worked out from what it waits for.
public enum TaskState: String, Codable, CaseIterable, Sendable {
    /// The columns of a project, from left to right.
    case todo, doing, done

    /// The states before and after it.
    func moved(by step: Int) -> TaskState? {
        let all = Self.allCases
        guard let place = all.firstIndex(of: self), all.indices.contains(place + step) else { return nil }
        return all[place + step]
    }
}

/// `task.added`: something to do in a project. The event's id is the task's.
public struct TaskAdded: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "task.added"
    /// Which project.
    public var project: EventID
    /// What is to be done, one line.
    public var title: String
    /// More about it. Markdown.
    public var note: String?
    /// Who does it.
    public var assignees: [Account]?
    /// By when.
    public var due: Timestamp?
    /// The tasks that it waits for.
    public var after: [EventID]?

    /// A task.
    public init(
        project: EventID, title: String, note: String? = nil, assignees: [Account]? = nil, due: Timestamp? = nil,
        after: [EventID]? = nil
    ) {
        self.project = project
        self.title = title
        self.note = note
        self.assignees = assignees
        self.due = due
        self.after = after
    }
}

/// `task.changed`: a task is moved, given to somebody, worded or planned otherwise, or taken away. What is left out stays,
/// so two members who change different things both have their way.
public struct TaskChanged: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "task.changed"
    /// Which task.
    public var task: EventID
    /// How far it is.
    public var state: TaskState?
    /// What is to be done.
    public var title: String?
    /// More about it.
    public var note: String?
    /// Who does it.
    public var assignees: [Account]?
    /// By when; the beginning of 1970 takes the date away.
    public var due: Timestamp?
    /// The tasks that it waits for.
    public var after: [EventID]?
    /// Whether it is taken away.
    public var removed: Bool?

    /// A change.
    public init(
        task: EventID, state: TaskState? = nil, title: String? = nil, note: String? = nil,
        assignees: [Account]? = nil, due: Timestamp? = nil, after: [EventID]? = nil, removed: Bool? = nil
    ) {
        self.task = task
        self.state = state
        self.title = title
        self.note = note
        self.assignees = assignees
        self.due = due
        self.after = after
        self.removed = removed
    }
}
