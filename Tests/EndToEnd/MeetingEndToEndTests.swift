import Foundation
import TestSupport
import Testing

/// Meetings through the real program.
struct MeetingEndToEndTests {
    private func json(_ result: ProgramResult) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    @Test func aMeetingIsPlannedAnsweredHeldAndWrittenUpByCommands() throws {
        let board = try TestBoard()
        let added = try board.stoa(
            "meeting", "add", "Reading 潮", "--when", "2031-11-20 18:00", "--zone", "Europe/Berlin", "--minutes", "90",
            "--repeat", "weekly 5 times", "--step", "10 Welcome", "--step", "80 Reading, slowly", "--kind", "webinar",
            "--ask")
        let id = try #require(added.lines.first)
        let list = try #require(
            JSONSerialization.jsonObject(with: Data(try board.stoa("meeting", "list", "--json").output.utf8))
                as? [[String: Any]])
        #expect(list.count == 5 && list[0]["starts_at"] as? String == "2031-11-20T17:00:00.000Z", "\(list)")
        #expect(try board.stoa("meeting", "rsvp", id, "going", "--at", "2031-11-27").status == 0)
        #expect(try board.stoa("meeting", "rsvp", id, "no", "--all").status == 0)
        #expect(try board.stoa("meeting", "cancel", id, "--at", "2031-12-04", "--reason", "snow").status == 0)
        #expect(try board.stoa("meeting", "move", id, "--at", "2031-12-11", "--to", "2031-12-12 10:00").status == 0)
        let shown = try json(board.stoa("meeting", "show", id, "--at", "2031-11-27", "--json"))
        #expect(shown["answer"] as? String == "going" && shown["state"] as? String == "open", "\(shown)")
        #expect(
            (shown["agenda"] as? [[String: Any]])?.map { $0["title"] as? String } == ["Welcome", "Reading, slowly"])
        let text = try board.stoa("meeting", "show", id).output
        #expect(text.contains("called off") && text.contains("moved") && text.contains("Reading, slowly"), "\(text)")
        #expect(try board.stoa("meeting", "notes", id, "--at", "2031-11-27", "-m", "- [ ] read on").status == 0)
        #expect(try board.stoa("meeting", "attend", id).status == 77, "it has not begun")
        #expect(try board.stoa("meeting", "show", id, "--at", "2031-11-28").status == 66)
        let early = try board.stoa("meeting", "add", "x", "--when", "soon")
        #expect(early.status == 64 && early.errors.split(separator: "\n").count == 1, "\(early)")
        #expect(try board.stoa("meeting", "add", "x", "--when", "18:00", "--repeat", "FREQ=SECONDLY").status == 64)
        #expect(try board.stoa("meeting", "add", "x", "--when", "18:00", "--zone", "../../etc/passwd").status == 64)
        // All times are missed, but for the second.
        let status = try json(board.stoa("status", "--json"))
        let next = try #require(status["next_meeting"] as? [String: Any])
        #expect(next["starts_at"] as? String == "2031-11-27T17:00:00.000Z" && next["answer"] as? String == "going")
        #expect(try board.stoa("status", "--short").output.contains("Reading 潮"))
        #expect(try board.stoa("doctor").output.contains("All is well"))
    }

    @Test func calendarsGoOutAndComeIn() throws {
        let board = try TestBoard()
        let calendar = board.directory.file("in.ics")
        try """
        BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20311120T180000Z\r\nSUMMARY:Good\r\n\
        RRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART:20311120T180000Z\r\nRRULE:FREQ=SECONDLY\r\n\
        END:VEVENT\r\nEND:VCALENDAR\r\n
        """.write(toFile: calendar, atomically: true, encoding: .utf8)
        let first = try board.stoa("import", "ics", calendar)
        #expect(first.status == 0 && first.output.contains("2 entries read: 1 became meetings"), "\(first)")
        #expect(first.errors.isEmpty)
        let again = try json(board.stoa("import", "ics", calendar, "--json"))
        #expect(again["already_there"] as? Int == 1 && again["imported"] as? Int == 0)
        let folder = board.directory.file("out")
        #expect(try board.stoa("export", "ics", folder).output.contains("1 meetings in 1 entries"))
        let written = try String(contentsOfFile: folder + "/meetings.ics", encoding: .utf8)
        #expect(written.contains("UID:a\r\n") && written.contains("RRULE:FREQ=WEEKLY\r\n"))
        #expect(try board.stoa("import", "ics", "/etc/hostname").status == 65)
        #expect(try board.stoa("import", "ics", board.directory.file("none")).status == 66)
        #expect(try board.stoa("import", "mbox", calendar).status == 64, "threads need a channel")
        #expect(try board.stoa("export", "ical", folder).status == 64)
    }

    @Test func aMeetingIsPlannedAndAnsweredAtTheKeyboard() throws {
        let board = try TestBoard()
        let session = try board.open()
        try session.waitFor("Home")
        session.send("gc")
        try session.waitFor("No meeting is planned")
        session.send("c")
        try session.waitFor("A new meeting")
        session.send("Reading the sea\r\r2031-11-20 18:00\r")
        session.send("\r\rweekly\r\r\r\r")
        try session.waitFor("every week")
        session.send("1")
        try session.waitFor("You said: coming")
        session.send("u")
        try session.waitFor("You have not said")
        session.send("d")
        try session.waitFor("Agenda of")
        session.send("10 Welcome\r50 Tides\u{18}y")
        try session.waitFor("50 min  Tides")
        session.send("E")
        try session.waitFor("Call off this time only")
        session.send("\r")
        try session.waitFor("Why")
        session.send("storm\r")
        try session.waitFor("storm")
        session.send("u")
        try session.waitFor("planned  study session")
        session.send("q")
        try session.waitFor("[Next]")
        session.send("]")
        try session.waitFor("[Month]")
        session.send(":quit\r")
        #expect(session.waitForExit() == 0)
    }

    @Test func everyScreenHoldsAtEverySize() throws {
        let board = try TestBoard()
        for (number, rule) in ["weekly", "once", "daily 40 times"].enumerated() {
            let added = try board.stoa(
                "meeting", "add", "集まり \(number) 👩‍🚀 with a name that is longer than most", "--when", "tomorrow 18:00",
                "--repeat", rule, "--step", "10 始まり", "--place", "https://example.org/室", "--zone", "Asia/Tokyo")
            let id = try #require(added.lines.first)
            try board.stoa("meeting", "rsvp", id, "maybe", "--all")
        }
        let script =
            "keys g c\nscreen\nkeys enter\nscreen\nkeys q ]\nscreen\nkeys right\nscreen\nkeys >\nscreen\nkeys ]\nscreen"
        for (columns, rows) in [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)] {
            let screens = try board.screens(script, size: "\(columns)x\(rows)")
            #expect(screens.count == 6)
            #expect(screens.allSatisfy { $0.count == rows }, "\(columns)x\(rows)")
            #expect(screens[0].contains { $0.contains("[Next]") } && screens[0].contains { $0.contains("集まり") })
            #expect(screens[1].contains { $0.contains("planned") }, "\(screens[1])")
            #expect(screens[2].contains { $0.contains("[Month]") } && screens[2].contains { $0.contains("Mon") })
            #expect(screens[3].contains { $0.contains("集まり") }, "\(screens[3])")
            #expect(screens[5].contains { $0.contains("[Past]") }, "\(screens[5])")
        }
    }
}
