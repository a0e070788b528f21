import Foundation
import Journal
import Testing

@testable import Features

/// One's own weeks: what counts, what rests, and that nothing is lost.
struct RhythmTests {
    /// Wednesday, 2026-11-25, 12:00 UTC.
    private let now = Timestamp(rawValue: 1_795_608_000_000)
    private let calendar = Week.calendar(TimeZone(identifier: "UTC") ?? .current)

    private func moment(daysAgo days: Int64) -> Timestamp { now.advanced(by: -days * 86_400_000) }

    @Test func aWeekCountsOnceAndRestNeitherCountsNorBreaks() throws {
        let rest = Week(moment(daysAgo: 14), calendar)
        let rhythm = Rhythm(
            moments: [0, 1, 1, 7, 14, 28].map { moment(daysAgo: $0) }, rests: [rest], now: now, calendar: calendar)
        #expect(rhythm.line == "○○○○○○○●○·●●  3 of 12 (1 rest)")
        #expect(rhythm.weeks.last?.week.text == "2026-W48")
    }

    @Test func theCalendarHasARowADayAndNothingForDaysToCome() throws {
        let rhythm = Rhythm(
            moments: [0, 1, 1, 2, 2, 2, 2, 2].map { moment(daysAgo: $0) }, rests: [], now: now, calendar: calendar)
        #expect(rhythm.calendar.count == 7)
        #expect(rhythm.calendar.allSatisfy { $0.count == 3 + Rhythm.calendarWeeks })
        #expect(rhythm.calendar.map { $0.last ?? "?" } == ["#", ":", ".", " ", " ", " ", " "])
    }

    @Test(arguments: ["2026-W48", "2026-w9", "2020-W53"])
    func weeksAreReadAsTheyAreWritten(_ text: String) throws {
        let week = try #require(Week(text))
        #expect(Week(week.text) == week)
    }

    @Test(arguments: ["", "2026", "2026-W54", "2026-W0", "W48", "2026-48"])
    func whatIsNoWeekIsNone(_ text: String) { #expect(Week(text) == nil) }

    @Test func theYearOfAWeekIsThatOfItsThursday() throws {
        // 2021-01-01 was a Friday, of the last week of 2020.
        #expect(Week(Timestamp(rawValue: 1_609_502_400_000), calendar).text == "2020-W53")
    }
}
