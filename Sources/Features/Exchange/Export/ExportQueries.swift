import GRDB
import Index
import Journal

/// What an export asks the index beside what screens ask.
enum ExportQueries {
    /// The Message-IDs of those posts of a thread that were imported, by their rows.
    static func messages(inThread thread: Int64, _ database: Database) throws -> [Int64: MessageID] {
        let sql = """
            SELECT post.number, message_id FROM post CROSS JOIN imported_message ON imported_message.post = post.number
            WHERE post.thread = ? AND imported_author IS NOT NULL
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [thread])
            .reduce(into: [:]) { found, row in found[row["number"]] = MessageID(rawValue: row["message_id"]) }
    }
}
