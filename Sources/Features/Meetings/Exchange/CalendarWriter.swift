import CCalendar
import Foundation
import Journal

/// Makes a calendar of meetings (RFC 5545), as other programs open it. libical escapes and folds its lines.
struct CalendarWriter {
    /// The board's title.
    let title: String
    /// The names that members go by.
    let names: [Account: String]
    private var zones: [String: LocalTime] = [:]
    private var events: [String] = []

    /// What a step of an agenda is kept in, so that another board finds it again.
    static let stepName = "X-STOA-STEP"
    /// What makes a UID of a meeting's id.
    static let domain = "@stoa"

    init(title: String, names: [Account: String]) {
        self.title = title
        self.names = names
    }

    /// How many components were made.
    var count: Int { events.count }

    static func uid(of meeting: Meeting) -> String { meeting.terms.source?.uid ?? meeting.id.text + domain }

    /// Adds a meeting, and a component for each time of it that is not as planned or has notes.
    mutating func add(_ meeting: Meeting) {
        let schedule = meeting.schedule
        note(schedule.zone, from: schedule.start)
        var special = Set(meeting.notes.map(\.occurrence) + meeting.attendance.map(\.occurrence))
        special.formUnion(schedule.exceptions.filter { !$0.isCancelled }.map(\.occurrence))
        let off = schedule.exceptions.filter(\.isCancelled).map(\.occurrence)
        special.subtract(off)
        let isSingle = schedule.rule == nil && schedule.dates.isEmpty
        var main = common(meeting, isSingle ? schedule.time(schedule.start) : nil)
        main.append(
            date(
                "DTSTART", isSingle ? schedule.time(schedule.start)?.local ?? schedule.start : schedule.start,
                schedule.zone))
        main.append("DURATION:PT\(length(schedule, isSingle ? schedule.start : nil))M")
        if let rule = schedule.rule { main.append("RRULE:" + exported(rule, schedule.zone)) }
        main += schedule.dates.map { date("RDATE", $0, schedule.zone) }
        main += (schedule.except + (isSingle ? [] : off)).map { date("EXDATE", $0, schedule.zone) }
        let isOff = meeting.cancelled != nil || (isSingle && !off.isEmpty)
        main.append("STATUS:" + (isOff ? "CANCELLED" : "CONFIRMED"))
        write(main, texts(meeting, isSingle ? schedule.start : nil), meeting)
        guard !isSingle else { return }
        for occurrence in special.sorted() {
            guard let time = schedule.time(occurrence) else { continue }
            var lines = common(meeting, time)
            lines.append(date("RECURRENCE-ID", occurrence, schedule.zone))
            lines.append(date("DTSTART", time.local, schedule.zone))
            lines.append("DURATION:PT\(length(schedule, occurrence))M")
            lines.append("STATUS:" + (isOff ? "CANCELLED" : "CONFIRMED"))
            write(lines, texts(meeting, occurrence), meeting)
        }
    }

    private func length(_ schedule: MeetingSchedule, _ occurrence: LocalTime?) -> Int {
        schedule.exceptions.last { $0.occurrence == occurrence }?.minutes ?? schedule.minutes
    }

    /// The calendar. Lines end as the RFC has it.
    var text: String {
        var text =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Stoa//Stoa//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
        text += CalendarLibrary.use {
            guard let property = Self.own("X-WR-CALNAME", Self.escaped(title)) else { return "" }
            defer { icalproperty_free(property) }
            guard let line = icalproperty_as_ical_string_r(property) else { return "" }
            defer { icalmemory_free_buffer(line) }
            return String(cString: line)
        }
        for (zone, from) in zones.sorted(by: { $0.key < $1.key }) {
            text += CalendarLibrary.use {
                guard let known = CalendarLibrary.zone(zone),
                    let made = stoa_calendar_zone_text(known, zone, from.seconds - 86_400)
                else { return "" }
                defer { icalmemory_free_buffer(made) }
                return String(cString: made)
            }
        }
        return text + events.joined() + "END:VCALENDAR\r\n"
    }

    // MARK: - Lines

    private mutating func note(_ zone: String, from start: LocalTime) {
        guard zone != "UTC", WallClock(zone: zone).isKnown else { return }
        zones[zone] = min(zones[zone] ?? start, start)
    }

    private func date(_ name: String, _ time: LocalTime, _ zone: String) -> String {
        zone != "UTC" && WallClock(zone: zone).isKnown
            ? "\(name);TZID=\(zone):\(time.calendarText)" : "\(name):\(time.calendarText)Z"
    }

    /// A rule ends in UTC where its beginning names a zone (RFC 5545, 3.3.10).
    private func exported(_ rule: RecurrenceRule, _ zone: String) -> String {
        guard let end = rule.end, !end.isUTC else { return rule.text }
        return rule.ending(Self.stamp(WallClock(zone: zone).moment(end.local))).text
    }

    private static func stamp(_ moment: Timestamp) -> String {
        LocalTime(seconds: moment.rawValue / 1_000).calendarText + "Z"
    }

    private func common(_ meeting: Meeting, _ time: Occurrence?) -> [String] {
        [
            "DTSTAMP:" + Self.stamp(meeting.changed), "CREATED:" + Self.stamp(meeting.created),
            "LAST-MODIFIED:" + Self.stamp(meeting.changed),
            "SEQUENCE:\((meeting.terms.source?.sequence ?? 0) + meeting.revisions)",
        ]
    }

    private func texts(_ meeting: Meeting, _ occurrence: LocalTime?) -> [(kind: icalproperty_kind, text: String)] {
        var parts = [meeting.terms.about ?? "", Self.agenda(meeting.agenda)]
        if let occurrence, let note = meeting.note(of: occurrence) { parts.append("Notes:\n" + note.text) }
        if let occurrence {
            let present = meeting.attended(occurrence).map { names[$0] ?? $0.rawValue }
            if !present.isEmpty { parts.append("Was there: " + present.joined(separator: ", ")) }
        }
        let description = parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
        let place = meeting.terms.place ?? ""
        return [
            (ICAL_UID_PROPERTY, Self.uid(of: meeting)), (ICAL_SUMMARY_PROPERTY, meeting.title),
            (ICAL_DESCRIPTION_PROPERTY, description), (ICAL_LOCATION_PROPERTY, place),
            (ICAL_URL_PROPERTY, place.contains("://") && !place.contains(" ") ? place : ""),
            (ICAL_CATEGORIES_PROPERTY, meeting.kind.rawValue),
        ].filter { !$0.text.isEmpty }
    }

    /// An agenda as part of a description.
    static func agenda(_ steps: [AgendaStep]) -> String {
        steps.isEmpty ? "" : "Agenda:\n" + steps.map { "\($0.minutes) min  \($0.title)" }.joined(separator: "\n")
    }

    private mutating func write(
        _ lines: [String], _ texts: [(kind: icalproperty_kind, text: String)], _ meeting: Meeting
    ) {
        let host = names[meeting.host] ?? meeting.host.rawValue
        let answers = meeting.answers.filter { $0.occurrence == nil }
        let made: String = CalendarLibrary.use {
            guard let event = icalcomponent_new(ICAL_VEVENT_COMPONENT) else { return "" }
            defer { icalcomponent_free(event) }
            for line in lines {
                if let property = icalproperty_new_from_string(line) { icalcomponent_add_property(event, property) }
            }
            for (kind, text) in texts {
                guard let property = icalproperty_new(kind) else { continue }
                Self.set(text, of: property, kind)
                icalcomponent_add_property(event, property)
            }
            for step in meeting.agenda {
                guard let property = Self.own(Self.stepName, "\(step.minutes) " + Self.sealed(step.title)) else {
                    continue
                }
                icalcomponent_add_property(event, property)
            }
            if let organizer = icalproperty_new_organizer(Self.address(meeting.host)) {
                icalproperty_add_parameter(organizer, icalparameter_new_cn(Self.clean(host)))
                icalcomponent_add_property(event, organizer)
            }
            for answer in answers {
                guard let attendee = icalproperty_new_attendee(Self.address(answer.account)) else { continue }
                let status: icalparameter_partstat =
                    switch answer.answer {
                    case .going: ICAL_PARTSTAT_ACCEPTED
                    case .maybe: ICAL_PARTSTAT_TENTATIVE
                    case .no: ICAL_PARTSTAT_DECLINED
                    }
                icalproperty_add_parameter(attendee, icalparameter_new_partstat(status))
                icalproperty_add_parameter(
                    attendee, icalparameter_new_cn(Self.clean(names[answer.account] ?? answer.account.rawValue)))
                icalcomponent_add_property(event, attendee)
            }
            guard let text = icalcomponent_as_ical_string_r(event) else { return "" }
            defer { icalmemory_free_buffer(text) }
            return String(cString: text)
        }
        events.append(made)
    }

    private static func set(_ text: String, of property: OpaquePointer, _ kind: icalproperty_kind) {
        let text = clean(text)
        let value = kind == ICAL_URL_PROPERTY ? icalvalue_new_uri(text) : icalvalue_new_text(text)
        icalproperty_set_value(property, value)
    }

    /// An address for those who have none: no mail is sent anywhere for a name under `.invalid` (RFC 2606).
    private static func address(_ account: Account) -> String {
        "mailto:\(account.rawValue.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })@stoa.invalid"
    }

    /// Without what no calendar may hold.
    static func clean(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0 == "\n" || $0 == "\t" || $0.value >= 0x20 && $0.value != 0x7F }))
    }

    /// With the escapes of a TEXT, which libical leaves to us where it does not know the name.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(",", with: "\\,").replacing(";", with: "\\;")
    }

    /// Without signs that part one value from the next.
    private static func sealed(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: " -_.()!?'+*/")))
            ?? ""
    }

    /// The text that was sealed.
    static func opened(_ text: String) -> String { text.removingPercentEncoding ?? text }

    /// A property of a name that the RFC leaves to programs.
    private static func own(_ name: String, _ text: String) -> OpaquePointer? {
        guard let property = icalproperty_new(ICAL_X_PROPERTY) else { return nil }
        icalproperty_set_x_name(property, name)
        icalproperty_set_value(property, icalvalue_new_text(clean(text)))
        return property
    }
}
