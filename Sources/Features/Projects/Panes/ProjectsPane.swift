import Index
import Journal
import Terminal
import Workbench

/// The projects: those that go on, one's own, what there is to see, and those that were given up.
struct ProjectsPane: Pane {
    let session: BoardSession
    private var list = TabbedList<ProjectSummary>(tabs: ["Going on", "Mine", "Showcase", "Given up"])

    init(_ session: BoardSession) { self.session = session }

    var title: StyledLine { "Projects" }
    var place: String { "projects" }
    var contexts: [Context] { [.projects, .tabs] }
    var subject: Reference? { list.selection.map { Reference(kind: "project", id: $0.id) } }
    var isFinding: Bool { list.isFinding }
    var status: StyledLine { list.status }

    private var effects: ProjectEffects { ProjectEffects(session: session) }
    private var filter: ProjectFilter { ProjectFilter(rawValue: list.tabs.shown) ?? .going }

    mutating func reload() throws {
        let (projects, counts) = try session.read { database in
            (
                try ProjectQueries.page(filter, reader: session.me, database),
                try ProjectQueries.counts(reader: session.me, database)
            )
        }
        for filter in ProjectFilter.allCases { list.tabs.tabs[filter.rawValue].count = counts[filter] ?? 0 }
        try list.fill(projects) { StyledLine("\($0.title) @\($0.author)").contains($1) }
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("project") { try reload() }
    }

    func availability(of action: ActionName) -> Availability {
        if action == .newProject { return .available }
        let common = list.availability(
            of: action, onRows: [.open, .copy, .joinProject], none: "there are no projects here; c starts one")
        guard action == .joinProject, let project = try? project() else { return common }
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
        default: return try finish(list.perform(action, in: size), in: size)
        }
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try finish(list.handle(input, in: size), in: size)
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        let now = session.clock.now()
        return list.view(size: size, isFocused: isFocused, empty: Self.empty[filter] ?? "") { project, columns in
            Self.line(project, now: now, columns: columns - 1)
        }
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
