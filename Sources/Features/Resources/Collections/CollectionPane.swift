import Index
import Journal
import Terminal
import Workbench

/// A collection's page, to be gone through from top to bottom.
struct CollectionPane: Pane {
    let session: BoardSession
    let id: EventID
    private var collection: ResourceCollection?
    private var steps: [CollectionStep] = []
    private var page = LinePage<CollectionPage.Target>()
    private var columns = 60

    init(_ session: BoardSession, collection: EventID) {
        self.session = session
        id = collection
    }

    var title: StyledLine { StyledLine(collection?.title ?? "A collection") }
    var contexts: [Context] { [.collections, .resources] }
    var subject: Reference? {
        step?.resource.map { Reference(kind: "resource", id: $0.id) } ?? Reference(kind: "collection", id: id)
    }
    private var effects: CollectionEffects { CollectionEffects(session: session) }
    private var resourceEffects: ResourceEffects { ResourceEffects(session: session) }

    private static let onSteps: Set<ActionName> = [.entryDown, .entryUp, .edit, .retract]

    private var step: CollectionStep? { page.target.flatMap { id in steps.first { $0.entry.resource == id } } }

    mutating func reload() throws {
        let isFirst = collection == nil
        try session.read { database in
            collection = try CollectionQueries.collection(id, database)
            steps = try collection.map { try CollectionQueries.steps(of: $0, database) } ?? []
        }
        guard let collection else { return }
        let lines = CollectionPage(collection: collection, steps: steps, columns: columns).lines
        try page.set(lines)
        // One reads on where one stopped.
        let next = steps.first { $0.resource != nil && $0.resource?.reading != .read } ?? steps.first
        if isFirst, let next { page.select(next.entry.resource) }
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("resource", "resource_reading", "collection") { try reload() }
    }

    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        guard size.columns != columns else { return [] }
        columns = size.columns
        try reload()
        return []
    }

    func availability(of action: ActionName) -> Availability {
        if LinePage<CollectionPage.Target>.actions.contains(action) { return .available }
        guard let collection else { return .absent }
        if action == .editCollection || Self.onSteps.contains(action) {
            if let refusal = effects.writing.refusal(collection) { return .unavailable(refusal) }
            return action == .editCollection || step != nil ? .available : .unavailable("this line is no resource")
        }
        let isKnown = action == .open || ResourceEffects.actions.contains(action) && action != .moveResource
        guard isKnown else { return .absent }
        guard let resource = step?.resource else { return .unavailable("this line is no resource") }
        return action == .open ? .available : resourceEffects.availability(of: action, resource)
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        guard let collection else { return [] }
        switch action {
        case .editCollection: return try effects.perform(action, id)
        case .open: return step?.resource.map { resourceEffects.open($0.id) } ?? []
        case .entryDown, .entryUp:
            return try step.map {
                try effects.move($0.entry.resource, by: action == .entryDown ? 1 : -1, in: collection)
            } ?? []
        case .edit: return step.map { [effects.edit($0.entry, $0.resource?.title ?? "It", in: id)] } ?? []
        case .retract: return try step.map { try effects.takeOut($0.entry, of: collection) } ?? []
        case _ where ResourceEffects.actions.contains(action):
            return try step?.resource.map { try resourceEffects.perform(action, $0) } ?? []
        default: try page.perform(action, height: size.rows)
        }
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try finish(page.handle(input, height: size.rows), in: size)
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        page.view(size: size, isFocused: isFocused, missing: collection == nil ? "this collection is not here" : nil)
    }
}
