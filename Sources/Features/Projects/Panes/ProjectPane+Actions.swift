import Index
import Journal
import Terminal
import Workbench

extension ProjectPane {
    private static let moves: Set<ActionName> = [
        .down, .up, .first, .last, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .readOn,
    ]
    private static let onTasks: Set<ActionName> = [.moveTaskOn, .moveTaskBack, .claimTask, .taskWaits]

    func availability(of action: ActionName) -> Availability {
        if Self.moves.contains(action) || [.tabLeft, .tabRight].contains(action) { return .available }
        guard let project else { return .absent }
        if ActionName.amongMatches.contains(action) { return isFinding ? .available : .absent }
        switch action {
        case .find: return face == .about ? .absent : .available
        case .columnLeft, .columnRight: return contexts.contains(.columns) ? .available : .absent
        case .joinProject: return effects.mayJoinOrLeave(project)
        case .moveProject, .copy: return .available
        case .decideInProject: return may(.decide, project)
        case .newTask: return may(.work, project)
        case .open: return mayOpen
        case .edit: return task == nil ? may(.edit, project) : may(.work, project)
        case .retract: return mayTakeAway(in: project)
        case _ where Self.onTasks.contains(action):
            guard let task else { return .unavailable(face == .about ? "[ goes to the tasks" : "there are no tasks") }
            if action == .moveTaskOn, task.state == .done { return .unavailable("this task is done") }
            if action == .moveTaskBack, task.state == .todo { return .unavailable("this task is not begun") }
            return may(.work, project)
        default: return .absent
        }
    }

    private func may(_ act: ProjectAct, _ project: Project) -> Availability {
        Availability(unless: effects.writing.refusal(act, project))
    }

    private var mayOpen: Availability {
        if face == .about { return page.target == nil ? .unavailable("this line leads nowhere") : .available }
        return task == nil ? .unavailable("there are no tasks") : .available
    }

    private func mayTakeAway(in project: Project) -> Availability {
        if task != nil { return may(.work, project) }
        guard case .thing(let thing) = page.target, let link = project.links.first(where: { $0.thing == thing }) else {
            return .unavailable("this line is no task and no link")
        }
        return may(.unlink(by: link.by), project)
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        guard let project else { return [] }
        let works = TaskEffects(session: session, project: project)
        switch action {
        case .tabRight, .tabLeft: try showTab(by: action == .tabRight ? 1 : -1)
        case .joinProject: return try effects.joinOrLeave(project)
        case .moveProject: return [effects.offerMoves(project)]
        case .decideInProject: return [effects.decide(in: project)]
        case .copy: return [.copy(task?.title ?? project.title)]
        case .newTask: return [works.add()]
        case .edit: return [task.map { works.edit($0) } ?? effects.edit(project)]
        case .open: return try open(project, works)
        case .retract:
            if let task { return try works.remove(task) }
            if case .thing(let thing) = page.target { return try effects.unlink(thing, from: id) }
        case .moveTaskOn, .moveTaskBack:
            guard let task, let state = task.state.moved(by: action == .moveTaskOn ? 1 : -1) else { return [] }
            return try works.move(task, to: state)
        case .claimTask: return try task.map { try works.claim($0) } ?? []
        case .taskWaits: return task.map { [works.offerWaits($0, among: tasks)] } ?? []
        case .endFind: try show(with: "")
        default: try move(action, in: size)
        }
        return []
    }

    private func open(_ project: Project, _ works: TaskEffects) throws -> [Effect] {
        if let task { return [try works.show(task, among: tasks)] }
        switch page.target {
        case .thing(let thing): return try thing.open(session)
        case .goal(let goal): return GoalEffects(session: session).open(goal)
        case .request(let account):
            guard let request = project.requests.first(where: { $0.account == account }) else { return [] }
            return try effects.answer(request, of: project)
        case .member(let account): return try project.member(account).map { try effects.member($0, of: project) } ?? []
        case nil: return []
        }
    }
}
