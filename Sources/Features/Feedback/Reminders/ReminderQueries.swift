import GRDB
import Index
import Journal

/// How many reminders stand for a member.
enum ReminderQueries {
    /// Those of what waits for them and was not put off; none on a rest day, in quiet hours or while they are away.
    static func count(_ account: Account, now: Timestamp, _ database: Database) throws -> Int {
        let terms = try FeedbackBoardTerms.current(database)
        let time = try WorkingTime.forReminders(of: account, terms, now: now, database)
        guard !time.isRest(now), !time.isQuiet(now) else { return 0 }
        let waits = try TurnQueries.query(
            .mine(account), kind: FeedbackTurns.kind, now: now, limit: FeedbackQueue.most, database)
        let request: SQL = """
            SELECT waits.due, active FROM (\(waits)) AS waits
                CROSS JOIN document ON document.id = waits.subject
                CROSS JOIN feedback_request ON feedback_request.number = document.number
            WHERE waits.due IS NOT NULL AND waits.reason <> 'again' GROUP BY waits.subject
            """
        return try SQLRequest<Row>(literal: request, cached: true).fetchAll(database).count { row in
            FeedbackReminder.current(due: row[0], active: row[1], now: now, time) != nil
        }
    }
}
