import Foundation
import Journal
import Terminal

/// Why a component is no meeting.
struct CalendarFailure: Error, Hashable {
    var reason: String

    init(_ reason: String) { self.reason = reason }
}

/// Makes of a component what a meeting needs, clean and within bounds.
struct CalendarTerms {
    /// The zone of times that name none.
    let home: WallClock
    /// The zones that the calendar defines itself.
    var defined = DefinedZones()

    /// What a component settles. Throws `CalendarFailure`.
    func terms(of component: CalendarComponent) throws(CalendarFailure) -> MeetingTerms {
        if let odd = component.unreadable.sorted().first { throw CalendarFailure("its \(odd) cannot be read") }
        guard let start = component.start else { throw CalendarFailure("it has no beginning") }
        guard component.rules.count <= 1 else { throw CalendarFailure("it follows several rules at once") }
        var terms = MeetingTerms()
        let title = Self.line(component.summary)
        terms.title = title.isEmpty ? "(no title)" : title
        let steps = component.steps.compactMap { try? TypedMeetingTime.agenda(Self.line($0)).first }
        var about = Self.text(component.description)
        let agenda = CalendarWriter.agenda(steps)
        if !steps.isEmpty, about.hasSuffix(agenda) { about = Self.text(String(about.dropLast(agenda.count))) }
        terms.about = about.isEmpty ? nil : about
        terms.agenda = steps.isEmpty ? nil : steps
        let place = [component.location, component.url].map(Self.line).first { !$0.isEmpty }
        terms.place = place
        let categories = component.categories.lowercased()
        terms.meetingKind = MeetingKind.allCases.first { categories.contains($0.rawValue) } ?? .session
        let isSeries = !component.rules.isEmpty
        let zone = try zone(of: start, isSeries: isSeries)
        terms.zone = zone.zone
        terms.start = try local(start, on: zone)
        terms.minutes = try minutes(of: component, start)
        terms.rule = component.rules.first
        if !component.dates.isEmpty { terms.dates = try times(component.dates, on: zone) }
        if !component.except.isEmpty { terms.except = try times(component.except, on: zone) }
        let organizer = component.organizer.map(Self.line)
        terms.source = MeetingSource(
            uid: component.uid, sequence: component.sequence, organizer: organizer.flatMap { $0.isEmpty ? nil : $0 })
        return terms
    }

    /// How many minutes it takes. Throws `CalendarFailure`.
    func minutes(of component: CalendarComponent, _ start: CalendarComponent.Moment) throws(CalendarFailure) -> Int {
        var seconds: Int64 = start.time.isDay ? 86_400 : 3_600
        if let end = component.end {
            seconds = (try moment(of: end).rawValue - (try moment(of: start)).rawValue) / 1_000
            // Whole days end before the day that they name.
            if end.time.isDay, start.time.isDay {
                seconds = (end.time.local.day.number - start.time.local.day.number) * 86_400
            }
        } else if let duration = component.duration {
            seconds = duration
        }
        guard seconds >= 0 else { throw CalendarFailure("it ends before it begins") }
        let minutes = max(1, (seconds + 59) / 60)
        guard minutes <= MeetingRules.mostMinutes else { throw CalendarFailure("it takes longer than two weeks") }
        return Int(minutes)
    }

    /// When a time of a component is. Throws `CalendarFailure`.
    func moment(of moment: CalendarComponent.Moment) throws(CalendarFailure) -> Timestamp {
        let local = Self.local(moment)
        if let name = moment.zone, !moment.time.isUTC, CalendarZones.zone(name) == nil,
            let moment = defined.moment(name, local)
        {
            return moment
        }
        return try zone(of: moment).moment(local)
    }

    /// The zone that one is taken for which only the calendar knows; nothing when the system knows it too.
    func taken(_ name: String, for terms: MeetingTerms) -> String? {
        CalendarZones.zone(name) == nil ? terms.zone : nil
    }

    private func times(
        _ moments: [CalendarComponent.Moment], on zone: WallClock
    ) throws(CalendarFailure) -> [LocalTime] {
        var times: [LocalTime] = []
        for moment in moments {
            times.append(try local(moment, on: zone))
        }
        return times
    }

    /// What the clocks of a zone show at a time of the component.
    private func local(_ moment: CalendarComponent.Moment, on zone: WallClock) throws(CalendarFailure) -> LocalTime {
        let isAsWritten = try self.zone(of: moment) == zone && zone.zone != "UTC"
        return isAsWritten ? Self.local(moment) : zone.local(try self.moment(of: moment))
    }

    /// The zone by whose clocks a time is kept. What happens once may be kept by UTC, where no zone is found; a series
    /// would move with the seasons. Throws `CalendarFailure`.
    private func zone(
        of moment: CalendarComponent.Moment, isSeries: Bool = false
    ) throws(CalendarFailure) -> WallClock {
        if moment.time.isUTC { return WallClock(zone: "UTC") }
        guard let name = moment.zone else { return home }
        let local = Self.local(moment)
        if let zone = CalendarZones.zone(name) ?? defined.zone(name, about: local) { return WallClock(zone: zone) }
        if !isSeries, defined.moment(name, local) != nil { return WallClock(zone: "UTC") }
        let isDefined = defined.moment(name, local) != nil
        throw CalendarFailure(
            "its time zone “\(Self.line(name).prefix(60))” "
                + (isDefined ? "keeps time as no zone does that is known here" : "is not known here"))
    }

    /// A whole day begins with its day.
    static func local(_ moment: CalendarComponent.Moment) -> LocalTime {
        moment.time.isDay ? LocalTime(day: moment.time.local.day, minutes: 0) : moment.time.local
    }

    // MARK: - Text

    /// One line without what a terminal would obey.
    static func line(_ text: String) -> String {
        let words = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
        return String(clean(words).trimmingCharacters(in: .whitespaces).prefix(MeetingRules.longestLine))
    }

    /// Several lines without it, as long as a text may be.
    static func text(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        var kept = clean(lines).trimmingCharacters(in: .whitespacesAndNewlines)
        while kept.utf8.count > MeetingRules.longestText { kept = String(kept.prefix(kept.count * 3 / 4)) }
        return kept
    }

    private static func clean(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 == "\n" || !Printable.isUnsafe($0) }))
    }
}
