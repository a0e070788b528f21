import Journal
import Workbench

/// One time of a meeting as `--json` lists it.
struct ListedMeeting: Encodable {
    var id: EventID
    var title: String
    var kind: MeetingKind
    var host: Account
    var state: String
    var occurrence: String
    var starts_at: String
    var ends_at: String
    var local_start: String
    var zone: String
    var recurs: Bool
    var going: Int
    var answer: MeetingAnswer?

    init(_ time: MeetingTime, now: Timestamp) {
        id = time.meeting
        title = time.title
        kind = time.kind
        host = time.host
        state = time.state(at: now).word
        occurrence = time.time.original.text
        starts_at = time.time.start.rfc3339
        ends_at = time.time.end.rfc3339
        local_start = time.time.local.text
        zone = time.zone
        recurs = time.isSeries
        going = time.going
        answer = time.mine
    }
}

/// A meeting at one of its times as `--json` gives it.
struct ShownMeeting: Encodable {
    struct Step: Encodable {
        var title: String
        var minutes: Int
    }

    struct Answers: Encodable {
        var going: [Account]
        var maybe: [Account]
        var no: [Account]
    }

    struct FollowUp: Encodable {
        var text: String
        var done: Bool
    }

    struct Time: Encodable {
        var occurrence: String
        var starts_at: String
        var ends_at: String
        var state: String
    }

    var id: EventID
    var title: String
    var about: String
    var kind: MeetingKind
    var host: Account
    var scribe: Account?
    var place: String
    var state: String
    /// The step of the agenda that it has come to, from 1.
    var step: Int?
    var occurrence: String
    var starts_at: String
    var ends_at: String
    var local_start: String
    var zone: String
    var rule: String?
    var agenda: [Step]
    var asks: Bool
    var answers: Answers
    var answer: MeetingAnswer?
    var attended: [Account]
    var notes: String?
    var follow_ups: [FollowUp]
    var links: [Reference]
    var times: [Time]

    init(_ meeting: Meeting, _ time: Occurrence, me: Account, now: Timestamp) {
        let schedule = meeting.schedule
        let current = meeting.state(of: time, at: now)
        id = meeting.id
        title = meeting.title
        about = meeting.terms.about ?? ""
        kind = meeting.kind
        host = meeting.host
        scribe = meeting.scribe
        place = meeting.terms.place ?? ""
        state = current.word
        if case .running(let place) = current { step = place.map { $0 + 1 } }
        occurrence = time.original.text
        starts_at = time.start.rfc3339
        ends_at = time.end.rfc3339
        local_start = time.local.text
        zone = schedule.zone
        rule = schedule.rule?.text
        agenda = meeting.agenda.map { Step(title: $0.title, minutes: $0.minutes) }
        asks = meeting.asks(time.original)
        let said = meeting.answers(to: time.original)
        func who(_ answer: MeetingAnswer) -> [Account] { said.filter { $0.answer == answer }.map(\.account) }
        answers = Answers(going: who(.going), maybe: who(.maybe), no: who(.no))
        answer = meeting.answer(of: me, to: time.original)
        attended = meeting.attended(time.original)
        let note = meeting.note(of: time.original)
        notes = note?.text
        follow_ups = note?.followUps.map { FollowUp(text: $0.text, done: $0.isDone) } ?? []
        links = ([meeting.terms.belongs].compactMap { $0 } + meeting.links.map(\.thing)).filter { $0.id != nil }
        let year: Int64 = 366 * 86_400_000
        let middle = abs(time.start.rawValue - now.rawValue) > year ? time.start : now
        times = schedule.times(from: middle.advanced(by: -year), until: middle.advanced(by: year), limit: 120).map {
            Time(
                occurrence: $0.original.text, starts_at: $0.start.rfc3339, ends_at: $0.end.rfc3339,
                state: meeting.state(of: $0, at: now).word)
        }
    }

    static let documents = [
        JSONDocument(
            "meeting list", "an array of times of meetings; occurrence names the time for --at",
            "id title kind host state occurrence starts_at ends_at local_start zone recurs going answer"),
        JSONDocument(
            "meeting show ID",
            "a meeting at one of its times; agenda is an array of title and minutes, answers has going, maybe and no, times is an array of occurrence, starts_at, ends_at and state",
            "id title about kind host scribe place state step occurrence starts_at ends_at local_start zone rule agenda asks answers answer attended notes follow_ups links times"
        ),
        JSONDocument("export ics DIR", "what was written", "meetings entries"),
        JSONDocument(
            "import ics FILE",
            "what became of every entry; failures is an array of component and reason, zones says what zones of the calendar's own were taken for",
            "read imported updated duplicates already_there failures zones dry_run"),
    ]
}
