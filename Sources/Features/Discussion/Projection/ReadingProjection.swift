import Foundation
import Index
import Journal

/// What the reader has read, keeps, follows and mutes. Each field is settled by the later stamp, so that marks from
/// several machines merge.
enum ReadingProjection {
    static func mark(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: PostsMarked = try event.payload()
        try projecting.memory(DiscussionMemory.init).hasMarks = true
        for id in payload.posts.prefix(PostsMarked.mostPosts) {
            guard let number = try projecting.number(of: id) else {
                try projecting.execute(
                    """
                    INSERT INTO early_mark(id, clock, read) VALUES(?, ?, ?)
                    ON CONFLICT DO UPDATE SET clock = excluded.clock, read = excluded.read WHERE excluded.clock > clock
                    """,
                    id, event.clock, payload.read)
                continue
            }
            try mark(number, read: payload.read, at: event.clock, projecting)
        }
        return .applied
    }

    private static func mark(_ number: Int64, read: Bool, at clock: Timestamp, _ projecting: Projecting) throws {
        try projecting.execute(
            """
            UPDATE post SET marked = ?1, mark_clock = ?2
            WHERE number = ?3 AND (mark_clock < ?2 OR mark_clock = ?2 AND marked < ?1)
            """,
            read, clock, number)
        try settle(number, projecting)
    }

    static func markAll(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: AllMarked = try event.payload()
        try projecting.memory(DiscussionMemory.init).hasMarks = true
        let heads = String(decoding: try JSONEncoder().encode(payload.heads), as: UTF8.self)
        // An undoing that came first has left a row without heads.
        try projecting.execute(
            """
            INSERT INTO all_mark(id, clock, channel, heads, undone) VALUES(?, ?, ?, ?, 0)
            ON CONFLICT DO UPDATE SET clock = excluded.clock, channel = excluded.channel, heads = excluded.heads
            """,
            event.id, event.clock, payload.channel, heads)
        return try settleAll("SELECT number FROM post WHERE unread", projecting)
    }

    static func undoMarkAll(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: AllMarkedUndone = try event.payload()
        try projecting.execute(
            """
            INSERT INTO all_mark(id, clock, heads, undone) VALUES(?, 0, '[]', 1)
            ON CONFLICT DO UPDATE SET undone = 1
            """,
            payload.mark)
        return try settleAll("SELECT number FROM post WHERE NOT unread", projecting)
    }

    static func star(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ThreadStarred = try event.payload()
        guard let number = try projecting.number(of: payload.thread) else { return .waits(on: payload.thread) }
        try projecting.execute(
            "UPDATE thread SET starred = ?1, star_clock = ?2 WHERE number = ?3 AND star_clock < ?2",
            payload.starred, event.clock, number)
        projecting.touch("thread", number)
        return .applied
    }

    static func watch(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ThreadWatched = try event.payload()
        guard let number = try projecting.number(of: payload.thread) else { return .waits(on: payload.thread) }
        try projecting.execute(
            "UPDATE thread SET watch = ?1, watch_clock = ?2 WHERE number = ?3 AND watch_clock < ?2",
            payload.level.rawValue, event.clock, number)
        projecting.touch("thread", number)
        return .applied
    }

    /// Gives a post that has just arrived the marks that were set on it, or on its log, before.
    static func applyEarlierMarks(_ number: Int64, _ event: Event, _ projecting: Projecting) throws {
        if let early = try projecting.row("SELECT clock, read FROM early_mark WHERE id = ?", event.id) {
            try projecting.execute("DELETE FROM early_mark WHERE id = ?", event.id)
            try mark(number, read: early["read"], at: early["clock"], projecting)
        } else if try projecting.value(Int.self, "SELECT 1 FROM all_mark LIMIT 1") != nil {
            try settle(number, projecting)
        }
    }

    private static func settleAll(_ query: String, _ projecting: Projecting) throws -> Outcome {
        let marks = try AllMarks(projecting)
        for row in try projecting.rows(query) { try settle(row[0], marks, projecting) }
        return .applied
    }

    private static func settle(_ number: Int64, _ projecting: Projecting) throws {
        try settle(number, try AllMarks(projecting), projecting)
    }

    /// Works out whether one post is unread from all that was ever said about it.
    private static func settle(_ number: Int64, _ marks: AllMarks, _ projecting: Projecting) throws {
        let row = try projecting.row(
            """
            SELECT post.thread, log, seq, marked, mark_clock, post.unread AS unread, channel.id AS channel,
                author = ?1 AND imported_author IS NULL AS own
            FROM post JOIN document USING(number)
                LEFT JOIN thread ON thread.number = post.thread LEFT JOIN channel ON channel.number = thread.channel
            WHERE post.number = ?2
            """,
            projecting.reader, number)
        guard let row, let log = projecting.logName(row["log"]) else { return }
        let explicit: (read: Bool, clock: Int64)? = (row["marked"] as Bool?).map { ($0, row["mark_clock"]) }
        let covered = marks.latest(covering: log, seq: row["seq"], channel: row["channel"])
        var isUnread = !(row["own"] as Bool)
        if let explicit { isUnread = !explicit.read }
        if let covered, covered > explicit?.clock ?? 0 { isUnread = false }
        guard isUnread != row["unread"] else { return }
        try projecting.execute("UPDATE post SET unread = ? WHERE number = ?", isUnread, number)
        projecting.touch("thread", row["thread"])
        projecting.touch("post", number)
    }
}

/// The 'mark all read' of the past that still stand.
private struct AllMarks {
    private struct Mark {
        var clock: Int64
        var channel: EventID?
        var heads: [LogName: Int64]
    }

    private let marks: [Mark]

    init(_ projecting: Projecting) throws {
        let rows = try projecting.rows("SELECT clock, channel, heads FROM all_mark WHERE NOT undone ORDER BY clock")
        marks = try rows.map { row in
            let heads = try JSONDecoder().decode([AllMarked.Head].self, from: Data((row["heads"] as String).utf8))
            return Mark(
                clock: row["clock"], channel: row["channel"],
                heads: Dictionary(
                    heads.map { (LogName(account: $0.account, host: $0.host, isPrivate: false), $0.seq) },
                    uniquingKeysWith: max))
        }
    }

    /// When a post at this place of a log was last covered; nothing if never.
    func latest(covering log: LogName, seq: Int64, channel: EventID?) -> Int64? {
        marks.last { ($0.channel == nil || $0.channel == channel) && seq <= $0.heads[log, default: 0] }?.clock
    }
}
