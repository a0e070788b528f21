import GRDB
import Index
import Journal
import Synchronization
import TestSupport
import Testing

@testable import Features

/// No list reads a table that grows from end to end.
struct FeedbackPlanTests {
    /// What may be read from end to end: the board's one row of terms, its members, whom the reader avoids, the rows that
    /// a query has found so far, and what is in the pool.
    private static let small = [
        "feedback_terms", "feedback_avoided", "SCAN member", "SCAN waits", "json_each", "turn_of_anyone",
    ]

    @Test func everyQueryOfTheQueueUsesAnIndex() throws {
        let board = try FeedbackProjectionTests.board()
        try board.write("ana", at: FeedbackProjectionTests.start + 1_000, try NewEvent(FeedbackProjectionTests.asked()))
        let session = try board.session("mo", now: FeedbackProjectionTests.start + 2_000)
        _ = try session.catchUp()
        let seen = Mutex<Set<String>>([])
        try session.read { database in
            database.trace { event in
                guard case .statement(let statement) = event else { return }
                seen.withLock { _ = $0.insert(statement.sql) }
            }
            defer { database.trace(options: []) }
            for view in QueueView.allCases {
                _ = try FeedbackQueue(session.me, now: session.clock.now(), database).rows(view)
            }
            _ = try LoadQueries.intake(for: session.me, now: session.clock.now(), database)
            _ = try LoadQueries.waits(now: session.clock.now(), database)
            _ = try FeedbackQueries.openRequests(of: session.me, database)
            _ = try FeedbackQueries.page(database)
            _ = try FeedbackQueries.asked(by: session.me, database)
            _ = try FeedbackQueries.reviewed(by: session.me, database)
        }
        let statements = seen.withLock { $0 }.filter { $0.contains("feedback_") && $0.hasPrefix("SELECT") }
        #expect(statements.count > 8)
        for sql in statements {
            let scans = try session.read { database in
                // Unbound parameters are NULL, which changes no plan.
                let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                statement.setUncheckedArguments(StatementArguments())
                return try Row.fetchAll(statement).map { $0["detail"] as String }
            }.filter { plan in plan.hasPrefix("SCAN") && !Self.small.contains { plan.contains($0) } }
            #expect(scans.isEmpty, "\(sql)")
        }
    }
}
