import GRDB
import Index
import Journal

/// What moderators, and askers, do to threads and posts. All of it is ordered: it counts when its author was allowed
/// to at that point.
enum ModerationProjection {
    static func accept(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: AnswerAccepted = try event.payload()
        guard let question = try PostRow(payload.thread, projecting) else { return .waits(on: payload.thread) }
        let kind = try projecting.value(String.self, "SELECT kind FROM thread WHERE number = ?", question.number)
        let refusal = DiscussionRules.refusalToAccept(
            by: event.by, standing: projecting.authority.standing(forWriting: event), asker: question.author,
            kind: kind.flatMap(ThreadKind.init) ?? .discussion)
        if let refusal { return .refused(refusal) }
        var answer: PostRow?
        if let post = payload.post {
            answer = try PostRow(post, projecting)
            guard let answer else { return .waits(on: post) }
            guard answer.thread == question.number, answer.number != question.number else {
                return .refused("the answer is a reply in another thread")
            }
        }
        try projecting.execute("UPDATE thread SET accepted = ? WHERE number = ?", answer?.number, question.number)
        projecting.touch("thread", question.number)
        return .applied
    }

    static func link(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: QuestionLinked = try event.payload()
        guard let question = try PostRow(payload.thread, projecting) else { return .waits(on: payload.thread) }
        let kind = try projecting.value(String.self, "SELECT kind FROM thread WHERE number = ?", question.number)
        let refusal = DiscussionRules.refusalToLink(
            by: event.by, standing: projecting.authority.standing(forWriting: event), asker: question.author,
            kind: kind.flatMap(ThreadKind.init) ?? .discussion)
        if let refusal { return .refused(refusal) }
        var original: PostRow?
        if let id = payload.original {
            original = try PostRow(id, projecting)
            guard let original else { return .waits(on: id) }
            let thread = try projecting.row("SELECT duplicate_of FROM thread WHERE number = ?", original.number)
            guard let thread, original.number != question.number else { return .refused("is no earlier question") }
            guard thread["duplicate_of"] as Int64? == nil else {
                return .refused("the earlier question was asked before too")
            }
        }
        try projecting.execute(
            "UPDATE thread SET duplicate_of = ? WHERE number = ?", original?.number, question.number)
        projecting.touch("thread", question.number)
        if let original { projecting.touch("thread", original.number) }
        return .applied
    }

    static func pin(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ThreadPinned = try event.payload()
        return try moderate(payload.thread, event, projecting) { thread in
            try projecting.execute("UPDATE thread SET pinned = ? WHERE number = ?", payload.pinned, thread.number)
        }
    }

    static func lock(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ThreadLocked = try event.payload()
        return try moderate(payload.thread, event, projecting) { thread in
            try projecting.execute("UPDATE thread SET locked = ? WHERE number = ?", payload.locked, thread.number)
            try projecting.execute(
                "INSERT OR REPLACE INTO thread_lock(thread, clock, id, locked, reason, account) VALUES(?, ?, ?, ?, ?, ?)",
                thread.number, event.clock, event.id, payload.locked, String(payload.reason.prefix(500)), event.by)
            try projecting.memory(DiscussionMemory.init).hasLocks = true
            projecting.touch("thread_lock", thread.number)
        }
    }

    static func move(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ThreadMoved = try event.payload()
        guard let thread = try PostRow(payload.thread, projecting) else { return .waits(on: payload.thread) }
        let channel = try projecting.row(
            "SELECT number, starters, archived, live FROM channel WHERE id = ?", payload.channel)
        guard let channel else { return .waits(on: payload.channel) }
        guard channel["live"] else { return .refused(ChannelProjection.noSuchChannel) }
        let refusal = DiscussionRules.refusalToMove(
            by: event.by, standing: projecting.authority.standing(forWriting: event), author: thread.author,
            starters: ThreadStarters(rawValue: channel["starters"]) ?? .members, isArchived: channel["archived"])
        if let refusal { return .refused(refusal) }
        try projecting.execute(
            "UPDATE thread SET channel = ? WHERE number = ?", channel["number"] as Int64, thread.number)
        try projecting.execute(
            "INSERT OR REPLACE INTO thread_move(thread, clock, id, channel) VALUES(?, ?, ?, ?)",
            thread.number, event.clock, event.id, channel["number"] as Int64)
        projecting.touch("thread", thread.number)
        projecting.touch("thread_move", thread.number)
        return .applied
    }

    static func hide(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: PostHidden = try event.payload()
        return try moderate(payload.post, event, projecting) { post in
            try projecting.execute(
                "UPDATE post SET hidden = ?, hidden_reason = ? WHERE number = ?",
                payload.hidden, String(payload.reason.prefix(500)), post.number)
            projecting.touch("post", post.number)
        }
    }

    static func reset(_ projecting: Projecting) throws {
        let threads = try projecting.rows(
            """
            SELECT number FROM thread
            WHERE pinned OR locked OR accepted IS NOT NULL OR duplicate_of IS NOT NULL OR channel <> opened_channel
            """)
        for row in threads {
            let number: Int64 = row["number"]
            try projecting.execute(
                """
                UPDATE thread SET pinned = 0, locked = 0, accepted = NULL, duplicate_of = NULL, channel = opened_channel
                WHERE number = ?
                """,
                number)
            projecting.touch("thread", number)
        }
        for row in try projecting.rows("SELECT DISTINCT thread FROM thread_move") {
            projecting.touch("thread_move", row["thread"])
        }
        try projecting.execute("DELETE FROM thread_move")
        for row in try projecting.rows("SELECT DISTINCT thread FROM thread_lock") {
            projecting.touch("thread_lock", row["thread"])
        }
        try projecting.execute("DELETE FROM thread_lock")
        for row in try projecting.rows("SELECT number, thread FROM post WHERE hidden") {
            try projecting.execute(
                "UPDATE post SET hidden = 0, hidden_reason = NULL WHERE number = ?", row["number"] as Int64)
            projecting.touch("post", row["number"])
            projecting.touch("thread", row["thread"])
        }
    }

    private static func moderate(
        _ id: EventID, _ event: Event, _ projecting: Projecting, _ change: (PostRow) throws -> Void
    ) throws -> Outcome {
        guard let post = try PostRow(id, projecting) else { return .waits(on: id) }
        let actor = projecting.authority.standing(forWriting: event)
        if let refusal = DiscussionRules.refusalToModerate(by: actor) { return .refused(refusal) }
        try change(post)
        projecting.touch("thread", post.thread)
        return .applied
    }
}
