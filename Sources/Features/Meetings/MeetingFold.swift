import Index
import Journal
import Workbench

/// What each event makes of a meeting, in their one order.
enum MeetingFold {
    typealias Step = Folding<Meeting>.Step

    static func begin(_ step: Step) throws -> Meeting {
        let planned: MeetingPlanned = try step.event.payload()
        try Refusal.check(MeetingRules.refusalToPlan(planned.terms, by: step.standing))
        var meeting = Meeting(
            id: step.event.id, author: step.event.by, created: step.event.clock, changed: step.event.clock,
            terms: planned.terms)
        if planned.terms.asks ?? false { meeting.asked = [Meeting.Asking(occurrence: nil, at: step.event.clock)] }
        return meeting
    }

    static let changes: [String: Folding<Meeting>.Change] = [
        MeetingEdited.kind: edit, MeetingOccurrenceSet.kind: setOccurrence, MeetingCancelled.kind: cancel,
        MeetingAnswered.kind: answer, MeetingAsked.kind: ask, MeetingNoted.kind: note, MeetingAttended.kind: attend,
        MeetingLinked.kind: link,
    ]

    private static func allow(_ act: MeetingAct, _ step: Step, _ meeting: Meeting) throws {
        try Refusal.check(MeetingRules.refusal(act, by: step.event.by, step.standing, on: meeting))
    }

    private static func edit(_ meeting: inout Meeting, _ step: Step) throws {
        let edit: MeetingEdited = try step.event.payload()
        try allow(.plan, step, meeting)
        let merged = meeting.terms.changed(by: edit.terms)
        try Refusal.check(MeetingRules.refusal(of: edit.terms, start: nil))
        try Refusal.check(MeetingRules.refusal(of: merged, start: merged.start))
        meeting.terms = merged
        meeting.changed = step.event.clock
        meeting.revisions += 1
        guard let asks = edit.terms.asks else { return }
        meeting.asked.removeAll { $0.occurrence == nil }
        if asks { meeting.asked.append(Meeting.Asking(occurrence: nil, at: step.event.clock)) }
    }

    private static func setOccurrence(_ meeting: inout Meeting, _ step: Step) throws {
        let set: MeetingOccurrenceSet = try step.event.payload()
        try allow(.plan, step, meeting)
        try Refusal.check(MeetingRules.refusal(ofTime: set.occurrence, in: meeting))
        try Refusal.check(MeetingRules.refusal(ofText: set.reason))
        try Refusal.check(
            set.minutes.map { (1...MeetingRules.mostMinutes).contains($0) } ?? true
                ? nil : "a meeting takes 1 to \(MeetingRules.mostMinutes) minutes")
        meeting.exceptions.removeAll { $0.occurrence == set.occurrence }
        meeting.changed = step.event.clock
        meeting.revisions += 1
        let isCancelled = set.cancelled ?? false
        let start = set.start == set.occurrence ? nil : set.start
        guard isCancelled || start != nil || set.minutes != nil || set.sequence != nil else { return }
        try Refusal.check(
            meeting.exceptions.count < MeetingRules.mostDates
                ? nil : "at most \(MeetingRules.mostDates) times are not as planned")
        meeting.exceptions.append(
            OccurrenceException(
                occurrence: set.occurrence, isCancelled: isCancelled, start: start, minutes: set.minutes,
                reason: set.reason ?? "", sequence: set.sequence))
    }

    private static func cancel(_ meeting: inout Meeting, _ step: Step) throws {
        let set: MeetingCancelled = try step.event.payload()
        try allow(.plan, step, meeting)
        try Refusal.check(MeetingRules.refusal(ofText: set.reason))
        meeting.cancelled =
            set.cancelled
            ? Meeting.Cancellation(by: step.event.by, at: step.event.clock, reason: set.reason ?? "") : nil
        meeting.changed = step.event.clock
        meeting.revisions += 1
    }

    private static func answer(_ meeting: inout Meeting, _ step: Step) throws {
        let said: MeetingAnswered = try step.event.payload()
        try allow(.answer, step, meeting)
        try Refusal.check(MeetingRules.refusalToAnswer(said.occurrence, meeting, at: step.event.clock))
        meeting.answers.removeAll { $0.account == step.event.by && $0.occurrence == said.occurrence }
        guard let answer = said.answer else { return }
        meeting.answers.append(
            Meeting.Answer(
                account: step.event.by, occurrence: said.occurrence, answer: answer, at: step.event.clock))
    }

    private static func ask(_ meeting: inout Meeting, _ step: Step) throws {
        let asked: MeetingAsked = try step.event.payload()
        try allow(.plan, step, meeting)
        try Refusal.check(MeetingRules.refusal(ofTime: asked.occurrence, in: meeting))
        meeting.asked.removeAll { $0.occurrence == asked.occurrence }
        guard asked.asked else { return }
        meeting.asked.append(Meeting.Asking(occurrence: asked.occurrence, at: step.event.clock))
        // Nobody is asked for what was long ago.
        meeting.asked.removeFirst(max(0, meeting.asked.count - MeetingRules.mostAsked))
    }

    private static func note(_ meeting: inout Meeting, _ step: Step) throws {
        let noted: MeetingNoted = try step.event.payload()
        try allow(.note, step, meeting)
        try Refusal.check(MeetingRules.refusal(ofTime: noted.occurrence, in: meeting))
        try Refusal.check(MeetingRules.refusal(ofText: noted.notes))
        meeting.notes.removeAll { $0.occurrence == noted.occurrence }
        guard noted.notes.contains(where: { !$0.isWhitespace }) else { return }
        meeting.notes.append(
            Meeting.Note(
                occurrence: noted.occurrence, text: noted.notes, by: step.event.by, at: step.event.clock))
        meeting.notes.sort { $0.occurrence < $1.occurrence }
    }

    private static func attend(_ meeting: inout Meeting, _ step: Step) throws {
        let attended: MeetingAttended = try step.event.payload()
        try allow(.attend(attended.accounts), step, meeting)
        try Refusal.check(MeetingRules.refusalToAttend(attended.occurrence, meeting, at: step.event.clock))
        try Refusal.check((1...500).contains(attended.accounts.count) ? nil : "1 to 500 members are named at once")
        var present = Set(meeting.attended(attended.occurrence))
        if attended.present {
            present.formUnion(attended.accounts)
        } else {
            present.subtract(attended.accounts)
        }
        meeting.attendance.removeAll { $0.occurrence == attended.occurrence }
        guard !present.isEmpty else { return }
        meeting.attendance.append(
            Meeting.Attendance(
                occurrence: attended.occurrence, accounts: present.sorted { $0.rawValue < $1.rawValue }))
        meeting.attendance.sort { $0.occurrence < $1.occurrence }
    }

    private static func link(_ meeting: inout Meeting, _ step: Step) throws {
        let link: MeetingLinked = try step.event.payload()
        try Refusal.check(
            link.thing.id == nil || link.thing.kind.utf8.count > 20 || link.thing.id == meeting.id
                ? "only other things on the board can be linked" : nil)
        let place = meeting.links.firstIndex { $0.thing.name == link.thing.name }
        guard link.linked else {
            guard let place else { return }
            try allow(.unlink(by: meeting.links[place].by), step, meeting)
            meeting.links.remove(at: place)
            return
        }
        try allow(.link, step, meeting)
        guard place == nil else { return }
        try Refusal.check(
            meeting.links.count < MeetingRules.mostLinks
                ? nil : "at most \(MeetingRules.mostLinks) things are for a meeting")
        meeting.links.append(Meeting.Link(thing: link.thing, by: step.event.by))
    }
}

extension MeetingTerms {
    /// The same with what a change says in place of what was settled.
    func changed(by change: MeetingTerms) -> MeetingTerms {
        var terms = self
        func take<Value>(_ field: WritableKeyPath<MeetingTerms, Value?>) {
            if let value = change[keyPath: field] { terms[keyPath: field] = value }
        }
        take(\.title)
        take(\.about)
        take(\.meetingKind)
        take(\.start)
        take(\.zone)
        take(\.minutes)
        take(\.rule)
        take(\.dates)
        take(\.except)
        take(\.place)
        take(\.agenda)
        take(\.host)
        take(\.scribe)
        take(\.belongs)
        take(\.source)
        return terms
    }
}
