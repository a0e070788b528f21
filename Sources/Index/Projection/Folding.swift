import Foundation
import GRDB
import Journal

/// Things that are made from their events: all events of a thing are kept, and the thing is made from them anew, in their
/// one order, whenever one arrives. So it is the same for every order of arrival, and what an event costs grows with that
/// thing alone.
public struct Folding<Thing: Sendable>: Sendable {
    /// An event with what its author was when writing it.
    public struct Step: Sendable {
        /// The event.
        public var event: Event
        /// How its author stood then.
        public var standing: Standing
    }

    /// Makes a thing from its first event. Throws `Refusal`.
    public typealias Beginning = @Sendable (Step, Projecting) throws -> Thing
    /// Changes a thing by one event. Throws `Refusal`.
    public typealias Change = @Sendable (inout Thing, Step) throws -> Void

    /// The name of its tables and of what panes are told that changed: `goal` keeps its events in `goal_event`.
    public let name: String
    /// The kind of event that begins one.
    public let first: String
    /// The document of a thing that begins.
    let document: @Sendable (Event) throws -> Document
    /// What a first event waits for, besides nothing.
    let place: @Sendable (Event) throws -> EventID?
    /// Notes where a thing belongs, as soon as its first event is here.
    let arrived: @Sendable (Event, Int64, Projecting) throws -> Void
    let begin: Beginning
    /// The thing that an event speaks of.
    let subject: @Sendable (Event) throws -> EventID
    let changes: [String: Change]
    /// Writes the thing's rows.
    let save: @Sendable (Thing, Int64, Projecting) throws -> Void
    /// Takes them away: the first event is refused.
    let remove: @Sendable (EventID, Int64, Projecting) throws -> Void
    /// How things are kept that nobody but the reader sees.
    let sealing: Sealing?

    /// Things that are their author's alone: the kind of event that holds, sealed in the private log, what would else
    /// stand in the log that all can read, and how it is opened there. Nothing when it cannot be opened.
    public struct Sealing: Sendable {
        let kind: String
        let open: @Sendable (Event, Projecting) throws -> Event?

        /// How they are kept.
        public init(_ kind: String, open: @escaping @Sendable (Event, Projecting) throws -> Event?) {
            self.kind = kind
            self.open = open
        }
    }

    /// More events of one member on one thing than anybody needs; what comes after them is refused, so that nobody can
    /// make a thing slow for others.
    public static var mostEvents: Int { 2_000 }

    /// Things of a kind. `place` is what a first event belongs to and waits for; `arrived` is told at once where it
    /// belongs; `subject` says which thing a later event speaks of.
    public init(
        _ name: String, first: String,
        document: @escaping @Sendable (Event) throws -> Document,
        place: @escaping @Sendable (Event) throws -> EventID? = { _ in nil },
        arrived: @escaping @Sendable (Event, Int64, Projecting) throws -> Void = { _, _, _ in },
        begin: @escaping Beginning,
        subject: @escaping @Sendable (Event) throws -> EventID,
        changes: [String: Change],
        save: @escaping @Sendable (Thing, Int64, Projecting) throws -> Void,
        remove: @escaping @Sendable (EventID, Int64, Projecting) throws -> Void,
        sealing: Sealing? = nil
    ) {
        self.name = name
        self.first = first
        self.document = document
        self.place = place
        self.arrived = arrived
        self.begin = begin
        self.subject = subject
        self.changes = changes
        self.save = save
        self.remove = remove
        self.sealing = sealing
    }

    /// The table that keeps the events.
    public var schema: [String] {
        [
            """
            CREATE TABLE \(name)_event(
                thing INTEGER, clock INTEGER, id BLOB, account TEXT NOT NULL, log INTEGER NOT NULL, line BLOB NOT NULL,
                PRIMARY KEY(thing, clock, id)
            ) WITHOUT ROWID
            """,
            "CREATE INDEX \(name)_event_by_account ON \(name)_event(account, clock)",
        ]
    }

    /// What is done with each kind of event.
    public var handlers: [EventHandler] {
        [.anyOrder(first, take)] + changes.keys.sorted().map { .anyOrder($0, keep) }
            + (sealing.map { sealing in [.personal(sealing.kind) { try takeSealed($0, sealing, $1) }] } ?? [])
    }

    private func takeSealed(_ event: Event, _ sealing: Sealing, _ projecting: Projecting) throws -> Outcome {
        guard let held = try sealing.open(event, projecting) else {
            return .refused("is sealed, and cannot be opened here")
        }
        if held.kind == first { return try take(held, projecting) }
        return changes[held.kind] == nil ? .refused("says nothing about a \(name)") : try keep(held, projecting)
    }

    private func take(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        if let place = try place(event), try projecting.number(of: place) == nil { return .waits(on: place) }
        guard let number = try projecting.add(document(event)) else { return .applied }
        try arrived(event, number, projecting)
        try store(event, in: number, projecting)
        return .applied
    }

    private func keep(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let subject = try subject(event)
        guard let number = try projecting.number(of: subject) else { return .waits(on: subject) }
        try store(event, in: number, projecting)
        return .applied
    }

    private func store(_ event: Event, in number: Int64, _ projecting: Projecting) throws {
        try projecting.execute(
            "INSERT OR IGNORE INTO \(name)_event(thing, clock, id, account, log, line) VALUES(?, ?, ?, ?, ?, ?)",
            number, event.clock, event.id, event.by, try projecting.logNumber(of: event), Data(event.line))
        projecting.touch(name, number)
    }

    /// Makes anew what a batch touched, and what may have been decided otherwise because its authors stand otherwise.
    public func settle(_ projecting: Projecting) throws {
        for account in projecting.changedStandings {
            guard let since = projecting.earliestChange(of: account) else { continue }
            let rows = try projecting.rows(
                "SELECT DISTINCT thing FROM \(name)_event WHERE account = ? AND clock >= ?", account, since)
            for row in rows { projecting.touch(name, row["thing"]) }
        }
        for number in (projecting.touched[name] ?? []).sorted() { try fold(number, projecting) }
    }

    private func fold(_ number: Int64, _ projecting: Projecting) throws {
        guard let id = try projecting.value(EventID.self, "SELECT id FROM document WHERE number = ?", number) else {
            return
        }
        let steps = try steps(of: number, projecting)
        var refusals: [EventID: String] = [:]
        let thing = try made(id, from: steps, &refusals, projecting)
        for step in steps {
            try projecting.noteRefusal(
                refusals[step.event.id], of: step.event.id, by: step.event.by, kind: step.event.kind)
        }
        if let thing {
            try projecting.setHidden(number, false)
            try save(thing, number, projecting)
        } else if steps.contains(where: { $0.event.id == id }) {
            try projecting.setHidden(number, true)
            try remove(id, number, projecting)
        }
    }

    private func made(
        _ id: EventID, from steps: [Step], _ refusals: inout [EventID: String], _ projecting: Projecting
    ) throws -> Thing? {
        let beginning = steps.first { $0.event.id == id }
        var thing: Thing?
        if let beginning { refusals[id] = try Self.refusal(of: beginning) { thing = try begin(beginning, projecting) } }
        var counts: [Account: Int] = [:]
        for step in steps where step.event.id != id {
            guard let beginning, var changed = thing else {
                refusals[step.event.id] = "there is no such \(name)"
                continue
            }
            counts[step.event.by, default: 0] += 1
            refusals[step.event.id] = try Self.refusal(of: step) {
                // What is one member's alone must not differ from what the others see, nor the other way round.
                try Refusal.check(
                    step.event.log.isPrivate != beginning.event.log.isPrivate ? "stands in the wrong log" : nil)
                try Refusal.check(
                    step.event.stamp < beginning.event.stamp
                        ? "speaks of a \(name) before it was there"
                        : counts[step.event.by, default: 0] > Self.mostEvents
                            ? "a member can do \(Self.mostEvents) things with a \(name)" : nil)
                try changes[step.event.kind]?(&changed, step)
                thing = changed
            }
        }
        return thing
    }

    /// Why a step has no effect; a payload that does not decode costs that step only.
    private static func refusal(of step: Step, _ body: () throws -> Void) throws -> String? {
        do {
            try body()
            return nil
        } catch let refusal as Refusal {
            return refusal.reason
        } catch is DecodingError {
            return "does not say what a \(step.event.kind) must say"
        }
    }

    private func steps(of number: Int64, _ projecting: Projecting) throws -> [Step] {
        try projecting.rows(
            "SELECT line, account, log, clock FROM \(name)_event WHERE thing = ? ORDER BY clock, id", number
        ).compactMap { row in
            guard let log = projecting.logName(row["log"]) else { return nil }
            let line: Data = row["line"]
            let event = Event(storedLine: [UInt8](line), by: row["account"], log: log)?.dated(row["clock"])
            return event.map { Step(event: $0, standing: projecting.authority.standing(forWriting: $0)) }
        }
    }
}
