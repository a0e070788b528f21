import Index
import Journal
import Workbench

extension ThreadSummary: Identifiable {}

/// Threads for a list, a page at a time.
struct ThreadRows: RowSource {
    var session: BoardSession
    var filter: ThreadFilter

    func rows(after row: ThreadSummary?, limit: Int) throws -> [ThreadSummary] {
        try session.read { try ThreadQueries.page(filter, after: row.map(ThreadQueries.Key.init), limit: limit, $0) }
    }

    func rows(before row: ThreadSummary?, limit: Int) throws -> [ThreadSummary] {
        try session.read { try ThreadQueries.page(filter, before: row.map(ThreadQueries.Key.init), limit: limit, $0) }
    }

    func current(_ rows: [ThreadSummary]) throws -> [ThreadSummary] {
        let now = try session.read { try ThreadQueries.threads(rows.map(\.number), $0) }
        let known = Dictionary(now.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        return rows.compactMap { known[$0.number] }
    }
}
