import Foundation
import GRDB
import Journal

/// Takes each event to its handler, and sees to those that wait, are refused, or must be applied in order.
final class EventRouter {
    let projections: [Projection]
    let handlers: [String: EventHandler]
    let projecting: Projecting
    var lastOrdered: Stamp?
    private var waitingCount: Int
    var replayIsDue: Bool
    /// Whether these events come ahead of their turn and will come again, so that none of them need wait.
    private let isAhead: Bool

    init(_ projections: [Projection], _ projecting: Projecting, isAhead: Bool = false) throws {
        self.projections = projections
        self.projecting = projecting
        self.isAhead = isAhead
        handlers = Self.handlers(projections)
        replayIsDue = try projecting.value(Int.self, "SELECT 1 FROM setting WHERE name = 'replay_due'") != nil
        waitingCount = try projecting.value(Int.self, "SELECT count(*) FROM waiting_event") ?? 0
        lastOrdered = try projecting.row("SELECT clock, id FROM ordered_event ORDER BY clock DESC, id DESC LIMIT 1")
            .map { Stamp(clock: $0[0], id: $0[1]) }
    }

    /// The handlers by the kind they are for.
    static func handlers(_ projections: [Projection]) -> [String: EventHandler] {
        Dictionary(projections.flatMap(\.handlers).map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Applies one event, then those that waited for what it brought.
    func route(_ event: Event) throws {
        try apply(event)
        try applyAwaiting()
    }

    /// Applies the events that waited for what has arrived.
    private func applyAwaiting() throws {
        guard waitingCount > 0 else {
            _ = projecting.takeAdded()
            return
        }
        var added = projecting.takeAdded()
        while let id = added.popLast() {
            for waiting in try takeWaiting(for: id) { try apply(waiting, hasWaited: true) }
            added += projecting.takeAdded()
        }
    }

    /// Ends a batch: replays what arrived late, then lets every feature bring its derived rows up to date. Only the last
    /// batch of a catch-up replays, since each may bring something late again.
    func settle(isLast: Bool) throws {
        let wasDue = replayIsDue
        try vouch()
        while isLast && replayIsDue {
            try replay()
            try applyAwaiting()
        }
        if replayIsDue {
            try projecting.execute("INSERT OR IGNORE INTO setting(name, value) VALUES('replay_due', 1)")
        } else if wasDue {
            try projecting.execute("DELETE FROM setting WHERE name = 'replay_due'")
        }
        projecting.compareStandings()
        for projection in projections { try projection.settle(projecting) }
    }

    /// Finds out what nobody vouches for since keys or signatures have come; what was applied may be judged otherwise now.
    private func vouch() throws {
        guard !projecting.dueVouching.isEmpty else { return }
        let before = projecting.authority.unvouched
        try Vouching(projecting).refresh(projecting.dueVouching)
        projecting.dueVouching.removeAll()
        guard projecting.authority.unvouched != before else { return }
        try Vouching(projecting).save()
        replayIsDue = true
    }

    private func apply(_ event: Event, hasWaited: Bool = false) throws {
        guard let handler = handlers[event.kind] else {
            try projecting.execute(
                "INSERT INTO unknown_kind VALUES(?, 1) ON CONFLICT DO UPDATE SET events = events + 1", event.kind)
            return
        }
        guard handler.isPrivate == event.log.isPrivate, !handler.isPrivate || event.by == projecting.reader else {
            return try refuse(event, "stands in the wrong log")
        }
        guard handler.isOrdered else {
            return try record(perform(handler, event), of: event, hasWaited: hasWaited)
        }
        if let lastOrdered, event.stamp <= lastOrdered {
            // One that was kept may have waited all the same, when it was its turn.
            guard try hasWaited || !isKnown(event) else { return }
            try keep(event)
            replayIsDue = true
            return
        }
        let takings = projecting.authority.takings
        var outcome = try perform(handler, event)
        if case .waits(let awaited) = outcome {
            guard try isRefused(awaited) else { return try record(outcome, of: event, hasWaited: hasWaited) }
            outcome = Self.speaksOfRefused
        }
        try keep(event)
        lastOrdered = event.stamp
        try record(outcome, of: event)
        // What is taken away reaches back to events that were applied already.
        if isAboutAuthority(event.kind), takings != projecting.authority.takings { replayIsDue = true }
    }

    /// A payload that does not decode is somebody's mistake or attack: it costs that event only.
    func perform(_ handler: EventHandler, _ event: Event) throws -> Outcome {
        do {
            guard !handler.isOrdered || !projecting.authority.isUnvouched(event) else {
                return .refused("is signed by a key that does not count")
            }
            return try handler.apply(event, projecting)
        } catch is DecodingError {
            return .refused("does not say what a \(event.kind) must say")
        }
    }

    func record(_ outcome: Outcome, of event: Event, hasWaited: Bool = false) throws {
        switch outcome {
        case .applied: try handlers[event.kind].map { try projecting.keepDeed(of: event, $0) }
        case .refused(let reason):
            try refuse(event, reason)
            // What waits for it is refused too.
            if handlers[event.kind]?.isOrdered ?? false { projecting.noteArrival(of: event.id) }
        case .waits(let awaited):
            // What comes again need not wait; what has waited before does not come again.
            guard !isAhead || hasWaited else { return }
            waitingCount += 1
            try projecting.execute(
                "INSERT OR IGNORE INTO waiting_event(awaited, clock, id, line, account, log) VALUES(?, ?, ?, ?, ?, ?)",
                awaited, event.clock, event.id, Data(event.line), event.by, try projecting.logNumber(of: event))
        }
    }

    private func refuse(_ event: Event, _ reason: String) throws {
        try projecting.noteRefusal(reason, of: event.id, by: event.by, kind: event.kind)
    }

    static let speaksOfRefused = Outcome.refused("speaks of what does not count")

    /// Whether this is an ordered event that has its place and was refused.
    private func isRefused(_ id: EventID) throws -> Bool {
        let kind = try projecting.value(String.self, "SELECT kind FROM refused_event WHERE id = ?", id)
        return kind.flatMap { handlers[$0] }?.isOrdered ?? false
    }

    /// What says who may do what.
    static let authority = [AuthorityProjection.projection, SigningProjection.projection]

    func isAboutAuthority(_ kind: String) -> Bool {
        Self.authority.contains { $0.handlers.contains { $0.kind == kind } }
    }

    private func isKnown(_ event: Event) throws -> Bool {
        try projecting.value(
            Int.self, "SELECT 1 FROM ordered_event WHERE clock = ? AND id = ?", event.clock, event.id) != nil
    }

    private func keep(_ event: Event) throws {
        try projecting.execute(
            "INSERT OR IGNORE INTO ordered_event(clock, id, line, account, log) VALUES(?, ?, ?, ?, ?)",
            event.clock, event.id, Data(event.line), event.by, try projecting.logNumber(of: event))
    }

    private func takeWaiting(for id: EventID) throws -> [Event] {
        let rows = try projecting.rows(
            "SELECT line, account, log, clock FROM waiting_event WHERE awaited = ? ORDER BY clock, id", id)
        guard !rows.isEmpty else { return [] }
        waitingCount -= rows.count
        try projecting.execute("DELETE FROM waiting_event WHERE awaited = ?", id)
        return rows.compactMap(event)
    }

    func event(_ row: Row) -> Event? {
        guard let log = projecting.logName(row["log"]) else { return nil }
        let line: Data = row["line"]
        return Event(storedLine: [UInt8](line), by: row["account"], log: log)?.dated(row["clock"])
    }
}
