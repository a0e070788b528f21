import Foundation
import GRDB
import Index
import Journal
import Workbench

extension ProjectQueries {
    /// The projects that came to their end with a member, the latest first.
    static func finished(with account: Account, limit: Int, _ database: Database) throws -> [Moment] {
        let sql = """
            SELECT detail FROM project_member JOIN project ON project.number = project_member.project
            WHERE account = ? AND state = ? ORDER BY changed DESC LIMIT ?
            """
        let arguments: StatementArguments = [account, ProjectState.archived.rawValue, limit]
        return try Data.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
            .map { try JSONDecoder().decode(Project.self, from: $0) }
            .map { project in
                Moment(
                    at: project.since, kind: "project done", words: project.title,
                    thing: Reference(kind: "project", id: project.id))
            }.sorted { $0.at > $1.at }
    }
}
