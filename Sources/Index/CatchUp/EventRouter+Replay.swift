import Foundation
import GRDB
import Journal

extension EventRouter {
    /// How often the order is gone through to find what it takes away; members who remove each other could go on.
    private static let mostRounds = 8

    /// Builds everything that depends on the order anew, from the kept events.
    func replay() throws {
        replayIsDue = false
        projecting.keepAuthority()
        let rows = try projecting.rows("SELECT line, account, log, clock FROM ordered_event ORDER BY clock, id")
        let events = rows.compactMap(event)
        let takings = try takings(in: events)
        for projection in projections { try projection.reset(projecting) }
        projecting.authority.removeAll(foreseeing: takings)
        let kept = Set(events.map(\.id))
        for event in events {
            try projecting.noteRefusal(nil, of: event.id, by: event.by, kind: event.kind)
            guard let handler = handlers[event.kind] else { continue }
            var outcome = try perform(handler, event)
            // It did not wait when it was kept, so what it speaks of was refused since.
            if case .waits(let awaited) = outcome, kept.contains(awaited) { outcome = Self.speaksOfRefused }
            try record(outcome, of: event)
        }
        lastOrdered = events.last?.stamp
        projecting.dueVouching.removeAll()
        try Vouching(projecting).save()
    }

    /// What these events take away from whom. A removal names the last events that still count, so it reaches back to
    /// events dated before it; those may be about roles themselves, so the order is gone through until it is settled. So it
    /// does to what keys vouch for.
    private func takings(in events: [Event]) throws -> [Account: [Authority.Change]] {
        let events = events.filter { isAboutAuthority($0.kind) }
        var takings: [Account: [Authority.Change]] = [:]
        let signers = try projecting.rows("SELECT DISTINCT account FROM signing_key").map { $0["account"] as Account }
        projecting.authority.unvouched.removeAll()
        for _ in 0..<Self.mostRounds {
            for projection in Self.authority { try projection.reset(projecting) }
            projecting.authority.removeAll(foreseeing: takings)
            for event in events {
                if let handler = handlers[event.kind] { _ = try perform(handler, event) }
            }
            let unvouched = projecting.authority.unvouched
            try Vouching(projecting).refresh(Set(signers))
            guard projecting.authority.takings != takings || projecting.authority.unvouched != unvouched else { break }
            takings = projecting.authority.takings
        }
        return takings
    }
}
