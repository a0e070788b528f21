import Foundation
import GRDB
import Index
import Journal
import TestSupport
import Testing
import Workbench

@testable import Features

/// Meetings as members see them, whoever reads what when.
struct MeetingTests {
    // A Tuesday evening, 2023-11-14T22:13:20Z.
    private static let start: Int64 = 1_700_000_000_000
    private static let hour: Int64 = 3_600_000
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
    }

    private static var weekly: MeetingTerms {
        var terms = MeetingTerms()
        terms.title = "Reading the sea"
        terms.start = LocalTime(text: "2023-11-16T18:00")
        terms.zone = "UTC"
        terms.minutes = 60
        terms.rule = "FREQ=WEEKLY"
        terms.agenda = [AgendaStep("Welcome", minutes: 10), AgendaStep("Tides", minutes: 50)]
        return terms
    }

    private static var once: MeetingTerms {
        var terms = weekly
        terms.rule = nil
        return terms
    }

    private func first() throws -> LocalTime { try #require(LocalTime(text: "2023-11-16T18:00")) }

    private func session(_ name: String, hours: Int64 = 0) throws -> BoardSession {
        let session = try board.session(name, now: Self.start + hours * Self.hour)
        _ = try session.catchUp()
        return session
    }

    private func plan(_ terms: MeetingTerms, by name: String = "ben") throws -> EventID {
        let session = try session(name)
        return try #require(try session.write([try MeetingWriting(session).plan(terms)]).first?.id)
    }

    private func act(
        _ name: String, hours: Int64 = 0, _ make: (MeetingWriting) throws -> NewEvent
    ) throws {
        let session = try session(name, hours: hours)
        try session.write([try make(MeetingWriting(session))])
    }

    private func meeting(_ id: EventID, hours: Int64 = 0) throws -> Meeting {
        let session = try session("ana", hours: hours)
        return try #require(try session.read { try MeetingQueries.meeting(id, $0) })
    }

    private func turns(_ name: String, hours: Int64 = 0) throws -> [EventID] {
        let session = try session(name, hours: hours)
        return try session.read {
            try TurnQueries.mine(session.me, kind: "rsvp", now: session.clock.now(), $0).map(\.subject)
        }
    }

    private func refusals() throws -> String {
        try session("ana", hours: 1_000).read { try IndexHealth.refusals($0) }.joined(separator: "\n")
    }

    // MARK: - Who comes

    @Test func anAnswerIsForOneTimeOrForAllAndTheOneCountsMore() throws {
        let id = try plan(Self.weekly)
        let first = try first()
        try act("cem") { try $0.answer(id, nil, .going) }
        try act("cem", hours: 1) { try $0.answer(id, first, .no) }
        try act("ana", hours: 1) { try $0.answer(id, first, .maybe) }
        let known = try meeting(id, hours: 2)
        #expect(known.answer(of: "cem", to: first) == .no)
        #expect(known.answer(of: "cem", to: first.advanced(by: 7 * 86_400)) == .going)
        #expect(known.answers(to: first).count == 2)
        try act("cem", hours: 2) { try $0.answer(id, first, nil) }
        #expect(try meeting(id, hours: 3).answer(of: "cem", to: first) == .going)
        let times = try session("cem", hours: 3).read {
            try MeetingQueries.coming(Timestamp(rawValue: Self.start), reader: "cem", limit: 3, $0)
        }
        #expect(times.map(\.mine) == [.going, .going, .going] && times.map(\.going) == [1, 1, 1])
    }

    @Test func whoIsAskedHasTheTurnUntilTheyAnswerOrItBegins() throws {
        var terms = Self.once
        terms.asks = true
        let id = try plan(terms)
        #expect(try turns("cem") == [id] && turns("ana") == [id])
        #expect(try turns("ben").isEmpty, "the host comes anyway")
        try act("cem") { try $0.answer(id, try first(), .no) }
        #expect(try turns("cem", hours: 1).isEmpty)
        try board.write("dan", at: Self.start + Self.hour, NewEvent(MemberJoined(name: "Dan")))
        #expect(try turns("dan", hours: 2) == [id])
        #expect(try turns("ana", hours: 44).isEmpty, "it has begun")
    }

    @Test func aSeriesAsksAboutOneTime() throws {
        let id = try plan(Self.weekly)
        let second = try first().advanced(by: 7 * 86_400)
        #expect(try turns("cem").isEmpty)
        try act("ben") { try $0.ask(id, second) }
        #expect(try turns("cem", hours: 1) == [id])
        try act("ana", hours: 1) { try $0.answer(id, nil, .maybe) }
        #expect(try turns("ana", hours: 2).isEmpty)
        try act("ben", hours: 2) { try $0.ask(id, second, false) }
        #expect(try turns("cem", hours: 3).isEmpty)
        let known = try meeting(id, hours: 4)
        #expect(!known.asks(second))
    }

    // MARK: - Who may

    @Test func onlyTheHostAndModeratorsPlanMoveAndCallOff() throws {
        let id = try plan(Self.weekly)
        let first = try first()
        let acts: [(MeetingWriting) throws -> NewEvent] = [
            { try $0.edit(id, Self.once) }, { try $0.cancel(id) }, { try $0.ask(id, first) },
            { try $0.set(MeetingOccurrenceSet(id, first, cancelled: true)) },
        ]
        for make in acts {
            #expect(throws: CommandFailure.self) { try act("cem", make) }
            try act("ben", make)
            try act("ana", make)
        }
        let events = try [
            NewEvent(MeetingEdited(id, Self.once)), NewEvent(MeetingCancelled(id, cancelled: false)),
            NewEvent(MeetingOccurrenceSet(id, first, cancelled: false)), NewEvent(MeetingAsked(id, first)),
        ]
        for event in events { try board.write("cem", at: Self.start + Self.hour, event) }
        #expect(try meeting(id, hours: 2).cancelled != nil)
        #expect(try refusals().components(separatedBy: "only the host, or a moderator").count == 5)
    }

    @Test func notesAreTheHostsTheScribesAndModerators() throws {
        var terms = Self.weekly
        terms.scribe = "cem"
        try board.write("dan", NewEvent(MemberJoined(name: "Dan")))
        let id = try plan(terms)
        let first = try first()
        #expect(throws: CommandFailure.self) { try act("dan") { try $0.note(id, first, "mine") } }
        for name in ["ben", "cem", "ana"] {
            try act(name, hours: 50) { try $0.note(id, first, "by \(name)\n- [ ] read 3\n- [x] rest") }
        }
        let note = try #require(try meeting(id, hours: 51).note(of: first))
        #expect(note.by == "ana" && note.followUps.map(\.isDone) == [false, true])
        try board.write("dan", at: Self.start + 52 * Self.hour, NewEvent(MeetingNoted(id, first, notes: "hostile")))
        #expect(try meeting(id, hours: 53).note(of: first)?.text.contains("hostile") == false)
        #expect(try refusals().contains("only the host, the scribe or a moderator writes notes"))
        #expect(try SearchQueries.hits("rest", session("cem", hours: 54)).map(\.result.id) == [id])
    }

    @Test func attendanceIsSaidOfOneselfOrByWhoHoldsIt() throws {
        let id = try plan(Self.weekly)
        let first = try first()
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.attend(id, first, ["cem"]) } }
        try act("cem", hours: 44) { try $0.attend(id, first, ["cem"]) }
        #expect(throws: CommandFailure.self) { try act("cem", hours: 44) { try $0.attend(id, first, ["ana"]) } }
        try act("ben", hours: 45) { try $0.attend(id, first, ["ana", "ben"]) }
        try act("ben", hours: 46) { try $0.attend(id, first, ["cem"], false) }
        #expect(try meeting(id, hours: 47).attended(first) == ["ana", "ben"])
        #expect(throws: CommandFailure.self) { try act("ben", hours: 48) { try $0.attend(id, first, ["nobody"]) } }
    }

    @Test func whatOneCameToIsOnOnesPathAndCountsForTheWeek() throws {
        let id = try plan(Self.weekly)
        let first = try first()
        func deeds() throws -> Int {
            try RhythmQueries.rhythm(session("ana", hours: 60)).days.joined().compactMap { $0 }.reduce(0, +)
        }
        let before = try deeds()
        try act("ben", hours: 45) { try $0.attend(id, first, ["ana", "ben"]) }
        func path(_ name: String) throws -> [Moment] {
            try FeatureTable.moments(limit: 100, session(name, hours: 60)).filter { $0.thing?.id == id }
        }
        let moment = try #require(try path("ana").first)
        #expect(moment.kind == "meeting" && moment.words == "Reading the sea")
        #expect(moment.at == WallClock(zone: "UTC").moment(first))
        #expect(try path("ben").map(\.words) == ["Reading the sea, which you held"])
        #expect(try path("cem").isEmpty)
        #expect(try deeds() == before + 1)
        #expect(try RhythmQueries.milestones(session("ben", hours: 60)).map(\.name).contains("first-hosting"))
        #expect(try !RhythmQueries.milestones(session("ana", hours: 60)).map(\.name).contains("first-hosting"))
        // Who was not there after all has it no more.
        try act("ben", hours: 46) { try $0.attend(id, first, ["ana"], false) }
        #expect(try path("ana").isEmpty)
    }

    @Test func guestsDoNothingAndWhatIsOverTakesNoAnswer() throws {
        let id = try plan(Self.once)
        let first = try first()
        for event in try [
            NewEvent(MeetingAnswered(id, first, .going)), NewEvent(MeetingPlanned(Self.once)),
            NewEvent(MeetingLinked(id, Reference(kind: "post", id: id))),
        ] { try board.write("eve", at: Self.start + Self.hour, event) }
        #expect(throws: CommandFailure.self) { try act("cem", hours: 60) { try $0.answer(id, first, .going) } }
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.answer(id, first.advanced(by: 60), .going) } }
        try board.write("cem", at: Self.start + 60 * Self.hour, NewEvent(MeetingAnswered(id, first, .going)))
        let known = try meeting(id, hours: 70)
        #expect(known.answers.isEmpty && known.links.isEmpty)
        let said = try refusals()
        #expect(said.contains("only members take part") && said.contains("this time is over"))
    }

    @Test(arguments: [
        ("title", "needs a title"), ("lines", "one line"), ("zone", "time zone is named"), ("minutes", "takes 1 to"),
        ("rule", "once a day at most"), ("step", "a step"), ("dates", "at most 500"),
    ])
    func whatIsNoMeetingIsRefused(_ what: String, _ reason: String) throws {
        var terms = Self.weekly
        switch what {
        case "title": terms.title = nil
        case "lines": terms.title = "a\nb"
        case "zone": terms.zone = "../../etc/passwd"
        case "minutes": terms.minutes = 0
        case "rule": terms.rule = "FREQ=SECONDLY"
        case "step": terms.agenda = [AgendaStep("x", minutes: -1)]
        default: terms.dates = (0..<501).map { LocalTime(seconds: Int64($0) * 86_400) }
        }
        let written = try board.write("ben", NewEvent(MeetingPlanned(terms)))
        let session = try session("ana", hours: 1)
        #expect(try session.read { try MeetingQueries.meeting(written[0].id, $0) } == nil)
        let said = try refusals()
        #expect(said.contains(reason), "\(said)")
        #expect(throws: CommandFailure.self) { try plan(terms) }
    }

    // MARK: - States

    @Test func theClockBringsAMeetingOn() throws {
        let id = try plan(Self.weekly)
        let first = try first()
        try act("ben") { try $0.ask(id, first) }
        let known = try meeting(id, hours: 1)
        let time = try #require(known.schedule.time(first))
        func state(_ minutes: Int64) -> MeetingState {
            known.state(of: time, at: time.start.advanced(by: minutes * 60_000))
        }
        #expect(state(-60) == .open && state(5) == .running(step: 0) && state(30) == .running(step: 1))
        #expect(state(60) == .done)
        let second = try #require(known.schedule.time(first.advanced(by: 7 * 86_400)))
        #expect(known.state(of: second, at: time.start) == .planned)
        try act("ben", hours: 50) { try $0.note(id, first, "What was said") }
        #expect(try meeting(id, hours: 51).state(of: time, at: time.end) == .writtenUp)
        try act("ben", hours: 51) {
            try $0.set(MeetingOccurrenceSet(id, second.original, cancelled: true, reason: "ill"))
        }
        let changed = try meeting(id, hours: 52)
        let off = try #require(changed.schedule.time(second.original))
        #expect(changed.state(of: off, at: time.end) == .cancelled && off.reason == "ill")
    }

    @Test func whatComesNextAndWhatIsOverAreFoundPageByPage() throws {
        let id = try plan(Self.weekly)
        var other = Self.once
        other.title = "Once"
        other.start = LocalTime(text: "2023-11-23T18:00")
        let once = try plan(other, by: "cem")
        let now = Timestamp(rawValue: Self.start)
        let session = try session("ana", hours: 1)
        try session.read { database in
            let all = try MeetingQueries.coming(now, reader: "ana", limit: 12, database)
            #expect(all.count == 12 && all.filter { $0.meeting == once }.count == 1)
            #expect(all.map(\.key) == all.map(\.key).sorted())
            var paged = try MeetingQueries.coming(now, reader: "ana", limit: 5, database)
            while paged.count < 12 {
                paged += try MeetingQueries.coming(now, after: paged.last, reader: "ana", limit: 3, database)
            }
            #expect(Array(paged.prefix(12)) == all)
            let later = Timestamp(rawValue: Self.start + 30 * 24 * Self.hour)
            let past = try MeetingQueries.past(later, reader: "ana", limit: 20, database)
            #expect(past.count == 6 && past.filter { $0.meeting == id }.count == 5)
            let half = try MeetingQueries.past(later, reader: "ana", limit: 2, database)
            #expect(
                try half + MeetingQueries.past(later, before: half.last, reader: "ana", limit: 20, database) == past)
        }
    }

    @Test func theStatusLineSpeaksOfWhatIsNear() throws {
        let id = try plan(Self.once)
        #expect(try MeetingReminder.standing(session("ana", hours: 42)).text.isEmpty)
        let near = try board.session("ana", now: Self.start + 43 * Self.hour + 20 * 60_000)
        _ = try near.catchUp()
        #expect(try MeetingReminder.standing(near).text == "Reading the… in 27 min")
        #expect(try MeetingReminder.next(near)?.id == id)
        try near.write([try MeetingWriting(near).answer(id, first(), .no)])
        _ = try near.catchUp()
        #expect(try MeetingReminder.standing(near).text.isEmpty)
        #expect(try MeetingReminder.next(near) == nil)
    }

    // MARK: - Order of arrival, plans

    @Test(arguments: 0..<10)
    func everyOrderOfArrivalGivesTheSameMeeting(_ seed: UInt64) throws {
        let id = try plan(Self.weekly)
        let first = try first()
        let hour = Self.hour
        func say(_ name: String, _ at: Int64, host: String = "here", _ event: NewEvent) throws {
            try board.write(name, host: host, at: Self.start + at * hour, event)
        }
        try say("dan", 1, NewEvent(MemberJoined(name: "Dan")))
        try say("dan", 2, host: "there", NewEvent(MeetingAnswered(id, nil, .maybe)))
        try say("cem", 3, NewEvent(MeetingAnswered(id, first, .going)))
        var change = MeetingTerms()
        change.start = LocalTime(text: "2023-11-17T18:00")
        try say("ben", 4, host: "there", NewEvent(MeetingEdited(id, change)))
        try say("cem", 5, host: "there", NewEvent(MeetingAnswered(id, first, .no)))
        try say("ana", 6, NewEvent(MeetingAsked(id, first.advanced(by: 86_400))))
        try say("cem", 7, NewEvent(MeetingEdited(id, Self.once)))
        try say(
            "ana", 8, host: "there", NewEvent(MeetingOccurrenceSet(id, first.advanced(by: 8 * 86_400), cancelled: true))
        )
        try say("ben", 80, NewEvent(MeetingNoted(id, first.advanced(by: 86_400), notes: "Said")))
        try say("ben", 81, NewEvent(MeetingAttended(id, first.advanced(by: 86_400), ["cem", "dan"])))
        let expected = try meeting(id, hours: 100)
        // The day that was answered is not a day of the meeting any more, and who may not did not change it.
        #expect(expected.answers.map(\.answer) == [.maybe, .going] && expected.terms.rule == "FREQ=WEEKLY")
        let shuffled = try board.shuffledSession("ana", seed: seed, now: Self.start + 100 * hour)
        #expect(try shuffled.read { try MeetingQueries.meeting(id, $0) } == expected)
        #expect(try shuffled.read { try IndexHealth.refusals($0) }.count == 2)
        let turns = try shuffled.read { try TurnQueries.of(id, now: Timestamp(rawValue: Self.start + 10 * hour), $0) }
        #expect(turns.compactMap(\.account) == ["ana", "cem"])
    }

    @Test func noQueryLooksThroughAllMeetings() throws {
        let id = try plan(Self.weekly)
        let session = try session("ana")
        let plans = try session.read { database in
            var statements: [String] = []
            database.trace { event in
                if case .statement(let statement) = event { statements.append(statement.expandedSQL) }
            }
            let now = Timestamp(rawValue: Self.start)
            let times = try MeetingQueries.coming(now, reader: "ana", limit: 10, database)
            _ = try MeetingQueries.past(now.advanced(by: 400 * Self.hour), reader: "ana", limit: 10, database)
            _ = try MeetingQueries.current(times, reader: "ana", database)
            _ = try MeetingQueries.meeting(id, database)
            _ = try MeetingQueries.meetings(of: id, database)
            _ = try MeetingQueries.meetings(withUID: "x", database)
            _ = try MeetingQueries.all(after: 0, limit: 10, database)
            database.trace(options: [])
            return try Set(statements).filter { $0.hasPrefix("SELECT") }.flatMap { statement in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + statement).map { $0["detail"] as String }
            }
        }
        let slow = plans.filter { $0.hasPrefix("SCAN") && $0 != "SCAN CONSTANT ROW" || $0.contains("TEMP B-TREE") }
        #expect(slow.isEmpty, "\(slow)")
        #expect(plans.contains { $0.contains("meeting_by_last") || $0.contains("meeting_by_first") })
    }
}
