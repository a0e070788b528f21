import GRDB
import Index
import Journal

/// A message as the reader sees it.
public struct Message: Hashable, Sendable {
    /// Its row.
    public var number: Int64
    /// Its id.
    public var id: EventID
    /// The row of its conversation.
    public var conversation: Int64
    /// Who wrote it.
    public var author: Author
    /// When.
    public var created: Timestamp
    /// Markdown; empty when it was taken back or could not be opened.
    public var body: String
    /// Why it could not be opened.
    public var problem: String?
    /// Whether its author took it back.
    public var isRetracted: Bool
    /// Whether the reader has not read it.
    public var isUnread: Bool
}

/// What a set of people have written to one another.
public struct Conversation: Hashable, Sendable {
    /// Its row.
    public var number: Int64
    /// Everyone in it but the reader, by account.
    public var others: [Author]
    /// How many of its messages the reader has not read.
    public var unread: Int
    /// The latest message.
    public var latest: Message

    /// The others' names in one line.
    public var names: String { others.map(\.name).joined(separator: ", ") }
}

/// What screens and commands ask about messages.
public enum MessageQueries {
    /// The conversations with the newest messages, the newest first.
    public static func conversations(limit: Int = 200, reader: Account, _ database: Database) throws -> [Conversation] {
        let sql = "SELECT number FROM conversation WHERE messages > 0 ORDER BY active DESC, number DESC LIMIT ?"
        return try Int64.fetchAll(database.cachedStatement(sql: sql), arguments: [limit])
            .compactMap { try conversation($0, reader: reader, database) }
    }

    /// One conversation by its row; nothing when there is nothing in it.
    public static func conversation(
        _ number: Int64, reader: Account, _ database: Database
    ) throws -> Conversation? {
        let unread = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT unread FROM conversation WHERE number = ?"), arguments: [number])
        guard let unread, let latest = try page(conversation: number, limit: 1, database).last else { return nil }
        return Conversation(
            number: number, others: try others(in: number, reader: reader, database), unread: unread, latest: latest)
    }

    /// The row of the conversation of the reader with exactly these others; nothing before the first message.
    public static func conversation(
        with others: [Account], reader: Account, _ database: Database
    ) throws -> Int64? {
        let people = (others + [reader]).map(\.rawValue).sorted().joined(separator: "\n")
        return try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT number FROM conversation WHERE people = ?"), arguments: [people])
    }

    /// Everyone in a conversation but the reader, by account.
    public static func others(in conversation: Int64, reader: Account, _ database: Database) throws -> [Author] {
        let sql = """
            SELECT account, name FROM conversation_member LEFT JOIN member USING(account)
            WHERE conversation = ? AND account <> ? ORDER BY account
            """
        return try database.cachedStatement(sql: sql).values([conversation, reader]) { row in
            let account: Account = row["account"]
            return Author(account: account, name: row["name"] ?? account.rawValue, isImported: false)
        }
    }

    /// The latest messages of a conversation, the oldest of them first; before a message's row if one is given.
    public static func page(
        conversation: Int64, before message: Message? = nil, limit: Int = 200, _ database: Database
    ) throws -> [Message] {
        let place = message.map { ($0.created, $0.number) } ?? (Timestamp(rawValue: .max), .max)
        let sql =
            columns + """
                 WHERE conversation = ? AND refused IS NULL AND (clock, message.number) < (?, ?)
                ORDER BY clock DESC, message.number DESC LIMIT ?
                """
        return try database.cachedStatement(sql: sql).values(
            [conversation, place.0, place.1, limit], as: message(row:)
        ).reversed()
    }

    /// One message.
    public static func message(_ id: EventID, _ database: Database) throws -> Message? {
        let sql = columns + " WHERE document.id = ? AND refused IS NULL"
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id]).map(message(row:))
    }

    /// How many messages the reader has not read.
    public static func unreadCount(_ database: Database) throws -> Int {
        try Int.fetchOne(database.cachedStatement(sql: "SELECT count(*) FROM message WHERE \(isUnread)")) ?? 0
    }

    /// The messages that the reader has not read, the oldest first.
    public static func unread(_ database: Database) throws -> [Message] {
        let sql = columns + " WHERE \(isUnread) ORDER BY clock, message.number LIMIT 5000"
        return try database.cachedStatement(sql: sql).values(as: message(row:))
    }

    private static let isUnread = "unread AND NOT retracted AND refused IS NULL"

    private static let columns = """
        SELECT message.number, id, conversation, author, NULL AS imported_author, name AS member_name, created, body,
            problem, retracted, unread
        FROM message JOIN document ON document.number = message.number LEFT JOIN member ON account = author
        """

    private static func message(row: Row) -> Message {
        let isRetracted: Bool = row["retracted"]
        return Message(
            number: row["number"], id: row["id"], conversation: row["conversation"], author: Author(row: row),
            created: row["created"], body: isRetracted ? "" : row["body"], problem: row["problem"],
            isRetracted: isRetracted, isUnread: isRetracted ? false : row["unread"])
    }
}
