import Features
import GRDB
import Index
import Journal
import TestSupport
import Testing

/// Messages are read by key, however many there are.
struct MessageQueryTests {
    @Test func noQueryLooksThroughAllMessages() throws {
        let session = try HandlesBoard(features: FeatureTable.projections).session("ana")
        let plans = try session.read { database in
            var statements: [String] = []
            database.trace { event in
                if case .statement(let statement) = event { statements.append(statement.expandedSQL) }
            }
            _ = try MessageQueries.conversations(reader: session.me, database)
            _ = try MessageQueries.page(conversation: 1, database)
            _ = try MessageQueries.conversation(with: [Account("ben")], reader: session.me, database)
            _ = try MessageQueries.unread(database)
            _ = try MessageQueries.unreadCount(database)
            database.trace(options: [])
            return try statements.filter { $0.hasPrefix("SELECT") }.flatMap { statement in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + statement).map { $0["detail"] as String }
            }
        }
        let scans = plans.filter { $0.hasPrefix("SCAN") }
        // The unread ones have an index of their own, which holds nothing else.
        #expect(
            scans.allSatisfy {
                $0.contains("USING") && $0.contains("INDEX message_unread") || $0.contains("conversation_by_activity")
            }, "\(scans)")
        #expect(plans.contains { $0.contains("message_by_conversation") }, "\(plans)")
    }
}
