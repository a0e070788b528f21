import Index
import Journal
import Terminal
import Workbench

/// The library: all of it, one's own reading list, what needs a look, and the collections.
struct ResourcesPane: Pane {
    /// The views of the library.
    private enum Tab: Int, CaseIterable {
        case library, mine, check, collections

        var title: String {
            switch self {
            case .library: "Library"
            case .mine: "My list"
            case .check: "Needs a look"
            case .collections: "Collections"
            }
        }
    }

    let session: BoardSession
    private var tabs = TabLine(tabs: Tab.allCases.map { TabLine.Tab(title: $0.title) })
    private var list: ListView<ResourceRows>
    private var collections = ListView(FixedRows<CollectionSummary>())
    /// What the list is narrowed to, in words.
    private var narrowed: [String] = []
    private var broken: [EventID: Bool] = [:]
    /// The resource that panes beside this one were told of.
    private var told: EventID?

    init(_ session: BoardSession) {
        self.session = session
        list = ListView(ResourceRows(session: session, filter: Self.filter(.library, session)))
    }

    private var tab: Tab { Tab(rawValue: tabs.shown) ?? .library }
    private var isCollections: Bool { tab == .collections }

    var title: StyledLine { "Resources" }
    var place: String { "resources" }
    var contexts: [Context] { [isCollections ? .collections : .resources, .tabs] }
    var subject: Reference? {
        isCollections
            ? collections.selection.map { Reference(kind: "collection", id: $0.id) }
            : list.selection.map { Reference(kind: "resource", id: $0.id) }
    }
    var isFinding: Bool { !list.source.filter.title.isEmpty }
    var status: StyledLine {
        let sought = list.source.filter.title
        let words = narrowed + (sought.isEmpty ? [] : ["with “\(sought)”"])
        return StyledLine(isCollections ? "" : words.joined(separator: ", "), .status)
    }

    private var effects: ResourceEffects { ResourceEffects(session: session) }
    private var collectionEffects: CollectionEffects { CollectionEffects(session: session) }

    private static func filter(_ tab: Tab, _ session: BoardSession) -> ResourceFilter {
        var filter = ResourceFilter()
        filter.isCurrent = true
        filter.isOnMyList = tab == .mine
        filter.needsCheck = tab == .check ? session.clock.now() : nil
        return filter
    }

    mutating func reload() throws {
        let (mine, collected, all) = try session.read { database in
            (
                try ResourceQueries.onMyList(database), try CollectionQueries.count(database),
                isCollections ? try CollectionQueries.page(database) : []
            )
        }
        tabs.tabs[Tab.mine.rawValue].count = mine
        tabs.tabs[Tab.collections.rawValue].count = collected
        told = nil
        guard !isCollections else {
            collections.source = FixedRows(all)
            return try collections.reload()
        }
        try list.reload()
        broken = [:]
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("resource", "resource_reading", "collection", "goal", "project") { try reload() }
    }

    /// Looks at the files of the rows that show, once each, and tells the panes beside what is selected.
    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        guard !isCollections else { return [] }
        let health = ResourceHealth(session: session)
        for resource in list.rows.dropFirst(list.top).prefix(height(size))
        where (resource.file != nil || resource.path != nil) && broken[resource.id] == nil {
            broken[resource.id] = health.problem(of: resource) != nil
        }
        guard let selected = list.selection?.id, selected != told else { return [] }
        told = selected
        return [.follow(Reference(kind: "resource", id: selected))]
    }

    // MARK: - Doing

    func availability(of action: ActionName) -> Availability {
        if [.tabLeft, .tabRight, ResourceForms.share].contains(action) { return .available }
        if action == .newCollection { return isCollections ? .available : .absent }
        guard !isCollections else { return availabilityAmongCollections(of: action) }
        if action == .find || action == .filterResources { return .available }
        if ActionName.amongMatches.contains(action) { return isFinding ? .available : .absent }
        let isKnown =
            action == .open || ResourceEffects.actions.contains(action)
            || ListView<ResourceRows>.actions.contains(action)
        guard isKnown else { return .absent }
        guard let resource = list.selection else { return .unavailable("there are no resources here; L shares one") }
        return ResourceEffects.actions.contains(action) ? effects.availability(of: action, resource) : .available
    }

    private func availabilityAmongCollections(of action: ActionName) -> Availability {
        let isKnown =
            [.open, .copy, .editCollection, .retract].contains(action)
            || ListView<FixedRows<CollectionSummary>>.actions.subtracting(ActionName.amongMatches).contains(action)
        guard isKnown else { return .absent }
        guard let collection = collections.selection else {
            return .unavailable("there are no collections; c begins one")
        }
        guard action == .editCollection || action == .retract else { return .available }
        return collectionEffects.availability(of: collection.id)
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .tabRight, .tabLeft: try show(tabs.shown, by: action == .tabRight ? 1 : -1)
        case ResourceForms.share: return [.fill(try ResourceForms.sharing(ResourceForms.Beginning(), session))]
        case .newCollection: return [collectionEffects.newCollection()]
        case _ where isCollections:
            guard let collection = collections.selection else { return [] }
            if ListView<FixedRows<CollectionSummary>>.actions.contains(action) {
                _ = try collections.perform(action, height: height(size))
                return []
            }
            return try collectionEffects.perform(action, collection.id)
        case .open: return list.selection.map { effects.open($0.id) } ?? []
        case .filterResources:
            return [try ResourceFilterChoice(session: session, isNarrowed: !narrowed.isEmpty).effect()]
        case .endFind: try seek("")
        case _ where ResourceEffects.actions.contains(action):
            return try list.selection.map { try effects.perform(action, $0) } ?? []
        default: _ = try list.perform(action, height: height(size))
        }
        return []
    }

    private mutating func seek(_ text: String) throws {
        list.source.filter.title = text
        try list.reload()
    }

    private mutating func show(_ place: Int, by step: Int = 0) throws {
        tabs.shown = place
        tabs.step(by: step)
        narrowed = []
        list = ListView(ResourceRows(session: session, filter: Self.filter(tab, session)))
        try reload()
    }

    private mutating func narrow(by choice: String) throws {
        if choice == "all" {
            narrowed = []
            list.source.filter = Self.filter(tab, session)
        } else if let words = try ResourceFilterChoice.narrow(&list.source.filter, by: choice, session) {
            narrowed.append(words)
        }
        try list.reload()
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .typing(PaneInput.find, let text), .entered(PaneInput.find, let text): try seek(text)
        case .cancelled(PaneInput.find): try seek("")
        case .chosen(ResourceFilterChoice.purpose, let choice): try narrow(by: choice)
        case .click(let point) where point.row < Self.head:
            if point.row == 0, let tab = tabs.tab(atColumn: point.column, columns: size.columns) { try show(tab) }
        default:
            let inside = input.moved(up: Self.head)
            let opens =
                try isCollections
                ? collections.handle(inside, height: height(size)) : list.handle(inside, height: height(size))
            if opens { return try perform(.open, in: size) }
        }
        return []
    }

    // MARK: - Showing

    /// Rows above the list.
    private static let head = 2

    private func height(_ size: Size) -> Int { max(1, size.rows - Self.head) }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        surface.write(tabs.line(columns: size.columns), at: Point(column: 0, row: 0))
        let room = Size(columns: size.columns, rows: height(size))
        let now = session.clock.now()
        let rows =
            isCollections
            ? collections.view(size: room, isFocused: isFocused, empty: "No collections yet; c begins one.") {
                CollectionLine(collection: $0).line(columns: $1 - 1)
            }
            : list.view(size: room, isFocused: isFocused, empty: StyledLine(empty, .muted)) { resource, columns in
                ResourceLine(resource: resource, now: now, isBroken: broken[resource.id] == true)
                    .line(columns: columns - 1)
            }
        surface.draw(rows, at: Point(column: 0, row: Self.head))
        return surface
    }

    private var empty: String {
        if isFinding || !narrowed.isEmpty { return "Nothing here is like that; i shows all again." }
        return switch tab {
        case .mine: "Nothing on your list; s puts a resource on it."
        case .check: "All of it has been looked at."
        default: "No resources yet; L shares one."
        }
    }
}
