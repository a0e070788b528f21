import GRDB
import Index
import Journal

/// What a digest says of goals: those that are new, those that came to their end, those that are due.
enum GoalDigest {
    private static let most = 50

    static func items(_ span: DigestSpan, _ session: BoardSession) throws -> [DigestItem] {
        try session.read { database in
            let going = try GoalQueries.page(.community, reader: session.me, limit: GoalQueries.most, database)
            let mine = try GoalQueries.page(.mine, reader: session.me, limit: most, database)
                .filter { $0.level == .personal }
            let due = (going + mine).compactMap { goal in
                goal.due.flatMap { due in
                    span.isAhead(due)
                        ? DigestItem(
                            .ahead, "The goal “\(goal.statement)” is due", detail: goal.progressWords, at: due,
                            id: goal.id)
                        : nil
                }
            }
            return try due + changed(span, database)
        }
    }

    /// The community's goals that changed their state in that time.
    private static func changed(_ span: DigestSpan, _ database: Database) throws -> [DigestItem] {
        let sql = """
            SELECT document.id, title, state, since FROM goal JOIN document USING(number)
            WHERE shelf IN ('going', 'past') AND level = 'community' AND since >= ? ORDER BY since DESC LIMIT ?
            """
        return try database.cachedStatement(sql: sql).values([span.since, most]) { row in
            let state = GoalState(rawValue: row["state"]) ?? .draft
            return DigestItem(.goals, row["title"], detail: state.words, at: row["since"], id: row["id"])
        }
    }
}
