import Index
import Journal

/// What rules need to know of a post.
struct PostRow {
    var number: Int64
    var thread: Int64
    var author: Account

    /// The post with this id; nothing when it has not arrived, or is no post.
    init?(_ id: EventID, _ projecting: Projecting) throws {
        let row = try projecting.row(
            """
            SELECT post.number, thread, author FROM document JOIN post ON post.number = document.number
            WHERE document.id = ?
            """,
            id)
        guard let row else { return nil }
        number = row[0]
        thread = row[1]
        author = row[2]
    }
}
