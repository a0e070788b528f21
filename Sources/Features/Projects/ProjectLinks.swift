import GRDB
import Index
import Journal
import Workbench

/// What belongs to projects, for whoever asks.
enum ProjectLinks {
    static let links = ThingLinks(
        linker: { id, session in
            guard try session.read({ try ProjectQueries.project(id, $0) }) != nil else { return nil }
            try ProjectWriting(session).allow(.link, id)
            return { try ProjectWriting(session).link($0, to: id) }
        },
        things: { id, database in try ProjectQueries.project(id, database)?.links.map(\.thing) },
        uses: { thing, database in
            let sql = """
                SELECT id FROM project_link JOIN document ON number = project WHERE thing = ? ORDER BY number LIMIT 200
                """
            return try EventID.fetchAll(database.cachedStatement(sql: sql), arguments: [thing])
                .map { Reference(kind: "project", id: $0) }
        },
        targets: { session in
            try session.read { try ProjectQueries.page(.mine, reader: session.me, limit: 100, $0) }
                .map { Reference(kind: "project", id: $0.id) }
        })
}
