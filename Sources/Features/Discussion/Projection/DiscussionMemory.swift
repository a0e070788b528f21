import Index
import Journal

/// What is remembered while a batch is applied, so that most posts need not ask.
final class DiscussionMemory {
    /// Whether replies wait for a post that they answer.
    var hasOrphans: Bool
    /// The posts that marks were set on before they arrived.
    var earlyMarks: Set<EventID>
    /// The marks on whole logs, once they were asked for.
    private var allMarks: AllMarks?
    /// The channels that threads were opened in, by their rows.
    private var openedChannels: [Int64: Int64] = [:]
    /// Whether a post of the batch is the reader's own.
    var isReaders: [Int64: Bool] = [:]
    /// Whether any thread was ever locked.
    var hasLocks: Bool
    /// What could be written in each channel, and from when on, the latest last.
    var channelChanges: [Int64: [ChannelChange]] = [:]
    /// What posts of the batch may have been judged by: the same before it, and before each replay.
    private var earlierChannelChanges: [[Int64: [ChannelChange]]]

    init(_ projecting: Projecting) throws {
        func has(_ table: String) throws -> Bool {
            try projecting.value(Int.self, "SELECT 1 FROM \(table) LIMIT 1") != nil
        }
        hasOrphans = try has("missing_parent")
        earlyMarks = Set(try projecting.rows("SELECT id FROM early_mark").map { $0["id"] })
        hasLocks = try has("thread_lock")
        var changes: [Int64: [ChannelChange]] = [:]
        for row in try projecting.rows("SELECT * FROM channel_change ORDER BY clock, id") {
            changes[row["channel"], default: []].append(ChannelChange(row: row))
        }
        channelChanges = changes
        earlierChannelChanges = [changes]
    }

    /// The channel that a thread was opened in; nothing when there is no such thread.
    func channel(ofThread thread: Int64, _ projecting: Projecting) throws -> Int64? {
        if let known = openedChannels[thread] { return known }
        let channel = try projecting.value(Int64.self, "SELECT opened_channel FROM thread WHERE number = ?", thread)
        openedChannels[thread] = channel
        return channel
    }

    /// The marks on whole logs.
    func allMarks(_ projecting: Projecting) throws -> AllMarks {
        if let known = allMarks { return known }
        let read = try AllMarks(projecting)
        allMarks = read
        return read
    }

    /// Lets the marks on whole logs be read anew.
    func forgetAllMarks() { allMarks = nil }

    /// Forgets what could be written where, to learn it anew.
    func forgetChannels() {
        earlierChannelChanges.append(channelChanges)
        channelChanges.removeAll()
    }

    /// Since when what could be written in a channel may differ from what posts were judged by; nothing if it cannot.
    func firstDifference(inChannel channel: Int64) -> Timestamp? {
        let now = channelChanges[channel] ?? []
        return earlierChannelChanges.compactMap { earlier in
            let before = earlier[channel] ?? []
            let same = zip(now, before).prefix { $0 == $1 }.count
            return (now.dropFirst(same) + before.dropFirst(same)).map(\.stamp.clock).min()
        }.min()
    }
}
