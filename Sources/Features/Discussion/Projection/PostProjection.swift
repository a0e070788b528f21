import Foundation
import Index
import Journal

/// How threads are opened, answered, edited, taken back and reacted to.
enum PostProjection {
    /// The two kinds that make a post, read without a decoder: they are nearly all of a board.
    private struct Content {
        var title: String
        var body: String
        var imported: ImportedMessage?

        init?(_ event: Event, _ fields: FieldScanner, _ projecting: Projecting) throws {
            let title = fields.string("title") ?? ""
            // No text has more letters than bytes, and counting letters takes time.
            let isShort = title.utf8.count <= DiscussionRules.longestTitle
            self.title = isShort ? title : String(title.prefix(DiscussionRules.longestTitle))
            guard let body = fields.string("body") else { return nil }
            self.body = body
            if let file = fields.string("file") {
                self.body = try projecting.longBody(file, of: event) ?? body
            }
            imported = try fields.raw("imported").map { try JSONDecoder().decode(ImportedMessage.self, from: Data($0)) }
        }
    }

    static func open(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let fields = FieldScanner(event.line)
        guard let channel = fields.id("channel"), let kind = fields.string("thread_kind").flatMap(ThreadKind.init),
            let content = try Content(event, fields, projecting)
        else { return .refused("does not say what a \(event.kind) must say") }
        guard let place = try ChannelProjection.number(of: channel, projecting) else { return .waits(on: channel) }
        if let refusal = DiscussionRules.refusal(ofTitle: content.title) { return .refused(refusal) }
        guard let number = try addPost(event, content, thread: nil, parent: nil, projecting) else { return .applied }
        let activity = try kind == .activity ? fields.raw("activity").map(ActivityTerms.init(json:)) : nil
        let opened = content.imported?.shownDate(before: event.clock) ?? event.clock
        try projecting.execute(
            """
            INSERT INTO thread(number, channel, opened_channel, kind, active, asked_day, due, opened_due, veils,
                opened_veils)
            VALUES(?1, ?2, ?2, ?3, ?4, ?4 / 86400000, ?5, ?5, ?6, ?6)
            """,
            number, place, kind.rawValue, opened,
            activity?.due, activity?.hidesResponses ?? false)
        try ReadingProjection.applyEarlierMarks(number, event, projecting)
        return try ContentStanding.judge(
            PostInQuestion(event, number: number, thread: number, kind: kind, channel: place), projecting)
    }

    /// The thread that a post was added to. Fields stand in the order of their names, so it mostly is the line's end.
    static func thread(of event: Event) -> EventID? {
        FieldScanner.lastID("thread", of: event.line) ?? FieldScanner(event.line).id("thread")
    }

    static func add(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let fields = FieldScanner(event.line)
        guard let thread = fields.id("thread"), let parent = fields.id("parent"),
            let content = try Content(event, fields, projecting)
        else { return .refused("does not say what a \(event.kind) must say") }
        guard let place = try projecting.number(of: thread) else { return .waits(on: thread) }
        guard let channel = try projecting.memory(DiscussionMemory.init).channel(ofThread: place, projecting) else {
            return .refused("answers what is no thread")
        }
        guard let number = try addPost(event, content, thread: place, parent: parent, projecting) else {
            return .applied
        }
        try ReadingProjection.applyEarlierMarks(number, event, projecting)
        return try ContentStanding.judge(
            PostInQuestion(event, number: number, thread: place, kind: .discussion, channel: channel), projecting)
    }

    /// Adds the rows that every post has; nothing when it was there already. A thread's first post passes no thread.
    private static func addPost(
        _ event: Event, _ content: Content, thread: Int64?, parent: EventID?, _ projecting: Projecting
    ) throws -> Int64? {
        let created = content.imported?.shownDate(before: event.clock) ?? event.clock
        let document = Document(
            kind: "post", id: event.id, author: event.by, created: created, title: content.title, body: content.body)
        guard let number = try projecting.add(document) else { return nil }
        let memory = try projecting.memory(DiscussionMemory.init)
        let parentNumber = try parent.flatMap { try projecting.number(of: $0) }
        let isUnread = event.by != projecting.reader || content.imported != nil
        try projecting.execute(
            """
            INSERT INTO post(number, thread, parent, created, clock, log, seq, imported_author, imported_address, unread)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, thread ?? number, parentNumber, created, event.clock, try projecting.logNumber(of: event),
            event.seq,
            content.imported?.author, content.imported?.address, isUnread)
        if let parent, parentNumber == nil {
            try projecting.execute("INSERT OR IGNORE INTO missing_parent VALUES(?, ?)", parent, number)
            memory.hasOrphans = true
        }
        if memory.hasOrphans { try adopt(number, event, isImported: content.imported != nil, projecting) }
        if let imported = content.imported {
            try projecting.execute(
                "INSERT OR IGNORE INTO imported_message VALUES(?, ?)", imported.messageID, number)
        }
        memory.isReaders[number] = event.by == projecting.reader && content.imported == nil
        try Notices.note(number, event, content.body, parent: parentNumber, projecting)
        projecting.touch("thread", thread ?? number)
        return number
    }

    /// Gives a post the replies that arrived before it.
    private static func adopt(
        _ number: Int64, _ event: Event, isImported: Bool, _ projecting: Projecting
    ) throws {
        let orphans = try projecting.rows("SELECT post FROM missing_parent WHERE awaited = ?", event.id)
        guard !orphans.isEmpty else { return }
        for orphan in orphans {
            try projecting.execute("UPDATE post SET parent = ? WHERE number = ?", number, orphan["post"] as Int64)
            projecting.touch("post", orphan["post"])
            if event.by == projecting.reader, !isImported { try Notices.noteReply(orphan["post"], projecting) }
        }
        try projecting.execute("DELETE FROM missing_parent WHERE awaited = ?", event.id)
    }

    static func edit(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: PostEdited = try event.payload()
        guard let post = try PostRow(payload.post, projecting) else { return .waits(on: payload.post) }
        let standing = projecting.authority.standing(forWriting: event)
        let refusal = DiscussionRules.refusalToEdit(by: event.by, standing: standing, author: post.author)
        if let refusal, event.by != post.author { return .refused(refusal) }
        var body = payload.body
        if let file = payload.file { body = try projecting.longBody(file, of: event) ?? body }
        try keepOriginal(post, projecting)
        try projecting.execute(
            "INSERT OR IGNORE INTO post_edit(post, clock, id, title, body, log, seq, counts) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            post.number, event.clock, event.id, payload.title.map { String($0.prefix(DiscussionRules.longestTitle)) },
            body, try projecting.logNumber(of: event), event.seq, refusal == nil)
        try settleText(of: post.number, projecting)
        return refusal.map(Outcome.refused) ?? .applied
    }

    /// The first edit saves the first wording, as edit number zero.
    private static func keepOriginal(_ post: PostRow, _ projecting: Projecting) throws {
        try projecting.execute(
            """
            INSERT OR IGNORE INTO post_edit(post, clock, id, title, body, counts)
            SELECT number, 0, id, title, body, 1 FROM document WHERE number = ?1
                AND NOT EXISTS (SELECT 1 FROM post_edit WHERE post = ?1)
            """,
            post.number)
    }

    /// Shows the latest wording that counts.
    static func settleText(of number: Int64, _ projecting: Projecting) throws {
        let versions = try projecting.rows(
            "SELECT clock, title, body FROM post_edit WHERE post = ? AND counts ORDER BY clock DESC, id DESC", number)
        guard let latest = versions.first else { return }
        let title = versions.lazy.compactMap { $0["title"] as String? }.first { !$0.isEmpty } ?? ""
        try projecting.revise(number, title: title, body: latest["body"])
        let edited: Int64 = latest["clock"]
        try projecting.execute("UPDATE post SET edited = nullif(?, 0) WHERE number = ?", edited, number)
        try touchThread(of: number, projecting)
    }

    static func retract(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: PostRetracted = try event.payload()
        guard let post = try PostRow(payload.post, projecting) else { return .waits(on: payload.post) }
        let standing = projecting.authority.standing(forWriting: event)
        let refusal = DiscussionRules.refusalToEdit(by: event.by, standing: standing, author: post.author)
        if let refusal, event.by != post.author { return .refused(refusal) }
        try projecting.execute(
            "INSERT OR IGNORE INTO retraction(post, clock, id, retracted, reason, log, seq, counts) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            post.number, event.clock, event.id, payload.retracted, String(payload.reason.prefix(500)),
            try projecting.logNumber(of: event), event.seq, refusal == nil)
        try settleRetraction(of: post.number, projecting)
        return refusal.map(Outcome.refused) ?? .applied
    }

    /// Shows or hides a post as its author last said with effect.
    static func settleRetraction(of number: Int64, _ projecting: Projecting) throws {
        let latest = try projecting.row(
            "SELECT retracted, reason FROM retraction WHERE post = ? AND counts ORDER BY clock DESC, id DESC LIMIT 1",
            number)
        try projecting.execute(
            "UPDATE post SET retracted = ?, retract_reason = ? WHERE number = ?",
            latest?["retracted"] ?? false, latest?["reason"] as String?, number)
        try touchThread(of: number, projecting)
    }

    static func react(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ReactionSet = try event.payload()
        guard let post = try PostRow(payload.post, projecting) else { return .waits(on: payload.post) }
        let standing = projecting.authority.standing(forWriting: event)
        let refusal = DiscussionRules.refusalToReact(by: standing, with: payload.emoji)
        if let refusal, refusal != DiscussionRules.refusalToWrite(by: standing) { return .refused(refusal) }
        try projecting.execute(
            """
            INSERT OR IGNORE INTO reaction(post, clock, id, emoji, account, present, log, seq, counts)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            post.number, event.clock, event.id, payload.emoji, event.by, payload.present,
            try projecting.logNumber(of: event), event.seq, refusal == nil)
        try touchThread(of: post.number, projecting)
        return refusal.map(Outcome.refused) ?? .applied
    }

    static func touchThread(of number: Int64, _ projecting: Projecting) throws {
        guard let thread = try projecting.value(Int64.self, "SELECT thread FROM post WHERE number = ?", number) else {
            return
        }
        projecting.touch("thread", thread)
        projecting.touch("post", number)
    }
}

extension ImportedMessage {
    /// The date that people see: an archive's date, but never one that would keep a thread on top.
    func shownDate(before clock: Timestamp) -> Timestamp { min(date, clock) }
}
