import Foundation
import Journal
import Terminal
import Testing

@testable import Features

/// Dates in the words of several locales, none of which the machine needs to have.
@Suite struct DateWordsTests {
    private let day = CivilDay(year: 2026, month: 11, day: 3) ?? CivilDay(number: 0)
    private let evening = LocalTime(seconds: 18 * 3_600 + 300)

    @Test func aMomentToComeIsSaidInTheReadersWords() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Asia/Tokyo"))
        // Wednesday, 2023-11-15, 07:13 in Tokyo.
        let now = Timestamp(rawValue: 1_700_000_000_000)
        let hour: Int64 = 3_600_000
        let words = DateWords.reader
        func soon(_ hours: Int64) -> String {
            ShortDate.soon(now.advanced(by: hours * hour), now: now, calendar: calendar)
        }
        func clock(_ hour: Int64) -> String { words.clock(LocalTime(seconds: hour * 3_600 + 13 * 60)) }
        #expect(soon(16) == "today " + clock(23))
        #expect(soon(17) == words.shortWeekdays[4] + " " + clock(0))
        let later = try #require(CivilDay(year: 2023, month: 11, day: 25))
        #expect(soon(240) == words.shortWeekdays[6] + " " + words.day(later))
        let past = try #require(CivilDay(year: 2022, month: 11, day: 15))
        let year = now.advanced(by: -365 * 24 * hour)
        #expect(ShortDate.time(year, now: now, calendar: calendar) == words.day(past, withYear: true) + " " + clock(7))
    }

    @Test(arguments: [
        ("", "3 Nov", "3 Nov 2026", "November 2026", "Tue", "18:05", 1),
        ("C.UTF-8", "3 Nov", "3 Nov 2026", "November 2026", "Tue", "18:05", 1),
        ("POSIX", "3 Nov", "3 Nov 2026", "November 2026", "Tue", "18:05", 1),
        ("en_GB.UTF-8", "3 Nov", "3 Nov 2026", "November 2026", "Tue", "18:05", 1),
        ("en_US.UTF-8", "Nov 3", "Nov 3, 2026", "November 2026", "Tue", "6:05 PM", 0),
        ("de_DE.UTF-8", "3. Nov.", "3. Nov. 2026", "November 2026", "Di", "18:05", 1),
        ("de_AT@euro", "3. Nov.", "3. Nov. 2026", "November 2026", "Di", "18:05", 1),
        ("fr_FR", "3 nov.", "3 nov. 2026", "novembre 2026", "mar.", "18:05", 1),
        ("pt_BR.UTF-8", "3 de nov.", "3 de nov. de 2026", "novembro de 2026", "ter.", "18:05", 0),
        ("ru_RU.UTF-8", "3 нояб.", "3 нояб. 2026 г.", "ноябрь 2026 г.", "Вт", "18:05", 1),
        ("cs_CZ.UTF-8", "3. 11.", "3. 11. 2026", "listopad 2026", "út", "18:05", 1),
        ("ja_JP.UTF-8", "11月3日", "2026年11月3日", "2026年11月", "火", "18:05", 0),
        ("ko_KR.UTF-8", "11월 3일", "2026년 11월 3일", "2026년 11월", "화", "오후 6:05", 0),
        // Only its language counts.
        ("de", "3. Nov.", "3. Nov. 2026", "November 2026", "Di", "18:05", 1),
        ("en", "3 Nov", "3 Nov 2026", "November 2026", "Tue", "18:05", 1),
    ])
    func aLocaleHasItsOwn(
        name: String, day: String, withYear: String, month: String, weekday: String, clock: String, firstWeekday: Int
    ) {
        let words = DateWords.of(["LANG": name])
        #expect(words.day(self.day) == day)
        #expect(words.day(self.day, withYear: true) == withYear)
        #expect(words.month(11, of: 2026) == month)
        #expect(words.shortWeekdays[self.day.weekday] == weekday)
        #expect(words.clock(evening) == clock)
        #expect(words.firstWeekday == firstWeekday)
    }

    @Test func theCalendarIsEveryonesAndDigitsAreTheProgramsOwn() {
        #expect(DateWords.of(["LC_TIME": "th_TH.UTF-8"]).day(day, withYear: true).hasSuffix("2026"))
        #expect(DateWords.of(["LC_TIME": "ar_EG.UTF-8"]).day(day).hasPrefix("3 "))
        #expect(DateWords.of(["LC_TIME": "ar_EG.UTF-8"]).firstWeekday == 6)
        #expect(DateWords.of(["LC_TIME": "sr_RS@latin"]).month(11, of: 2026) == "novembar 2026.")
    }

    @Test func theVariablesAreAskedInTheirOrder() {
        let german = DateWords(locale: "de_DE")
        #expect(DateWords.of(["LC_TIME": "de_DE", "LANG": "en_US"]) == german)
        #expect(DateWords.of(["LC_ALL": "de_DE", "LC_TIME": "en_US"]) == german)
        #expect(DateWords.of(["LC_ALL": "", "LC_TIME": "", "LANG": "de_DE"]) == german)
        #expect(DateWords.of(["LC_ALL": "C", "LANG": "de_DE"]) == .plain)
    }

    @Test(arguments: [
        "xx_YY", "../../etc", "de_DE/\u{1B}[2J", String(repeating: "d", count: 5_000), "🙂", "1_2", "@", "_",
    ])
    func aLocaleThatNobodyKnowsIsPlain(name: String) {
        #expect(DateWords.of(["LC_TIME": name]) == .plain)
    }

    @Test func noonAndMidnightAreTwelve() {
        let words = DateWords.of(["LC_TIME": "en_US.UTF-8"])
        #expect(words.clock(LocalTime(seconds: 0)) == "12:00 AM")
        #expect(words.clock(LocalTime(seconds: 12 * 3_600)) == "12:00 PM")
        #expect(words.clock(LocalTime(seconds: 24 * 3_600 - 60)) == "11:59 PM")
    }

    @Test func datesInAListStandUnderOneAnother() {
        #expect(DateWords.plain.listed(day) == "Tue  3 Nov")
        for name in ["", "de_DE", "fr_FR", "ja_JP", "en_US"] {
            let words = DateWords.of(["LC_TIME": name])
            let widths = (0..<365).map { TextWidth.columns(of: words.listed(day.advanced(by: $0))) }
            #expect(Set(widths).count == 1, "\(name): \(Set(widths))")
        }
    }

    @Test func whatIsTypedIsTheSameEverywhere() throws {
        let german = CommandEnvironment(variables: ["LC_TIME": "de_DE.UTF-8"], projections: [], host: "here")
        try CommandEnvironment.$current.withValue(german) {
            let now = WallClock(zone: "UTC").moment(LocalTime(day: day, minutes: 600))
            let friday = try TypedMoment.moment("friday", now: now)
            #expect(ShortDate.typed(friday) == "2026-11-06")
            #expect(ShortDate.day(friday, now: now) == "6. Nov.")
            #expect(try TypedMoment.moment("2026-11-06", now: now) == friday)
            #expect(RecurrenceRule("FREQ=WEEKLY;BYDAY=TU").words == "every week on Dienstag")
        }
    }
}
