import GRDB
import Index
import Journal

/// A post in the order in which posts came to be known here.
struct ArrivedRow {
    var number: Int64
    var id: EventID
    var thread: EventID
    var title: String
    var author: Author
    var created: Timestamp
    var body: String
}

/// What `stoa watch` asks.
enum ArrivalQueries {
    /// The row of the last post that came to be known.
    static func newest(_ database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT max(number) FROM post") ?? 0
    }

    /// The posts that came to be known after a row.
    static func posts(after number: Int64, _ database: Database) throws -> [ArrivedRow] {
        let sql = """
            SELECT post.number, document.id, root.id AS thread, root.title, document.author, \(Author.columns),
                member.name AS member_name, document.created, document.body
            FROM post JOIN document ON document.number = post.number JOIN document AS root ON root.number = post.thread
                LEFT JOIN member ON member.account = document.author
            WHERE post.number > ? AND NOT document.hidden ORDER BY post.number LIMIT 1000
            """
        return try database.cachedStatement(sql: sql).values([number]) { row in
            ArrivedRow(
                number: row["number"], id: row["id"], thread: row["thread"], title: row["title"],
                author: Author(row: row),
                created: row["created"], body: row["body"])
        }
    }
}
