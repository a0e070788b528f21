import Index
import Journal
import Terminal
import Workbench

/// One project: its tasks in columns or as a list, and all about it.
struct ProjectPane: Pane {
    /// The views of it, in the order of the tabs.
    enum Face: Int, CaseIterable, Sendable { case board, list, about }

    let session: BoardSession
    let id: EventID
    private(set) var project: Project?
    private(set) var tasks: [TaskSummary] = []
    private(set) var selected: EventID?
    private(set) var page = LinePage<ProjectPage.Target>()
    private var tabs = TabLine(tabs: ["Board", "List", "About"].map { TabLine.Tab(title: $0) })
    private var list = ListView(FixedRows<TaskSummary>())
    private var summary: ProjectSummary?
    private var sought = ""
    private var columns = 78

    init(_ session: BoardSession, project: EventID, task: EventID? = nil) {
        self.session = session
        id = project
        selected = task
    }

    var effects: ProjectEffects { ProjectEffects(session: session) }
    var face: Face { Face(rawValue: tabs.shown) ?? .board }
    /// On a narrow screen the board is a list.
    private var isInColumns: Bool { face == .board && columns >= TaskColumns.besideFrom }

    var title: StyledLine {
        guard let project else { return "A project" }
        return StyledLine([Span(project.title), Span("  " + project.state.rawValue, .muted)])
    }

    var contexts: [Context] { [.project, .tabs] + (isInColumns ? [.columns] : []) }
    var takesScreen: Bool { true }
    var isFinding: Bool { !sought.isEmpty && face != .about }
    var status: StyledLine { StyledLine(sought.isEmpty ? "" : "with “\(sought)”", .status) }

    var subject: Reference? {
        if face != .about, let task { return Reference(kind: "task", id: task.id) }
        return Reference(kind: "project", id: id)
    }

    /// The selected task, where tasks show.
    var task: TaskSummary? { face == .about ? nil : tasks.first { $0.id == selected } }

    // MARK: - Asking the index

    mutating func reload() throws {
        let isFirst = project == nil
        try session.read { database in
            project = try ProjectQueries.project(id, database)
            summary = try ProjectQueries.summary(id, reader: session.me, database)
            tasks = try summary.map { try ProjectQueries.tasks(of: $0.number, database) } ?? []
        }
        if !sought.isEmpty { tasks = tasks.filter { StyledLine(Self.text($0)).contains(sought) } }
        // What is finished is looked at, not worked on.
        if isFirst, let state = project?.state, state == .showing || state.isOver, selected == nil {
            tabs.shown = Face.about.rawValue
        }
        tabs.tabs[Face.board.rawValue].count = (summary?.todo ?? 0) + (summary?.doing ?? 0)
        try settle()
    }

    private static func text(_ task: TaskSummary) -> String {
        ([task.title, task.isBlocked ? "blocked" : ""] + task.assignees.map { "@\($0)" }).joined(separator: " ")
    }

    /// Brings what shows in line with the tasks and the selected one.
    private mutating func settle() throws {
        if !tasks.contains(where: { $0.id == selected }) { selected = first() }
        list.source = FixedRows(tasks)
        try list.reload()
        list.select(selected)
        guard face == .about, let project, let summary else { return }
        try page.set(ProjectPage.lines(project, summary, columns: columns, session))
    }

    /// One begins with what there is to do.
    private func first() -> EventID? {
        let order: [TaskState] = [.doing, .todo, .done]
        return order.lazy.compactMap { state in tasks.first { $0.state == state } }.first?.id
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("project", "task", "goal") { try reload() }
    }

    /// A task that was just added is the one that shows.
    mutating func follow(_ subject: Reference) throws -> [Effect] {
        guard subject.kind == "task", let task = subject.id else { return [] }
        try reload()
        if tasks.contains(where: { $0.id == task }) { select(task) }
        return []
    }

    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        guard size.columns != columns else { return [] }
        columns = size.columns
        try settle()
        return []
    }

    // MARK: - Moving

    mutating func select(_ task: EventID) {
        selected = task
        list.select(task)
    }

    mutating func show(_ tab: Int, by step: Int = 0) throws {
        tabs.shown = tab
        tabs.step(by: step)
        try settle()
    }

    mutating func show(with text: String) throws {
        sought = text
        try reload()
    }

    mutating func showTab(by step: Int) throws { try show(tabs.shown, by: step) }

    /// Moves among what shows.
    mutating func move(_ action: ActionName, in size: Size) throws {
        let height = Self.height(size)
        guard face != .about else { return try page.perform(action, height: height) }
        guard isInColumns, let task else {
            _ = try list.perform(action, height: height)
            selected = list.selection?.id
            return
        }
        let board = TaskColumns(tasks: tasks, selected: selected, now: session.clock.now())
        let steps: [ActionName: Int] = [
            .down: 1, .up: -1, .first: -.max / 2, .last: .max / 2, .pageDown: 5, .pageUp: -5, .halfPageDown: 3,
            .halfPageUp: -3, .readOn: 5,
        ]
        let next: TaskSummary? =
            switch action {
            case .nextMatch, .previousMatch: match(by: action == .nextMatch ? 1 : -1)
            case .columnRight: board.neighbour(of: task, right: 1)
            case .columnLeft: board.neighbour(of: task, right: -1)
            default: board.neighbour(of: task, down: steps[action] ?? 0)
            }
        if let next { select(next.id) }
    }

    /// Goes through what was found, whatever column it is in.
    private func match(by step: Int) -> TaskSummary? {
        let place = tasks.firstIndex { $0.id == selected } ?? 0
        return tasks.indices.contains(place + step) ? tasks[place + step] : nil
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .typing(PaneInput.find, let text), .entered(PaneInput.find, let text): try show(with: text)
        case .cancelled(PaneInput.find): try show(with: "")
        case .click(let point) where point.row == 0:
            if let tab = tabs.tab(atColumn: point.column, columns: size.columns) { try show(tab) }
        case .click(let point):
            let inside = Point(column: point.column, row: point.row - Self.head)
            if face == .about { return try finish(page.handle(.click(inside), height: Self.height(size)), in: size) }
            guard !isInColumns, let place = list.place(atRow: inside.row) else { return [] }
            try list.move(to: place, height: Self.height(size))
            selected = list.selection?.id
        case .doubleClick: return availability(of: .open) == .available ? try perform(.open, in: size) : []
        case .wheel(let count): try move(count > 0 ? .down : .up, in: size)
        default: break
        }
        return []
    }

    // MARK: - Drawing

    /// Rows above what shows.
    private static let head = 1

    static func height(_ size: Size) -> Int { max(1, size.rows - head) }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        guard project != nil else {
            surface.write("this project is not here", at: Point(column: 1, row: 0), style: .muted)
            return surface
        }
        surface.write(
            tabs.line(columns: size.columns).justified(with: headRight, columns: size.columns - 1),
            at: Point(column: 0, row: 0))
        let inner = Size(columns: size.columns, rows: Self.height(size))
        let now = session.clock.now()
        let shown: Surface =
            if face == .about {
                page.view(size: inner, isFocused: isFocused)
            } else if tasks.isEmpty {
                emptied(inner)
            } else if isInColumns {
                TaskColumns(tasks: tasks, selected: selected, now: now).view(size: inner, isFocused: isFocused)
            } else {
                list.view(size: inner, isFocused: isFocused, empty: "") { task, columns in
                    TaskLine(task: task, now: now).line(columns: columns - 1)
                }
            }
        surface.draw(shown, at: Point(column: 0, row: Self.head))
        return surface
    }

    private func emptied(_ size: Size) -> Surface {
        var surface = Surface(size: size)
        let words = !sought.isEmpty ? "No task is like that." : "No tasks yet; c adds one, ] tells about the project."
        surface.write(words, at: Point(column: 1, row: 1), style: .muted)
        return surface
    }

    /// How far it has come, and whether the reader takes part.
    private var headRight: StyledLine {
        guard let summary, columns >= 56 else { return StyledLine() }
        var line = StyledLine()
        if let completion = summary.completion {
            line.append(completion.bar(columns: 12) + " " + completion.words, .accent)
        }
        if !summary.isMine, !summary.state.isOver {
            line.append(summary.isOpen ? "  J joins" : "  J asks to join", .hint)
        }
        return line
    }
}
