import Index
import Journal
import Terminal
import Workbench

/// The projects: those that go on, one's own, what there is to see, and those that were given up.
struct ProjectsPane: Pane {
    let session: BoardSession
    private var tabs = TabLine(tabs: ["Going on", "Mine", "Showcase", "Given up"].map { TabLine.Tab(title: $0) })
    private var list = ListView(FixedRows<ProjectSummary>())
    private var sought = ""

    init(_ session: BoardSession) { self.session = session }

    var title: StyledLine { "Projects" }
    var place: String { "projects" }
    var contexts: [Context] { [.projects, .tabs] }
    var subject: Reference? { list.selection.map { Reference(kind: "project", id: $0.id) } }
    var isFinding: Bool { !sought.isEmpty }
    var status: StyledLine { StyledLine(sought.isEmpty ? "" : "with “\(sought)”", .status) }

    private var effects: ProjectEffects { ProjectEffects(session: session) }
    private var filter: ProjectFilter { ProjectFilter(rawValue: tabs.shown) ?? .going }

    mutating func reload() throws {
        let (projects, counts) = try session.read { database in
            (
                try ProjectQueries.page(filter, reader: session.me, database),
                try ProjectQueries.counts(reader: session.me, database)
            )
        }
        for filter in ProjectFilter.allCases { tabs.tabs[filter.rawValue].count = counts[filter] ?? 0 }
        list.source = FixedRows(
            sought.isEmpty ? projects : projects.filter { StyledLine("\($0.title) @\($0.author)").contains(sought) })
        try list.reload()
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("project") { try reload() }
    }

    func availability(of action: ActionName) -> Availability {
        if [.find, .newProject, .tabLeft, .tabRight].contains(action) { return .available }
        if ActionName.amongMatches.contains(action) { return isFinding ? .available : .absent }
        let isKnown =
            [.open, .copy, .joinProject].contains(action)
            || ListView<FixedRows<ProjectSummary>>.actions.contains(action)
        guard isKnown else { return .absent }
        guard list.selection != nil else { return .unavailable("there are no projects here; c starts one") }
        guard action == .joinProject, let project = try? project() else { return .available }
        return effects.mayJoinOrLeave(project)
    }

    private func project() throws -> Project? {
        guard let id = list.selection?.id else { return nil }
        return try session.read { try ProjectQueries.project(id, $0) }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .open: return list.selection.map { effects.open($0.id) } ?? []
        case .copy: return list.selection.map { [.copy($0.title)] } ?? []
        case .newProject: return [effects.newProject()]
        case .joinProject: return try project().map { try effects.joinOrLeave($0) } ?? []
        case .tabRight, .tabLeft: try show(tabs.shown, by: action == .tabRight ? 1 : -1)
        case .endFind: try show(with: "")
        default: _ = try list.perform(action, height: height(size))
        }
        return []
    }

    private mutating func show(with text: String) throws {
        sought = text
        try reload()
    }

    private mutating func show(_ tab: Int, by step: Int = 0) throws {
        tabs.shown = tab
        tabs.step(by: step)
        list = ListView(FixedRows())
        try reload()
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .typing(PaneInput.find, let text), .entered(PaneInput.find, let text): try show(with: text)
        case .cancelled(PaneInput.find): try show(with: "")
        case .click(let point):
            if point.row == 0, let tab = tabs.tab(atColumn: point.column) { try show(tab) }
            if point.row >= Self.head, let place = list.place(atRow: point.row - Self.head) {
                try list.move(to: place, height: height(size))
            }
        case .doubleClick: return try perform(.open, in: size)
        case .wheel(let count): try list.scroll(by: count, height: height(size))
        default: break
        }
        return []
    }

    /// Rows above the list.
    private static let head = 2

    private func height(_ size: Size) -> Int { max(1, size.rows - Self.head) }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        surface.write(tabs.line(columns: size.columns), at: Point(column: 0, row: 0))
        let now = session.clock.now()
        let rows = list.view(
            size: Size(columns: size.columns, rows: height(size)), isFocused: isFocused,
            empty: StyledLine(Self.empty[filter] ?? "", .muted)
        ) { project, columns in Self.line(project, now: now, columns: columns - 1) }
        surface.draw(rows, at: Point(column: 0, row: Self.head))
        return surface
    }

    /// `[####------] 4/10  Title   3 members  active  2d`, as much of it as there is room for.
    private static func line(_ project: ProjectSummary, now: Timestamp, columns: Int) -> StyledLine {
        let isNarrow = columns < 56
        let bar = isNarrow ? 8 : 12
        var left = StyledLine(
            project.completion?.bar(columns: bar) ?? String(repeating: " ", count: bar), .accent)
        if !isNarrow { left.append(" " + (project.completion?.words ?? "").padding(to: 6), .muted) }
        left.append(" " + project.title, project.isMine ? .me : .text)
        var right = StyledLine()
        if project.requests > 0, project.isMine { right.append("  \(project.requests) asking", .badge) }
        if columns >= 72 { right.append("  \(project.members) in", .muted) }
        if columns >= 84, project.isOpen, !project.isMine, !project.state.isOver { right.append("  open", .success) }
        right.append("  " + project.state.rawValue, .muted)
        if !isNarrow {
            let age = Age.short(project.changed, now: now)
            right.append(String(repeating: " ", count: max(1, 5 - age.count)) + age, .time)
        }
        return left.justified(with: right, columns: columns)
    }

    private static let empty: [ProjectFilter: String] = [
        .going: "No projects yet; c starts one.", .mine: "You take part in no project; J in the list joins one.",
        .showcase: "Nothing is shown yet.", .abandoned: "No project was given up.",
    ]
}
