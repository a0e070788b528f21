import GRDB
import Index
import Journal

/// Thanks as people see them.
public struct Kudos: Hashable, Sendable {
    /// Their row.
    public var number: Int64
    /// Their id.
    public var id: EventID
    /// Who thanks.
    public var giver: Author
    /// Who is thanked.
    public var receiver: Account
    /// What kind of thanks.
    public var kind: KudosKind
    /// Why.
    public var reason: String
    /// When.
    public var created: Timestamp
    /// For what; nothing when it has no id.
    public var about: EventID?
    /// What that is called, where it is called anything.
    public var title: String
    /// Whether the reader, who is thanked, has not read them.
    public var isUnread: Bool
}

/// What screens and commands ask about thanks. Nothing here counts them by member.
public enum KudosQueries {
    /// The newest thanks that a member got.
    public static func received(
        by account: Account, limit: Int = 100, _ database: Database
    ) throws -> [Kudos] {
        let sql = columns + " WHERE receiver = ? AND live ORDER BY clock DESC, kudos.number DESC LIMIT ?"
        return try database.cachedStatement(sql: sql).values([account, limit], as: kudos)
    }

    /// The thanks for one thing, the oldest first.
    public static func kudos(about id: EventID, _ database: Database) throws -> [Kudos] {
        let sql =
            columns + """
                 WHERE kudos.about = (SELECT number FROM document WHERE id = ?) AND live ORDER BY clock, kudos.number LIMIT 200
                """
        return try database.cachedStatement(sql: sql).values([id], as: kudos)
    }

    /// One of them, taken back or not.
    public static func kudos(_ id: EventID, _ database: Database) throws -> Kudos? {
        try Row.fetchOne(database.cachedStatement(sql: columns + " WHERE document.id = ?"), arguments: [id]).map(kudos)
    }

    /// The kinds of thanks that the posts of a thread got, by post.
    static func kinds(inThread thread: EventID, _ database: Database) throws -> [EventID: [KudosKind]] {
        let sql = """
            SELECT post.id, kudos.kind FROM kudos JOIN document AS post ON post.number = kudos.about
            WHERE thread = (SELECT number FROM document WHERE id = ?) AND live ORDER BY kudos.number
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [thread]).reduce(into: [:]) {
            found, row in
            if let kind = KudosKind(rawValue: row["kind"]) { found[row["id"], default: []].append(kind) }
        }
    }

    /// How many thanks the reader has not read.
    public static func unreadCount(_ database: Database) throws -> Int {
        let sql = "SELECT count(*) FROM kudos WHERE unread AND live"
        return try Int.fetchOne(database.cachedStatement(sql: sql)) ?? 0
    }

    private static let columns = """
        SELECT kudos.number, document.id, document.author, NULL AS imported_author, member.name AS member_name, receiver,
            kudos.kind, document.body, clock, about.id AS about_id, coalesce(root.title, about.title, '') AS title, unread
        FROM kudos JOIN document ON document.number = kudos.number
            LEFT JOIN document AS about ON about.number = kudos.about
            LEFT JOIN document AS root ON root.number = kudos.thread
            LEFT JOIN member ON member.account = document.author
        """

    private static func kudos(_ row: Row) -> Kudos {
        Kudos(
            number: row["number"], id: row["id"], giver: Author(row: row), receiver: row["receiver"],
            kind: KudosKind(rawValue: row["kind"]) ?? .helped, reason: row["body"], created: row["clock"],
            about: row["about_id"], title: row["title"], isUnread: row["unread"])
    }
}
