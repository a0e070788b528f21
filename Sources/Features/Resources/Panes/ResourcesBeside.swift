import Index
import Journal
import Terminal
import Workbench

/// The right column's upper part: the resources of a channel or thread; beside the library, what is selected there.
struct ResourcesBeside: Pane {
    let session: BoardSession
    private let channel: ChannelSummary?
    private var list: ListView<ResourceRows>
    private var preview: ResourceDescription?
    private var isBesideLibrary = false

    init(_ session: BoardSession, channel: ChannelSummary? = nil) {
        self.session = session
        self.channel = channel
        list = ListView(ResourceRows(session: session, filter: Self.filter(channel)))
    }

    private static func filter(_ channel: ChannelSummary?) -> ResourceFilter {
        var filter = ResourceFilter()
        filter.isCurrent = true
        filter.channel = channel?.number
        return filter
    }

    var title: StyledLine {
        isBesideLibrary
            ? "This one" : StyledLine(list.source.filter.thread != nil ? "Resources of this thread" : "Resources")
    }
    var contexts: [Context] { [.resources] }
    private var effects: ResourceEffects { ResourceEffects(session: session) }
    private var selection: Resource? { isBesideLibrary ? preview?.resource : list.selection }

    mutating func reload() throws {
        if let shown = preview { preview = try ResourceDescription.make(shown.record.id, session) }
        try list.reload()
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("resource", "resource_reading", "collection") { try reload() }
    }

    mutating func follow(_ subject: Reference) throws -> [Effect] {
        switch subject.kind {
        case Reference.place:
            isBesideLibrary = subject.name == "resources"
            preview = nil
        case "resource":
            guard isBesideLibrary, let id = subject.id else { return [] }
            preview = try ResourceDescription.make(id, session)
        case ResourcePane.reference:
            isBesideLibrary = false
            list.select(subject.id)
        case "thread": if let thread = subject.id { try show(thread) }
        default: break
        }
        return []
    }

    /// Shows a thread's resources when there are any, else the channel's.
    private mutating func show(_ thread: EventID) throws {
        isBesideLibrary = false
        var own = ResourceFilter()
        own.isCurrent = true
        own.thread = thread
        let hasOwn = try session.read { try ResourceQueries.hasAny(own, $0) }
        let filter = hasOwn ? own : Self.filter(channel)
        guard filter != list.source.filter else { return }
        list = ListView(ResourceRows(session: session, filter: filter))
        try list.reload()
    }

    func availability(of action: ActionName) -> Availability {
        if action == ResourceForms.share { return .available }
        let isMoving = ListView<ResourceRows>.actions.subtracting(ActionName.amongMatches).contains(action)
        guard action == .open || ResourceEffects.actions.contains(action) || isMoving && !isBesideLibrary else {
            return .absent
        }
        guard let resource = selection else { return .unavailable("there are no resources here") }
        return ResourceEffects.actions.contains(action) ? effects.availability(of: action, resource) : .available
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        if action == ResourceForms.share {
            let thread = list.source.filter.thread
            return [.fill(try ResourceForms.sharing(ResourceForms.Beginning(thread: thread), session))]
        }
        guard let resource = selection else { return [] }
        if action == .open { return effects.open(resource.id) }
        if ResourceEffects.actions.contains(action) { return try effects.perform(action, resource) }
        _ = try list.perform(action, height: size.rows)
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .click(let point):
            guard !isBesideLibrary, let place = list.place(atRow: point.row) else { return [] }
            try list.move(to: place, height: size.rows)
        case .doubleClick: return selection.map { effects.open($0.id) } ?? []
        case .wheel(let count): if !isBesideLibrary { try list.scroll(by: count, height: size.rows) }
        default: break
        }
        return []
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        guard isBesideLibrary else {
            let now = session.clock.now()
            return list.view(size: size, isFocused: isFocused, empty: "None yet; L shares one.") { resource, columns in
                ResourceLine(resource: resource, now: now).line(columns: columns, isShort: true)
            }
        }
        var surface = Surface(size: size)
        guard let preview else {
            surface.write("Nothing is selected.", at: Point(column: 1, row: 0), style: .muted)
            return surface
        }
        let lines = preview.page(columns: size.columns - 1).lines
        for (row, line) in lines.prefix(size.rows).enumerated() {
            surface.write(line.line, at: Point(column: 1, row: row), limit: max(0, size.columns - 1))
        }
        return surface
    }
}
