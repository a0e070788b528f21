import GRDB
import Index
import Journal

/// A post that a message of an archive became.
struct ImportedPost: Hashable, Sendable {
    /// The post.
    var post: EventID
    /// Its thread.
    var thread: EventID
    /// Whether the thread is closed for replies.
    var isLocked = false
}

/// What an import asks the index.
enum ImportQueries {
    /// The post that the message with this id became, or nothing.
    static func post(importedAs id: MessageID, _ database: Database) throws -> ImportedPost? {
        let sql = """
            SELECT document.id AS post, root.id AS thread, locked
            FROM imported_message JOIN document ON document.number = imported_message.post
                JOIN post ON post.number = imported_message.post JOIN thread ON thread.number = post.thread
                JOIN document AS root ON root.number = post.thread
            WHERE message_id = ?
            """
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id.rawValue]).map { row in
            ImportedPost(post: row["post"], thread: row["thread"], isLocked: row["locked"])
        }
    }

    /// Whether a thread has the file with this hash among its resources.
    static func hasFile(_ hash: String, inThread thread: EventID, _ database: Database) throws -> Bool {
        let sql = "SELECT EXISTS(SELECT 1 FROM resource WHERE thread = ? AND file_hash = ?)"
        return try Bool.fetchOne(database.cachedStatement(sql: sql), arguments: [thread, hash]) ?? false
    }
}
