import Index
import Journal
import Terminal
import Workbench

/// A resource's page: what is known of it, what is said of it, and where it is used, each leading there.
struct ResourcePane: Pane {
    let session: BoardSession
    let id: EventID
    private var description: ResourceDescription?
    private var page = LinePage<ResourceDescription.Target>()
    private var columns = 60
    private var hasTold = false

    init(_ session: BoardSession, resource: EventID) {
        self.session = session
        id = resource
    }

    /// What panes beside it are told is looked at.
    static let reference = "resource-page"

    var title: StyledLine { StyledLine(description?.record.title ?? "A resource") }
    var contexts: [Context] { [.resources] }
    var subject: Reference? { Reference(kind: "resource", id: id) }
    private var effects: ResourceEffects { ResourceEffects(session: session) }

    mutating func reload() throws {
        description = try ResourceDescription.make(id, session)
        if let description { try page.set(description.page(columns: columns)) }
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("resource", "resource_reading", "collection", "goal", "project") { try reload() }
    }

    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        if size.columns != columns {
            columns = size.columns
            try reload()
        }
        guard !hasTold else { return [] }
        hasTold = true
        return [.follow(Reference(kind: Self.reference, id: id))]
    }

    private var comment: ResourceComment? {
        guard case .comment(let id) = page.target else { return nil }
        return description?.record.comments.first { $0.id == id }
    }

    func availability(of action: ActionName) -> Availability {
        if LinePage<ResourceDescription.Target>.actions.contains(action) { return .available }
        guard let description else { return .absent }
        switch action {
        case .open: return page.target == nil ? .unavailable("this line leads nowhere") : .available
        case .retract:
            guard let comment else { return effects.availability(of: action, description.resource) }
            return Availability(unless: effects.writing.refusal(.retract(by: comment.by), description.record))
        case _ where ResourceEffects.actions.contains(action):
            return effects.availability(of: action, description.resource)
        default: return .absent
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        guard let description else { return [] }
        switch action {
        case .open:
            switch page.target {
            case .thing(let thing): return try thing.open(session)
            case .place: return try effects.perform(.openLink, description.resource)
            default: return []
            }
        case .retract:
            return try comment.map { try effects.takeBack($0, of: id) } ?? effects.perform(action, description.resource)
        case _ where ResourceEffects.actions.contains(action):
            return try effects.perform(action, description.resource)
        default: try page.perform(action, height: size.rows)
        }
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try finish(page.handle(input, height: size.rows), in: size)
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        page.view(size: size, isFocused: isFocused, missing: description == nil ? "this resource is not here" : nil)
    }
}
