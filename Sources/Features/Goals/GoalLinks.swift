import GRDB
import Index
import Journal
import Workbench

/// What serves goals, for whoever asks.
enum GoalLinks {
    static let links = ThingLinks(
        linker: { id, session in
            guard try session.read({ try GoalQueries.goal(id, $0) }) != nil else { return nil }
            try GoalWriting(session).allow(.link, id)
            return { try GoalWriting(session).link($0, to: id) }
        },
        things: { id, database in try GoalQueries.goal(id, database)?.links.map(\.thing) },
        uses: { thing, database in
            let sql = """
                SELECT id FROM goal_link JOIN document ON number = goal WHERE thing = ? ORDER BY number LIMIT 200
                """
            return try EventID.fetchAll(database.cachedStatement(sql: sql), arguments: [thing])
                .map { Reference(kind: "goal", id: $0) }
        },
        targets: { session in
            try session.read { database in
                try GoalQueries.page(.community, reader: session.me, limit: 100, database)
                    + GoalQueries.page(.mine, reader: session.me, limit: 100, database).filter {
                        $0.level == .personal
                    }
            }.map { Reference(kind: "goal", id: $0.id) }
        })
}
