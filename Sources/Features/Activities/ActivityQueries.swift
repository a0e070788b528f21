import GRDB
import Index
import Journal

/// An activity as lists show it.
public struct ActivitySummary: Hashable, Identifiable, Sendable {
    /// Its thread's row.
    public var number: Int64
    /// Its thread's id.
    public var id: EventID
    /// Its title.
    public var title: String
    /// Who asked.
    public var author: Account
    /// The name they go by.
    public var authorName: String
    /// The channel's name without `#`.
    public var channel: String
    /// When it was opened.
    public var created: Timestamp
    /// How it goes.
    public var terms: ActivityTerms
    /// Whether the reader has responded.
    public var hasMine: Bool
    /// How many members have.
    public var responses: Int
}

/// What screens and commands ask about activities.
public enum ActivityQueries {
    /// A page of activities, the newest first, after one of them if it is given.
    public static func page(
        after activity: ActivitySummary? = nil, reader: Account, limit: Int = 100, _ database: Database
    ) throws -> [ActivitySummary] {
        let sql =
            columns + """
                 WHERE thread.kind = 'activity' AND NOT thread.hidden AND thread.number < ?
                ORDER BY thread.number DESC LIMIT ?
                """
        let arguments: StatementArguments = [reader, activity?.number ?? .max, limit]
        return try database.cachedStatement(sql: sql).values(arguments, as: summary)
    }

    /// The activities that come before one in the order of `page`, or the last ones; at most `limit`.
    public static func page(
        before activity: ActivitySummary?, reader: Account, limit: Int, _ database: Database
    ) throws -> [ActivitySummary] {
        let sql =
            columns + """
                 WHERE thread.kind = 'activity' AND NOT thread.hidden AND thread.number > ?
                ORDER BY thread.number LIMIT ?
                """
        let arguments: StatementArguments = [reader, activity?.number ?? 0, limit]
        return try database.cachedStatement(sql: sql).values(arguments, as: summary).reversed()
    }

    /// One activity, by its thread; nothing when it is another kind of thread.
    public static func activity(_ id: EventID, reader: Account, _ database: Database) throws -> ActivitySummary? {
        let sql = columns + " WHERE document.id = ? AND thread.kind = 'activity'"
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [reader, id]).map(summary)
    }

    /// How many members are expected to respond: all but its author.
    public static func expected(_ activity: ActivitySummary, _ database: Database) throws -> Int {
        let sql = "SELECT count(*) FROM member WHERE state = 'member' AND account <> ?"
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [activity.author]) ?? 0
    }

    private static let columns = """
        SELECT thread.number, document.id, title, author, coalesce(member.name, author) AS name,
            channel.name AS channel, created, due, veils,
            EXISTS (SELECT 1 FROM activity_response WHERE activity_response.thread = thread.number AND account = ?) AS mine,
            (SELECT count(*) FROM activity_response WHERE activity_response.thread = thread.number) AS responses
        FROM thread JOIN document ON document.number = thread.number JOIN channel ON channel.number = thread.channel
            LEFT JOIN member ON member.account = author
        """

    private static func summary(_ row: Row) -> ActivitySummary {
        ActivitySummary(
            number: row["number"], id: row["id"], title: row["title"], author: row["author"], authorName: row["name"],
            channel: row["channel"], created: row["created"],
            terms: ActivityTerms(due: row["due"], hidesResponses: row["veils"]), hasMine: row["mine"],
            responses: row["responses"])
    }
}
