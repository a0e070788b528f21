import Foundation
import GRDB
import Index
import Journal
import Workbench

extension MeetingQueries {
    /// The times that a member came to, by the notes of who came, the latest first.
    static func moments(of account: Account, limit: Int, _ database: Database) throws -> [Moment] {
        let sql = """
            SELECT detail, occurrence FROM meeting_attendance JOIN meeting ON meeting.number = meeting_attendance.meeting
            WHERE account = ? ORDER BY starts DESC LIMIT ?
            """
        let rows = try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [account, limit])
        return try rows.compactMap { row in
            let meeting = try JSONDecoder().decode(Meeting.self, from: row["detail"] as Data)
            let original = LocalTime(seconds: row["occurrence"])
            guard let time = meeting.schedule.time(original) else { return nil }
            return Moment(
                at: time.start, kind: "meeting",
                words: meeting.title + (meeting.host == account ? ", which you held" : ""),
                thing: Reference(kind: "meeting", id: meeting.id))
        }
    }
}
