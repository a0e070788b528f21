import Index
import Journal
import Workbench

/// What can be done with a project.
public enum ProjectAct: Hashable, Sendable {
    /// Changes its words.
    case edit
    /// Brings it to another state.
    case move(to: ProjectState)
    /// Takes part.
    case join
    /// Stops taking part.
    case leave
    /// Admits, declines, removes, or says what a member does.
    case setMember(Account)
    /// Notes a decision.
    case decide
    /// Says what was learned.
    case reflect
    /// Links a thing to it.
    case link
    /// Takes away what this member linked.
    case unlink(by: Account)
    /// Adds and changes tasks.
    case work
}

/// Who may do what with projects; each answers why not, or nothing when it is allowed.
public enum ProjectRules {
    /// The most letters of a title, of a task, of a decision.
    public static let longestLine = 200
    /// The most bytes of a longer text.
    public static let longestText = 20_000
    /// The most members of a project.
    public static let mostMembers = 200
    /// The most things linked to a project, and decisions noted in one.
    public static let mostLinks = 500
    /// The most tasks that a task waits for, and the most members who do it.
    public static let mostAfter = 20
    /// How long, in milliseconds, a project waits for its members' words before it can be archived without them.
    public static let patience: Int64 = 14 * 86_400_000

    /// Starting one.
    public static func refusalToStart(_ project: ProjectStarted, by actor: Standing) -> String? {
        guard actor.role != nil else { return "only members may start projects; `stoa join` makes you one" }
        return refusal(ofLine: project.title, "a project") ?? refusal(ofTexts: [project.brief])
    }

    /// Doing something with one at a moment.
    public static func refusal(
        _ act: ProjectAct, by actor: Account, _ standing: Standing, on project: Project, at now: Timestamp
    ) -> String? {
        guard standing.role != nil else { return "only members may do this; `stoa join` makes you one" }
        let manages = project.isOwner(actor) || standing.isAtLeast(.moderator)
        let takesPart = project.member(actor) != nil || standing.isAtLeast(.moderator)
        let ended = project.state.isOver ? "this project is \(project.state.rawValue)" : nil
        switch act {
        case .move(let state): return refusal(toMoveTo: state, project, manages: manages, at: now)
        case .join: return ended ?? refusalToJoin(actor, project)
        case .leave: return refusalToLeave(actor, project)
        case .edit, .setMember: return manages ? nil : "only its owners, or a moderator, do this"
        case .unlink(let linker):
            return manages || linker == actor ? nil : "only who linked it, an owner or a moderator takes a link away"
        case .reflect:
            guard project.member(actor) != nil else { return "only who takes part looks back; J joins" }
            return project.state == .reflecting || project.state == .archived
                ? nil : "members look back once the project is reflecting"
        case .link: return takesPart ? nil : "only who takes part does this; join the project first"
        case .decide, .work: return ended ?? (takesPart ? nil : "only who takes part does this; join the project first")
        }
    }

    private static func refusalToJoin(_ actor: Account, _ project: Project) -> String? {
        if project.member(actor) != nil { return "you take part already" }
        if project.requests.contains(where: { $0.account == actor }) { return "you have asked already" }
        let isFull = project.members.count + project.requests.count >= mostMembers
        return isFull ? "a project has at most \(mostMembers) members" : nil
    }

    private static func refusalToLeave(_ actor: Account, _ project: Project) -> String? {
        if project.requests.contains(where: { $0.account == actor }) { return nil }
        guard project.member(actor) != nil else { return "you do not take part" }
        return isLastOwner(actor, project) && !project.state.isOver
            ? "make somebody else an owner first, or end the project" : nil
    }

    /// Whether a project would have nobody to see to it without this member.
    static func isLastOwner(_ account: Account, _ project: Project) -> Bool {
        project.isOwner(account) && project.members.count(where: \.isOwner) == 1
    }

    private static let ways: [ProjectState: Set<ProjectState>] = [
        .forming: [.active, .abandoned], .active: [.showing, .forming, .abandoned],
        .showing: [.reflecting, .active, .abandoned], .reflecting: [.archived, .showing, .active, .abandoned],
        .archived: [.active], .abandoned: [.active],
    ]

    private static func refusal(
        toMoveTo state: ProjectState, _ project: Project, manages: Bool, at now: Timestamp
    ) -> String? {
        guard manages else { return "only its owners, or a moderator, do this" }
        guard ways[project.state, default: []].contains(state) else {
            return "a project that is \(project.state.rawValue) does not become \(state.rawValue)"
        }
        switch state {
        case .showing where project.state == .active && project.works.isEmpty:
            return "link what there is to see first: a resource or a thread"
        case .archived:
            let silent = project.members.filter { member in !project.reflections.contains { $0.by == member.account } }
            guard !silent.isEmpty, now.rawValue - project.since.rawValue < patience else { return nil }
            let names = silent.prefix(3).map { "@\($0.account)" }.joined(separator: ", ")
            return "\(names) \(silent.count == 1 ? "has" : "have") not looked back yet; after two weeks it goes without"
        default: return nil
        }
    }

    /// What a step must say.
    public static func refusal(ofNote note: String?, for state: ProjectState) -> String? {
        if let refusal = refusal(ofTexts: [note]) { return refusal }
        let hasWords = note?.contains { !$0.isWhitespace } ?? false
        return state == .abandoned && !hasWords ? "say why it is given up: others learn from that" : nil
    }

    /// What an owner says of a member.
    public static func refusal(of set: ProjectMemberSet, on project: Project) -> String? {
        let isMember = project.member(set.account) != nil
        let asks = project.requests.contains { $0.account == set.account }
        guard isMember || asks else { return "@\(set.account) neither takes part nor asks to" }
        if set.member == false || set.owner == false, isLastOwner(set.account, project) {
            return "a project needs an owner; make somebody else one first"
        }
        if !isMember, set.member == nil { return "@\(set.account) does not take part yet" }
        return set.part.flatMap { $0.count > 60 ? "what a member does has at most 60 letters" : nil }
    }

    /// What a decision says.
    public static func refusal(of decision: ProjectDecided, on project: Project) -> String? {
        if project.decisions.count >= mostLinks { return "a project has at most \(mostLinks) decisions" }
        if decision.options?.count ?? 0 > 20 { return "a decision has at most 20 options" }
        return refusal(ofLine: decision.question, "what was to be decided")
            ?? refusal(ofLine: decision.chosen, "what was chosen") ?? refusal(ofTexts: [decision.why])
            ?? refusal(ofTexts: decision.options?.map { $0 } ?? [])
    }

    /// One line of words.
    public static func refusal(ofLine line: String, _ what: String) -> String? {
        guard line.contains(where: { !$0.isWhitespace }) else { return "\(what) needs words" }
        guard !line.contains(where: \.isNewline) else { return "\(what) is one line" }
        return line.count <= longestLine ? nil : "\(what) has at most \(longestLine) letters"
    }

    static func refusal(ofTexts texts: [String?]) -> String? {
        texts.allSatisfy { ($0?.utf8.count ?? 0) <= longestText } ? nil : "a text has at most \(longestText) bytes"
    }

    /// What can be linked.
    public static func refusal(of thing: Reference, to project: EventID) -> String? {
        guard let id = thing.id, thing.kind.count <= 20 else { return "only things on the board can be linked" }
        return id == project ? "a project does not belong to itself" : nil
    }
}

/// Who may do what with tasks.
public enum TaskRules {
    /// Adding or changing a task at a point of the order.
    public static func refusal(
        toWorkIn circle: ProjectCircle, by actor: Account, _ standing: Standing, at stamp: Stamp
    ) -> String? {
        guard standing.role != nil else { return "only members may do this; `stoa join` makes you one" }
        guard !circle.isOver(at: stamp) else { return "this project is over" }
        return standing.isAtLeast(.moderator) || circle.contains(actor, at: stamp)
            ? nil : "only who takes part in a project works on its tasks"
    }

    /// What a task says.
    public static func refusal(
        title: String?, note: String?, assignees: [Account]?, after: [EventID]?
    ) -> String? {
        if let title, let refusal = ProjectRules.refusal(ofLine: title, "a task") { return refusal }
        if let refusal = ProjectRules.refusal(ofTexts: [note]) { return refusal }
        let most = ProjectRules.mostAfter
        if assignees?.count ?? 0 > most { return "a task is done by at most \(most) members" }
        return after?.count ?? 0 > most ? "a task waits for at most \(most) others" : nil
    }
}
