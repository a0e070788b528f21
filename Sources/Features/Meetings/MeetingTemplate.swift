import Index
import Journal

/// A meeting that a template plans, so that a group has a rhythm from its first day; whoever holds it moves it to where it
/// suits them.
struct MeetingTemplate: Decodable, Sendable {
    var title: String
    var kind: MeetingKind?
    /// The day of the week: `thursday`.
    var day: String
    /// By the founder's clock: `18:30`.
    var time: String
    var minutes: Int
    /// As it is typed: `weekly`, `2 weeks`, `monthly`; once, if nothing.
    var `repeat`: String?
    var about: String?
    /// A line a step, its minutes first.
    var agenda: String?

    static let part = TemplatePart("meetings") { (meetings: [MeetingTemplate], session) in
        for meeting in meetings {
            try session.send(MeetingWriting(session).plan(meeting.terms(now: session.clock.now())))
        }
    }

    /// The first one is at least so many days away, so that people can say whether they come.
    private static let notice: Int64 = 2

    func terms(now: Timestamp, on wall: WallClock = .reader) throws -> MeetingTerms {
        guard let weekday = ReflectionPrompt.days.firstIndex(of: day.lowercased()) else {
            throw CommandFailure("meetings: “\(day)” is no day of the week", .badData)
        }
        let first = wall.local(now).day.number + Self.notice
        // Weeks of days of the calendar begin with Sunday, and those of people with Monday.
        let days = (first..<first + 7).map { CivilDay(number: $0) }
        guard let next = days.first(where: { ($0.weekday + 6) % 7 == weekday }), let minute else {
            throw CommandFailure("meetings: “\(time)” is no time of the day; write 18:30", .badData)
        }
        var terms = MeetingTerms()
        terms.title = title
        terms.meetingKind = kind ?? .session
        terms.about = about
        terms.zone = wall.zone
        let start = LocalTime(day: next, minutes: minute)
        terms.start = start
        terms.minutes = minutes
        terms.rule = try TypedMeetingTime.rule(self.repeat ?? "once", start: start)
        terms.agenda = try agenda.map { try TypedMeetingTime.agenda($0) }
        return terms
    }

    private var minute: Int? {
        let parts = time.split(separator: ":").map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }
}
