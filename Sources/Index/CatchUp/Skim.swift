import Journal

/// The newest things of a board, gathered in one quick run over logs that hold much that is new, so that people can look
/// at them before all of it is applied.
///
/// Only the lines that are wanted in the end are checked. They are applied as if they had arrived first. Every order of arrival gives the same index, and an event that comes
/// again changes nothing, so the run over everything that follows needs to know nothing of it.
struct Skim {
    /// An event and its place in the one order, counted from where reading begins.
    struct Placed {
        var event: Event
        var place: Int64
    }

    /// What belongs to one thing: its beginning, and the latest of the rest.
    private struct Thing {
        var first: Placed
        var rest: [Placed] = []
        var latest: Int64 { rest.last?.place ?? first.place }
    }

    /// Events of one thing that are kept at most; a long thread shows its end.
    private static let mostEvents = 60
    /// Marks and other private events that are kept: what was read last decides what shows as unread.
    private static let mostPrivate = 300

    private let handlers: [String: EventHandler]
    private let mostThings: Int
    private var ordered: [Placed] = []
    private var own: [Placed] = []
    private var things: [EventID: Thing] = [:]

    init(_ handlers: [String: EventHandler], mostThings: Int) {
        self.handlers = handlers
        self.mostThings = mostThings
    }

    /// Looks at the next event.
    mutating func take(_ event: Event, at place: Int64) {
        guard let handler = handlers[event.kind] else { return }
        let placed = Placed(event: event, place: place)
        if handler.isOrdered {
            ordered.append(placed)
        } else if handler.isPrivate {
            own.append(placed)
            if own.count > 2 * Self.mostPrivate { own.removeFirst(Self.mostPrivate) }
        } else if let id = handler.partOf?(event) {
            add(placed, to: id)
        }
    }

    private mutating func add(_ placed: Placed, to id: EventID) {
        guard things[id] != nil else {
            things[id] = Thing(first: placed)
            // Most are seen once more and forgotten, so they are sorted out by the thousand.
            if things.count > 2 * mostThings + 1_000 { keepNewestThings() }
            return
        }
        things[id]?.rest.append(placed)
        if let count = things[id]?.rest.count, count > 2 * Self.mostEvents {
            things[id]?.rest.removeFirst(Self.mostEvents)
        }
    }

    private mutating func keepNewestThings() {
        let newest = things.sorted { $0.value.latest > $1.value.latest }.prefix(mostThings)
        things = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
    }

    /// What was found, in the one order.
    mutating func events() -> [Placed] {
        keepNewestThings()
        let parts = things.values.flatMap { [$0.first] + $0.rest.suffix(Self.mostEvents) }
        return (ordered + own.suffix(Self.mostPrivate) + parts).filter(\.event.isGenuine)
            .sorted { $0.place < $1.place }
    }
}
