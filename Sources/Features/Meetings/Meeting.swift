import Journal
import Workbench

/// What kind of gathering a meeting is.
public enum MeetingKind: String, Codable, CaseIterable, Sendable {
    /// People meet and work together.
    case session
    /// One shows, the others watch and ask.
    case webinar
    /// One speaks, and all talk about it.
    case talk
    /// Somebody is there for whoever comes.
    case officeHours = "office_hours"

    /// As people read it.
    var words: String {
        switch self {
        case .session: "study session"
        case .webinar: "webinar"
        case .talk: "talk"
        case .officeHours: "office hours"
        }
    }
}

/// Whether a member comes.
public enum MeetingAnswer: String, Codable, CaseIterable, Sendable {
    /// Comes.
    case going
    /// Comes perhaps.
    case maybe
    /// Does not come.
    case no

    /// As people read it.
    var words: String {
        switch self {
        case .going: "coming"
        case .maybe: "perhaps"
        case .no: "not coming"
        }
    }

    var sign: String {
        switch self {
        case .going: "✓"
        case .maybe: "?"
        case .no: "✗"
        }
    }
}

/// A step of an agenda.
public struct AgendaStep: Codable, Hashable, Sendable {
    /// What is done, one line.
    public var title: String
    /// How long it takes.
    public var minutes: Int

    /// A step.
    public init(_ title: String, minutes: Int) {
        self.title = title
        self.minutes = minutes
    }
}

/// Where one time of a meeting stands. The clock brings it on, so it is told when it is read.
public enum MeetingState: Codable, Hashable, Sendable {
    /// It is to come, and nothing is asked.
    case planned
    /// Everyone is asked whether they come.
    case open
    /// It goes on; so many steps of its agenda are behind.
    case running(step: Int?)
    /// It is over.
    case done
    /// It is over, and what was said is written up.
    case writtenUp
    /// It is called off.
    case cancelled

    /// The word that `--json` has.
    var word: String {
        switch self {
        case .planned: "planned"
        case .open: "open"
        case .running: "running"
        case .done: "done"
        case .writtenUp: "written_up"
        case .cancelled: "cancelled"
        }
    }

    /// As people read it.
    var words: String { self == .writtenUp ? "written up" : self == .open ? "who comes?" : word }
}

/// A meeting as its events made it.
public struct Meeting: Codable, Hashable, Sendable {
    /// The event that planned it.
    public var id: EventID
    /// Who planned it.
    public var author: Account
    /// When it was planned.
    public var created: Timestamp
    /// When it was last planned otherwise, and how often.
    var changed: Timestamp
    var revisions = 0
    /// What is settled. What a meeting cannot be without has a value of its own below.
    public var terms: MeetingTerms
    /// Times that are not as planned.
    var exceptions: [OccurrenceException] = []
    /// Times for which everyone is asked whether they come.
    var asked: [Asking] = []
    /// Whether members come, to one time or to all.
    var answers: [Answer] = []
    var notes: [Note] = []
    var attendance: [Attendance] = []
    /// What is for it, such as its resources.
    var links: [Link] = []
    var cancelled: Cancellation?

    struct Asking: Codable, Hashable, Sendable {
        /// Which time; all, if nothing.
        var occurrence: LocalTime?
        var at: Timestamp
    }

    struct Answer: Codable, Hashable, Sendable {
        var account: Account
        var occurrence: LocalTime?
        var answer: MeetingAnswer
        var at: Timestamp
    }

    struct Note: Codable, Hashable, Sendable {
        var occurrence: LocalTime
        var text: String
        var by: Account
        var at: Timestamp

        /// What follows: lines that are boxes to tick, and whether they are.
        var followUps: [(text: String, isDone: Bool)] {
            text.split(whereSeparator: \.isNewline).compactMap { line in
                guard let match = line.wholeMatch(of: /\s*[-*] \[([ xX])\] (.+)/) else { return nil }
                return (String(match.2), match.1 != " ")
            }
        }
    }

    struct Attendance: Codable, Hashable, Sendable {
        var occurrence: LocalTime
        var accounts: [Account]
    }

    struct Link: Codable, Hashable, Sendable {
        var thing: Reference
        var by: Account
    }

    struct Cancellation: Codable, Hashable, Sendable {
        var by: Account
        var at: Timestamp
        var reason: String
    }

    var title: String { terms.title ?? "" }
    var kind: MeetingKind { terms.meetingKind ?? .session }
    var host: Account { terms.host ?? author }
    var scribe: Account? { terms.scribe == host ? nil : terms.scribe }
    var agenda: [AgendaStep] { terms.agenda ?? [] }

    /// When it happens.
    var schedule: MeetingSchedule {
        MeetingSchedule(
            start: terms.start ?? LocalTime(seconds: 0), zone: terms.zone ?? "UTC", minutes: terms.minutes ?? 60,
            rule: terms.rule.flatMap { $0.isEmpty ? nil : RecurrenceRule($0) }, dates: terms.dates ?? [],
            except: terms.except ?? [], exceptions: exceptions)
    }

    /// What a member said about one time: about that one, else about all.
    func answer(of account: Account, to occurrence: LocalTime) -> MeetingAnswer? {
        let mine = answers.filter { $0.account == account }
        return (mine.first { $0.occurrence == occurrence } ?? mine.first { $0.occurrence == nil })?.answer
    }

    /// Who said what about one time, in the order in which they said it.
    func answers(to occurrence: LocalTime) -> [(account: Account, answer: MeetingAnswer)] {
        var seen: Set<Account> = []
        return answers.filter { $0.occurrence == nil || $0.occurrence == occurrence }.compactMap { given in
            guard seen.insert(given.account).inserted else { return nil }
            return answer(of: given.account, to: occurrence).map { (given.account, $0) }
        }
    }

    func note(of occurrence: LocalTime) -> Note? { notes.first { $0.occurrence == occurrence } }

    func attended(_ occurrence: LocalTime) -> [Account] {
        attendance.first { $0.occurrence == occurrence }?.accounts ?? []
    }

    /// Whether everyone is asked about one time.
    func asks(_ occurrence: LocalTime) -> Bool {
        asked.contains { $0.occurrence == nil || $0.occurrence == occurrence }
    }

    /// What would set one time as it is now.
    func setting(of occurrence: LocalTime) -> MeetingOccurrenceSet {
        let known = exceptions.last { $0.occurrence == occurrence }
        return MeetingOccurrenceSet(
            id, occurrence, cancelled: known?.isCancelled, start: known?.start, minutes: known?.minutes,
            reason: known?.reason, sequence: known?.sequence)
    }

    /// Where one time stands.
    func state(of time: Occurrence, at now: Timestamp) -> MeetingState {
        if cancelled != nil || time.isCancelled { return .cancelled }
        if time.end <= now { return note(of: time.original) == nil ? .done : .writtenUp }
        if time.start <= now { return .running(step: step(at: now, of: time)) }
        return asks(time.original) ? .open : .planned
    }

    /// The step of the agenda that one time has come to, by the clock.
    private func step(at now: Timestamp, of time: Occurrence) -> Int? {
        var left = (now.rawValue - time.start.rawValue) / 60_000
        return agenda.firstIndex { step in
            left -= Int64(step.minutes)
            return left < 0
        }
    }
}
