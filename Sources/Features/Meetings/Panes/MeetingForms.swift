import Foundation
import Index
import Journal
import Workbench

/// The forms and texts of meetings.
extension MeetingEffects {
    /// Plans a meeting, on a day if one is selected, about a thread or a project if one is.
    func newMeeting(about subject: Reference? = nil, on day: CivilDay? = nil) throws -> Effect {
        let belongs = try subject.flatMap { subject in
            ["thread", "post", "project", "channel"].contains(subject.kind) ? try belonging(subject) : nil
        }
        let wall = WallClock.reader
        let date = day.map { LocalTime(day: $0, minutes: 18 * 60).text.replacing("T", with: " ") } ?? ""
        var fields = [Form.Field("title", label: "Title"), Self.kindField(.session)]
        fields += Self.timeFields(time: date, zone: wall.zone, minutes: 60, rule: "")
        fields += [
            Form.Field("place", label: "Where", hint: "A room or a link; may be empty."),
            Form.Field("about", label: "About", hint: "What it is for. Markdown; may be empty.", takesLines: true),
            Form.Field(
                "asks", label: "Ask who comes", options: ["no", "yes"], chosen: "no",
                hint: "Everyone who has not said is asked: it is their turn."),
        ]
        let title = belongs.map { "A new meeting for “\($0.title)”" } ?? "A new meeting"
        return .fill(
            Form(title: title, fields: fields) { [session] values in
                var terms = try Self.terms(values, now: session.clock.now())
                terms.belongs = belongs?.reference
                terms.asks = values["asks"] == "yes"
                let event = try MeetingWriting(session).plan(terms)
                return [
                    .write(
                        Writing([event], done: "planned; d plans its agenda") { written in
                            written.first.map { MeetingEffects(session: session).open($0) } ?? []
                        })
                ]
            })
    }

    private func belonging(_ subject: Reference) throws -> LinkedThing? {
        try session.read { try LinkedThing.all([subject], $0).first }
    }

    private static func kindField(_ kind: MeetingKind) -> Form.Field {
        Form.Field("kind", label: "Kind", options: MeetingKind.allCases.map(\.words), chosen: kind.words)
    }

    private static func timeFields(time: String, zone: String, minutes: Int, rule: String) -> [Form.Field] {
        [
            Form.Field(
                "time", label: "When", text: time, hint: "2026-11-26 18:00, thu 18:00, tomorrow 18:00, or 18:00."),
            Form.Field(
                "zone", label: "Time zone", text: zone,
                hint:
                    "Whose clocks those are: Europe/Berlin, America/New_York, UTC. Summer time leaves the clock's time."
            ),
            Form.Field("minutes", label: "Minutes", text: "\(minutes)"),
            Form.Field(
                "rule", label: "Again", text: rule,
                hint: "once, daily, weekly, 2 weeks, monthly or FREQ=…; then until 2027-01-31, or 10 times."),
        ]
    }

    /// What a filled form says.
    static func terms(_ values: Form.Values, now: Timestamp) throws -> MeetingTerms {
        var terms = MeetingTerms()
        terms.title = values["title"]
        terms.meetingKind = MeetingKind.allCases.first { $0.words == values["kind"] }
        let wall = WallClock(zone: values["zone"] ?? "UTC")
        guard wall.isKnown else {
            throw CommandFailure("“\(wall.zone)” is no time zone here; name one as in Europe/Berlin or UTC", .badData)
        }
        terms.zone = wall.zone
        let start = try TypedMeetingTime.time(values["time"] ?? "", now: now, on: wall)
        terms.start = start
        guard let minutes = Int(values["minutes"] ?? "") else {
            throw CommandFailure("say in minutes how long it takes", .badData)
        }
        terms.minutes = minutes
        terms.rule = try TypedMeetingTime.rule(values["rule"] ?? "", start: start)
        terms.place = values["place"]
        terms.about = values["about"]
        return terms
    }

    /// Plans all times of a meeting otherwise.
    func edit(_ meeting: Meeting) -> Effect {
        let schedule = meeting.schedule
        var fields = [Form.Field("title", label: "Title", text: meeting.title), Self.kindField(meeting.kind)]
        fields += Self.timeFields(
            time: schedule.start.text.replacing("T", with: " "), zone: schedule.zone, minutes: schedule.minutes,
            rule: schedule.rule?.text ?? "once")
        fields += [
            Form.Field("place", label: "Where", text: meeting.terms.place ?? ""),
            Form.Field("about", label: "About", text: meeting.terms.about ?? "", hint: "Markdown.", takesLines: true),
            Form.Field("host", label: "Host", text: "@\(meeting.host)"),
            Form.Field(
                "scribe", label: "Scribe", text: meeting.scribe.map { "@\($0)" } ?? "",
                hint: "Who takes notes; nobody but the host if empty."),
        ]
        return .fill(
            Form(title: "Edit the meeting", fields: fields) { [session] values in
                var terms = try Self.terms(values, now: session.clock.now())
                func account(_ name: String) -> Account? {
                    let name = (values[name] ?? "").drop { $0 == "@" }
                    return name.isEmpty ? nil : Account(String(name))
                }
                terms.host = account("host") ?? meeting.host
                terms.scribe = account("scribe") ?? terms.host
                let (change, before) = terms.difference(from: meeting.terms, of: meeting)
                let undo = Writing.Undo("the change") { _ in [try MeetingWriting(session).edit(meeting.id, before)] }
                return [
                    .write(Writing([try MeetingWriting(session).edit(meeting.id, change)], done: "changed", undo: undo))
                ]
            })
    }

    /// Moves one time.
    func move(_ meeting: Meeting, _ time: Occurrence) -> Effect {
        let minutes = Int((time.end.rawValue - time.start.rawValue) / 60_000)
        return .fill(
            Form(
                title: "Move this time: \(meeting.title)",
                fields: [
                    Form.Field(
                        "time", label: "To", text: time.local.text.replacing("T", with: " "),
                        hint: "By the clocks of \(meeting.schedule.zone)."),
                    Form.Field("minutes", label: "Minutes", text: "\(minutes)"),
                    Form.Field("reason", label: "Why", hint: "May be empty."),
                ]
            ) { [session] values in
                let wall = WallClock(zone: meeting.schedule.zone)
                let start = try TypedMeetingTime.time(values["time"] ?? "", now: session.clock.now(), on: wall)
                guard let length = Int(values["minutes"] ?? "") else {
                    throw CommandFailure("say in minutes how long it takes", .badData)
                }
                let undo = Writing.Undo("moving") { _ in
                    [try MeetingWriting(session).set(meeting.setting(of: time.original))]
                }
                let change = MeetingOccurrenceSet(
                    meeting.id, time.original, start: start,
                    minutes: length == meeting.schedule.minutes ? nil : length, reason: values["reason"])
                return [.write(Writing([try MeetingWriting(session).set(change)], done: "moved", undo: undo))]
            })
    }

    // MARK: - Texts

    private static let notesKind = "meeting-notes"
    private static let agendaKind = "meeting-agenda"

    /// Writes up what was said at one time.
    func notes(_ meeting: Meeting, _ occurrence: LocalTime, draft: StoredDraft? = nil) -> Effect {
        let before = meeting.note(of: occurrence)?.text ?? ""
        let empty = meeting.agenda.map { "## \($0.title)\n\n" }.joined()
        // The draft keeps in its title which time it is about.
        let text = Composition.Text(
            title: draft?.title ?? occurrence.text, body: draft?.body ?? (before.isEmpty ? empty : before))
        var composition = Composition(
            kind: Self.notesKind, target: meeting.id, heading: "Notes of “\(meeting.title)”", text: text, draft: draft
        ) { [session] text in
            guard let time = LocalTime(text: text.title ?? "") else {
                throw CommandFailure("the first line says which time the notes are of: \(occurrence.text)", .badData)
            }
            let undo = Writing.Undo("the notes") { _ in [try MeetingWriting(session).note(meeting.id, time, before)] }
            return Writing(
                [try MeetingWriting(session).note(meeting.id, time, text.body)], done: "the notes are written",
                undo: undo)
        }
        composition.titleLabel = "Of: "
        return .compose(composition)
    }

    /// Plans what is done, step by step.
    func agenda(_ meeting: Meeting, draft: StoredDraft? = nil) -> Effect {
        let before = TypedMeetingTime.text(of: meeting.agenda)
        let empty = before.isEmpty ? "\n\n> A line a step, its minutes first: 10 Welcome" : before
        var composition = Composition(
            kind: Self.agendaKind, target: meeting.id, heading: "Agenda of “\(meeting.title)”",
            text: Composition.Text(body: draft?.body ?? empty), draft: draft
        ) { [session] text in
            var (terms, back) = (MeetingTerms(), MeetingTerms())
            terms.agenda = try TypedMeetingTime.agenda(text.body)
            back.agenda = meeting.agenda
            let undo = Writing.Undo("the agenda") { [back] _ in [try MeetingWriting(session).edit(meeting.id, back)] }
            return Writing([try MeetingWriting(session).edit(meeting.id, terms)], done: "the agenda is set", undo: undo)
        }
        composition.cursorLine = 0
        return .compose(composition)
    }

    /// Goes on with a draft of this feature.
    func resume(_ draft: StoredDraft) throws -> Composition? {
        guard [Self.notesKind, Self.agendaKind].contains(draft.kind),
            let id = draft.target.flatMap({ EventID(text: $0) }),
            let meeting = try session.read({ try MeetingQueries.meeting(id, $0) })
        else { return nil }
        let effect =
            draft.kind == Self.agendaKind
            ? agenda(meeting, draft: draft)
            : notes(meeting, LocalTime(text: draft.title) ?? meeting.schedule.start, draft: draft)
        if case .compose(let composition) = effect { return composition }
        return nil
    }
}

extension MeetingTerms {
    /// Only what differs from what was settled, so that others' changes to the rest stand; and the way back.
    func difference(from old: MeetingTerms, of meeting: Meeting) -> (change: MeetingTerms, before: MeetingTerms) {
        var (change, before) = (MeetingTerms(), MeetingTerms())
        func take<Value: Equatable>(_ field: WritableKeyPath<MeetingTerms, Value?>, _ usual: Value) {
            guard let new = self[keyPath: field], new != old[keyPath: field] ?? usual else { return }
            change[keyPath: field] = new
            before[keyPath: field] = old[keyPath: field] ?? usual
        }
        take(\.title, "")
        take(\.about, "")
        take(\.meetingKind, .session)
        take(\.start, meeting.schedule.start)
        take(\.zone, "UTC")
        take(\.minutes, 60)
        take(\.rule, "")
        take(\.place, "")
        take(\.agenda, [])
        take(\.host, meeting.author)
        take(\.scribe, meeting.host)
        return (change, before)
    }
}
