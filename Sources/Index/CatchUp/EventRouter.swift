import Foundation
import GRDB
import Journal

/// Takes each event to its handler, and sees to those that wait, are refused, or must be applied in order.
final class EventRouter {
    private let projections: [Projection]
    private let handlers: [String: EventHandler]
    private let projecting: Projecting
    private var lastOrdered: Stamp?
    private var waitingCount: Int
    private var replayIsDue = false

    init(_ projections: [Projection], _ projecting: Projecting) throws {
        self.projections = projections
        self.projecting = projecting
        handlers = Dictionary(
            projections.flatMap(\.handlers).map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
        waitingCount = try projecting.value(Int.self, "SELECT count(*) FROM waiting_event") ?? 0
        lastOrdered = try projecting.row("SELECT clock, id FROM ordered_event ORDER BY clock DESC, id DESC LIMIT 1")
            .map { Stamp(clock: $0[0], id: $0[1]) }
    }

    /// Applies one event, then those that waited for what it brought.
    func route(_ event: Event) throws {
        try apply(event)
        guard waitingCount > 0 else {
            _ = projecting.takeAdded()
            return
        }
        var added = projecting.takeAdded()
        while let id = added.popLast() {
            for waiting in try takeWaiting(for: id) { try apply(waiting) }
            added += projecting.takeAdded()
        }
    }

    /// Ends a batch: replays what arrived late, then lets every feature bring its derived rows up to date.
    func settle() throws {
        if replayIsDue { try replay() }
        for projection in projections { try projection.settle(projecting) }
    }

    private func apply(_ event: Event) throws {
        guard let handler = handlers[event.kind] else {
            try projecting.execute(
                "INSERT INTO unknown_kind VALUES(?, 1) ON CONFLICT DO UPDATE SET events = events + 1", event.kind)
            return
        }
        guard handler.isPrivate == event.log.isPrivate, !handler.isPrivate || event.by == projecting.reader else {
            return try refuse(event, "stands in the wrong log")
        }
        guard handler.isOrdered else { return try record(perform(handler, event), of: event) }
        if let lastOrdered, event.stamp <= lastOrdered {
            guard try !isKnown(event) else { return }
            try keep(event)
            replayIsDue = true
            return
        }
        let outcome = try perform(handler, event)
        if case .waits = outcome {
        } else {
            try keep(event)
            lastOrdered = event.stamp
        }
        try record(outcome, of: event)
    }

    /// A payload that does not decode is somebody's mistake or attack: it costs that event only.
    private func perform(_ handler: EventHandler, _ event: Event) throws -> Outcome {
        do {
            return try handler.apply(event, projecting)
        } catch is DecodingError {
            return .refused("does not say what a \(event.kind) must say")
        }
    }

    private func record(_ outcome: Outcome, of event: Event) throws {
        switch outcome {
        case .applied: break
        case .refused(let reason): try refuse(event, reason)
        case .waits(let awaited):
            waitingCount += 1
            try projecting.execute(
                "INSERT OR IGNORE INTO waiting_event(awaited, clock, id, line, account, log) VALUES(?, ?, ?, ?, ?, ?)",
                awaited, event.clock, event.id, Data(event.line), event.by, try projecting.logNumber(of: event))
        }
    }

    private func refuse(_ event: Event, _ reason: String) throws {
        try projecting.execute(
            "INSERT OR REPLACE INTO refused_event(id, account, kind, reason) VALUES(?, ?, ?, ?)",
            event.id, event.by, event.kind, reason)
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

    /// Builds everything that depends on the order anew, from the kept events.
    private func replay() throws {
        replayIsDue = false
        for projection in projections { try projection.reset(projecting) }
        let rows = try projecting.rows("SELECT line, account, log, clock FROM ordered_event ORDER BY clock, id")
        for event in rows.compactMap(event) {
            try projecting.execute("DELETE FROM refused_event WHERE id = ?", event.id)
            guard let handler = handlers[event.kind] else { continue }
            try record(perform(handler, event), of: event)
        }
        lastOrdered = try projecting.row("SELECT clock, id FROM ordered_event ORDER BY clock DESC, id DESC LIMIT 1")
            .map { Stamp(clock: $0[0], id: $0[1]) }
    }

    private func event(_ row: Row) -> Event? {
        guard let log = projecting.logName(row["log"]) else { return nil }
        let line: Data = row["line"]
        return Event(storedLine: [UInt8](line), by: row["account"], log: log)?.dated(row["clock"])
    }
}
