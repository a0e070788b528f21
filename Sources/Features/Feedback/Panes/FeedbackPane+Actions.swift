import Index
import Journal
import Terminal
import Workbench

extension FeedbackPane {
    private static let onRequests: Set<ActionName> = [.claim, .decline, .endRequest, .acknowledgeAll]
    private static let onMarked: Set<ActionName> = [.decline, .endRequest, .acknowledgeAll]

    func availability(of action: ActionName) -> Availability {
        if [.nextTab, .previousTab, .find].contains(action) { return .available }
        if action == .sortIn { return arrived > 0 ? .available : .unavailable("nothing new came in") }
        let isKnown =
            [.open, .nextWaiting, .previousWaiting, .snooze, .whyMine, .markAll].contains(action)
            || ListView<FixedRows<QueueItem>>.actions.subtracting([.nextMatch, .previousMatch, .endFind]).contains(
                action)
            || Self.onRequests.contains(action)
        guard isKnown else { return .absent }
        guard let item = list.selection else { return .unavailable("nothing is here") }
        guard Self.onRequests.contains(action) else { return .available }
        if !list.marks.isEmpty, Self.onMarked.contains(action) { return .available }
        guard item.isRequest, let request = try? request() else {
            return .unavailable("this is no request for feedback")
        }
        switch action {
        case .claim: return request.asker == session.me ? .absent : effects.may(.claim, request)
        case .decline: return request.asker == session.me ? .absent : effects.mayDecline(request)
        case .acknowledgeAll:
            guard request.asker == session.me else { return .absent }
            return request.unmarkedPoints.isEmpty ? effects.may(.acknowledge, request) : effects.may(.mark, request)
        default: return effects.mayEnd(request)
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .open: return try open()
        case .nextTab: try step(by: 1)
        case .previousTab: try step(by: -1)
        case .nextWaiting, .previousWaiting: return try walk(by: action == .nextWaiting ? 1 : -1, in: size)
        case .sortIn: try reload()
        case .markAll: return markAll()
        case .snooze: return [try effects.offerSnooze(list.chosen.count)]
        case .whyMine: return try why(size)
        case .claim: return try request().map { [try effects.claim($0, then: effects.open($0.id, queue: queue))] } ?? []
        case .acknowledgeAll: return [effects.offerAcknowledging(list.chosen.count)]
        case .decline where !list.marks.isEmpty: return [effects.offerDeclining(list.marks.count)]
        case .endRequest where !list.marks.isEmpty: return [effects.offerEnding(list.marks.count)]
        case .decline: return try request().map { [effects.offerDecline($0)] } ?? []
        case .endRequest: return try request().map { [effects.offerEnd($0)] } ?? []
        default: _ = try list.perform(action, height: height(size))
        }
        return []
    }

    private func open() throws -> [Effect] {
        guard let item = list.selection else { return [] }
        guard item.isRequest else {
            return try FeatureTable.firstAnswer { try $0.open(item.id, session) } ?? [.say("this is not here any more")]
        }
        return effects.open(item.id, queue: queue)
    }

    /// The requests of this list, in their order.
    private var queue: [EventID] { list.source.all.filter(\.isRequest).map(\.id) }

    private mutating func step(by step: Int) throws {
        let views = tabs.views
        guard let place = views.firstIndex(of: view) else { return }
        try show(views[(place + step + views.count) % views.count])
    }

    private mutating func markAll() -> [Effect] {
        list.toggleAllMarks()
        let count = list.marks.count
        guard count > 0 else { return [.say("no row is marked")] }
        return [.say(count == 1 ? "the one row here is marked" : "all \(count) rows of this list are marked")]
    }

    /// Goes one on; the end of the list is an end.
    private mutating func walk(by step: Int, in size: Size) throws -> [Effect] {
        let next = list.selected + step
        guard list.rows.indices.contains(next) else {
            return [.say(step > 0 ? "that is the last one in this list" : "that is the first one")]
        }
        try list.move(to: next, height: height(size))
        return []
    }

    private func why(_ size: Size) throws -> [Effect] {
        guard let item = list.selection else { return [] }
        guard let request = try request() else {
            return [.show(Page(title: item.what, lines: item.terms.map { StyledLine($0) }))]
        }
        return [
            .show(
                FeedbackPages.about(
                    request, why: item.terms, now: session.clock.now(), columns: FeedbackPages.columns(size)))
        ]
    }
}
