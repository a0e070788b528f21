import GRDB

/// How SQLite goes about the statements of some queries.
struct QueryPlan {
    /// The plans' lines, such as `SEARCH post USING INDEX post_by_thread (thread=?)`.
    var lines: [String] = []

    /// The plans of every statement that `queries` runs.
    init(of queries: (Database) throws -> Void, _ database: Database) throws {
        var statements: [String] = []
        database.trace { event in
            if case .statement(let statement) = event { statements.append(statement.expandedSQL) }
        }
        try queries(database)
        database.trace(options: [])
        for statement in Set(statements) where statement.hasPrefix("SELECT") {
            lines += try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + statement).map { $0["detail"] }
        }
    }

    /// Tables that grow with the board and are gone through from end to end, unless an index gives the order.
    var scans: [String] {
        let growing = [
            "document", "post", "thread", "reaction", "notice", "resource", "resource_tag", "post_edit", "retraction",
            "root",
            "refused_event", "ordered_event", "turn", "goal", "goal_owner", "goal_link", "project", "project_member",
            "project_link", "task", "task_of", "task_assignee", "task_after", "reflection_entry", "reflection_shared",
            "insight_day", "insight_thread", "insight_first", "insight_post", "feedback_request", "feedback_response",
            "told", "deed", "report", "mentorship", "early_post",
            "resource_detail", "resource_mark", "resource_link", "resource_reading", "collection", "collection_entry",
        ]
        return lines.filter { line in
            let words = line.split(separator: " ").map(String.init)
            return words.first == "SCAN" && words.count > 1 && growing.contains(words[1]) && !line.contains("USING")
        }
    }

    /// Lists that are read whole and sorted before their first row shows.
    var sorts: [String] { lines.filter { $0 == "USE TEMP B-TREE FOR ORDER BY" } }
}
