import GRDB
import Index
import Journal

/// A post as readers see it.
public struct Post: Hashable, Sendable {
    /// Its row.
    public var number: Int64
    /// Its id.
    public var id: EventID
    /// The row of the post it answers; nothing for the first, and where that post is not known.
    public var parent: Int64?
    /// How deep it stands in the tree, the first post at 0.
    public var depth: Int
    /// Who wrote it.
    public var author: Author
    /// When, as people see it.
    public var created: Timestamp
    /// When it was last reworded.
    public var edited: Timestamp?
    /// Markdown, or plain text when imported; empty when it was taken back or hidden.
    public var body: String
    /// Whether its author took it back.
    public var isRetracted: Bool
    /// Whether a moderator hid it.
    public var isHidden: Bool
    /// Why it was taken back or hidden.
    public var reason: String
    /// Whether the reader has not read it.
    public var isUnread: Bool
    /// Whether it is the accepted answer.
    public var isAnswer: Bool
    /// Signs that members put on it, by emoji.
    public var reactions: [Reaction]
}

/// One sign on a post, and who put it there.
public struct Reaction: Hashable, Sendable {
    /// The sign.
    public var emoji: String
    /// Who put it there.
    public var accounts: [Account]
}

/// One wording that a post has had.
public struct Wording: Hashable, Sendable {
    /// When it was written.
    public var written: Timestamp
    /// The text.
    public var body: String
}

/// What screens and commands ask about posts.
public enum PostQueries {
    /// A thread's posts in the order of its tree: each post is followed by the replies to it, oldest first.
    public static func posts(inThread thread: Int64, _ database: Database) throws -> [Post] {
        let reactions = try reactions(inThread: thread, database)
        let sql =
            columns + " WHERE post.thread = ? AND refused IS NULL AND NOT veiled ORDER BY post.created, post.clock, id"
        let posts = try database.cachedStatement(sql: sql).values([thread]) { row in
            post(row, reactions: reactions[row["number"]] ?? [])
        }
        return inTreeOrder(posts, root: thread)
    }

    /// One post, without its place in the tree.
    public static func post(_ id: EventID, _ database: Database) throws -> Post? {
        let sql = columns + " WHERE document.id = ? AND refused IS NULL AND NOT veiled"
        guard let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id]) else { return nil }
        return post(row, reactions: try reactions(inThread: row["thread"], database)[row["number"]] ?? [])
    }

    /// The wordings a post has had, the first one first; empty when it was never edited, was taken back or is hidden.
    public static func wordings(of post: Post, _ database: Database) throws -> [Wording] {
        guard post.edited != nil, !post.isRetracted, !post.isHidden else { return [] }
        // The first wording is kept with the clock 0.
        let sql = "SELECT clock, body FROM post_edit WHERE post = ? AND counts ORDER BY clock, id"
        return try database.cachedStatement(sql: sql).values([post.number]) { row in
            let clock: Timestamp = row["clock"]
            return Wording(written: clock.rawValue == 0 ? post.created : clock, body: row["body"])
        }
    }

    private static let columns = """
        SELECT post.number, post.thread, document.id, parent, author, \(Author.columns), member.name AS member_name,
            post.created, edited, body, retracted, post.hidden, retract_reason, hidden_reason, post.unread,
            accepted = post.number AS answer
        FROM post JOIN document ON document.number = post.number JOIN thread ON thread.number = post.thread
            LEFT JOIN member ON member.account = author
        """

    private static func post(_ row: Row, reactions: [Reaction]) -> Post {
        let isRetracted: Bool = row["retracted"]
        let isHidden: Bool = row["hidden"]
        let reason: String? = isHidden ? row["hidden_reason"] : row["retract_reason"]
        return Post(
            number: row["number"], id: row["id"], parent: row["parent"], depth: 0, author: Author(row: row),
            created: row["created"], edited: row["edited"], body: isRetracted || isHidden ? "" : row["body"],
            isRetracted: isRetracted, isHidden: isHidden, reason: reason ?? "", isUnread: row["unread"],
            isAnswer: row["answer"] ?? false, reactions: reactions)
    }

    private static func reactions(inThread thread: Int64, _ database: Database) throws -> [Int64: [Reaction]] {
        let sql = """
            SELECT reaction.post, emoji, account, present FROM post JOIN reaction ON reaction.post = post.number
            WHERE post.thread = ? AND counts ORDER BY reaction.post, emoji, account, reaction.clock, reaction.id
            """
        var found: [Int64: [Reaction]] = [:]
        let rows = try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [thread])
        for (row, next) in zip(rows, rows.dropFirst().map(Optional.init) + [nil]) {
            let post: Int64 = row["post"]
            let emoji: String = row["emoji"]
            // Of what one member did with one sign, the last counts.
            let isLast = next.map {
                $0["post"] != post || $0["emoji"] != emoji || $0["account"] != row["account"] as String
            }
            guard isLast ?? true, row["present"] else { continue }
            if found[post]?.last?.emoji != emoji {
                found[post, default: []].append(Reaction(emoji: emoji, accounts: []))
            }
            let last = (found[post]?.count ?? 1) - 1
            found[post]?[last].accounts.append(row["account"])
        }
        return found
    }

    /// Walks the tree without recursion, since a chain of replies may be 100,000 posts deep. Replies whose parent is not
    /// in the thread stand under its first post.
    private static func inTreeOrder(_ posts: [Post], root: Int64) -> [Post] {
        let known = Dictionary(uniqueKeysWithValues: posts.enumerated().map { ($1.number, $0) })
        var replies: [Int64: [Int]] = [:]
        for (index, post) in posts.enumerated() where post.number != root {
            let parent = post.parent.flatMap { known[$0] == nil || $0 == post.number ? nil : $0 } ?? root
            replies[parent, default: []].append(index)
        }
        var ordered: [Post] = []
        var isPlaced = [Bool](repeating: false, count: posts.count)
        func walk(from start: Int, depth: Int) {
            var stack = [(index: start, depth: depth)]
            while let (index, depth) = stack.popLast() {
                guard !isPlaced[index] else { continue }
                isPlaced[index] = true
                var post = posts[index]
                post.depth = depth
                ordered.append(post)
                stack += (replies[post.number] ?? []).reversed().map { ($0, depth + 1) }
            }
        }
        if let first = known[root] { walk(from: first, depth: 0) }
        for reply in replies[root] ?? [] { walk(from: reply, depth: 1) }
        // Hostile logs can make posts answer each other in a ring; they are shown all the same.
        for index in posts.indices { walk(from: index, depth: 1) }
        return ordered
    }
}
