import Index
import Journal
import Workbench

/// What panes let happen to resources: the same for the list, the page and a collection.
struct ResourceEffects: Sendable {
    let session: BoardSession

    var writing: ResourceWriting { ResourceWriting(session) }

    /// The actions that are for one resource.
    static let actions: Set<ActionName> = [
        .openLink, .copy, .edit, .retract, .saveFile, .readingState, .toggleRead, .star, .rateResource,
        .commentResource, .moveResource, .linkResource, .collectResource,
    ]

    /// Shows a resource's page.
    func open(_ resource: EventID) -> [Effect] { [.open(ResourcePane(session, resource: resource), in: .list)] }

    /// Whether something can be done with a resource now.
    func availability(of action: ActionName, _ resource: Resource) -> Availability {
        switch action {
        case .openLink where resource.address == nil && resource.file == nil && resource.path == nil:
            return .unavailable("this resource leads nowhere")
        case .saveFile where resource.file == nil && resource.path == nil:
            return .unavailable("this resource is no file")
        case .edit, .retract:
            let standing = (try? session.standing(of: session.me)) ?? .outsider
            return Availability(
                unless: ResourceRules.refusalToChange(by: session.me, standing: standing, owner: resource.author))
        default: return .available
        }
    }

    func perform(_ action: ActionName, _ resource: Resource) throws -> [Effect] {
        switch action {
        case .openLink:
            if let address = resource.address {
                return [.openLink(ResourceAddress.doi(address).map(ResourceAddress.link(doi:)) ?? address)]
            }
            return [.fill(ResourceForms.saving(resource, session))]
        case .copy: return [.copy(resource.address ?? resource.path ?? resource.note)]
        case .edit: return try record(resource.id).map { [.fill(ResourceForms.editing($0, session))] } ?? []
        case .retract: return [try askToRemove(resource)]
        case .saveFile: return [.fill(ResourceForms.saving(resource, session))]
        case .toggleRead: return [try set(resource, resource.reading == .read ? nil : .read)]
        case .star: return [try set(resource, resource.reading == nil ? .toRead : nil)]
        case .readingState: return [offerReading(resource)]
        case .rateResource: return try record(resource.id).map { [offerRating($0)] } ?? []
        case .commentResource: return [comment(on: resource.id, title: resource.title)]
        case .moveResource: return try record(resource.id).map { [try offerStates($0)] } ?? []
        case .linkResource: return [try offerTargets(resource.id)]
        case .collectResource: return [try CollectionEffects(session: session).offer(resource)]
        default: return []
        }
    }

    private func record(_ id: EventID) throws -> ResourceRecord? {
        try session.read { try ResourceQueries.record(id, $0) }
    }

    // MARK: - Reading

    private func set(_ resource: Resource, _ state: ReadingState?) throws -> Effect {
        let before = resource.reading
        let undo = Writing.Undo("the reading state") { [session] _ in
            [try ResourceWriting(session).reading(resource.id, before)]
        }
        let done = state.map { "“\(resource.title)”: \($0.words)" } ?? "off your list"
        return .write(Writing([try writing.reading(resource.id, state)], done: done, undo: undo))
    }

    private func offerReading(_ resource: Resource) -> Effect {
        let states: [ReadingState?] = ReadingState.allCases.map { $0 } + [nil]
        let items = states.map { state in
            Choice.Item(
                label: state.map { "\($0.sign) \($0.words)" } ?? "  not on my list",
                detail: state == resource.reading ? "now" : ""
            ) { [try set(resource, state)] }
        }
        return .choose(Choice(purpose: "reading", title: "How far are you? Only you see it.", items: items))
    }

    // MARK: - What members say

    private func offerRating(_ record: ResourceRecord) -> Effect {
        let mine = record.ratings.first { $0.by == session.me }
        var items = ResourceVerdict.allCases.map { verdict in
            Choice.Item(label: verdict.words, detail: mine?.verdict == verdict ? "your word so far" : "") {
                [.fill(ResourceForms.rating(verdict, of: record, before: mine, session))]
            }
        }
        if let mine {
            items.append(
                Choice.Item(label: "take my word back") { [session] in
                    let undo = Writing.Undo("that") { _ in
                        [
                            try ResourceWriting(session).rating(
                                ResourceRated(resource: record.id, verdict: mine.verdict, reason: mine.reason))
                        ]
                    }
                    let event = try writing.rating(ResourceRated(resource: record.id, verdict: nil))
                    return [.write(Writing([event], done: "taken back", undo: undo))]
                })
        }
        return .choose(Choice(purpose: "rate", title: "Did “\(record.title)” help?", items: items))
    }

    /// Writes a comment; a draft of one is gone on with.
    func comment(on resource: EventID, title: String, draft: StoredDraft? = nil) -> Effect {
        .compose(
            Composition(
                kind: Self.commentKind, target: resource, heading: "Comment on “\(title)”",
                text: Composition.Text(body: draft?.body ?? ""), draft: draft
            ) { [session] text in
                let event = try ResourceWriting(session).commenting(
                    ResourceCommented(resource: resource, text: text.body))
                let undo = Writing.Undo("the comment") { written in
                    try written.map { try ResourceWriting(session).retracting($0, of: resource) }
                }
                return Writing([event], done: "said", undo: undo)
            })
    }

    static let commentKind = "resource-comment"

    /// Goes on with a draft; nothing when it is no comment on a resource.
    func resume(_ draft: StoredDraft) throws -> Composition? {
        guard draft.kind == Self.commentKind, let id = draft.target.flatMap({ EventID(text: $0) }),
            let resource = try session.read({ try ResourceQueries.resource(id, $0) }),
            case .compose(let composition) = comment(on: id, title: resource.title, draft: draft)
        else { return nil }
        return composition
    }

    func takeBack(_ comment: ResourceComment, of resource: EventID) throws -> [Effect] {
        let isRetracted = !comment.isRetracted
        let undo = Writing.Undo("that") { [session] _ in
            [try ResourceWriting(session).retracting(comment.id, of: resource, !isRetracted)]
        }
        let event = try writing.retracting(comment.id, of: resource, isRetracted)
        return [.write(Writing([event], done: isRetracted ? "taken back" : "it stands again", undo: undo))]
    }

    // MARK: - The library

    private func askToRemove(_ resource: Resource) throws -> Effect {
        let undo = Writing.Undo("removing") { [session] _ in
            [try ResourceWriting(session).removing(resource.id, false)]
        }
        let writing = Writing([try writing.removing(resource.id)], done: "removed", undo: undo)
        return .ask(
            Question("Take “\(resource.title)” off the list?", answers: [.init("y", "take it off", [.write(writing)])]))
    }

    private static let stateLabels: [ResourceState: String] = [
        .listed: "on the list", .recommended: "recommend it", .outdated: "it is outdated, and why",
        .archived: "archive it, and why",
    ]

    private func offerStates(_ record: ResourceRecord) throws -> Effect {
        var items: [Choice.Item] = []
        if record.check.every > 0 || record.check.failures > 0, writing.refusal(.check, record) == nil {
            items.append(
                Choice.Item(
                    label: "I looked: it works",
                    detail: "checked \(ShortDate.day(record.check.checked, now: session.clock.now()))"
                ) {
                    [.write(Writing([try writing.checking(record.id)], done: "noted: it works"))]
                })
        }
        for state in ResourceState.allCases where writing.refusal(.move(to: state), record) == nil {
            items.append(
                Choice.Item(label: Self.stateLabels[state] ?? state.rawValue) {
                    guard !state.isCurrent else { return [try move(record, to: state)] }
                    return [.fill(ResourceForms.puttingAway(record, as: state, session))]
                })
        }
        guard !items.isEmpty else {
            return .say(writing.refusal(.move(to: .archived), record) ?? "there is nothing to do")
        }
        return .choose(
            Choice(purpose: "move-resource", title: "“\(record.title)” is \(record.state.rawValue)", items: items))
    }

    private func move(_ record: ResourceRecord, to state: ResourceState) throws -> Effect {
        let event = try writing.move(ResourceStateSet(resource: record.id, state: state))
        return .write(Writing([event], done: "it is \(state.rawValue)"))
    }

    private func offerTargets(_ resource: EventID) throws -> Effect {
        let things = try targets()
        guard !things.isEmpty else { return .say("there are no goals and no projects to link to yet") }
        let items = things.map { thing in
            Choice.Item(label: thing.title, detail: thing.reference.kind) { [session] in
                guard let id = thing.reference.id, let linker = try FeatureTable.linker(to: id, session) else {
                    return []
                }
                let event = try linker(Reference(kind: "resource", id: resource))
                return [.write(Writing([event], done: "linked to “\(thing.title)”"))]
            }
        }
        return .choose(Choice(purpose: "link-resource", title: "What does it belong to?", items: items))
    }

    /// The goals and projects that something may be linked to.
    func targets() throws -> [LinkedThing] {
        let references = try FeatureTable.linkTargets(session)
        return try session.read { try LinkedThing.all(references, $0) }
    }
}
