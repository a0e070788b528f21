import Foundation
import Index
import Journal

/// What the reader has read, keeps, follows and mutes. Each field is settled by the later stamp, so that marks from
/// several machines merge.
enum ReadingProjection {
    static func mark(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: PostsMarked = try event.payload()
        if payload.read { try noteDay(of: event, projecting) }
        let memory = try projecting.memory(DiscussionMemory.init)
        let marks = try memory.allMarks(projecting)
        for id in payload.posts.prefix(PostsMarked.mostPosts) {
            guard let number = try projecting.number(of: id) else {
                try projecting.execute(
                    """
                    INSERT INTO early_mark(id, clock, read) VALUES(?, ?, ?)
                    ON CONFLICT DO UPDATE SET clock = excluded.clock, read = excluded.read
                    WHERE excluded.clock > clock OR excluded.clock = clock AND excluded.read > read
                    """,
                    id, event.clock, payload.read)
                memory.earlyMarks.insert(id)
                continue
            }
            try mark(number, read: payload.read, at: event.clock, marks, projecting)
        }
        return .applied
    }

    /// Keeps on which days the reader has read; the earliest moment of a day, so that the order of arrival is all one.
    private static func noteDay(of event: Event, _ projecting: Projecting) throws {
        try projecting.execute(
            """
            INSERT INTO reading_day(day, moment) VALUES(?1 / 86400000, ?1)
            ON CONFLICT DO UPDATE SET moment = excluded.moment WHERE excluded.moment < moment
            """,
            event.clock)
    }

    private static func mark(
        _ number: Int64, read: Bool, at clock: Timestamp, _ marks: AllMarks, _ projecting: Projecting
    ) throws {
        try projecting.execute(
            """
            UPDATE post SET marked = ?1, mark_clock = ?2
            WHERE number = ?3 AND (mark_clock < ?2 OR mark_clock = ?2 AND marked < ?1)
            """,
            read, clock, number)
        try settle(number, marks, projecting)
    }

    static func markAll(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: AllMarked = try event.payload()
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
            "UPDATE thread SET starred = ?1, star_clock = ?2 "
                + "WHERE number = ?3 AND (star_clock < ?2 OR star_clock = ?2 AND starred < ?1)",
            payload.starred, event.clock, number)
        projecting.touch("thread", number)
        return .applied
    }

    static func watch(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ThreadWatched = try event.payload()
        guard let number = try projecting.number(of: payload.thread) else { return .waits(on: payload.thread) }
        try projecting.execute(
            "UPDATE thread SET watch = ?1, watch_clock = ?2 "
                + "WHERE number = ?3 AND (watch_clock < ?2 OR watch_clock = ?2 AND watch < ?1)",
            payload.level.rawValue, event.clock, number)
        projecting.touch("thread", number)
        return .applied
    }

    /// Gives a post that has just arrived the marks that were set on it, or on its log, before.
    static func applyEarlierMarks(_ number: Int64, _ event: Event, _ projecting: Projecting) throws {
        let memory = try projecting.memory(DiscussionMemory.init)
        let marks = try memory.allMarks(projecting)
        if memory.earlyMarks.remove(event.id) != nil,
            let early = try projecting.row("SELECT clock, read FROM early_mark WHERE id = ?", event.id)
        {
            try projecting.execute("DELETE FROM early_mark WHERE id = ?", event.id)
            try mark(number, read: early["read"], at: early["clock"], marks, projecting)
        } else if !marks.isEmpty {
            try settle(number, marks, projecting)
        }
    }

    /// Asks again for threads whose moves changed: a channel that was marked read held them or did not.
    static func settleMoved(_ projecting: Projecting) throws {
        guard let moved = projecting.touched["thread_move"] else { return }
        let marks = try projecting.memory(DiscussionMemory.init).allMarks(projecting)
        guard marks.areAboutChannels else { return }
        for thread in moved {
            for row in try projecting.rows("SELECT number FROM post WHERE thread = ?", thread) {
                try settle(row[0], marks, projecting)
            }
        }
    }

    private static func settleAll(_ query: String, _ projecting: Projecting) throws -> Outcome {
        let memory = try projecting.memory(DiscussionMemory.init)
        memory.forgetAllMarks()
        let marks = try memory.allMarks(projecting)
        for row in try projecting.rows(query) { try settle(row[0], marks, projecting) }
        return .applied
    }

    /// Works out whether one post is unread from all that was ever said about it.
    private static func settle(_ number: Int64, _ marks: AllMarks, _ projecting: Projecting) throws {
        let row = try projecting.row(
            """
            SELECT thread, log, seq, marked, mark_clock, unread, author = ?1 AND imported_author IS NULL AS own
            FROM post JOIN document USING(number) WHERE post.number = ?2
            """,
            projecting.reader, number)
        guard let row, let log = projecting.logName(row["log"]) else { return }
        let explicit: (read: Bool, clock: Int64)? = (row["marked"] as Bool?).map { ($0, row["mark_clock"]) }
        let places = marks.areAboutChannels ? try ThreadPlaces(of: row["thread"], projecting) : nil
        let covered = marks.latest(covering: log, seq: row["seq"], places)
        var isUnread = !(row["own"] as Bool)
        if let explicit { isUnread = !explicit.read }
        if let covered, covered > explicit?.clock ?? 0 { isUnread = false }
        guard isUnread != row["unread"] else { return }
        try projecting.execute("UPDATE post SET unread = ? WHERE number = ?", isUnread, number)
        projecting.touch("thread", row["thread"])
        projecting.touch("post", number)
    }
}
