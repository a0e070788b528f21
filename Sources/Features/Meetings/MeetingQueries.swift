import Foundation
import GRDB
import Index
import Journal

/// One time of a meeting, as lists show it.
struct MeetingTime: Hashable, Identifiable, Sendable {
    /// Which time of which meeting.
    struct ID: Hashable, Sendable {
        var meeting: Int64
        var original: LocalTime
    }

    var number: Int64
    var meeting: EventID
    var title: String
    var kind: MeetingKind
    var host: Account
    var zone: String
    var time: Occurrence
    /// Whether it happens more than once.
    var isSeries: Bool
    var isCancelled: Bool
    var hasNotes = false
    /// Whether everyone is asked whether they come.
    var asks = false
    /// What the reader said.
    var mine: MeetingAnswer?
    /// How many come.
    var going = 0

    var id: ID { ID(meeting: number, original: time.original) }

    /// Where it stands at a moment; the step that it has come to is told on its page.
    func state(at now: Timestamp) -> MeetingState {
        if isCancelled { return .cancelled }
        if time.end <= now { return hasNotes ? .writtenUp : .done }
        return time.start <= now ? .running(step: nil) : asks ? .open : .planned
    }

    /// Its place in the order of time.
    var key: Key { Key(start: time.start, number: number, original: time.original) }

    struct Key: Hashable, Comparable {
        var start: Timestamp
        var number: Int64
        var original: LocalTime

        static func < (left: Key, right: Key) -> Bool {
            (left.start, left.number, left.original) < (right.start, right.number, right.original)
        }
    }
}

/// What screens and commands ask about meetings.
public enum MeetingQueries {
    /// One meeting, whole.
    static func meeting(_ id: EventID, _ database: Database) throws -> Meeting? {
        let sql = "SELECT detail FROM meeting JOIN document USING(number) WHERE id = ?"
        let detail = try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [id])
        return try detail.map { try JSONDecoder().decode(Meeting.self, from: $0) }
    }

    /// The times that touch a window, the earliest first.
    static func times(
        from: Timestamp, until: Timestamp, reader: Account, _ database: Database
    ) throws -> [MeetingTime] {
        let found = try bare(from: from, until: until, database).sorted { $0.key < $1.key }
        return try filled(found, reader: reader, database)
    }

    /// The times that are not over at a moment, after one of them if it is given, the next first.
    static func coming(
        _ now: Timestamp, after last: MeetingTime? = nil, reader: Account, limit: Int, _ database: Database
    ) throws -> [MeetingTime] {
        let end = try Timestamp.fetchOne(database.cachedStatement(sql: "SELECT max(last) FROM meeting"))
        var from = max(now, last?.time.start ?? now)
        let farthest = min(end ?? now, from.advanced(by: farthest))
        var found: [MeetingTime] = []
        var span = window
        while from < farthest, found.count < limit {
            let until = from.advanced(by: span)
            found += try bare(from: from, until: until, database).filter { time in
                // What goes on already belongs to the first window alone.
                (time.time.start >= from || from == now) && time.time.start < until
                    && (last.map { $0.key < time.key } ?? true)
            }.sorted { $0.key < $1.key }
            (from, span) = (until, span * 2)
        }
        return try filled(Array(found.prefix(limit)), reader: reader, database)
    }

    /// The times that were over at a moment, before one of them if it is given, the latest first.
    static func past(
        _ now: Timestamp, before last: MeetingTime? = nil, reader: Account, limit: Int, _ database: Database
    ) throws -> [MeetingTime] {
        let start = try Timestamp.fetchOne(database.cachedStatement(sql: "SELECT min(first) FROM meeting"))
        var until = (last?.time.start ?? now).advanced(by: last == nil ? 0 : 1)
        let earliest = max(start ?? now, until.advanced(by: -farthest))
        var found: [MeetingTime] = []
        var span = window
        while until > earliest, found.count < limit {
            let from = until.advanced(by: -span)
            found += try bare(from: from, until: until, database).filter { time in
                time.time.start >= from && time.time.end <= now && (last.map { time.key < $0.key } ?? true)
            }.sorted { $0.key > $1.key }
            (until, span) = (from, span * 2)
        }
        return try filled(Array(found.prefix(limit)), reader: reader, database)
    }

    /// These times as they are now, without those that are gone.
    static func current(_ times: [MeetingTime], reader: Account, _ database: Database) throws -> [MeetingTime] {
        let statement = try database.cachedStatement(sql: columns + " WHERE meeting.number = ?")
        let found = try times.compactMap { time in
            try Row.fetchOne(statement, arguments: [time.number]).flatMap { row in
                try schedule(row).time(time.time.original).map { self.time($0, row) }
            }
        }
        return try filled(found, reader: reader, database)
    }

    /// The next time that is not called off, which may have begun.
    static func next(_ now: Timestamp, within span: Int64, reader: Account, _ database: Database) throws -> MeetingTime?
    {
        let found = try bare(from: now, until: now.advanced(by: span), database).filter { !$0.isCancelled }
        return try filled(found.min { $0.key < $1.key }.map { [$0] } ?? [], reader: reader, database).first
    }

    /// The meetings that belong to a thing or are for it.
    static func meetings(of thing: EventID, _ database: Database) throws -> [EventID] {
        let sql = """
            SELECT document.id FROM meeting_thing JOIN meeting ON meeting.number = meeting_thing.meeting
            JOIN document ON document.number = meeting.number WHERE thing = ? LIMIT 20
            """
        return try EventID.fetchAll(database.cachedStatement(sql: sql), arguments: [thing])
    }

    /// The meetings that a calendar named so.
    static func meetings(withUID uid: String, _ database: Database) throws -> [EventID] {
        let sql = """
            SELECT document.id FROM meeting_uid JOIN document ON document.number = meeting_uid.meeting
            WHERE uid = ? ORDER BY meeting_uid.meeting
            """
        return try EventID.fetchAll(database.cachedStatement(sql: sql), arguments: [uid])
    }

    /// A page of all meetings, in the order in which they became known.
    static func all(after number: Int64, limit: Int, _ database: Database) throws -> [(Int64, Meeting)] {
        let sql = "SELECT number, detail FROM meeting WHERE number > ? ORDER BY number LIMIT ?"
        return try database.cachedStatement(sql: sql).values([number, limit]) { row in
            (row["number"], try JSONDecoder().decode(Meeting.self, from: row["detail"] as Data))
        }
    }

    // MARK: - Rows

    /// Milliseconds of the first window that is searched for times.
    private static let window: Int64 = 32 * 86_400_000
    /// How far ahead or back times are searched for.
    private static let farthest: Int64 = 3 * 366 * 86_400_000
    /// The most times of one window, whatever rules give.
    private static let most = 20_000

    private static let columns = """
        SELECT meeting.number, document.id, title, host, meeting.kind, start, zone, minutes, rule, extra, cancelled
        FROM meeting JOIN document ON document.number = meeting.number
        """

    private static func bare(from: Timestamp, until: Timestamp, _ database: Database) throws -> [MeetingTime] {
        let statement = try database.cachedStatement(sql: columns + " WHERE last > ? AND first < ?")
        var found: [MeetingTime] = []
        let rows = try Row.fetchCursor(statement, arguments: [from, until])
        while found.count < most, let row = try rows.next() {
            found += try schedule(row).times(from: from, until: until).map { time($0, row) }
        }
        return found
    }

    private static func schedule(_ row: Row) throws -> MeetingSchedule {
        let extra: Data? = row["extra"]
        let known = try extra.map { try JSONDecoder().decode(MeetingExtra.self, from: $0) }
        return MeetingSchedule(
            start: LocalTime(seconds: row["start"]), zone: row["zone"], minutes: row["minutes"],
            rule: (row["rule"] as String?).map { RecurrenceRule($0) }, dates: known?.dates ?? [],
            except: known?.except ?? [], exceptions: known?.exceptions ?? [])
    }

    private static func time(_ time: Occurrence, _ row: Row) -> MeetingTime {
        let extra: Data? = row["extra"]
        return MeetingTime(
            number: row["number"], meeting: row["id"], title: row["title"],
            kind: MeetingKind(rawValue: row["kind"]) ?? .session, host: row["host"], zone: row["zone"], time: time,
            isSeries: (row["rule"] as String?) != nil || extra != nil,
            isCancelled: row["cancelled"] || time.isCancelled)
    }

    /// The times with what members said about them.
    private static func filled(
        _ times: [MeetingTime], reader: Account, _ database: Database
    ) throws -> [MeetingTime] {
        let answers = try database.cachedStatement(
            sql: "SELECT occurrence, account, answer FROM meeting_answer WHERE meeting = ? AND occurrence IN (0, ?)")
        let notes = try database.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM meeting_note WHERE meeting = ? AND occurrence = ?)")
        let asked = try database.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM meeting_asked WHERE meeting = ? AND occurrence IN (0, ?))")
        return try times.map { time in
            var time = time
            let place: StatementArguments = [time.number, time.time.original.seconds]
            var said: [Account: (isForAll: Bool, answer: String)] = [:]
            for row in try Row.fetchAll(answers, arguments: place) {
                let isForAll = row["occurrence"] == 0
                let account: Account = row["account"]
                if isForAll, said[account] != nil { continue }
                said[account] = (isForAll, row["answer"])
            }
            time.going = said.values.count { $0.answer == MeetingAnswer.going.rawValue }
            time.mine = said[reader].flatMap { MeetingAnswer(rawValue: $0.answer) }
            time.hasNotes = try Bool.fetchOne(notes, arguments: place) ?? false
            time.asks = try Bool.fetchOne(asked, arguments: place) ?? false
            return time
        }
    }
}
