import Index
import Journal
import Terminal
import Workbench

/// A goal's page: how far it has come, its milestones, and all that serves it, each leading there.
struct GoalPane: Pane {
    /// What a line stands for.
    enum Target: Hashable, Sendable {
        case milestone(EventID)
        case thing(Reference)
    }

    let session: BoardSession
    let id: EventID
    private var goal: Goal?
    private var page = LinePage<Target>()
    private var columns = 60

    init(_ session: BoardSession, goal: EventID) {
        self.session = session
        id = goal
    }

    /// What can be done with a goal, on its page and in the list.
    static let onGoals: Set<ActionName> = [.checkIn, .agreeGoal, .endGoal, .addMilestone, .edit]

    var title: StyledLine { StyledLine(goal?.statement ?? "A goal") }
    var contexts: [Context] { [.goal, .goals] }
    var subject: Reference? { Reference(kind: "goal", id: id) }
    private var effects: GoalEffects { GoalEffects(session: session) }

    mutating func reload() throws {
        let lines = try session.read { database -> LinePageBuilder<Target>? in
            goal = try GoalQueries.goal(id, database)
            return try goal.flatMap {
                try GoalPage.read($0, now: session.clock.now(), columns: columns, database)
            }?.lines
        }
        if let lines { try page.set(lines) }
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("goal", "project", "task") { try reload() }
    }

    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        guard size.columns != columns else { return [] }
        columns = size.columns
        try reload()
        return []
    }

    private var milestone: Milestone? {
        guard case .milestone(let id) = page.target else { return nil }
        return goal?.milestones.first { $0.id == id }
    }

    func availability(of action: ActionName) -> Availability {
        if LinePage<Target>.actions.contains(action) || action == .newGoal { return .available }
        guard let goal else { return .absent }
        switch action {
        case .copy: return .available
        case .open: return page.target == nil ? .unavailable("this line leads nowhere") : .available
        case .finishMilestone:
            guard milestone != nil else {
                return goal.steps.isEmpty
                    ? .unavailable("there are no milestones; A adds one")
                    : .unavailable(
                        "this line is no milestone")
            }
            return Availability(unless: effects.writing.refusal(.finishMilestone, goal))
        case .edit where milestone != nil: return Availability(unless: effects.writing.refusal(.plan, goal))
        case .retract:
            switch page.target {
            case .milestone: return Availability(unless: effects.writing.refusal(.plan, goal))
            case .thing(let thing):
                let linker = goal.links.first { $0.thing == thing }?.by ?? goal.author
                return Availability(unless: effects.writing.refusal(.unlink(by: linker), goal))
            case nil: return .unavailable("this line is no milestone and no link")
            }
        case _ where Self.onGoals.contains(action): return effects.availability(of: action, goal)
        default: return .absent
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        guard let goal else { return [] }
        switch action {
        case .newGoal: return [effects.newGoal()]
        case .copy: return [.copy(goal.statement)]
        case .open:
            if case .thing(let thing) = page.target { return try thing.open(session) }
            return milestone == nil ? [] : try perform(.finishMilestone, in: size)
        case .finishMilestone: return try milestone.map { try effects.finish($0, of: goal) } ?? []
        case .edit: return milestone.map { [effects.edit($0, of: goal)] } ?? [effects.edit(goal)]
        case .retract:
            if case .thing(let thing) = page.target { return try effects.unlink(thing, from: id) }
            return try milestone.map { try effects.remove($0, of: goal) } ?? []
        case _ where Self.onGoals.contains(action): return try effects.perform(action, goal)
        default: try page.perform(action, height: size.rows)
        }
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try finish(page.handle(input, height: size.rows), in: size)
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        page.view(size: size, isFocused: isFocused, missing: goal == nil ? "this goal is not here" : nil)
    }
}

extension GoalEffects {
    /// Whether something can be done with a goal now.
    func availability(of action: ActionName, _ goal: Goal) -> Availability {
        switch action {
        case .checkIn: Availability(unless: writing.refusal(.checkIn, goal))
        case .agreeGoal: mayStep(goal)
        case .addMilestone: Availability(unless: writing.refusal(.plan, goal))
        case .edit: Availability(unless: writing.refusal(.edit, goal))
        default: .available
        }
    }

    /// Does it.
    func perform(_ action: ActionName, _ goal: Goal) throws -> [Effect] {
        switch action {
        case .checkIn: [checkIn(goal)]
        case .agreeGoal: try takeStep(goal)
        case .addMilestone: [addMilestone(goal)]
        case .edit: [edit(goal)]
        default: [offerEnd(goal)]
        }
    }
}
