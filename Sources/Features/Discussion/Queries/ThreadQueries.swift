import GRDB
import Index
import Journal

/// A thread as lists show it.
public struct ThreadSummary: Hashable, Sendable {
    /// Its row, and its first post's.
    public var number: Int64
    /// Its id.
    public var id: EventID
    /// The channel's name without `#`.
    public var channel: String
    /// What it is for.
    public var kind: ThreadKind
    /// Its title.
    public var title: String
    /// Who opened it.
    public var author: Author
    /// When it was opened.
    public var created: Timestamp
    /// When the latest post was written.
    public var active: Timestamp
    /// Posts in it, the first included.
    public var posts: Int
    /// Posts the reader has not read.
    public var unread: Int
    /// Whether it stays on top.
    public var isPinned: Bool
    /// Whether it is closed for replies.
    public var isLocked: Bool
    /// Whether an answer was accepted.
    public var isAnswered: Bool
    /// How many others have the same question.
    public var meToo: Int
    /// The day that it waits since among questions without an answer; newcomers' come before all others.
    public var askedDay: Int64
    /// The question that was asked before and is the same.
    public var duplicateOf: EventID?
    /// Whether the reader keeps it.
    public var isStarred: Bool
    /// How much of its news the reader wants.
    public var watch: WatchLevel
    /// Who wrote last.
    public var lastAuthor: String
}

/// Which threads a list shows; every part that is set narrows it.
public struct ThreadFilter: Hashable, Sendable {
    /// Only this channel, by its row.
    public var channel: Int64?
    /// Only this kind.
    public var kind: ThreadKind?
    /// Only threads with unread posts.
    public var isUnread = false
    /// Only questions without an accepted answer, but for those that were asked before: the oldest day first, among those
    /// of one day what most members ask.
    public var isUnanswered = false
    /// Only what the reader keeps.
    public var isStarred = false
    /// Only titles that hold these letters, in either case.
    public var title = ""

    /// All threads.
    public init() {}
}

/// What screens and commands ask about threads.
public enum ThreadQueries {
    /// Where a page begins: after this thread.
    public struct Key: Hashable, Sendable {
        var isPinned: Bool
        var active: Timestamp
        var askedDay: Int64
        var calls: Int
        var number: Int64

        /// The place of a thread in the list.
        public init(_ thread: ThreadSummary) {
            askedDay = thread.askedDay
            calls = -thread.meToo
            isPinned = thread.isPinned
            active = thread.active
            number = thread.number
        }
    }

    /// A page of threads, pinned ones first, then the newest activity first.
    public static func page(
        _ filter: ThreadFilter, after key: Key? = nil, limit: Int = 100, _ database: Database
    ) throws -> [ThreadSummary] {
        let place = key.map { key -> SQL in
            filter.isUnanswered
                ? "(asked_day, calls, thread.number) > (\(key.askedDay), \(key.calls), \(key.number))"
                : "(pinned, active, thread.number) < (\(key.isPinned), \(key.active), \(key.number))"
        }
        let order: SQL =
            filter.isUnanswered
            ? "asked_day, calls, thread.number" : "pinned DESC, active DESC, thread.number DESC"
        return try threads(conditions(filter) + (place.map { [$0] } ?? []), order, limit, database)
    }

    /// The page that comes before a thread, or the last one, in the order of `page`.
    public static func page(
        _ filter: ThreadFilter, before key: Key?, limit: Int = 100, _ database: Database
    ) throws -> [ThreadSummary] {
        let place = key.map { key -> SQL in
            filter.isUnanswered
                ? "(asked_day, calls, thread.number) < (\(key.askedDay), \(key.calls), \(key.number))"
                : "(pinned, active, thread.number) > (\(key.isPinned), \(key.active), \(key.number))"
        }
        let order: SQL =
            filter.isUnanswered
            ? "asked_day DESC, calls DESC, thread.number DESC" : "pinned, active, thread.number"
        return try threads(conditions(filter) + (place.map { [$0] } ?? []), order, limit, database).reversed()
    }

    /// These threads as they are now, in no order; those that are gone are left out.
    public static func threads(_ numbers: [Int64], _ database: Database) throws -> [ThreadSummary] {
        try threads(["thread.number IN \(numbers)", "thread.hidden = 0"], "thread.number", numbers.count, database)
    }

    /// Those of these threads that a filter shows, in no order.
    static func threads(_ numbers: Set<Int64>, in filter: ThreadFilter, _ database: Database) throws -> [ThreadSummary]
    {
        let list = "[" + numbers.map(String.init).joined(separator: ",") + "]"
        let among: SQL = "thread.number IN (SELECT value FROM json_each(\(list)))"
        return try threads([among] + conditions(filter), "thread.number", numbers.count, database)
    }

    /// Whether a thread stands before another in the order of `page`.
    static func isBefore(_ left: ThreadSummary, _ right: ThreadSummary, in filter: ThreadFilter) -> Bool {
        let (left, right) = (Key(left), Key(right))
        return filter.isUnanswered
            ? (left.askedDay, left.calls, left.number) < (right.askedDay, right.calls, right.number)
            : (left.isPinned ? 1 : 0, left.active, left.number) > (right.isPinned ? 1 : 0, right.active, right.number)
    }

    private static func conditions(_ filter: ThreadFilter) -> [SQL] {
        // Written as the index of unanswered questions has it; put the other way SQLite would walk all threads and sort.
        var conditions: [SQL] = [filter.isUnanswered ? "NOT thread.hidden" : "thread.hidden = 0"]
        if let channel = filter.channel { conditions.append("channel = \(channel)") }
        if let kind = filter.kind { conditions.append("thread.kind = \(kind.rawValue)") }
        if filter.isUnread { conditions.append("thread.unread > 0") }
        if filter.isUnanswered {
            conditions.append(
                "thread.kind = 'question' AND accepted IS NULL AND duplicate_of IS NULL")
        }
        if filter.isStarred { conditions.append("starred") }
        if !filter.title.isEmpty { conditions.append("document.title LIKE \(pattern(filter.title)) ESCAPE '\\'") }
        return conditions
    }

    private static func threads(
        _ conditions: [SQL], _ order: SQL, _ limit: Int, _ database: Database
    ) throws -> [ThreadSummary] {
        let request: SQL = """
            \(sql: columns) WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT \(limit)
            """
        return try database.values(request, as: summary)
    }

    /// One thread.
    public static func thread(_ id: EventID, _ database: Database) throws -> ThreadSummary? {
        try Row.fetchOne(database.cachedStatement(sql: columns + " WHERE document.id = ?"), arguments: [id]).map(
            summary)
    }

    /// The thread that a post stands in.
    public static func thread(ofPost id: EventID, _ database: Database) throws -> ThreadSummary? {
        let sql =
            columns + """
                 WHERE thread.number =
                    (SELECT thread FROM document JOIN post USING(number) WHERE id = ?)
                """
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id]).map(summary)
    }

    /// The questions that were asked again after one, the oldest first.
    static func duplicates(of thread: Int64, _ database: Database) throws -> [ThreadSummary] {
        let sql = columns + " WHERE thread.duplicate_of = ? AND NOT thread.hidden ORDER BY thread.number LIMIT 5"
        return try database.cachedStatement(sql: sql).values([thread], as: summary)
    }

    /// The thread with unread posts that comes next in the list, muted ones left out.
    public static func nextUnread(after key: Key?, channel: Int64?, _ database: Database) throws -> ThreadSummary? {
        var filter = ThreadFilter()
        filter.isUnread = true
        filter.channel = channel
        return try page(filter, after: key, limit: 20, database).first { $0.watch != .muted }
    }

    static let columns = """
        SELECT thread.number, document.id, channel.name AS channel, thread.kind, document.title, document.author,
            \(Author.columns), member.name AS member_name, document.created, active, posts, thread.unread, pinned, locked,
            accepted, -calls AS me_too, asked_day, original.id AS duplicate_of, starred, watch, last_author
        FROM thread JOIN document ON document.number = thread.number JOIN post ON post.number = thread.number
            JOIN channel ON channel.number = thread.channel
            LEFT JOIN member ON member.account = document.author
            LEFT JOIN document AS original ON original.number = thread.duplicate_of
        """

    static func summary(_ row: Row) -> ThreadSummary {
        ThreadSummary(
            number: row["number"], id: row["id"], channel: row["channel"],
            kind: ThreadKind(rawValue: row["kind"]) ?? .discussion, title: row["title"], author: Author(row: row),
            created: row["created"], active: row["active"], posts: row["posts"], unread: row["unread"],
            isPinned: row["pinned"], isLocked: row["locked"], isAnswered: (row["accepted"] as Int64?) != nil,
            meToo: row["me_too"], askedDay: row["asked_day"], duplicateOf: row["duplicate_of"],
            isStarred: row["starred"], watch: WatchLevel(rawValue: row["watch"]) ?? .normal,
            lastAuthor: row["last_author"])
    }

    private static func pattern(_ text: String) -> String {
        "%" + text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
    }
}
