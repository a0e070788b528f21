import Foundation
import Index
import Journal

/// How meetings change the index. Rows hold what lists need to work out the times of a window; `detail` holds the whole
/// meeting as JSON. Times themselves are never kept.
public enum MeetingProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Meetings", schema: schema + folding.schema, handlers: folding.handlers,
        settle: { projecting in
            // Who comes is asked too, and who has left is not any more.
            if !projecting.changedStandings.isEmpty {
                for row in try projecting.rows("SELECT number FROM meeting WHERE asks") {
                    projecting.touch("meeting", row["number"])
                }
            }
            try folding.settle(projecting)
        })

    private static let schema = [
        // `first` and `last` bound when it can happen; `extra` holds, as JSON, what few meetings have.
        """
        CREATE TABLE meeting(
            number INTEGER PRIMARY KEY, host TEXT NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL,
            zone TEXT NOT NULL, minutes INTEGER NOT NULL, rule TEXT, extra BLOB, first INTEGER NOT NULL,
            last INTEGER NOT NULL, cancelled INTEGER NOT NULL, asks INTEGER NOT NULL, detail BLOB NOT NULL
        )
        """,
        "CREATE INDEX meeting_by_last ON meeting(last, first)",
        "CREATE INDEX meeting_by_first ON meeting(first)",
        "CREATE INDEX meeting_asking ON meeting(number) WHERE asks",
        // An answer to all times stands at 0.
        """
        CREATE TABLE meeting_answer(
            meeting INTEGER, occurrence INTEGER, account TEXT, answer TEXT NOT NULL,
            PRIMARY KEY(meeting, occurrence, account)
        ) WITHOUT ROWID
        """,
        "CREATE TABLE meeting_note(meeting INTEGER, occurrence INTEGER, PRIMARY KEY(meeting, occurrence)) WITHOUT ROWID",
        "CREATE TABLE meeting_asked(meeting INTEGER, occurrence INTEGER, PRIMARY KEY(meeting, occurrence)) WITHOUT ROWID",
        "CREATE TABLE meeting_uid(uid TEXT, meeting INTEGER, PRIMARY KEY(uid, meeting)) WITHOUT ROWID",
        "CREATE INDEX meeting_uids ON meeting_uid(meeting)",
        "CREATE TABLE meeting_thing(thing BLOB, meeting INTEGER, PRIMARY KEY(thing, meeting)) WITHOUT ROWID",
        "CREATE INDEX meeting_things ON meeting_thing(meeting)",
        """
        CREATE TABLE meeting_attendance(
            account TEXT, starts INTEGER NOT NULL, meeting INTEGER, occurrence INTEGER,
            PRIMARY KEY(account, meeting, occurrence)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX meeting_attendance_by_time ON meeting_attendance(account, starts)",
        "CREATE INDEX meeting_attendances ON meeting_attendance(meeting)",
    ]

    /// What every event that speaks of a meeting says.
    private struct About: Decodable {
        var meeting: EventID
    }

    static let folding = Folding<Meeting>(
        "meeting", first: MeetingPlanned.kind,
        document: { event in
            let planned: MeetingPlanned = try event.payload()
            return Document(
                kind: "meeting", id: event.id, author: event.by, created: event.clock,
                title: String((planned.terms.title ?? "").prefix(MeetingRules.longestLine)), body: "")
        },
        begin: { step, _ in try MeetingFold.begin(step) },
        subject: { try JSONDecoder().decode(About.self, from: Data($0.line)).meeting },
        changes: MeetingFold.changes, save: save, remove: remove)

    private static func save(_ meeting: Meeting, _ number: Int64, _ projecting: Projecting) throws {
        let texts = [meeting.terms.about ?? ""] + meeting.agenda.map(\.title) + meeting.notes.map(\.text)
        try projecting.revise(
            number, title: meeting.title, body: texts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
        let schedule = meeting.schedule
        let (first, last) = schedule.bounds
        let extra = MeetingExtra(
            dates: schedule.dates, except: schedule.except, exceptions: schedule.exceptions)
        try projecting.execute(
            """
            INSERT OR REPLACE INTO meeting(number, host, kind, start, zone, minutes, rule, extra, first, last, cancelled,
                asks, detail)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, meeting.host, meeting.kind.rawValue, schedule.start.seconds, schedule.zone, schedule.minutes,
            schedule.rule?.text, extra.isEmpty ? nil : try JSONEncoder().encode(extra), first, last,
            meeting.cancelled != nil, !meeting.asked.isEmpty, try JSONEncoder().encode(meeting))
        try forget(number, projecting)
        for answer in meeting.answers {
            try projecting.execute(
                "INSERT OR REPLACE INTO meeting_answer(meeting, occurrence, account, answer) VALUES(?, ?, ?, ?)",
                number,
                answer.occurrence?.seconds ?? 0, answer.account, answer.answer.rawValue)
        }
        for note in meeting.notes {
            try projecting.execute(
                "INSERT OR IGNORE INTO meeting_note(meeting, occurrence) VALUES(?, ?)", number, note.occurrence.seconds)
        }
        for asked in meeting.asked {
            try projecting.execute(
                "INSERT OR IGNORE INTO meeting_asked(meeting, occurrence) VALUES(?, ?)", number,
                asked.occurrence?.seconds ?? 0)
        }
        if let uid = meeting.terms.source?.uid {
            try projecting.execute("INSERT OR IGNORE INTO meeting_uid(uid, meeting) VALUES(?, ?)", uid, number)
        }
        for thing in meeting.links.map(\.thing) + [meeting.terms.belongs].compactMap({ $0 }) {
            guard let id = thing.id else { continue }
            try projecting.execute("INSERT OR IGNORE INTO meeting_thing(thing, meeting) VALUES(?, ?)", id, number)
        }
        for attendance in meeting.attendance {
            guard let time = schedule.time(attendance.occurrence) else { continue }
            for account in attendance.accounts {
                try projecting.execute(
                    "INSERT OR IGNORE INTO meeting_attendance(account, starts, meeting, occurrence) VALUES(?, ?, ?, ?)",
                    account, time.start, number, attendance.occurrence.seconds)
            }
        }
        let members = try projecting.rows("SELECT account FROM member WHERE state = 'member' ORDER BY account")
        try projecting.setTurns(
            of: meeting.id, kind: MeetingTurns.kind,
            MeetingTurns.turns(of: meeting, members: members.map { $0["account"] }))
    }

    private static func forget(_ number: Int64, _ projecting: Projecting) throws {
        for table in [
            "meeting_answer", "meeting_note", "meeting_asked", "meeting_uid", "meeting_thing", "meeting_attendance",
        ] {
            try projecting.execute("DELETE FROM \(table) WHERE meeting = ?", number)
        }
    }

    /// A meeting that breaks a rule is none.
    private static func remove(_ id: EventID, _ number: Int64, _ projecting: Projecting) throws {
        try projecting.execute("DELETE FROM meeting WHERE number = ?", number)
        try forget(number, projecting)
        try projecting.setTurns(of: id, kind: MeetingTurns.kind, [])
    }
}

/// What few meetings have, as a row keeps it.
struct MeetingExtra: Codable {
    var dates: [LocalTime]
    var except: [LocalTime]
    var exceptions: [OccurrenceException]

    var isEmpty: Bool { dates.isEmpty && except.isEmpty && exceptions.isEmpty }
}

/// Whose turn a meeting is: of everyone who is asked whether they come, and has not said.
enum MeetingTurns {
    static let kind = "rsvp"
    static let words = TurnWords(
        kind: kind, doing: "say if you come",
        reasons: ["all": "the host asks whether you come", "once": "the host asks whether you come to the next one"])
    /// Times about which members are asked at once.
    private static let most = 8

    static func turns(of meeting: Meeting, members: [Account]) -> [Turn] {
        guard meeting.cancelled == nil else { return [] }
        let schedule = meeting.schedule
        return meeting.asked.suffix(most).flatMap { asking -> [Turn] in
            let time = asking.occurrence.flatMap { schedule.time($0) }
            if asking.occurrence != nil, time?.isCancelled ?? true { return [] }
            let isSingle = schedule.rule == nil && schedule.dates.isEmpty
            let first = isSingle ? schedule.time(schedule.start) : nil
            if first?.isCancelled ?? false { return [] }
            let starts = (time ?? first)?.start
            return members.filter { $0 != meeting.host && !hasAnswered($0, asking, meeting) }.map { account in
                Turn(
                    subject: meeting.id, kind: kind, holder: .account(account),
                    reason: asking.occurrence == nil ? "all" : "once", since: asking.at, due: starts,
                    ends: starts
                        ?? (schedule.bounds.last.rawValue >= MeetingSchedule.never ? nil : schedule.bounds.last))
            }
        }
    }

    private static func hasAnswered(_ account: Account, _ asking: Meeting.Asking, _ meeting: Meeting) -> Bool {
        guard let occurrence = asking.occurrence else { return meeting.answers.contains { $0.account == account } }
        return meeting.answer(of: account, to: occurrence) != nil
    }
}
