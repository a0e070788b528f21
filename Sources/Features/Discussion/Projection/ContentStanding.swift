import GRDB
import Index
import Journal

/// What could be written in a channel from a point of the order on.
struct ChannelChange: Hashable {
    var stamp: Stamp
    var starters: ThreadStarters
    var isArchived: Bool

    init(row: Row) {
        stamp = Stamp(clock: row["clock"], id: row["id"])
        starters = ThreadStarters(rawValue: row["starters"]) ?? .members
        isArchived = row["archived"]
    }
}

/// What decides whether a post counts.
struct PostInQuestion {
    var number: Int64
    var thread: Int64
    var kind: ThreadKind
    /// The channel that the thread was opened in, by its row.
    var channel: Int64
    var author: Account
    var stamp: Stamp
    var host: String
    var seq: Int64

    init(_ event: Event, number: Int64, thread: Int64, kind: ThreadKind, channel: Int64) {
        self.number = number
        self.thread = thread
        self.kind = kind
        self.channel = channel
        author = event.by
        stamp = event.stamp
        host = event.log.host
        seq = event.seq
    }

    /// The post with this number; nothing when it has no thread.
    init?(_ number: Int64, _ projecting: Projecting) throws {
        let row = try projecting.row(
            """
            SELECT document.id, author, post.thread, thread.kind, opened_channel, clock, log, seq
            FROM post JOIN document ON document.number = post.number JOIN thread ON thread.number = post.thread
            WHERE post.number = ?
            """,
            number)
        guard let row, let log = projecting.logName(row["log"]) else { return nil }
        self.number = number
        thread = row["thread"]
        kind = ThreadKind(rawValue: row["kind"]) ?? .discussion
        channel = row["opened_channel"]
        author = row["author"]
        stamp = Stamp(clock: row["clock"], id: row["id"])
        host = log.host
        seq = row["seq"]
    }
}

/// Whether a post counts: whether its author was allowed to write it at its point of the order. Judged when it arrives,
/// and again when something that was decided before it arrives later.
enum ContentStanding {
    /// Judges a post that has just been added.
    static func judge(_ post: PostInQuestion, _ projecting: Projecting) throws -> Outcome {
        guard let refusal = try refusal(of: post, projecting) else { return .applied }
        try projecting.execute("UPDATE post SET refused = ? WHERE number = ?", refusal, post.number)
        projecting.touch("post", post.number)
        return .refused(refusal)
    }

    /// Judges again what late news may have changed.
    static func settle(_ projecting: Projecting) throws {
        var posts: Set<Int64> = []
        func collect(_ sql: String, _ arguments: (any DatabaseValueConvertible)?...) throws {
            let statement = try projecting.database.cachedStatement(sql: sql)
            posts.formUnion(try Int64.fetchAll(statement, arguments: StatementArguments(arguments)))
        }
        for account in projecting.changedStandings {
            guard let since = projecting.earliestChange(of: account) else { continue }
            try collect(
                """
                SELECT post.number FROM document JOIN post ON post.number = document.number
                WHERE author = ? AND clock >= ?
                """,
                account, since)
            try DeedStanding.settle(by: account, since: since, projecting)
        }
        for thread in projecting.touched["thread_lock"] ?? [] {
            try collect("SELECT number FROM post WHERE thread = ?", thread)
        }
        let memory = try projecting.memory(DiscussionMemory.init)
        for channel in projecting.touched["channel"] ?? [] {
            guard let since = memory.firstDifference(inChannel: channel) else { continue }
            try collect(
                """
                SELECT post.number FROM thread JOIN post ON post.thread = thread.number
                WHERE opened_channel = ? AND clock >= ?
                """,
                channel, since)
        }
        for post in posts { try judgeAgain(post, projecting) }
    }

    static func judgeAgain(_ number: Int64, _ projecting: Projecting) throws {
        guard let post = try PostInQuestion(number, projecting) else { return }
        let refusal = try refusal(of: post, projecting)
        let before = try projecting.row("SELECT refused, held FROM post WHERE number = ?", number)
        // For everyone but its author a post that waits is not there.
        let isHeld = (before?["held"] as String?) != nil && post.author != projecting.reader
        let standing = refusal ?? (isHeld ? "waits for a moderator" : nil)
        guard let before, before["refused"] != standing else { return }
        try projecting.execute("UPDATE post SET refused = ? WHERE number = ?", standing, number)
        try projecting.noteRefusal(
            refusal, of: post.stamp.id, by: post.author,
            kind: number == post.thread ? ThreadOpened.kind : PostAdded.kind)
        projecting.touch("post", number)
        projecting.touch("thread", post.thread)
    }

    static func refusal(of post: PostInQuestion, _ projecting: Projecting) throws -> String? {
        let memory = try projecting.memory(DiscussionMemory.init)
        let actor = projecting.authority.standing(of: post.author, at: post.stamp, host: post.host, seq: post.seq)
        guard let channel = memory.channelChanges[post.channel]?.last(where: { $0.stamp < post.stamp }) else {
            return ChannelProjection.noSuchChannel
        }
        if post.number == post.thread {
            return DiscussionRules.refusalToOpen(
                post.kind, by: actor, starters: channel.starters, isArchived: channel.isArchived)
        }
        let isLocked = try memory.hasLocks && isLocked(post.thread, at: post.stamp, projecting)
        return DiscussionRules.refusalToReply(by: actor, isLocked: isLocked, isArchived: channel.isArchived)
    }

    private static func isLocked(_ thread: Int64, at stamp: Stamp, _ projecting: Projecting) throws -> Bool {
        try projecting.value(
            Bool.self,
            """
            SELECT locked FROM thread_lock
            WHERE thread = ? AND (clock, id) < (?, ?) ORDER BY clock DESC, id DESC LIMIT 1
            """,
            thread, stamp.clock, stamp.id) ?? false
    }
}
