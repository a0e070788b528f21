import Foundation
import GRDB
import Index
import Journal

/// What screens and commands ask about single requests; lists of what waits are the queue's.
public enum FeedbackQueries {
    /// A request, whole.
    public static func request(_ id: EventID, _ database: Database) throws -> FeedbackRequest? {
        let sql = "SELECT detail FROM feedback_request JOIN document USING(number) WHERE id = ?"
        guard let detail = try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [id]) else { return nil }
        return try JSONDecoder().decode(FeedbackRequest.self, from: detail)
    }

    /// A request as lists show it.
    public static func summary(_ id: EventID, _ database: Database) throws -> FeedbackSummary? {
        let sql = FeedbackSummary.columns + " WHERE document.id = ?"
        return try summaries(sql, [id], database).first
    }

    /// All requests, the newest first, before a row if one is given.
    public static func page(
        before number: Int64 = .max, limit: Int = 100, _ database: Database
    ) throws -> [FeedbackSummary] {
        let sql =
            FeedbackSummary.columns
            + " WHERE feedback_request.number < ? ORDER BY feedback_request.number DESC LIMIT ?"
        return try summaries(sql, [number, limit], database)
    }

    /// What a member asked, the newest first.
    public static func asked(by account: Account, limit: Int = 100, _ database: Database) throws -> [FeedbackSummary] {
        try summaries(
            FeedbackSummary.columns + " WHERE asker = ? ORDER BY asked DESC LIMIT ?", [account, limit], database)
    }

    /// What a member takes or took part in as a reviewer, the newest first.
    public static func reviewed(
        by account: Account, limit: Int = 100, _ database: Database
    ) throws -> [FeedbackSummary] {
        let sql =
            FeedbackSummary.columns + """
                 WHERE feedback_request.number IN (SELECT request FROM feedback_slot WHERE reviewer = ?)
                ORDER BY feedback_request.number DESC LIMIT ?
                """
        return try summaries(sql, [account, limit], database)
    }

    /// Claims of a member that hold.
    public static func openClaims(of account: Account, now: Timestamp, _ database: Database) throws -> Int {
        let sql = "SELECT count(*) FROM feedback_slot WHERE reviewer = ? AND state = 'claimed' AND until >= ?"
        return try Int.fetchOne(
            database.cachedStatement(sql: sql), arguments: [account, now.advanced(by: -ReviewSlot.tolerance)]) ?? 0
    }

    /// Requests of an asker that count against the limit: those waiting for reviews, but for a newcomer's first.
    public static func openRequests(of account: Account, _ database: Database) throws -> Int {
        let sql = """
            SELECT count(*) FROM feedback_request WHERE asker = ?1 AND phase = 'reviewing'
                AND number <> (SELECT number FROM feedback_request WHERE asker = ?1 ORDER BY asked, number LIMIT 1)
            """
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [account]) ?? 0
    }

    /// The request that is a member's other half of a swap; nothing before they hand it in.
    public static func half(of swap: EventID, by account: Account, _ database: Database) throws -> EventID? {
        let sql = """
            SELECT id FROM feedback_request JOIN document USING(number) WHERE swap = ? AND asker = ?
            ORDER BY asked, id LIMIT 1
            """
        return try EventID.fetchOne(database.cachedStatement(sql: sql), arguments: [swap, account])
    }

    /// How many responses a member gave and received since a moment.
    public static func balance(
        of account: Account, since: Timestamp, _ database: Database
    ) throws -> (given: Int, received: Int) {
        func count(_ column: String) throws -> Int {
            try Int.fetchOne(
                database.cachedStatement(
                    sql: "SELECT count(*) FROM feedback_response WHERE \(column) = ? AND given >= ?"),
                arguments: [account, since]) ?? 0
        }
        return (try count("reviewer"), try count("asker"))
    }

    static func summaries(
        _ sql: String, _ arguments: StatementArguments, _ database: Database
    ) throws -> [FeedbackSummary] {
        let found = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
            .map(FeedbackSummary.init)
        return try withSlots(Array(found), database)
    }

    static func withSlots(_ summaries: [FeedbackSummary], _ database: Database) throws -> [FeedbackSummary] {
        guard !summaries.isEmpty else { return [] }
        let slots = try FeedbackSummary.slots(of: summaries.map(\.number), database)
        return summaries.map { summary in
            var summary = summary
            summary.slots = slots[summary.number] ?? []
            return summary
        }
    }
}
