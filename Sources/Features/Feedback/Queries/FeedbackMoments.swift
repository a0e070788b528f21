import GRDB
import Index
import Journal
import Workbench

extension FeedbackQueries {
    /// The feedback that a member was given, the latest first.
    static func received(by account: Account, limit: Int, _ database: Database) throws -> [Moment] {
        let sql = """
            SELECT document.id, document.title, given, coalesce(member.name, reviewer) AS name
            FROM feedback_response JOIN document ON document.number = request
                LEFT JOIN member ON member.account = reviewer
            WHERE asker = ? ORDER BY given DESC LIMIT ?
            """
        return try database.cachedStatement(sql: sql).values([account, limit]) { row in
            Moment(
                at: row["given"], kind: "feedback", words: "\(row["name"] as String) on “\(row["title"] as String)”",
                thing: Reference(kind: "feedback", id: row["id"]))
        }
    }
}
