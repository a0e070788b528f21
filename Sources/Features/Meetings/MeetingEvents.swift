import Journal
import Workbench

/// What is settled about a meeting, all of it but its title left out where it is not said.
public struct MeetingTerms: Codable, Hashable, Sendable {
    /// What it is called, one line.
    public var title: String?
    /// What it is for. Markdown.
    public var about: String?
    /// What kind of gathering it is.
    public var meetingKind: MeetingKind?
    /// When it begins, by the clocks of its zone.
    public var start: LocalTime?
    /// The zone, as the system names it: `Europe/Berlin`.
    public var zone: String?
    /// How long it takes, in minutes.
    public var minutes: Int?
    /// How it happens again (RFC 5545); empty when it does not.
    public var rule: String?
    /// Times besides those of the rule.
    public var dates: [LocalTime]?
    /// Times of the rule at which it does not happen.
    public var except: [LocalTime]?
    /// Where: words or a link.
    public var place: String?
    /// What is done in it, step by step.
    public var agenda: [AgendaStep]?
    /// Who holds it.
    public var host: Account?
    /// Who takes notes; the host's own account takes the task away from others.
    public var scribe: Account?
    /// The channel, thread or project that it belongs to.
    public var belongs: Reference?
    /// Whether everyone is asked to say if they come.
    public var asks: Bool?
    /// Where it came from, for what another program wrote.
    public var source: MeetingSource?

    /// Nothing settled.
    public init() {}

    private enum CodingKeys: String, CodingKey {
        case title, about, start, zone, minutes, rule, dates, except, place, agenda, host, scribe, belongs, asks, source
        case meetingKind = "meeting_kind"
    }
}

/// Where an imported meeting came from.
public struct MeetingSource: Codable, Hashable, Sendable {
    /// The UID that its calendar gave it.
    public var uid: String
    /// How often it had been changed there.
    public var sequence: Int
    /// Who holds it, as the calendar names them; never a member.
    public var organizer: String?
}

/// `meeting.planned`: a gathering is planned. The event's id is the meeting's, its author the host.
public struct MeetingPlanned: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "meeting.planned"
    /// What is settled.
    public var terms: MeetingTerms

    /// A meeting.
    public init(_ terms: MeetingTerms) { self.terms = terms }
}

/// `meeting.edited`: a meeting is planned otherwise. What is left out stays.
public struct MeetingEdited: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "meeting.edited"
    /// Which meeting.
    public var meeting: EventID
    /// What changes.
    public var terms: MeetingTerms

    /// A change.
    public init(_ meeting: EventID, _ terms: MeetingTerms) {
        self.meeting = meeting
        self.terms = terms
    }
}

/// `meeting.occurrence_set`: one time of a meeting is moved, takes longer, or is called off; or goes as planned again.
public struct MeetingOccurrenceSet: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "meeting.occurrence_set"
    /// Which meeting.
    public var meeting: EventID
    /// Which time, as the meeting's rule has it.
    public var occurrence: LocalTime
    /// Whether it is called off.
    public var cancelled: Bool?
    /// When it begins instead; as planned, if nothing.
    public var start: LocalTime?
    /// How long it takes instead.
    public var minutes: Int?
    /// Why.
    public var reason: String?
    /// How often an imported one had been changed where it came from.
    public var sequence: Int?

    /// A change of one time.
    public init(
        _ meeting: EventID, _ occurrence: LocalTime, cancelled: Bool? = nil, start: LocalTime? = nil,
        minutes: Int? = nil, reason: String? = nil, sequence: Int? = nil
    ) {
        self.meeting = meeting
        self.occurrence = occurrence
        self.cancelled = cancelled
        self.start = start
        self.minutes = minutes
        self.reason = reason
        self.sequence = sequence
    }
}

/// `meeting.cancelled`: a whole meeting is called off, or is not.
public struct MeetingCancelled: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "meeting.cancelled"
    /// Which meeting.
    public var meeting: EventID
    /// Whether it is called off.
    public var cancelled: Bool
    /// Why.
    public var reason: String?

    /// Calling off, or back in.
    public init(_ meeting: EventID, cancelled: Bool = true, reason: String? = nil) {
        self.meeting = meeting
        self.cancelled = cancelled
        self.reason = reason
    }
}

/// `meeting.answered`: whether a member comes, in place of what they said before.
public struct MeetingAnswered: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "meeting.answered"
    /// Which meeting.
    public var meeting: EventID
    /// Which time of it; all of them, if nothing.
    public var occurrence: LocalTime?
    /// Whether they come; nothing takes the answer back.
    public var answer: MeetingAnswer?

    /// An answer.
    public init(_ meeting: EventID, _ occurrence: LocalTime? = nil, _ answer: MeetingAnswer?) {
        self.meeting = meeting
        self.occurrence = occurrence
        self.answer = answer
    }
}

/// `meeting.asked`: the host asks everyone whether they come to one time, or does not any more.
public struct MeetingAsked: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "meeting.asked"
    /// Which meeting.
    public var meeting: EventID
    /// Which time of it.
    public var occurrence: LocalTime
    /// Whether everyone is asked.
    public var asked: Bool

    /// Asking.
    public init(_ meeting: EventID, _ occurrence: LocalTime, asked: Bool = true) {
        self.meeting = meeting
        self.occurrence = occurrence
        self.asked = asked
    }
}

/// `meeting.noted`: what was said and settled at one time of a meeting, in place of the notes before.
public struct MeetingNoted: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "meeting.noted"
    /// Which meeting.
    public var meeting: EventID
    /// Which time of it.
    public var occurrence: LocalTime
    /// Markdown; empty takes the notes away. Lines that begin `- [ ]` are what follows.
    public var notes: String

    /// Notes.
    public init(_ meeting: EventID, _ occurrence: LocalTime, notes: String) {
        self.meeting = meeting
        self.occurrence = occurrence
        self.notes = notes
    }
}

/// `meeting.attended`: who was there at one time of a meeting, or was not after all.
public struct MeetingAttended: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "meeting.attended"
    /// Which meeting.
    public var meeting: EventID
    /// Which time of it.
    public var occurrence: LocalTime
    /// Who.
    public var accounts: [Account]
    /// Whether they were there.
    public var present: Bool

    /// Attendance.
    public init(_ meeting: EventID, _ occurrence: LocalTime, _ accounts: [Account], present: Bool = true) {
        self.meeting = meeting
        self.occurrence = occurrence
        self.accounts = accounts
        self.present = present
    }
}

/// `meeting.linked`: something on the board is for a meeting, or is not.
public struct MeetingLinked: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "meeting.linked"
    /// Which meeting.
    public var meeting: EventID
    /// What is for it.
    public var thing: Reference
    /// Whether it is.
    public var linked: Bool

    /// A link.
    public init(_ meeting: EventID, _ thing: Reference, linked: Bool = true) {
        self.meeting = meeting
        self.thing = thing
        self.linked = linked
    }
}
