import GRDB
import Index
import Journal

/// Whether a post counts: whether its author was allowed to write it at its point of the order. Judged when it arrives,
/// and again when something that was decided before it arrives later.
enum ContentStanding {
    /// Judges a post that has just been added.
    static func judge(_ number: Int64, _ projecting: Projecting) throws -> Outcome {
        guard let refusal = try refusal(of: number, projecting) else { return .applied }
        try projecting.execute("UPDATE post SET refused = ? WHERE number = ?", refusal, number)
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
            try settleEdits(by: account, projecting)
        }
        for thread in projecting.touched["thread_lock"] ?? [] {
            try collect("SELECT number FROM post WHERE thread = ?", thread)
        }
        for channel in projecting.touched["channel"] ?? [] where try wasEverRestricted(channel, projecting) {
            try collect(
                "SELECT post.number FROM thread JOIN post ON post.thread = thread.number WHERE opened_channel = ?",
                channel)
        }
        for post in posts { try judgeAgain(post, projecting) }
    }

    private static func judgeAgain(_ number: Int64, _ projecting: Projecting) throws {
        let refusal = try refusal(of: number, projecting)
        guard let row = try projecting.row("SELECT thread, refused FROM post WHERE number = ?", number),
            row["refused"] != refusal
        else { return }
        try projecting.execute("UPDATE post SET refused = ? WHERE number = ?", refusal, number)
        projecting.touch("post", number)
        projecting.touch("thread", row["thread"])
    }

    private static func refusal(of number: Int64, _ projecting: Projecting) throws -> String? {
        let row = try projecting.row(
            """
            SELECT document.id, author, thread.number AS root, thread.kind, opened_channel, clock, log, seq
            FROM post JOIN document ON document.number = post.number JOIN thread ON thread.number = post.thread
            WHERE post.number = ?
            """,
            number)
        guard let row, let log = projecting.logName(row["log"]) else { return nil }
        let stamp = Stamp(clock: row["clock"], id: row["id"])
        let actor = projecting.authority.standing(of: row["author"], at: stamp, host: log.host, seq: row["seq"])
        let channel = try channel(row["opened_channel"], at: stamp, projecting)
        guard let channel else { return "there is no such channel" }
        if row["root"] == number {
            return DiscussionRules.refusalToOpen(
                ThreadKind(rawValue: row["kind"]) ?? .discussion, by: actor, starters: channel.starters,
                isArchived: channel.isArchived)
        }
        return DiscussionRules.refusalToReply(
            by: actor, isLocked: try isLocked(row["root"], at: stamp, projecting), isArchived: channel.isArchived)
    }

    private static func channel(
        _ number: Int64, at stamp: Stamp, _ projecting: Projecting
    ) throws -> (starters: ThreadStarters, isArchived: Bool)? {
        let row = try projecting.row(
            """
            SELECT starters, archived FROM channel_change
            WHERE channel = ? AND (clock, id) < (?, ?) ORDER BY clock DESC, id DESC LIMIT 1
            """,
            number, stamp.clock, stamp.id)
        return row.map { (ThreadStarters(rawValue: $0["starters"]) ?? .members, $0["archived"]) }
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

    /// A channel that was always open to all members has nothing to judge again.
    private static func wasEverRestricted(_ channel: Int64, _ projecting: Projecting) throws -> Bool {
        let changes =
            try projecting.value(
                Int.self, "SELECT count(*) FROM channel_change WHERE channel = ?", channel) ?? 0
        return changes != 1
    }

    private static func settleEdits(by account: Account, _ projecting: Projecting) throws {
        let edits = try projecting.rows(
            """
            SELECT post, clock, post_edit.id, log, seq, counts FROM document JOIN post_edit ON post = document.number
            WHERE author = ? AND log IS NOT NULL
            """,
            account)
        for edit in edits {
            guard let log = projecting.logName(edit["log"]) else { continue }
            let stamp = Stamp(clock: edit["clock"], id: edit["id"])
            let standing = projecting.authority.standing(of: account, at: stamp, host: log.host, seq: edit["seq"])
            guard (standing.role != nil) != edit["counts"] else { continue }
            try projecting.execute(
                "UPDATE post_edit SET counts = ? WHERE post = ? AND clock = ? AND id = ?",
                standing.role != nil, edit["post"] as Int64, stamp.clock, stamp.id)
            try PostProjection.settleText(of: edit["post"], projecting)
        }
    }
}
