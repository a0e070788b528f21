import Index
import Journal
import Workbench

/// What panes let happen to projects: the same for the list, the project's own pane and the palette.
struct ProjectEffects: Sendable {
    let session: BoardSession

    var writing: ProjectWriting { ProjectWriting(session) }

    /// Shows a project, at a task if one is named.
    func open(_ project: EventID, at task: EventID? = nil) -> [Effect] {
        [.open(ProjectPane(session, project: project, task: task), in: .list)]
    }

    // MARK: - Taking part

    func mayJoinOrLeave(_ project: Project) -> Availability {
        let takesPart = project.member(session.me) != nil || asks(project)
        return Availability(unless: writing.refusal(takesPart ? .leave : .join, project))
    }

    private func asks(_ project: Project) -> Bool { project.requests.contains { $0.account == session.me } }

    /// Joins at once where that is open to all; asks with a word where it is not; asks before leaving.
    func joinOrLeave(_ project: Project) throws -> [Effect] {
        if asks(project) {
            return [.write(Writing([try writing.leave(project.id)], done: "you no longer ask to join"))]
        }
        if project.member(session.me) != nil {
            let undo =
                project.isOpen
                ? Writing.Undo("leaving") { [session] _ in [try ProjectWriting(session).join(project.id)] } : nil
            let leaving = Writing([try writing.leave(project.id)], done: "you left", undo: undo)
            return [.ask(Question("Leave “\(project.title)”?", answers: [.init("y", "leave", [.write(leaving)])]))]
        }
        if project.isOpen {
            let undo = Writing.Undo("joining") { [session] _ in [try ProjectWriting(session).leave(project.id)] }
            return [.write(Writing([try writing.join(project.id)], done: "you take part; C takes a task", undo: undo))]
        }
        return [
            .fill(
                Form(
                    title: "Ask to join “\(project.title)”",
                    fields: [
                        Form.Field("note", label: "A word", hint: "What you would like to do in it; may be empty.")
                    ]
                ) { [session] values in
                    let event = try ProjectWriting(session).join(project.id, note: values["note"])
                    return [.write(Writing([event], done: "asked; its owners answer"))]
                })
        ]
    }

    /// Lets an owner answer somebody who asks to join.
    func answer(_ request: JoinRequest, of project: Project) throws -> [Effect] {
        func set(_ member: Bool) throws -> Effect {
            let event = try writing.setMember(
                ProjectMemberSet(project: project.id, account: request.account, member: member))
            return .write(Writing([event], done: member ? "@\(request.account) takes part" : "declined"))
        }
        let said = request.note.isEmpty ? "" : " (“\(request.note)”)"
        return [
            .ask(
                Question(
                    "Let @\(request.account) join?\(said)",
                    answers: [.init("y", "yes", [try set(true)]), .init("N", "no", [try set(false)])]))
        ]
    }

    /// Lets an owner say what a member does, or take them off the project.
    func member(_ member: ProjectMember, of project: Project) throws -> [Effect] {
        if let refusal = writing.refusal(.setMember(member.account), project) { return [.say(refusal)] }
        let (yes, no) = ("yes", "no")
        return [
            .fill(
                Form(
                    title: "@\(member.account) in “\(project.title)”",
                    fields: [
                        Form.Field(
                            "part", label: "Does what", text: member.part, hint: "A few words: proofs, drawings."),
                        Form.Field(
                            "owner", label: "Owner", options: [yes, no], chosen: member.isOwner ? yes : no,
                            hint: "Owners admit others and say where the project stands."),
                        Form.Field(
                            "member", label: "Takes part", options: [yes, no], chosen: yes,
                            hint: "No takes them off the project."),
                    ]
                ) { [session] values in
                    let stays = values["member"] == yes
                    let set = ProjectMemberSet(
                        project: project.id, account: member.account, member: stays ? nil : false,
                        owner: stays && (values["owner"] == yes) != member.isOwner ? !member.isOwner : nil,
                        part: stays ? values["part"] : nil)
                    return [.write(Writing([try ProjectWriting(session).setMember(set)], done: "changed"))]
                })
        ]
    }

    // MARK: - Where it stands

    private static let labels: [ProjectState: String] = [
        .forming: "back to forming", .active: "work is under way", .showing: "show it: others say what they see",
        .reflecting: "look back: each says what they learned", .archived: "archive it as an example",
        .abandoned: "give it up, and say why",
    ]

    /// The ways on that the reader may take.
    func offerMoves(_ project: Project) -> Effect {
        let states = ProjectState.allCases.filter { writing.refusal(.move(to: $0), project) == nil }
        var items = states.map { state in
            Choice.Item(label: Self.labels[state] ?? state.rawValue) { try move(project, to: state) }
        }
        if writing.refusal(.reflect, project) == nil {
            items.append(Choice.Item(label: "say what I learned, or pass") { [reflect(on: project)] })
        }
        guard !items.isEmpty else {
            let next = ProjectState.allCases.lazy.compactMap { writing.refusal(.move(to: $0), project) }
            return .say(next.first { !$0.contains("does not become") } ?? "there is no way on from here")
        }
        return .choose(
            Choice(purpose: "move-project", title: "“\(project.title)” is \(project.state.rawValue)", items: items))
    }

    private func move(_ project: Project, to state: ProjectState) throws -> [Effect] {
        guard state.isOver else {
            return [.write(Writing([try writing.move(project.id, to: state)], done: "it is \(state.rawValue)"))]
        }
        let isLost = state == .abandoned
        return [
            .fill(
                Form(
                    title: isLost ? "Give up “\(project.title)”" : "Archive “\(project.title)”",
                    fields: [
                        Form.Field(
                            "note", label: isLost ? "Why" : "What stays",
                            hint: isLost ? "Others learn from why." : "For those who come after; may be empty.")
                    ]
                ) { [session] values in
                    let event = try ProjectWriting(session).move(project.id, to: state, note: values["note"])
                    let undo = Writing.Undo("that") { _ in [try ProjectWriting(session).move(project.id, to: .active)] }
                    return [.write(Writing([event], done: "it is \(state.rawValue)", undo: undo))]
                })
        ]
    }

    private func reflect(on project: Project) -> Effect {
        let before = project.reflections.first { $0.by == session.me }?.text ?? ""
        return .fill(
            Form(
                title: "Looking back at “\(project.title)”",
                fields: [
                    Form.Field(
                        "text", label: "I learned", text: before, hint: "All can read it; empty passes.",
                        takesLines: true)
                ]
            ) { [session] values in
                let text = values["text"] ?? ""
                let event = try ProjectWriting(session).reflect(project.id, text)
                return [.write(Writing([event], done: text.isEmpty ? "passed" : "thank you"))]
            })
    }

    // MARK: - What belongs to it

    func unlink(_ thing: Reference, from project: EventID) throws -> [Effect] {
        let undo = Writing.Undo("unlinking") { [session] _ in [try ProjectWriting(session).link(thing, to: project)] }
        return [.write(Writing([try writing.link(thing, to: project, false)], done: "unlinked", undo: undo))]
    }

    /// Lets the reader pick the project that something belongs to.
    func offerProjects(for subject: Reference?) throws -> [Effect] {
        guard let subject, subject.id != nil, !["project", "task"].contains(subject.kind) else {
            return [.say("select a thread, a resource or a goal first")]
        }
        let projects = try session.read { try ProjectQueries.page(.mine, reader: session.me, limit: 100, $0) }
        guard !projects.isEmpty else { return [.say("you take part in no project; the view Projects shows them")] }
        let items = projects.map { project in
            Choice.Item(label: project.title, detail: project.state.rawValue) { [session] in
                // A project serves a goal, so that link is the goal's.
                if subject.kind == "goal", let goal = subject.id {
                    let thing = Reference(kind: "project", id: project.id)
                    let undo = Writing.Undo("linking") { _ in [try GoalWriting(session).link(thing, to: goal, false)] }
                    let event = try GoalWriting(session).link(thing, to: goal)
                    return [.write(Writing([event], done: "“\(project.title)” serves this goal", undo: undo))]
                }
                let undo = Writing.Undo("linking") { _ in
                    [try ProjectWriting(session).link(subject, to: project.id, false)]
                }
                let event = try ProjectWriting(session).link(subject, to: project.id)
                return [.write(Writing([event], done: "linked to “\(project.title)”", undo: undo))]
            }
        }
        return [.choose(Choice(purpose: "link-to-project", title: "Which project does it belong to?", items: items))]
    }
}
