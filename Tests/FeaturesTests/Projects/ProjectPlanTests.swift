import GRDB
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Goals, projects and tasks are read by an index, however many there are.
struct ProjectPlanTests {
    private func plan(_ queries: (Database) throws -> Void) throws -> QueryPlan {
        let board = try HandlesBoard(features: FeatureTable.projections)
        return try board.session("ana").read { try QueryPlan(of: queries, $0) }
    }

    @Test func listsAreInTheOrderOfAnIndex() throws {
        let plan = try plan { database in
            for filter in [.community, .over] as [GoalFilter] {
                _ = try GoalQueries.page(filter, reader: "ana", database)
            }
            for filter in [.going, .showcase, .abandoned] as [ProjectFilter] {
                _ = try ProjectQueries.page(filter, reader: "ana", database)
            }
        }
        #expect(plan.scans.isEmpty, "\(plan.lines)")
        #expect(plan.sorts.isEmpty, "\(plan.lines)")
        #expect(plan.lines.contains { $0.contains("goal_by_level") }, "\(plan.lines)")
        #expect(plan.lines.contains { $0.contains("project_by_change") }, "\(plan.lines)")
    }

    @Test func nothingElseGoesThroughWholeTables() throws {
        let plan = try plan { database in
            let id = try #require(EventID(bytes: Array(repeating: 7, count: EventID.byteCount)))
            _ = try GoalQueries.page(.mine, reader: "ana", database)
            _ = try GoalQueries.page(.others, reader: "ana", database)
            _ = try GoalQueries.counts(reader: "ana", database)
            _ = try GoalQueries.goal(id, database)
            _ = try GoalQueries.summary(id, database)
            _ = try GoalQueries.goals(servedBy: id, database)
            _ = try ProjectQueries.page(.mine, reader: "ana", database)
            _ = try ProjectQueries.counts(reader: "ana", database)
            _ = try ProjectQueries.tasks(of: 1, database)
            _ = try ProjectQueries.task(id, database)
            _ = try ProjectQueries.activity(of: 1, limit: 10, database)
            _ = try FeatureTable.completions(of: [id], database)
        }
        #expect(plan.scans.isEmpty, "\(plan.scans)")
    }
}
