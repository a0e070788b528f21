import Index
import Journal

/// Takes a calendar in: meetings that are new are planned, those that changed are changed, and what was taken in before
/// is left alone, by UID, RECURRENCE-ID and SEQUENCE.
struct CalendarImport {
    private let session: BoardSession
    private let isDryRun: Bool
    private let standing: Standing
    private let writing: MeetingWriting
    private var reading = CalendarTerms(home: .reader)
    private var report = CalendarReport()
    /// Meetings by UID: those of the board, and those that this calendar brings.
    private var known: [String: Meeting] = [:]
    private var begun: [(uid: String, event: NewEvent, terms: MeetingTerms, isCancelled: Bool)] = []
    private var changes: [NewEvent] = []

    private typealias Entry = (part: CalendarSplitter.Part, component: CalendarComponent)
    private static let batch = 500

    init(_ session: BoardSession, isDryRun: Bool) throws {
        self.session = session
        self.isDryRun = isDryRun
        standing = try session.standing(of: session.me)
        writing = MeetingWriting(session)
        report.dry_run = isDryRun
    }

    /// Takes in what a file holds. Throws `CommandFailure` when it is no calendar, or the member may not.
    mutating func run(_ bytes: [UInt8]) throws -> CalendarReport {
        if standing.role == nil {
            throw CommandFailure.refused("only members take part in meetings; `stoa join` makes you one")
        }
        guard let calendar = CalendarSplitter.split(bytes) else {
            throw CommandFailure("this is no calendar: no line says BEGIN:VCALENDAR", .badData)
        }
        let parts = calendar.parts
        reading.defined = DefinedZones(calendar.zones)
        report.read = parts.count
        var (mains, times): ([Entry], [Entry]) = ([], [])
        for part in parts {
            guard let component = component(part) else { continue }
            if component.recurrence == nil { mains.append((part, component)) } else { times.append((part, component)) }
        }
        for entry in newest(mains) { try take(main: entry) }
        try begin()
        for entry in newest(times) { try take(time: entry) }
        try flush()
        return report
    }

    private mutating func component(_ part: CalendarSplitter.Part) -> CalendarComponent? {
        guard part.name == "VEVENT" else {
            report.fail(part, "", part.failure ?? "a \(part.name.prefix(20)) is no meeting")
            return nil
        }
        guard part.failure == nil, let component = CalendarComponent(lines: part.lines) else {
            report.fail(part, "", part.failure ?? "it cannot be read")
            return nil
        }
        let title = CalendarTerms.line(component.summary)
        guard !component.uid.isEmpty, component.uid.utf8.count <= CalendarLimits.longestUID else {
            report.fail(part, title, "it has no UID of 1 to \(CalendarLimits.longestUID) bytes")
            return nil
        }
        return component
    }

    /// Of entries that are there twice the one that was changed most often, in their order.
    private mutating func newest(_ entries: [Entry]) -> [Entry] {
        var kept: [String: Int] = [:]
        var order: [Entry] = []
        for entry in entries {
            let time = entry.component.recurrence.map { CalendarTerms.local($0).text } ?? ""
            let key = entry.component.uid + "\n" + time
            guard let place = kept[key] else {
                kept[key] = order.count
                order.append(entry)
                continue
            }
            report.duplicates += 1
            if entry.component.sequence > order[place].component.sequence { order[place] = entry }
        }
        return order
    }

    // MARK: - Whole meetings

    private mutating func take(main entry: Entry) throws {
        let (part, component) = entry
        let title = CalendarTerms.line(component.summary)
        let terms: MeetingTerms
        do { terms = try reading.terms(of: component) } catch { return report.fail(part, title, error.reason) }
        if let name = component.start?.zone, let taken = reading.taken(name, for: terms) {
            report.zones[CalendarTerms.line(name)] = taken
        }
        guard let old = try meeting(component.uid) else {
            if let refusal = MeetingRules.refusalToPlan(terms, by: standing) {
                return report.fail(part, title, refusal)
            }
            begun.append((component.uid, try NewEvent(MeetingPlanned(terms)), terms, component.isCancelled))
            report.imported += 1
            return
        }
        guard let source = old.terms.source, source.sequence < component.sequence else {
            report.already_there += 1
            return
        }
        let refusal =
            MeetingRules.refusal(.plan, by: session.me, standing, on: old)
            ?? MeetingRules.refusal(of: terms, start: terms.start)
        if let refusal { return report.fail(part, title, refusal) }
        var change = terms
        // What the calendar does not say any more is not so any more.
        change.about = terms.about ?? ""
        change.rule = terms.rule ?? ""
        change.place = terms.place ?? ""
        change.dates = terms.dates ?? []
        change.except = terms.except ?? []
        changes.append(try NewEvent(MeetingEdited(old.id, change)))
        if component.isCancelled != (old.cancelled != nil) {
            changes.append(try NewEvent(MeetingCancelled(old.id, cancelled: component.isCancelled)))
        }
        var changed = old
        changed.terms = old.terms.changed(by: change)
        known[component.uid] = changed
        report.updated += 1
    }

    /// A meeting by its UID: the member's own first, since anybody may say that theirs is called so.
    private mutating func meeting(_ uid: String) throws -> Meeting? {
        if let known = known[uid] { return known }
        let found = try session.read { database -> Meeting? in
            let own =
                uid.hasSuffix(CalendarWriter.domain) ? EventID(text: uid.dropLast(CalendarWriter.domain.count)) : nil
            if let meeting = try own.flatMap({ try MeetingQueries.meeting($0, database) }) { return meeting }
            let meetings = try MeetingQueries.meetings(withUID: uid, database).compactMap {
                try MeetingQueries.meeting($0, database)
            }
            return meetings.first { $0.author == session.me } ?? meetings.first
        }
        known[uid] = found
        return found
    }

    /// Plans what is new, so that it has an id.
    private mutating func begin() throws {
        for start in stride(from: 0, to: begun.count, by: Self.batch) {
            let some = begun[start..<min(start + Self.batch, begun.count)]
            let now = session.clock.now()
            let ids = isDryRun ? some.map { Self.stand(for: $0.uid) } : try session.write(some.map(\.event)).map(\.id)
            for (new, id) in zip(some, ids) {
                known[new.uid] = Meeting(id: id, author: session.me, created: now, changed: now, terms: new.terms)
                if new.isCancelled { changes.append(try NewEvent(MeetingCancelled(id))) }
            }
        }
        begun = []
    }

    /// An id where none is written.
    private static func stand(for uid: String) -> EventID {
        Array(uid.utf8).withUnsafeBytes { EventID(hashing: $0) }
    }

    // MARK: - Single times

    private mutating func take(time entry: Entry) throws {
        let (part, component) = entry
        let title = CalendarTerms.line(component.summary)
        guard let meeting = try meeting(component.uid) else {
            return report.fail(part, title, "it changes one time of a meeting that is not here")
        }
        do {
            let wall = WallClock(zone: meeting.schedule.zone)
            guard let recurrence = component.recurrence, let start = component.start else {
                throw CalendarFailure("its times cannot be read")
            }
            let original = wall.local(try reading.moment(of: recurrence))
            // What came out of this board goes back into it unchanged.
            let old = meeting.exceptions.last { $0.occurrence == original }
            guard meeting.terms.source != nil, old.map({ $0.sequence ?? -1 < component.sequence }) ?? true
            else {
                report.already_there += 1
                return
            }
            let minutes = try reading.minutes(of: component, start)
            let local = wall.local(try reading.moment(of: start))
            let refusal =
                MeetingRules.refusal(.plan, by: session.me, standing, on: meeting)
                ?? MeetingRules.refusal(ofTime: original, in: meeting)
            if let refusal { throw CalendarFailure(refusal) }
            let change = MeetingOccurrenceSet(
                meeting.id, original, cancelled: component.isCancelled ? true : nil,
                start: local == original ? nil : local, minutes: minutes == meeting.schedule.minutes ? nil : minutes,
                reason: title == meeting.title ? nil : title, sequence: component.sequence)
            changes.append(try NewEvent(change))
            report.updated += 1
            if changes.count >= Self.batch { try flush() }
        } catch let failure as CalendarFailure {
            report.fail(part, title, failure.reason)
        }
    }

    private mutating func flush() throws {
        defer { changes = [] }
        guard !isDryRun else { return }
        for start in stride(from: 0, to: changes.count, by: Self.batch) {
            try session.write(Array(changes[start..<min(start + Self.batch, changes.count)]))
        }
    }
}
