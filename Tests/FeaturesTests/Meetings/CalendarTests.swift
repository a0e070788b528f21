import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Calendars of other programs, in and out.
struct CalendarTests {
    private static let now: Int64 = 1_700_000_000_000

    private func session(_ board: HandlesBoard, _ name: String = "ana") throws -> BoardSession {
        let session = try board.session(name, now: Self.now)
        _ = try session.catchUp()
        return session
    }

    private func board() throws -> HandlesBoard {
        let board = try HandlesBoard(features: FeatureTable.projections)
        try board.write("ana", NewEvent(MemberJoined(name: "Ana")))
        try board.write("ben", NewEvent(MemberJoined(name: "Ben 山田")))
        return board
    }

    private func take(_ text: String, into board: HandlesBoard, dryRun: Bool = false, by name: String = "ana") throws
        -> CalendarReport
    {
        let session = try session(board, name)
        var importing = try CalendarImport(session, isDryRun: dryRun)
        let report = try importing.run(Array(text.utf8))
        #expect(report.addsUp, "\(report)")
        _ = try session.catchUp()
        return report
    }

    private func meetings(_ board: HandlesBoard) throws -> [Meeting] {
        try session(board).read { try MeetingQueries.all(after: 0, limit: 1_000, $0) }.map(\.1)
    }

    private func calendar(_ events: String...) -> String {
        var lines: [String] = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN"]
        for event in events {
            lines += ["BEGIN:VEVENT", "DTSTAMP:20231101T000000Z"]
            lines += event.split(separator: "\n").map(String.init)
            lines.append("END:VEVENT")
        }
        lines += ["END:VCALENDAR", ""]
        return lines.joined(separator: "\r\n")
    }

    private static let weekly = """
        UID:weekly-1@example.org
        SEQUENCE:2
        SUMMARY:Reading\\, slowly
        DESCRIPTION:First line\\nsecond line with a long text that a program has folded in the mid
         dle of a word
        LOCATION:Room 4
        ORGANIZER;CN=Dr. Müller:mailto:mueller@example.org
        DTSTART;TZID=Europe/Berlin:20231116T180000
        DTEND;TZID=Europe/Berlin:20231116T193000
        RRULE:FREQ=WEEKLY;COUNT=10;BYDAY=TH
        EXDATE;TZID=Europe/Berlin:20231130T180000
        RDATE;TZID=Europe/Berlin:20231202T100000
        """
    private static let moved = """
        UID:weekly-1@example.org
        SEQUENCE:2
        RECURRENCE-ID;TZID=Europe/Berlin:20231207T180000
        SUMMARY:Reading\\, slowly
        DTSTART;TZID=Europe/Berlin:20231208T170000
        DTEND;TZID=Europe/Berlin:20231208T190000
        """

    @Test func aCalendarIsTakenInOnce() throws {
        let board = try board()
        let text = calendar(Self.weekly, Self.moved)
        let dry = try take(text, into: board, dryRun: true)
        #expect(dry.read == 2 && dry.imported == 1 && dry.updated == 1)
        #expect(try meetings(board).isEmpty)
        let report = try take(text, into: board)
        #expect(report.imported == 1 && report.updated == 1 && report.failures.isEmpty, "\(report)")
        let meeting = try #require(try meetings(board).first)
        #expect(meeting.title == "Reading, slowly" && meeting.terms.place == "Room 4")
        #expect(
            meeting.terms.about
                == "First line\nsecond line with a long text that a program has folded in the middle of a word")
        #expect(meeting.terms.source?.organizer == "Dr. Müller" && meeting.host == "ana")
        #expect(meeting.schedule.minutes == 90 && meeting.schedule.zone == "Europe/Berlin")
        let times = meeting.schedule.times(
            from: Timestamp(rawValue: Self.now), until: Timestamp(rawValue: Self.now + 40 * 86_400_000))
        #expect(
            times.map(\.local.text) == [
                "2023-11-16T18:00", "2023-11-23T18:00", "2023-12-02T10:00", "2023-12-08T17:00", "2023-12-14T18:00",
                "2023-12-21T18:00",
            ])
        let again = try take(text, into: board)
        #expect(again.already_there == 2 && again.imported == 0 && again.updated == 0, "\(again)")
        #expect(try meetings(board) == [meeting])
        #expect(try take(text, into: board, by: "ben").already_there == 2)
    }

    @Test func whatTheCalendarHasChangedIsChanged() throws {
        let board = try board()
        _ = try take(calendar(Self.weekly, Self.moved), into: board)
        let newer = Self.weekly.replacing("SEQUENCE:2", with: "SEQUENCE:3").replacing("Room 4", with: "Room 5")
        let moved = Self.moved.replacing("SEQUENCE:2", with: "SEQUENCE:3").replacing("20231208T17", with: "20231208T18")
        #expect(try take(calendar(newer, moved), into: board, by: "ben").failures.count == 2, "it is not ben's")
        let report = try take(calendar(newer, moved), into: board)
        #expect(report.updated == 2 && report.failures.isEmpty, "\(report)")
        let meeting = try #require(try meetings(board).first)
        #expect(meeting.terms.place == "Room 5" && meeting.exceptions.first?.start?.text == "2023-12-08T18:00")
        #expect(try take(calendar(Self.weekly, Self.moved), into: board).already_there == 2)
    }

    @Test func badComponentsCostOnlyThemselves() throws {
        let board = try board()
        let start = "DTSTART:20231201T100000Z"
        let bad: [(String, String)] = [
            ("UID:a\nSUMMARY:No start", "no beginning"),
            ("SUMMARY:No UID\n\(start)", "no UID"),
            ("UID:b\nDTSTART:soonish\nSUMMARY:x", "DTSTART cannot be read"),
            ("UID:c\n\(start)\nRRULE:FREQ=SECONDLY", "once a day at most"),
            ("UID:d\n\(start)\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "MONTHLY or YEARLY"),
            ("UID:e\n\(start)\nRRULE:FREQ=BOGUS;X=Y", "RRULE cannot be read"),
            ("UID:f\nDTSTART;TZID=Mars/Base:20231201T100000", "not known here"),
            ("UID:g\nDTSTART;TZID=../../etc/passwd:20231201T100000", "not known here"),
            ("UID:h\n\(start)\nDTEND:20231101T100000Z", "ends before it begins"),
            ("UID:i\n\(start)\nDTEND:20251101T100000Z", "longer than two weeks"),
            ("UID:j\n\(start)\nDESCRIPTION:" + String(repeating: "x", count: 300_000), "too long or too deep"),
            ("UID:k\n\(start)\n" + String(repeating: "BEGIN:VALARM\n", count: 5_000), "no end"),
            ("UID:gone\nRECURRENCE-ID:20231201T100000Z\n\(start)", "not here"),
            (
                "UID:l\n\(start)\n" + (0..<600).map { _ in "EXDATE:20231202T100000Z" }.joined(separator: "\n"),
                "at most 500"
            ),
            ("UID:" + String(repeating: "u", count: 300) + "\n\(start)", "no UID"),
            ("UID:m\n\(start)\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", "several rules"),
        ]
        for (event, reason) in bad {
            let text = calendar("UID:good\n\(start)\nSUMMARY:Good", event, "UID:good-2\n\(start)\nSUMMARY:Good too")
            let report = try take(text, into: board, dryRun: true)
            #expect(report.read == 3 && report.imported == 2, "\(event.prefix(60)): \(report)")
            #expect(report.failures.first?.reason.contains(reason) ?? false, "\(event.prefix(60)): \(report.failures)")
        }
        let other = try take(
            calendar("UID:x\n\(start)").replacing(
                "END:VCALENDAR", with: "BEGIN:VTODO\r\nUID:t\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nUID:cut"),
            into: board)
        #expect(other.read == 3 && other.imported == 1 && other.failures.count == 2, "\(other)")
    }

    @Test func whatIsNoCalendarIsRefused() throws {
        let board = try board()
        for text in ["", "hello", "BEGIN:VCARD\r\nEND:VCARD\r\n", "\0\0\0"] {
            #expect(throws: CommandFailure.self) { try take(text, into: board) }
        }
        #expect(throws: CommandFailure.self) { try take(calendar(Self.weekly), into: board, by: "stranger") }
        #expect(try take("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", into: board).read == 0)
    }

    @Test func whatATerminalWouldObeyIsTakenOut() throws {
        let board = try board()
        let report = try take(
            calendar(
                "UID:esc\nDTSTART:20231201T100000Z\nSUMMARY:\u{1B}[31mred\u{202E}x\u{0}\nDESCRIPTION:a\\nb\u{9B}2Jc\nLOCATION:\u{1B}]52;c;eA==\u{7}"
            ),
            into: board)
        #expect(report.imported == 1, "\(report)")
        let meeting = try #require(try meetings(board).first)
        let text = [meeting.title, meeting.terms.about ?? "", meeting.terms.place ?? ""].joined()
        #expect(
            !text.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || $0.value == 0x9B || $0.value == 0x202E) })
        #expect(meeting.title.contains("red") && meeting.terms.about == "a\nb2Jc")
    }

    @Test(arguments: 0..<60)
    func whateverIsDoneToACalendarNothingBreaks(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        var bytes = Array(calendar(Self.weekly, Self.moved, "UID:z\nDTSTART;VALUE=DATE:20231224\nSUMMARY:Day").utf8)
        for _ in 0..<Int.random(in: 1...30, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: place)
            default: bytes.insert(contentsOf: Array(";:,\\\r\n\"=^".utf8), at: place)
            }
        }
        let session = try session(board())
        var importing = try CalendarImport(session, isDryRun: true)
        if let report = try? importing.run(bytes) { #expect(report.addsUp, "\(report)") }
    }

    @Test func wholeDaysOutlooksZonesAndFloatingTimesAreRead() throws {
        let board = try board()
        let report = try take(
            calendar(
                "UID:day\nDTSTART;VALUE=DATE:20231224\nDTEND;VALUE=DATE:20231226\nSUMMARY:Feast",
                "UID:win\nDTSTART;TZID=\"W. Europe Standard Time\":20231201T100000\nDURATION:PT45M\nSUMMARY:Outlook",
                "UID:lib\nDTSTART;TZID=/freeassociation.sourceforge.net/America/New_York:20231201T100000\nSUMMARY:Evolution",
                "UID:off\nDTSTART:20231201T100000Z\nSTATUS:CANCELLED\nSUMMARY:Off",
                "UID:off\nDTSTART:20231201T110000Z\nSEQUENCE:4"),
            into: board)
        #expect(report.imported == 4 && report.duplicates == 1, "\(report)")
        let known = Dictionary(try meetings(board).map { ($0.terms.source?.uid ?? "", $0) }, uniquingKeysWith: { $1 })
        #expect(known["day"]?.schedule.minutes == 2_880 && known["day"]?.schedule.start.text == "2023-12-24T00:00")
        #expect(known["win"]?.schedule.zone == "Europe/Berlin" && known["win"]?.schedule.minutes == 45)
        #expect(known["lib"]?.schedule.zone == "America/New_York")
        #expect(known["off"]?.schedule.start.text == "2023-12-01T11:00")
    }

    @Test func whatGoesOutComesBackTheSame() throws {
        let (board, other) = (try board(), try self.board())
        var terms = MeetingTerms()
        terms.title = "Tide tables; 潮, and \"quotes\""
        terms.about = "Why\n\n- *two* a day, always"
        terms.meetingKind = .webinar
        terms.start = LocalTime(text: "2023-11-16T18:00")
        terms.zone = "Europe/Lisbon"
        terms.minutes = 75
        terms.rule = "FREQ=WEEKLY;UNTIL=20240131T235959"
        terms.dates = [try #require(LocalTime(text: "2023-11-18T10:00"))]
        terms.place = "https://example.org/a;b,c"
        terms.agenda = [AgendaStep("Welcome, all", minutes: 10), AgendaStep("Tides", minutes: 65)]
        let ana = try session(board)
        let id = try #require(try ana.write([try MeetingWriting(ana).plan(terms)]).first?.id)
        _ = try ana.catchUp()
        let off = try #require(LocalTime(text: "2023-11-23T18:00"))
        let late = try #require(LocalTime(text: "2023-11-30T18:00"))
        try ana.write([
            try MeetingWriting(ana).set(MeetingOccurrenceSet(id, off, cancelled: true)),
            try MeetingWriting(ana).set(
                MeetingOccurrenceSet(id, late, start: LocalTime(text: "2023-12-01T09:00"), minutes: 30)),
            try MeetingWriting(ana).answer(id, nil, .going),
        ])
        _ = try ana.catchUp()
        let text = try CalendarWriter.all(ana).0.text
        #expect(text.contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Lisbon") && text.contains("UNTIL=20240131T235959Z"))
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 }, "lines are folded")
        #expect(!text.replacing("\r\n", with: "").contains("\n"))

        let report = try take(text, into: other)
        #expect(report.imported == 1 && report.updated == 1 && report.failures.isEmpty, "\(report)")
        let mine = try #require(try meetings(board).first)
        let theirs = try #require(try meetings(other).first)
        let window = (Timestamp(rawValue: Self.now), Timestamp(rawValue: Self.now + 200 * 86_400_000))
        let times = mine.schedule.times(from: window.0, until: window.1).filter { !$0.isCancelled }
        #expect(times.map(\.start) == theirs.schedule.times(from: window.0, until: window.1).map(\.start))
        #expect(
            times.map(\.end) == theirs.schedule.times(from: window.0, until: window.1).map(\.end) && times.count == 11)
        #expect(theirs.title == mine.title && theirs.terms.about == terms.about && theirs.terms.place == terms.place)
        #expect(theirs.agenda == mine.agenda && theirs.kind == .webinar)
        // And into its own board nothing comes back.
        #expect(try take(text, into: board).already_there == report.read)
        #expect(try take(text, into: other).already_there == report.read)
    }

    /// A zone as programs define it, by the days on which its clocks change.
    private static func zone(_ name: String, winter: String, summer: String, rules: (String, String)) -> String {
        """
        BEGIN:VTIMEZONE\r
        TZID:\(name)\r
        BEGIN:STANDARD\r
        DTSTART:16010101T030000\r
        TZOFFSETFROM:\(summer)\r
        TZOFFSETTO:\(winter)\r
        RRULE:\(rules.0)\r
        END:STANDARD\r
        BEGIN:DAYLIGHT\r
        DTSTART:16010101T020000\r
        TZOFFSETFROM:\(winter)\r
        TZOFFSETTO:\(summer)\r
        RRULE:\(rules.1)\r
        END:DAYLIGHT\r
        END:VTIMEZONE\r

        """
    }

    private static let lateRules = ("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3")

    private func calendar(defining zone: String, _ events: String...) -> String {
        let text = events.map { calendar($0) }.joined()
        return text.replacing("BEGIN:VEVENT", with: zone + "BEGIN:VEVENT", maxReplacements: 1)
    }

    @Test func aZoneThatOnlyTheCalendarKnowsIsTakenForOneThatKeepsTheSameTime() throws {
        let board = try board()
        let zone = Self.zone("Our Campus", winter: "+0100", summer: "+0200", rules: Self.lateRules)
        let event = """
            UID:campus
            SUMMARY:Seminar
            DTSTART;TZID=Our Campus:20231116T180000
            DTEND;TZID=Our Campus:20231116T190000
            RRULE:FREQ=WEEKLY;BYDAY=TH
            EXDATE;TZID=Our Campus:20231123T180000
            """
        let report = try take(calendar(defining: zone, event), into: board)
        #expect(report.imported == 1 && report.failures.isEmpty, "\(report)")
        #expect(report.zones.keys.sorted() == ["Our Campus"])
        #expect(report.text.contains("“Our Campus” was taken for"))
        let meeting = try #require(try meetings(board).first)
        #expect(meeting.terms.start?.text == "2023-11-16T18:00")
        #expect(meeting.terms.except?.map(\.text) == ["2023-11-23T18:00"])
        // Summer does not move it on the wall: 18:00 there is 16:00 UTC in July, 17:00 in December.
        for (from, hour) in [("2024-07-01T00:00", "16:00"), ("2023-12-10T00:00", "17:00")] {
            let start = WallClock(zone: "UTC").moment(try #require(LocalTime(text: from)))
            let time = meeting.schedule.times(from: start, until: start.advanced(by: 8 * 86_400_000)).first
            #expect(try WallClock(zone: "UTC").local(#require(time).start).clock == hour)
        }
    }

    @Test func whatHappensOnceInAnUnheardOfZoneKeepsItsMoment() throws {
        let board = try board()
        let zone = Self.zone("Mars/Base", winter: "+0110", summer: "+0210", rules: Self.lateRules)
        let once = "UID:once\nSUMMARY:Once\nDTSTART;TZID=Mars/Base:20231201T101000"
        let often = "UID:often\nSUMMARY:Often\nDTSTART;TZID=Mars/Base:20231201T101000\nRRULE:FREQ=WEEKLY"
        let report = try take(calendar(defining: zone, once, often), into: board)
        #expect(report.imported == 1)
        #expect(
            report.failures.map(\.reason) == [
                "its time zone “Mars/Base” keeps time as no zone does that is known here"
            ])
        let meeting = try #require(try meetings(board).first)
        #expect(meeting.terms.zone == "UTC" && meeting.terms.start?.text == "2023-12-01T09:00")
    }

    @Test(.timeLimit(.minutes(1))) func aZoneThatWouldHaveClocksCountSecondsIsNone() throws {
        let board = try board()
        for rule in ["FREQ=SECONDLY", "FREQ=DAILY", "FREQ=YEARLY;BYSECOND=1,2,3", "FREQ=YEARLY;BYMONTHDAY=32"] {
            let zone = Self.zone("Mad/Clock", winter: "+0100", summer: "+0200", rules: (rule, rule))
            let event = "UID:mad\nDTSTART;TZID=Mad/Clock:20231201T100000"
            let report = try take(calendar(defining: zone, event), into: board)
            #expect(report.failures.map { $0.reason.contains("not known here") } == [true], "\(rule): \(report)")
        }
    }
}
