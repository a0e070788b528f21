import Index
import Journal
import Terminal
import Workbench

extension Resource: Identifiable {}

/// Resources: all of them as a view, or those of a channel or thread beside it.
struct ResourcesPane: Pane {
    let session: BoardSession
    private let isBeside: Bool
    private let channel: ChannelSummary?
    private var filter: ResourceFilter
    private var sought = ""
    private var list = ListView(FixedRows<Resource>())
    private static let most = 500

    init(_ session: BoardSession, channel: ChannelSummary? = nil, isBeside: Bool = false) {
        self.session = session
        self.channel = channel
        self.isBeside = isBeside
        filter = ResourceFilter()
        filter.channel = channel?.number
    }

    var title: StyledLine { StyledLine(filter.thread != nil ? "Resources of this thread" : "Resources") }
    var place: String { "resources" }
    var subject: Reference? { isBeside ? nil : list.selection.map { Reference(kind: "resource", id: $0.id) } }
    var isFinding: Bool { !sought.isEmpty }
    var status: StyledLine { StyledLine(sought.isEmpty ? "" : "with “\(sought)”", .status) }

    mutating func reload() throws {
        let all = try session.read { try ResourceQueries.page(filter, limit: Self.most, $0) }
        list.source = FixedRows(sought.isEmpty ? all : all.filter(isSought))
        try list.reload()
    }

    private func isSought(_ resource: Resource) -> Bool {
        let text = ([resource.title, resource.kind.rawValue, resource.address ?? ""] + resource.tags).joined(
            separator: " ")
        return StyledLine(text).contains(sought)
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.isUnbounded || changes.rows["resource"] != nil { try reload() }
    }

    /// Beside a thread, shows that thread's resources when there are any, else the channel's.
    mutating func follow(_ subject: Reference) throws -> [Effect] {
        guard isBeside, subject.kind == "thread", let thread = subject.id else { return [] }
        var own = ResourceFilter()
        own.thread = thread
        let hasOwn = try !session.read { try ResourceQueries.page(own, limit: 1, $0) }.isEmpty
        filter.thread = hasOwn ? thread : nil
        filter.channel = hasOwn ? nil : channel?.number
        try reload()
        return []
    }

    func availability(of action: ActionName) -> Availability {
        if action == .find || action == ResourceForms.share { return .available }
        if ActionName.amongMatches.contains(action) { return isFinding ? .available : .absent }
        guard
            [.open, .openLink, .copy, .edit, .retract, ResourceForms.save].contains(action)
                || ListView<FixedRows<Resource>>.actions.contains(action)
        else { return .absent }
        guard let resource = list.selection else { return .unavailable("there are no resources here") }
        if action == .openLink, resource.kind == .note { return .unavailable("this resource is a note") }
        if action == ResourceForms.save, resource.file == nil { return .unavailable("this resource is no file") }
        if action == .retract || action == .edit {
            let standing = (try? session.standing(of: session.me)) ?? .outsider
            let refusal = ResourceRules.refusalToChange(by: session.me, standing: standing, owner: resource.author)
            return Availability(unless: refusal)
        }
        return .available
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .open: return try list.selection.map { try ResourcePage.show($0.id, session) } ?? []
        case .openLink:
            if let address = list.selection?.address { return [.openLink(address)] }
            return list.selection.map { [.fill(ResourceForms.saving($0, session))] } ?? []
        case ResourceForms.share:
            return [.fill(ResourceForms.sharing(thread: filter.thread, session))]
        case .edit: return list.selection.map { [.fill(ResourceForms.editing($0, session))] } ?? []
        case ResourceForms.save: return list.selection.map { [.fill(ResourceForms.saving($0, session))] } ?? []
        case .copy: return list.selection.map { [.copy($0.address ?? $0.note)] } ?? []
        case .retract:
            guard let resource = list.selection else { return [] }
            let resources = ResourceWriting(session)
            let undo = Writing.Undo("removing") { _ in [try resources.removing(resource, false)] }
            let writing = Writing([try resources.removing(resource)], done: "removed", undo: undo)
            return [
                .ask(
                    Question(
                        "Take “\(resource.title)” off the list?",
                        answers: [.init("y", "take it off", [.write(writing)])]))
            ]
        case .endFind: try show(with: "")
        default: _ = try list.perform(action, height: size.rows)
        }
        return []
    }

    private mutating func show(with text: String) throws {
        sought = text
        try reload()
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .typing(PaneInput.find, let text), .entered(PaneInput.find, let text): try show(with: text)
        case .cancelled(PaneInput.find): try show(with: "")
        case .click(let point):
            if let place = list.place(atRow: point.row) { try list.move(to: place, height: size.rows) }
        case .doubleClick: return try perform(.open, in: size)
        case .wheel(let count): try list.scroll(by: count, height: size.rows)
        default: break
        }
        return []
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        let empty: StyledLine = isBeside ? "None yet; L shares one." : "No resources yet; L shares one."
        return list.view(size: size, isFocused: isFocused, empty: empty) { resource, columns in
            var line = StyledLine([Span(Self.signs[resource.kind, default: " "] + " ", .accent), Span(resource.title)])
            guard !isBeside, !resource.tags.isEmpty else { return line.truncated(to: columns) }
            line.append("  " + resource.tags.map { "#" + $0 }.joined(separator: " "), .muted)
            return line.justified(with: StyledLine("  @\(resource.author)", .author), columns: columns)
        }
    }

    private static let signs: [ResourceKind: String] = [.link: "→", .file: "▤", .book: "▥", .note: "✎"]
}

/// A resource as a page over everything.
enum ResourcePage {
    static func show(_ id: EventID, _ session: BoardSession) throws -> [Effect] {
        guard let resource = try session.read({ try ResourceQueries.resource(id, $0) }) else {
            return [.say("this is not here any more")]
        }
        return [.show(Page(title: resource.title, lines: lines(resource, now: session.clock.now())))]
    }

    private static func lines(_ resource: Resource, now: Timestamp) -> [StyledLine] {
        var lines = [
            StyledLine([
                Span(resource.kind.rawValue, .muted), Span("  @\(resource.author)", .author),
                Span("  " + Age.short(resource.created, now: now), .time),
            ])
        ]
        if let address = resource.address { lines.append(StyledLine([Span(address, .link, link: address)])) }
        if let file = resource.file {
            lines.append(
                StyledLine("\(file.name), \(file.size) bytes; o in the list of resources saves it"))
        }
        if !resource.tags.isEmpty {
            lines.append(StyledLine(resource.tags.map { "#" + $0 }.joined(separator: " "), .channel))
        }
        return lines + [StyledLine()] + MarkdownDocument(resource.note).layout(columns: 72, foldQuotes: false).lines
    }
}
