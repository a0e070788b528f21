import Foundation
import TestSupport
import Testing

/// The real program where dates are written otherwise; none of these locales needs to be installed.
struct LocaleTests {
    @Test(arguments: [
        ("C.UTF-8", "Tue 6 May 2031 18:00-19:00"), ("de_DE.UTF-8", "Di 6. Mai 2031 18:00-19:00"),
        ("en_US.UTF-8", "Tue May 6, 2031 6:00 PM-7:00 PM"), ("fr_FR.UTF-8", "mar. 6 mai 2031 18:00-19:00"),
        ("ja_JP.UTF-8", "火 2031年5月6日 18:00-19:00"),
    ])
    func commandsWriteDatesAsTheLocaleDoesAndReadThemAsEver(locale: String, when: String) throws {
        let board = try TestBoard()
        func stoa(_ words: String...) throws -> ProgramResult {
            try runProgram(words, environment: board.environment(home: "home", ["LC_TIME": locale, "TZ": "UTC"]))
        }
        #expect(try stoa("meeting", "add", "Reading", "--when", "2031-05-06 18:00").status == 0)
        let list = try stoa("meeting", "list")
        #expect(list.output.contains(when), "\(list)")
        #expect(try stoa("meeting", "list", "--json").output.contains("\"starts_at\" : \"2031-05-06T18:00:00.000Z\""))
    }

    @Test(arguments: [("en_US.UTF-8", "[A-Z][a-z]{2} [0-9]+ [0-9:]+ [AP]M"), ("ja_JP.UTF-8", "[0-9]+月[0-9]+日 [0-9:]+")])
    func aThreadSaysWhenAsTheLocaleDoes(locale: String, time: String) throws {
        let board = try TestBoard()
        let thread = try board.post("Tides")
        let read = try runProgram(["read", thread], environment: board.environment(home: "home", ["LC_ALL": locale]))
        #expect(read.output.range(of: time, options: .regularExpression) != nil, "\(read)")
    }

    @Test func theMonthBeginsItsWeeksAndNamesItsDaysAsTheLocaleDoes() throws {
        let board = try TestBoard()
        for (locale, first, names) in [
            ("de_DE.UTF-8", "Mo", ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]),
            ("en_US.UTF-8", "Sun", ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]),
        ] {
            let session = try board.open(environment: ["LC_ALL": locale])
            try session.waitFor("Home")
            session.send("gc")
            try session.waitFor("Calendar")
            session.send("]")
            let isThere = session.wait { screen in
                screen.contains { row in
                    let words = row.split(whereSeparator: { " │".contains($0) }).map(String.init)
                    return words.suffix(7) == names[...] && words.suffix(7).first == first
                }
            }
            #expect(isThere, "\(locale): \(session.screen)")
        }
    }
}
