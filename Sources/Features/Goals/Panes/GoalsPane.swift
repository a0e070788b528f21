import Index
import Journal
import Terminal
import Workbench

/// The goals: the community's, one's own, other members', and those that are past.
struct GoalsPane: Pane {
    let session: BoardSession
    private var list = TabbedList<GoalSummary>(tabs: ["Community", "Mine", "Others'", "Past"])

    init(_ session: BoardSession) { self.session = session }

    var title: StyledLine { "Goals" }
    var place: String { "goals" }
    var contexts: [Context] { [.goals, .tabs] }
    var subject: Reference? { list.selection.map { Reference(kind: "goal", id: $0.id) } }
    var isFinding: Bool { list.isFinding }
    var status: StyledLine { list.status }

    private var effects: GoalEffects { GoalEffects(session: session) }
    private var filter: GoalFilter { GoalFilter(rawValue: list.tabs.shown) ?? .community }

    mutating func reload() throws {
        let (goals, counts) = try session.read { database in
            (
                try GoalQueries.page(filter, reader: session.me, database),
                try GoalQueries.counts(reader: session.me, database)
            )
        }
        for filter in GoalFilter.allCases { list.tabs.tabs[filter.rawValue].count = counts[filter] ?? 0 }
        try list.fill(goals) { StyledLine("\($0.statement) @\($0.author)").contains($1) }
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("goal", "project", "task") { try reload() }
    }

    func availability(of action: ActionName) -> Availability {
        if action == .newGoal { return .available }
        let common = list.availability(
            of: action, onRows: GoalPane.onGoals.union([.open, .copy]), none: "there are no goals here; c sets one")
        guard GoalPane.onGoals.contains(action), let goal = try? goal() else { return common }
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
        case _ where GoalPane.onGoals.contains(action):
            return try goal().map { try effects.perform(action, $0) } ?? []
        default: return try finish(list.perform(action, in: size), in: size)
        }
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try finish(list.handle(input, in: size), in: size)
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        let now = session.clock.now()
        let showsOwner = filter == .others || filter == .over
        return list.view(size: size, isFocused: isFocused, empty: Self.empty[filter] ?? "") { goal, columns in
            GoalLine(goal: goal, now: now).line(columns: columns - 1, showsOwner: showsOwner)
        }
    }

    private static let empty: [GoalFilter: String] = [
        .community: "No common goals yet; c proposes one.", .mine: "You have set yourself no goal; c sets one.",
        .others: "Nobody else has shared a goal of their own.", .over: "No goal has come to its end yet.",
    ]
}
