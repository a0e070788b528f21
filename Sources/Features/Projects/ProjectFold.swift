import Index
import Journal
import Workbench

/// What each event makes of a project, in their one order.
enum ProjectFold {
    typealias Step = Folding<Project>.Step

    /// How much of what happened is kept at hand.
    private static let longestLog = 40

    static func begin(_ step: Step) throws -> Project {
        let started: ProjectStarted = try step.event.payload()
        try Refusal.check(ProjectRules.refusalToStart(started, by: step.standing))
        let (author, now) = (step.event.by, step.event.clock)
        var circle = ProjectCircle()
        circle.set(author, isMember: true, at: step.event.stamp)
        return Project(
            id: step.event.id, title: started.title, brief: started.brief ?? "", author: author, created: now,
            isOpen: started.open, state: .forming, since: now,
            members: [ProjectMember(account: author, isOwner: true, part: "", since: now)],
            log: [ProjectNote(by: author, at: now, text: "started it")], circle: circle)
    }

    static let changes: [String: Folding<Project>.Change] = [
        ProjectEdited.kind: edit, ProjectJoined.kind: join, ProjectLeft.kind: leave,
        ProjectMemberSet.kind: setMember, ProjectStateSet.kind: move, ProjectDecided.kind: decide,
        ProjectReflected.kind: reflect, ProjectLinked.kind: link,
    ]

    private static func allow(_ act: ProjectAct, _ step: Step, _ project: Project) throws {
        try Refusal.check(
            ProjectRules.refusal(act, by: step.event.by, step.standing, on: project, at: step.event.clock))
    }

    private static func note(_ text: String, _ project: inout Project, _ step: Step) {
        project.log.append(ProjectNote(by: step.event.by, at: step.event.clock, text: text))
        if project.log.count > longestLog { project.log.removeFirst() }
    }

    private static func edit(_ project: inout Project, _ step: Step) throws {
        let edit: ProjectEdited = try step.event.payload()
        try allow(.edit, step, project)
        if let title = edit.title { try Refusal.check(ProjectRules.refusal(ofLine: title, "a project")) }
        try Refusal.check(ProjectRules.refusal(ofTexts: [edit.brief]))
        project.title = edit.title ?? project.title
        project.brief = edit.brief ?? project.brief
        project.isOpen = edit.open ?? project.isOpen
        note("described it anew", &project, step)
    }

    private static func join(_ project: inout Project, _ step: Step) throws {
        let joined: ProjectJoined = try step.event.payload()
        try allow(.join, step, project)
        try Refusal.check(ProjectRules.refusal(ofTexts: [joined.note]))
        guard project.isOpen else {
            project.requests.append(
                JoinRequest(account: step.event.by, at: step.event.clock, note: joined.note ?? ""))
            return
        }
        admit(step.event.by, to: &project, step)
        note("joined", &project, step)
    }

    private static func admit(_ account: Account, to project: inout Project, _ step: Step) {
        project.requests.removeAll { $0.account == account }
        project.members.append(
            ProjectMember(account: account, isOwner: false, part: "", since: step.event.clock))
        project.circle.set(account, isMember: true, at: step.event.stamp)
    }

    private static func dismiss(_ account: Account, from project: inout Project, _ step: Step) {
        project.requests.removeAll { $0.account == account }
        guard project.member(account) != nil else { return }
        project.members.removeAll { $0.account == account }
        project.circle.set(account, isMember: false, at: step.event.stamp)
    }

    private static func leave(_ project: inout Project, _ step: Step) throws {
        try allow(.leave, step, project)
        let tookPart = project.member(step.event.by) != nil
        dismiss(step.event.by, from: &project, step)
        if tookPart { note("left", &project, step) }
    }

    private static func setMember(_ project: inout Project, _ step: Step) throws {
        let set: ProjectMemberSet = try step.event.payload()
        try allow(.setMember(set.account), step, project)
        try Refusal.check(ProjectRules.refusal(of: set, on: project))
        let tookPart = project.member(set.account) != nil
        if set.member == false {
            dismiss(set.account, from: &project, step)
            if tookPart { note("took @\(set.account) off the project", &project, step) }
            return
        }
        if !tookPart {
            admit(set.account, to: &project, step)
            note("admitted @\(set.account)", &project, step)
        }
        guard let place = project.members.firstIndex(where: { $0.account == set.account }) else { return }
        project.members[place].isOwner = set.owner ?? project.members[place].isOwner
        project.members[place].part = set.part ?? project.members[place].part
    }

    private static func move(_ project: inout Project, _ step: Step) throws {
        let moved: ProjectStateSet = try step.event.payload()
        try allow(.move(to: moved.state), step, project)
        try Refusal.check(ProjectRules.refusal(ofNote: moved.note, for: moved.state))
        project.state = moved.state
        project.since = step.event.clock
        project.note = moved.note ?? (moved.state.isOver ? project.note : nil)
        project.circle.setOver(moved.state.isOver, at: step.event.stamp)
        note("made it \(moved.state.rawValue)", &project, step)
    }

    private static func decide(_ project: inout Project, _ step: Step) throws {
        let decided: ProjectDecided = try step.event.payload()
        try allow(.decide, step, project)
        try Refusal.check(ProjectRules.refusal(of: decided, on: project))
        project.decisions.append(
            ProjectDecision(
                id: step.event.id, question: decided.question, chosen: decided.chosen, why: decided.why ?? "",
                options: decided.options ?? [], by: step.event.by, at: step.event.clock))
        note("noted a decision: \(decided.chosen)", &project, step)
    }

    private static func reflect(_ project: inout Project, _ step: Step) throws {
        let reflected: ProjectReflected = try step.event.payload()
        try allow(.reflect, step, project)
        try Refusal.check(ProjectRules.refusal(ofTexts: [reflected.text]))
        project.reflections.removeAll { $0.by == step.event.by }
        project.reflections.append(
            ProjectReflection(by: step.event.by, at: step.event.clock, text: reflected.text))
        if !reflected.text.isEmpty { note("looked back", &project, step) }
    }

    private static func link(_ project: inout Project, _ step: Step) throws {
        let link: ProjectLinked = try step.event.payload()
        try Refusal.check(ProjectRules.refusal(of: link.thing, to: project.id))
        let place = project.links.firstIndex { $0.thing.name == link.thing.name }
        guard link.linked else {
            guard let place else { return }
            try allow(.unlink(by: project.links[place].by), step, project)
            project.links.remove(at: place)
            return
        }
        try allow(.link, step, project)
        guard place == nil else { return }
        try Refusal.check(
            project.links.count < ProjectRules.mostLinks
                ? nil : "a project has at most \(ProjectRules.mostLinks) links")
        project.links.append(ProjectLink(thing: link.thing, by: step.event.by, at: step.event.clock))
        note("linked a \(link.thing.kind == "post" ? "thread" : link.thing.kind)", &project, step)
    }
}
