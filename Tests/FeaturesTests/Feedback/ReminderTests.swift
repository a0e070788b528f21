import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Working time, reminders at most three times, rounds, avoided work: all derived from events and the moment.
struct ReminderTests {
    private static let day = Story.day
    private static let hour: Int64 = 3_600_000
    /// Monday, 20 November 2023, midnight UTC.
    private static let monday: Int64 = 1_700_438_400_000
    private static let week = WorkingTime(restDays: [6, 7], offset: 0)

    private static func moment(_ days: Int64, hours: Int64 = 0) -> Timestamp {
        Timestamp(rawValue: monday + days * day + hours * hour)
    }

    @Test func restDaysDoNotCount() {
        func between(_ start: Timestamp, _ end: Timestamp) -> Int64 { Self.week.between(start, end) / Self.hour }
        #expect(between(Self.moment(0), Self.moment(4)) == 4 * 24)
        // Friday noon to Monday noon.
        #expect(between(Self.moment(4, hours: 12), Self.moment(7, hours: 12)) == 24)
        // Saturday to Sunday.
        #expect(between(Self.moment(5, hours: 3), Self.moment(6, hours: 20)) == 0)
        #expect(between(Self.moment(0), Self.moment(70)) == 50 * 24)
        #expect(between(Self.moment(5, hours: 12), Self.moment(75, hours: 12)) == 50 * 24)
        #expect(between(Self.moment(3), Self.moment(1)) == 0)
        // Two hours east of Greenwich Saturday begins earlier.
        let east = WorkingTime(restDays: [6, 7], offset: 2 * Self.hour)
        #expect(east.between(Self.moment(4, hours: 20), Self.moment(7)) == 4 * Self.hour)
        #expect(WorkingTime(restDays: [], offset: 0).between(Self.moment(4), Self.moment(8)) == 4 * Self.day)
    }

    @Test func workingTimeIsWhatIsCountedHourByHour() {
        var numbers = SplitMix(state: 3)
        for _ in 0..<200 {
            let start = Self.moment(
                Int64.random(in: 0...30, using: &numbers), hours: Int64.random(in: 0...23, using: &numbers))
            let end = start.advanced(by: Int64.random(in: 0...900, using: &numbers) * Self.hour)
            let hours = stride(from: start.rawValue, to: end.rawValue, by: Int(Self.hour))
                .count { !Self.week.isRest(Timestamp(rawValue: $0)) }
            #expect(Self.week.between(start, end) == Int64(hours) * Self.hour)
        }
    }

    @Test func thereAreThreeRemindersAndThenSilence() {
        // Due on Thursday at noon.
        let due = Self.moment(3, hours: 12)
        func number(_ moment: Timestamp, active: Timestamp = Self.moment(-30)) -> Int? {
            FeedbackReminder.current(due: due, active: active, now: moment, Self.week)?.number
        }
        #expect(number(Self.moment(1)) == nil)
        #expect(number(Self.moment(2, hours: 13)) == 1)
        #expect(number(Self.moment(3, hours: 13)) == 2)
        // Two working days after Thursday noon is Monday noon; the weekend is quiet.
        #expect(number(Self.moment(4, hours: 13)) == nil)
        #expect(number(Self.moment(5, hours: 13)) == nil)
        #expect(number(Self.moment(7, hours: 13)) == 3)
        for days in 9..<40 as Range<Int64> { #expect(number(Self.moment(days)) == nil) }
        // Something happened there: nobody is told what they know.
        #expect(number(Self.moment(3, hours: 13), active: Self.moment(3, hours: 1)) == nil)
    }

    @Test func whoHasTheTurnIsRemindedAndNobodyElse() throws {
        let board = try FeedbackProjectionTests.board()
        let start = Timestamp(rawValue: Self.monday)
        var asked = FeedbackProjectionTests.asked(named: ["ben"])
        asked.due = Self.moment(3, hours: 12)
        try board.write("ana", at: start.rawValue, NewEvent(asked))
        func reminders(_ name: String, _ moment: Timestamp) throws -> Int {
            let session = try board.session(name, now: moment.rawValue)
            _ = try session.catchUp()
            return try session.read { try ReminderQueries.count(session.me, now: moment, $0) }
        }
        #expect(try reminders("ben", Self.moment(1)) == 0)
        #expect(try reminders("ben", Self.moment(2, hours: 15)) == 1)
        #expect(try reminders("cy", Self.moment(2, hours: 15)) == 0)
        #expect(try reminders("ana", Self.moment(2, hours: 15)) == 0)
        let session = try board.session("ben", now: Self.moment(3, hours: 13).rawValue)
        let row = try #require(
            try session.read { try FeedbackQueue(session.me, now: session.clock.now(), $0).rows(.yourTurn).first })
        #expect(row.why == "due today")
        #expect(row.terms.last?.contains("reminder 2 of 3") == true)
    }

    @Test func turnaroundLeavesRestDaysOut() throws {
        let board = try FeedbackProjectionTests.board()
        for place in 0..<5 as Range<Int64> {
            let asked = FeedbackProjectionTests.asked()
            // Asked on Friday at noon, answered on Monday at noon.
            let id = try #require(
                try board.write("ana", at: Self.moment(4, hours: 12).rawValue + place, NewEvent(asked)).first
            ).id
            let content = ResponseContent(points: [ResponsePoint(field: "star", text: "Well put")])
            try board.write(
                "ben", at: Self.moment(7, hours: 12).rawValue + place,
                NewEvent(FeedbackGiven(request: id, version: 1, points: 1, content: content)))
        }
        let session = try board.session("cy", now: Self.moment(8).rawValue)
        _ = try session.catchUp()
        let waits = try #require(try session.read { try LoadQueries.waits(now: session.clock.now(), $0) })
        #expect(waits.count == 5)
        #expect((waits.median + Self.hour / 2) / Self.hour == 24)
        #expect(waits.words.hasSuffix("(n=5), rest days left out"))
    }

    @Test func quietHoursDoNotCount() throws {
        let quiet = WorkingTime(restDays: [6, 7], quiet: try #require(QuietHours("22:00-08:00")), offset: 0)
        #expect(quiet.between(Self.moment(0), Self.moment(1)) == 14 * Self.hour)
        // From Friday noon to Monday noon: ten hours of the one, four of the other.
        #expect(quiet.between(Self.moment(4, hours: 12), Self.moment(7, hours: 12)) == 14 * Self.hour)
        var numbers = SplitMix(state: 7)
        for _ in 0..<100 {
            let start = Self.moment(
                Int64.random(in: 0...30, using: &numbers), hours: Int64.random(in: 0...23, using: &numbers))
            let end = start.advanced(by: Int64.random(in: 0...900, using: &numbers) * Self.hour)
            let hours = stride(from: start.rawValue, to: end.rawValue, by: Int(Self.hour)).map(Timestamp.init)
                .count { !quiet.isRest($0) && !quiet.isQuiet($0) }
            #expect(quiet.between(start, end) == Int64(hours) * Self.hour)
        }
        let due = Self.moment(3, hours: 12)
        func isReminded(_ hours: Int64) -> Bool {
            FeedbackReminder.current(
                due: due, active: Self.moment(-9), now: Self.moment(3, hours: hours), quiet) != nil
        }
        #expect(isReminded(13) && !isReminded(23))
    }

    @Test func nobodyIsRemindedInQuietHoursOrWhileAway() throws {
        let board = try FeedbackProjectionTests.board()
        var asked = FeedbackProjectionTests.asked(named: ["ben", "cy"])
        asked.due = Self.moment(3, hours: 12)
        try board.write("ana", at: Self.monday, NewEvent(asked))
        try board.write("cy", at: Self.monday, NewEvent(FeedbackAvailabilitySet(awayUntil: Self.moment(9))))
        let now = Self.moment(3, hours: 13)
        func reminders(_ name: String) throws -> (count: Int, why: String?) {
            let session = try board.session(name, now: now.rawValue)
            _ = try session.catchUp()
            return try session.read {
                (
                    try ReminderQueries.count(session.me, now: now, $0),
                    try FeedbackQueue(session.me, now: now, $0).rows(.yourTurn).first?.why
                )
            }
        }
        #expect(try reminders("ben") == (1, "due today"))
        #expect(try reminders("cy").count == 0)
        // All day but for an hour at night, wherever the machine is.
        let clock = QuietHours("00:00-23:59")
        var environment = CommandEnvironment(variables: [:], projections: [], host: "here")
        environment.quietHours = clock
        let own = try CommandEnvironment.$current.withValue(environment) { try reminders("ben") }
        #expect(own.count == 0 && own.why != "due today")
        try board.write("mo", at: Self.monday + 1, NewEvent(FeedbackTermsSet(quietHours: "00:00-23:59")))
        #expect(try reminders("ben").count == 0)
        environment.quietHours = QuietHours.none
        #expect(try CommandEnvironment.$current.withValue(environment) { try reminders("ben") }.count == 1)
        try board.write("mo", at: Self.monday + 2, NewEvent(FeedbackTermsSet(quietHours: "always")))
        let session = try board.session("mo", now: now.rawValue)
        _ = try session.catchUp()
        #expect(try session.read { try IndexHealth.refusals($0) }.count == 1)
    }

    @Test func inARoundEachGivesAndReceivesTheSame() throws {
        let board = try FeedbackProjectionTests.board()
        var clock = Self.monday
        for name in ["ana", "ben", "cy", "mo"] {
            clock += 1_000
            try board.write(name, at: clock, NewEvent(FeedbackProjectionTests.asked(needed: 2)))
        }
        let session = try board.session("mo", now: clock + 1_000)
        _ = try session.catchUp()
        let round = try session.read { try ReviewRound(each: 2, seed: 5, $0) }
        try session.write(try round.events(FeedbackWriting(session)))
        _ = try session.catchUp()
        let requests = try session.read { try FeedbackQueries.page($0) }
        #expect(requests.count == 4)
        for request in requests {
            #expect(request.slots.count == 2 && request.needed == 2 && request.audience == .named)
            #expect(request.slot(of: request.asker) == nil)
        }
        for name in ["ana", "ben", "cy", "mo"] {
            #expect(requests.count { $0.slot(of: Account(name)) != nil } == 2)
        }
        // Nothing is left for a second round, and members may not call one.
        let again = try session.read { try ReviewRound(each: 2, seed: 5, $0) }
        #expect(throws: CommandFailure.self) { try again.events(FeedbackWriting(session)) }
        let ben = try board.session("ben", now: clock + 2_000)
        _ = try ben.catchUp()
        #expect(throws: CommandFailure.self) { try round.events(FeedbackWriting(ben)) }
    }

    @Test func avoidedWorkIsNotOfferedAndNobodyElseKnows() throws {
        let board = try FeedbackProjectionTests.board()
        try board.write("ana", at: Self.monday, NewEvent(FeedbackProjectionTests.asked()))
        let session = try board.session("ben", now: Self.monday + 1_000)
        _ = try session.catchUp()
        func pool() throws -> Int {
            _ = try session.catchUp()
            return try session.read { try FeedbackQueue(session.me, now: session.clock.now(), $0).rows(.pool).count }
        }
        #expect(try pool() == 1)
        try session.write([try FeedbackAvoided(account: Account("ana")).event()])
        #expect(try pool() == 0)
        let other = try board.session("cy", now: Self.monday + 2_000)
        _ = try other.catchUp()
        #expect(try other.read { try FeedbackAvoidance.all($0) }.isEmpty)
        try session.write([try FeedbackAvoided(account: Account("ana"), lifted: true).event()])
        #expect(try pool() == 1)
    }

    @Test func theBoardsHabitsAreItsModerators() throws {
        let board = try FeedbackProjectionTests.board()
        let habits = FeedbackTermsSet(method: "ladder", dueDays: 7, needed: 3, restDays: [5, 6])
        try board.write("mo", at: Self.monday, NewEvent(habits))
        try board.write("ben", at: Self.monday + 1, NewEvent(FeedbackTermsSet(needed: 9)))
        try board.write("mo", at: Self.monday + 2, NewEvent(FeedbackTermsSet(restDays: [1, 2, 3, 4, 5, 6, 7])))
        let session = try board.session("ana", now: Self.monday + 10)
        _ = try session.catchUp()
        let (terms, refusals) = try session.read {
            (try FeedbackBoardTerms.current($0), try IndexHealth.refusals($0))
        }
        #expect(terms.method == "ladder" && terms.dueDays == 7 && terms.needed == 3 && terms.restDays == [5, 6])
        #expect(refusals.count == 2)
        let form = AskForm.empty(AskForm.Beginning(terms: terms))
        #expect(form.contains("by: 7 days") && form.contains("reviews: 3") && form.contains("protocol: ladder"))
    }
}
