import Index
import Journal
import Terminal
import Workbench

/// All duties, and whose turn they are.
struct DutiesPane: Pane {
    let session: BoardSession
    private var list = ListView(FixedRows<DutySummary>())

    init(_ session: BoardSession) { self.session = session }

    var title: StyledLine { "Duties" }
    var contexts: [Context] { [.duties] }
    var place: String { "duties" }
    private var effects: DutyEffects { DutyEffects(session: session) }

    mutating func reload() throws {
        let now = session.clock.now()
        list.source = FixedRows(try session.read { try DutyQueries.all(at: now, $0) })
        try list.reload()
    }

    mutating func refresh(after changes: ChangeSet) throws {
        guard changes.concern("duty") || !changes.standings.isEmpty else { return }
        try reload()
    }

    func availability(of action: ActionName) -> Availability {
        if action == .newDuty { return Availability(unless: refusalToManage) }
        guard
            [.open, .takeDuty, .passDuty, .edit, .removeDuty].contains(action)
                || ListView<FixedRows<DutySummary>>.actions.contains(action),
            ![.nextMatch, .previousMatch, .endFind].contains(action)
        else { return .absent }
        guard let duty = list.selection?.duty else { return .unavailable("there are no duties yet") }
        switch action {
        case .edit, .removeDuty: return Availability(unless: refusalToManage)
        case .open, .takeDuty:
            let takes = !duty.rota.contains(session.me)
            return Availability(
                unless: DutyRules.refusalToTake(takes, duty, by: session.me, standing: standing))
        case .passDuty:
            let period = duty.rotates.period(of: session.clock.now())
            return Availability(
                unless: DutyRules.refusalToPass(duty, period: period, by: session.me, standing: standing))
        default: return .available
        }
    }

    private var standing: Standing { (try? session.standing(of: session.me)) ?? .outsider }
    private var refusalToManage: String? { DutyRules.refusalToManage(by: standing) }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        if action == .newDuty { return [effects.form()] }
        guard let duty = list.selection?.duty else { return [] }
        switch action {
        case .open, .takeDuty: return [try effects.take(duty)]
        case .passDuty: return [try effects.pass(duty)]
        case .edit: return [effects.form(duty)]
        case .removeDuty: return [try effects.remove(duty)]
        default: _ = try list.perform(action, height: size.rows - Self.foot)
        }
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        _ = try list.handle(input, height: size.rows - Self.foot)
        return []
    }

    /// Rows beneath the list, for what is selected.
    private static let foot = 4

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        let listSize = Size(columns: size.columns, rows: max(1, size.rows - Self.foot))
        let empty: StyledLine = "No duties yet; moderators make them with c: scribe, greeter, session lead."
        let rows = list.view(size: listSize, isFocused: isFocused, empty: empty) { summary, columns in
            DutyLine(summary: summary, me: session.me).line(columns: columns)
        }
        surface.draw(rows, at: Point(column: 0, row: 0))
        guard let summary = list.selection, size.rows > Self.foot + 1 else { return surface }
        let rota = summary.duty.rota.map { $0 == session.me ? "you" : summary.name($0) }.joined(separator: ", ")
        var lines = StyledLine(summary.duty.about).wrapped(to: size.columns - 2).prefix(2) + []
        lines.append(StyledLine(rota.isEmpty ? "Nobody has taken it." : "Taken by \(rota).", .muted))
        for (row, line) in lines.enumerated() {
            surface.write(
                line.truncated(to: size.columns - 2), at: Point(column: 1, row: size.rows - Self.foot + 1 + row))
        }
        return surface
    }
}
