import Index
import Journal
import Terminal
import Workbench

/// The goals: the community's, one's own, other members', and those that are past.
struct GoalsPane: Pane {
    let session: BoardSession
    private var tabs = TabLine(tabs: ["Community", "Mine", "Others'", "Past"].map { TabLine.Tab(title: $0) })
    private var list = ListView(FixedRows<GoalSummary>())
    private var sought = ""

    init(_ session: BoardSession) { self.session = session }

    var title: StyledLine { "Goals" }
    var place: String { "goals" }
    var contexts: [Context] { [.goals, .tabs] }
    var subject: Reference? { list.selection.map { Reference(kind: "goal", id: $0.id) } }
    var isFinding: Bool { !sought.isEmpty }
    var status: StyledLine { StyledLine(sought.isEmpty ? "" : "with “\(sought)”", .status) }

    private var effects: GoalEffects { GoalEffects(session: session) }
    private var filter: GoalFilter { GoalFilter(rawValue: tabs.shown) ?? .community }

    mutating func reload() throws {
        let (goals, counts) = try session.read { database in
            (
                try GoalQueries.page(filter, reader: session.me, database),
                try GoalQueries.counts(reader: session.me, database)
            )
        }
        for filter in GoalFilter.allCases { tabs.tabs[filter.rawValue].count = counts[filter] ?? 0 }
        list.source = FixedRows(
            sought.isEmpty ? goals : goals.filter { StyledLine("\($0.statement) @\($0.author)").contains(sought) })
        try list.reload()
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("goal", "project", "task") { try reload() }
    }

    func availability(of action: ActionName) -> Availability {
        if [.find, .newGoal, .tabLeft, .tabRight].contains(action) { return .available }
        if ActionName.amongMatches.contains(action) { return isFinding ? .available : .absent }
        let isKnown =
            [.open, .copy].contains(action) || GoalPane.onGoals.contains(action)
            || ListView<FixedRows<GoalSummary>>.actions.contains(action)
        guard isKnown else { return .absent }
        guard list.selection != nil else { return .unavailable("there are no goals here; c sets one") }
        guard GoalPane.onGoals.contains(action), let goal = try? goal() else { return .available }
        return effects.availability(of: action, goal)
    }

    private func goal() throws -> Goal? {
        guard let id = list.selection?.id else { return nil }
        return try session.read { try GoalQueries.goal(id, $0) }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .open: return list.selection.map { effects.open($0.id) } ?? []
        case .copy: return list.selection.map { [.copy($0.statement)] } ?? []
        case .newGoal: return [effects.newGoal()]
        case .tabRight, .tabLeft: try show(tabs.shown, by: action == .tabRight ? 1 : -1)
        case _ where GoalPane.onGoals.contains(action):
            return try goal().map { try effects.perform(action, $0) } ?? []
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
            if let place = list.place(atRow: point.row - Self.head), point.row >= Self.head {
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
        let showsOwner = filter == .others || filter == .over
        let rows = list.view(
            size: Size(columns: size.columns, rows: height(size)), isFocused: isFocused,
            empty: StyledLine(Self.empty[filter] ?? "", .muted)
        ) { goal, columns in GoalLine(goal: goal, now: now).line(columns: columns - 1, showsOwner: showsOwner) }
        surface.draw(rows, at: Point(column: 0, row: Self.head))
        return surface
    }

    private static let empty: [GoalFilter: String] = [
        .community: "No common goals yet; c proposes one.", .mine: "You have set yourself no goal; c sets one.",
        .others: "Nobody else has shared a goal of their own.", .over: "No goal has come to its end yet.",
    ]
}
