import Foundation
import Journal
import Testing

@testable import Features

/// Rules of RFC 5545 as its examples have them, on clocks of real zones.
struct RecurrenceTests {
    private func time(_ text: String) throws -> LocalTime { try #require(LocalTime(text: text)) }

    private func times(
        _ rule: String, start: String = "1997-09-02T09:00", from: String = "1990-01-01T00:00",
        until: String = "2001-01-01T00:00", limit: Int = 400
    ) throws -> [String] {
        let rule = RecurrenceRule(rule)
        let start = try time(start)
        #expect(rule.refusal(start: start) == nil)
        return try rule.times(start: start, from: time(from), until: time(until), limit: limit).map { time in
            String(time.text.prefix(10))
        }
    }

    @Test(arguments: [
        ("FREQ=DAILY;COUNT=10", 10, "1997-09-02", "1997-09-11"),
        ("FREQ=DAILY;INTERVAL=10;COUNT=5", 5, "1997-09-02", "1997-10-12"),
        ("FREQ=WEEKLY;COUNT=10", 10, "1997-09-02", "1997-11-04"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", 8, "1997-09-02", "1997-10-16"),
        ("FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", 10, "1997-09-02", "1998-01-15"),
        ("FREQ=YEARLY;COUNT=10;BYMONTH=6,7", 10, "1998-06-02", "2002-07-02"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", 3, "1997-09-04", "1997-11-06"),
        ("FREQ=DAILY;UNTIL=19970905T090000", 4, "1997-09-02", "1997-09-05"),
    ])
    func rulesThatEndGiveTheTimesOfTheRFC(_ rule: String, _ count: Int, _ first: String, _ last: String) throws {
        let found = try times(rule, until: "2010-01-01T00:00")
        #expect(found.count == count)
        #expect(found.first == first && found.last == last)
    }

    @Test func fridaysTheThirteenth() throws {
        #expect(
            try times("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13") == [
                "1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13", "2000-10-13",
            ])
    }

    @Test func theLastWorkdayOfTheMonth() throws {
        let found = try times(
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", start: "1997-09-29T09:00", until: "1998-02-01T00:00")
        #expect(found == ["1997-09-30", "1997-10-31", "1997-11-28", "1997-12-31", "1998-01-30"])
    }

    @Test func electionDays() throws {
        let rule = "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8"
        let found = try times(rule, start: "1996-11-05T09:00", until: "2009-01-01T00:00")
        #expect(found == ["1996-11-05", "2000-11-07", "2004-11-02", "2008-11-04"])
    }

    @Test func theFirstDayOfTheWeekDecidesWhichWeeksCount() throws {
        let monday = "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST="
        #expect(
            try times(monday + "MO", start: "1997-08-05T09:00") == [
                "1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24",
            ])
        #expect(
            try times(monday + "SU", start: "1997-08-05T09:00") == [
                "1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31",
            ])
    }

    @Test func aWindowFarFromTheStartIsTheSameAsTheWayThere() throws {
        for rule in ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=DAILY;INTERVAL=3"] {
            let whole = try times(rule, until: "1999-07-01T00:00").filter { $0 >= "1999-03-10" }
            #expect(try times(rule, from: "1999-03-10T00:00", until: "1999-07-01T00:00") == whole)
        }
    }

    @Test(arguments: [
        "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=WEEKLY;COUNT=100000", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;INTERVAL=99999", "FREQ=BOGUS", "BYDAY=MO",
        "",
        "FREQ=WEEKLY;UNTIL=tomorrow", "FREQ=DAILY;RSCALE=CHINESE", "FREQ=WEEKLY;FREQ=DAILY", "FREQ=WEEKLY\r\nX:1",
    ])
    func whatWouldNeverEndOrNeverHappenIsRefusedAtOnce(_ rule: String) throws {
        let start = try time("2026-11-26T18:00")
        let clock = ContinuousClock()
        let took = clock.measure { #expect(RecurrenceRule(rule).refusal(start: start) != nil) }
        #expect(took < .seconds(5), "a rule that is refused by its form is not followed")
    }

    @Test(arguments: ["FREQ=DAILY;BYDAY=MO;BYMONTH=2", "FREQ=YEARLY;INTERVAL=1000", "FREQ=YEARLY;BYYEARDAY=366"])
    func whatHappensSeldomIsFollowedInNoTime(_ rule: String) throws {
        let start = try time("2026-11-26T18:00")
        let schedule = MeetingSchedule(start: start, zone: "UTC", minutes: 60, rule: RecurrenceRule(rule))
        #expect(RecurrenceRule(rule).refusal(start: start) == nil)
        #expect(schedule.nearest(Timestamp(rawValue: 1_900_000_000_000)) != nil)
    }

    @Test func aWindowHoldsABoundedNumberOfTimes() throws {
        let schedule = MeetingSchedule(
            start: try time("2000-01-01T10:00"), zone: "UTC", minutes: 60, rule: RecurrenceRule("FREQ=DAILY"))
        let found = schedule.times(
            from: Timestamp(rawValue: 946_684_800_000), until: Timestamp(rawValue: 4_000_000_000_000))
        #expect(found.count == MeetingSchedule.most)
    }

    // MARK: - Clocks

    private func schedule(
        _ start: String, _ zone: String, _ rule: String = "", minutes: Int = 60
    ) throws -> MeetingSchedule {
        MeetingSchedule(
            start: try time(start), zone: zone, minutes: minutes, rule: rule.isEmpty ? nil : RecurrenceRule(rule))
    }

    private func moments(_ schedule: MeetingSchedule, _ from: String, _ until: String) throws -> [String] {
        let utc = WallClock(zone: "UTC")
        return try schedule.times(from: utc.moment(time(from)), until: utc.moment(time(until))).map {
            utc.local($0.start).text
        }
    }

    @Test func summerTimeLeavesTheClocksTimeAsItIs() throws {
        let weekly = try schedule("2026-03-19T18:00", "Europe/Berlin", "FREQ=WEEKLY")
        #expect(
            try moments(weekly, "2026-03-15T00:00", "2026-04-10T00:00") == [
                "2026-03-19T17:00", "2026-03-26T17:00", "2026-04-02T16:00", "2026-04-09T16:00",
            ])
        // As the RFC's own example: New York, across the end of summer time.
        let daily = try schedule("1997-10-24T09:00", "America/New_York", "FREQ=DAILY;COUNT=4")
        #expect(
            try moments(daily, "1997-10-20T00:00", "1997-11-01T00:00") == [
                "1997-10-24T13:00", "1997-10-25T13:00", "1997-10-26T14:00", "1997-10-27T14:00",
            ])
        let southern = try schedule("2026-10-01T19:00", "Australia/Sydney", "FREQ=WEEKLY")
        #expect(
            try moments(southern, "2026-09-30T00:00", "2026-10-12T00:00") == ["2026-10-01T09:00", "2026-10-08T08:00"])
    }

    @Test func anHourThatIsLeftOutOrComesTwiceIsReadAsTheRFCSays() throws {
        let berlin = WallClock(zone: "Europe/Berlin")
        let utc = WallClock(zone: "UTC")
        #expect(utc.local(berlin.moment(try time("2026-03-29T02:30"))).text == "2026-03-29T01:30")
        #expect(utc.local(berlin.moment(try time("2026-10-25T02:30"))).text == "2026-10-25T00:30")
        #expect(utc.local(berlin.moment(try time("2026-10-25T03:30"))).text == "2026-10-25T02:30")
        #expect(utc.local(berlin.moment(try time("2026-03-29T01:59"))).text == "2026-03-29T00:59")
        let kolkata = WallClock(zone: "Asia/Kolkata")
        #expect(kolkata.local(Timestamp(rawValue: 1_700_000_000_000)).text == "2023-11-15T03:43:20")
    }

    @Test func everyMomentComesBackFromItsClock() throws {
        for zone in [
            "Europe/Lisbon", "America/St_Johns", "Pacific/Auckland", "Africa/Casablanca", "UTC", "Asia/Kathmandu",
        ] {
            let wall = WallClock(zone: zone)
            #expect(wall.isKnown)
            for step in Int64(0)..<200 {
                let moment = Timestamp(rawValue: 1_700_000_000_000 + step * 61 * 3_600_000)
                let back = wall.moment(wall.local(moment))
                // Of an hour that comes twice the first counts.
                #expect(back == moment || moment.rawValue - back.rawValue == 3_600_000)
            }
        }
    }

    @Test(arguments: ["../../etc/passwd", "/etc/passwd", "Europe/../Berlin", "Mars/Base", "", "a b", "Europe/Berlin\0"])
    func whatIsNoZoneIsNone(_ name: String) { #expect(!WallClock(zone: name).isKnown) }

    @Test func anEndInUTCIsReadByTheMeetingsClock() throws {
        let rule = "FREQ=WEEKLY;UNTIL=20261210T170000Z"
        let weekly = try schedule("2026-11-26T18:00", "Europe/Berlin", rule)
        #expect(try moments(weekly, "2026-11-01T00:00", "2027-01-01T00:00").count == 3)
        let day = try schedule("2026-11-26T18:00", "Europe/Berlin", "FREQ=WEEKLY;UNTIL=20261210")
        #expect(try moments(day, "2026-11-01T00:00", "2027-01-01T00:00").count == 3)
    }

    @Test func exceptionsMoveCallOffAndAdd() throws {
        var weekly = try schedule("2026-11-05T18:00", "UTC", "FREQ=WEEKLY;COUNT=4")
        weekly.except = [try time("2026-11-12T18:00")]
        weekly.dates = [try time("2026-11-14T10:00")]
        weekly.exceptions = [
            OccurrenceException(occurrence: try time("2026-11-19T18:00"), start: try time("2026-12-24T09:00")),
            OccurrenceException(occurrence: try time("2026-11-26T18:00"), isCancelled: true),
            // Of a time that the rule does not give nothing is to be seen.
            OccurrenceException(occurrence: try time("2026-11-20T18:00"), start: try time("2026-11-21T18:00")),
        ]
        #expect(
            try moments(weekly, "2026-11-01T00:00", "2027-01-01T00:00") == [
                "2026-11-05T18:00", "2026-11-14T10:00", "2026-11-26T18:00", "2026-12-24T09:00",
            ])
        #expect(try moments(weekly, "2026-12-24T00:00", "2026-12-25T00:00") == ["2026-12-24T09:00"])
        let end = WallClock(zone: "UTC").moment(try time("2026-12-24T10:00"))
        #expect(weekly.bounds.last > end)
    }

    @Test func whatPeopleTypeIsRead() throws {
        let utc = WallClock(zone: "UTC")
        // A Wednesday, a quarter past six in the morning.
        let now = utc.moment(try time("2026-11-25T06:15"))
        func typed(_ text: String) throws -> String { try TypedMeetingTime.time(text, now: now, on: utc).text }
        #expect(try typed("thu 18:00") == "2026-11-26T18:00")
        #expect(try typed("Wednesday 5:00") == "2026-12-02T05:00")
        #expect(try typed("tomorrow 9:30") == "2026-11-26T09:30")
        #expect(try typed("5:00") == "2026-11-26T05:00")
        #expect(try typed("2026-12-01 18:00") == "2026-12-01T18:00")
        for wrong in ["soon", "25:00", "2026-02-30 10:00", "thu", "18", "thu 18:00 x"] {
            #expect(throws: CommandFailure.self) { try typed(wrong) }
        }
        let start = try time("2026-11-26T18:00")
        func rule(_ text: String) throws -> String { try TypedMeetingTime.rule(text, start: start) }
        #expect(try rule("once").isEmpty)
        #expect(try rule("weekly") == "FREQ=WEEKLY")
        #expect(try rule("every 2 weeks until 2027-01-31") == "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270131T235959")
        #expect(try rule("monthly, 10 times") == "FREQ=MONTHLY;BYDAY=4TH;COUNT=10")
        #expect(try rule("RRULE:FREQ=DAILY") == "FREQ=DAILY")
        for wrong in ["sometimes", "0 weeks", "FREQ=SECONDLY", "weekly 5000 times"] {
            #expect(throws: CommandFailure.self) { try rule(wrong) }
        }
        #expect(try TypedMeetingTime.agenda("10 Welcome\n- 5 min  Who is here\n\n> a hint").map(\.minutes) == [10, 5])
        #expect(throws: CommandFailure.self) { try TypedMeetingTime.agenda("Welcome") }
    }

    @Test func timesAreSaidByTheReadersClock() throws {
        let utc = WallClock(zone: "UTC")
        let now = utc.moment(try time("2026-11-24T12:00"))
        let time = try #require(
            try schedule("2026-11-26T18:00", "Europe/London").times(
                from: now, until: now.advanced(by: 7 * 86_400_000)
            ).first)
        let here = MeetingWords(now: now, reader: utc)
        #expect(here.whole(time, zone: "Europe/London") == "Thu 26 Nov 18:00-19:00, in 2 days")
        let there = MeetingWords(now: now, reader: WallClock(zone: "Asia/Tokyo"))
        #expect(
            there.whole(time, zone: "Europe/London")
                == "Fri 27 Nov 03:00-04:00, in 3 days, your time (Thu 26 Nov 18:00-19:00 Europe/London)")
        #expect(MeetingWords(now: time.start.advanced(by: -25 * 60_000), reader: utc).away(time) == "in 25 min")
        #expect(MeetingWords(now: time.start.advanced(by: 40 * 60_000), reader: utc).away(time) == "now, 20 min left")
        #expect(MeetingWords(now: time.end.advanced(by: 86_400_000), reader: utc).away(time) == "yesterday")
    }

    @Test func daysAreCountedAsCalendarsHaveThem() throws {
        for number in stride(from: Int64(-1_000), to: 60_000, by: 37) {
            let day = CivilDay(number: number)
            let (year, month, dayOfMonth) = day.parts
            #expect(CivilDay(year: year, month: month, day: dayOfMonth) == day)
        }
        #expect(CivilDay(year: 2026, month: 2, day: 29) == nil)
        #expect(CivilDay(year: 2026, month: 11, day: 26)?.weekday == 4)
    }
}
