import Index
import Journal
import Workbench

/// What can be done with a meeting.
enum MeetingAct: Hashable, Sendable {
    /// Plans it otherwise, moves or calls off one time or all of it, asks who comes.
    case plan
    /// Says whether one comes oneself.
    case answer
    /// Writes up what was said.
    case note
    /// Says of these members that they were there.
    case attend([Account])
    case link
    /// Takes away what this member linked.
    case unlink(by: Account)
}

/// Who may do what with meetings, and when; each answers why not, or nothing when it is allowed.
public enum MeetingRules {
    /// The most letters of a title, a place, a step of an agenda.
    public static let longestLine = 200
    /// The most bytes of a longer text.
    public static let longestText = 40_000
    /// The most minutes of one time: two weeks.
    public static let mostMinutes = 14 * 24 * 60
    /// The most steps of an agenda.
    public static let mostSteps = 40
    /// The most times that are not as planned, and the most besides those of a rule.
    public static let mostDates = 500
    /// The most things that are for a meeting.
    public static let mostLinks = 100
    /// The most times that members are asked about.
    public static let mostAsked = 20

    /// Planning a meeting.
    public static func refusalToPlan(_ terms: MeetingTerms, by actor: Standing) -> String? {
        guard actor.role != nil else { return notAMember }
        guard let title = terms.title else { return "a meeting needs a title" }
        if let refusal = refusal(ofLine: title, "a title") { return refusal }
        guard terms.start != nil, terms.zone != nil else { return "a meeting needs a time and its zone" }
        return refusal(of: terms, start: terms.start)
    }

    /// What a plan, or a change of one, says.
    public static func refusal(of terms: MeetingTerms, start: LocalTime?) -> String? {
        if let title = terms.title, let refusal = refusal(ofLine: title, "a title") { return refusal }
        if let place = terms.place, !place.isEmpty, let refusal = refusal(ofLine: place, "a place") { return refusal }
        guard terms.about?.utf8.count ?? 0 <= longestText else { return tooLong }
        if let zone = terms.zone, !TimeZoneName.isPlain(zone) { return "a time zone is named as in Europe/Berlin" }
        if let minutes = terms.minutes, !(1...mostMinutes).contains(minutes) {
            return "a meeting takes 1 to \(mostMinutes) minutes"
        }
        guard terms.dates?.count ?? 0 <= mostDates, terms.except?.count ?? 0 <= mostDates else {
            return "a meeting has at most \(mostDates) times besides its rule"
        }
        if let rule = terms.rule, !rule.isEmpty, let start,
            let refusal = RecurrenceRule(rule).refusal(start: start)
        {
            return refusal
        }
        return refusal(ofAgenda: terms.agenda ?? []) ?? refusal(of: terms.belongs) ?? refusal(of: terms.source)
    }

    private static func refusal(ofAgenda agenda: [AgendaStep]) -> String? {
        guard agenda.count <= mostSteps else { return "an agenda has at most \(mostSteps) steps" }
        guard agenda.allSatisfy({ (0...mostMinutes).contains($0.minutes) }) else {
            return "a step takes 0 to \(mostMinutes) minutes"
        }
        return agenda.lazy.compactMap { refusal(ofLine: $0.title, "a step") }.first
    }

    private static func refusal(of thing: Reference?) -> String? {
        guard let thing else { return nil }
        // A name of no letters takes the link away.
        let isPlain = thing.kind.utf8.count <= 20 && (thing.id != nil || thing.name.isEmpty)
        return isPlain ? nil : "only things on the board can be linked"
    }

    private static func refusal(of source: MeetingSource?) -> String? {
        guard let source else { return nil }
        guard (1...CalendarLimits.longestUID).contains(source.uid.utf8.count), source.sequence >= 0 else {
            return "an imported meeting has a UID of 1 to \(CalendarLimits.longestUID) bytes"
        }
        return source.organizer.flatMap { refusal(ofLine: $0, "an organizer") }
    }

    /// Doing something with a meeting.
    static func refusal(_ act: MeetingAct, by actor: Account, _ standing: Standing, on meeting: Meeting) -> String? {
        guard standing.role != nil else { return notAMember }
        let holds = actor == meeting.host || standing.isAtLeast(.moderator)
        switch act {
        case .plan: return holds ? nil : "only the host, or a moderator, plans a meeting"
        case .note:
            return holds || actor == meeting.scribe ? nil : "only the host, the scribe or a moderator writes notes"
        case .attend(let accounts):
            let isOwn = accounts == [actor]
            return holds || isOwn || actor == meeting.scribe
                ? nil : "only the host, the scribe or a moderator says of others that they were there"
        case .answer, .link: return nil
        case .unlink(let linker):
            return holds || linker == actor ? nil : "only who linked it, the host or a moderator takes a link away"
        }
    }

    /// Saying whether one comes, to one time or to all.
    static func refusalToAnswer(_ occurrence: LocalTime?, _ meeting: Meeting, at moment: Timestamp) -> String? {
        if meeting.cancelled != nil { return "the meeting is called off" }
        guard let occurrence else {
            return meeting.schedule.bounds.last < moment ? "the meeting is over" : nil
        }
        guard let time = meeting.schedule.time(occurrence) else { return noSuchTime }
        if time.isCancelled { return "this time is called off" }
        return time.end <= moment ? "this time is over" : nil
    }

    /// Saying who was there.
    static func refusalToAttend(_ occurrence: LocalTime, _ meeting: Meeting, at moment: Timestamp) -> String? {
        guard let time = meeting.schedule.time(occurrence) else { return noSuchTime }
        if time.isCancelled || meeting.cancelled != nil { return "this time was called off" }
        // Who opens the door may say so a little early.
        return time.start <= moment.advanced(by: 900_000) ? nil : "it has not begun yet"
    }

    /// Speaking of one time.
    static func refusal(ofTime occurrence: LocalTime, in meeting: Meeting) -> String? {
        meeting.schedule.happens(at: occurrence) ? nil : noSuchTime
    }

    /// What is written up.
    static func refusal(ofText text: String?) -> String? { text?.utf8.count ?? 0 <= longestText ? nil : tooLong }

    /// One line of words.
    static func refusal(ofLine line: String, _ what: String) -> String? {
        guard line.contains(where: { !$0.isWhitespace }) else { return "\(what) needs words" }
        guard !line.contains(where: \.isNewline) else { return "\(what) is one line" }
        return line.count <= longestLine ? nil : "\(what) has at most \(longestLine) letters"
    }

    private static let tooLong = "a text has at most \(longestText) bytes"
    private static let noSuchTime = "the meeting does not happen at that time"
    private static let notAMember = "only members take part in meetings; `stoa join` makes you one"
}

/// Bounds on what a calendar of others may say.
enum CalendarLimits {
    static let longestUID = 255
    /// Bytes of a calendar.
    static let bytes = 16 << 20
    /// Bytes of one of its components.
    static let componentBytes = 256 << 10
    /// Components of a calendar.
    static let components = 20_000
}
