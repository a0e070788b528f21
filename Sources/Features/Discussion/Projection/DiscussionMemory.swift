import Index

/// What is remembered while a batch is applied, so that most posts need not ask.
final class DiscussionMemory {
    /// Whether replies wait for a post that they answer.
    var hasOrphans: Bool
    /// Whether marks were set before the posts they are about arrived, or on whole logs.
    var hasMarks: Bool
    /// Whether any thread was ever locked.
    var hasLocks: Bool
    /// What could be written in each channel, and from when on, the latest last.
    var channelChanges: [Int64: [ChannelChange]] = [:]

    init(_ projecting: Projecting) throws {
        func has(_ table: String) throws -> Bool {
            try projecting.value(Int.self, "SELECT 1 FROM \(table) LIMIT 1") != nil
        }
        hasOrphans = try has("missing_parent")
        hasMarks = try has("early_mark") || has("all_mark")
        hasLocks = try has("thread_lock")
        for row in try projecting.rows("SELECT * FROM channel_change ORDER BY clock, id") {
            channelChanges[row["channel"], default: []].append(ChannelChange(row: row))
        }
    }
}
