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
        let zone = try zone(of: start)
        terms.zone = zone.zone
        terms.start = Self.local(start)
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
        try zone(of: moment).moment(Self.local(moment))
    }

    private func times(
        _ moments: [CalendarComponent.Moment], on zone: WallClock
    ) throws(CalendarFailure) -> [LocalTime] {
        var times: [LocalTime] = []
        for moment in moments {
            let own = try self.zone(of: moment)
            times.append(own == zone ? Self.local(moment) : zone.local(own.moment(Self.local(moment))))
        }
        return times
    }

    private func zone(of moment: CalendarComponent.Moment) throws(CalendarFailure) -> WallClock {
        if moment.time.isUTC { return WallClock(zone: "UTC") }
        guard let name = moment.zone else { return home }
        guard let zone = CalendarZones.zone(name) else {
            throw CalendarFailure("its time zone “\(Self.line(name).prefix(60))” is not known here")
        }
        return WallClock(zone: zone)
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
