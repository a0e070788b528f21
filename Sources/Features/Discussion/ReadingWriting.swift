import GRDB
import Index
import Journal

/// Writes what the reader has read, keeps and follows, into the private log.
public struct ReadingWriting {
    private let session: BoardSession

    /// Writing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    /// Marks posts read or unread.
    public func mark(_ posts: [EventID], read: Bool) throws {
        let events = try Self.marks(posts, read: read)
        if !events.isEmpty { try session.write(events) }
    }

    /// The events that mark posts, as many as their lines need.
    public static func marks(_ posts: [EventID], read: Bool) throws -> [NewEvent] {
        try stride(from: 0, to: posts.count, by: PostsMarked.mostPosts).map { start in
            let chunk = posts[start..<min(start + PostsMarked.mostPosts, posts.count)]
            return try NewEvent(PostsMarked(posts: Array(chunk), read: read), isPrivate: true)
        }
    }

    /// Marks everything that is known now, in one channel or everywhere; answers the marking, which can be undone.
    public func markAll(channel: EventID? = nil) throws -> EventID {
        let heads = try session.read { database in
            try LogHeads.all(database).filter { !$0.key.isPrivate }.map { log, seq in
                AllMarked.Head(account: log.account, host: log.host, seq: seq)
            }
        }
        let sorted = heads.sorted { ($0.account, $0.host) < ($1.account, $1.host) }
        let event = try NewEvent(AllMarked(channel: channel, heads: sorted), isPrivate: true)
        guard let written = try session.write([event]).first else {
            throw CommandFailure("nothing was written", .inputOutput)
        }
        return written.id
    }

    /// Takes a marking of everything back.
    public func undoMarkAll(_ mark: EventID) throws {
        try session.write([NewEvent(AllMarkedUndone(mark: mark), isPrivate: true)])
    }

    /// Keeps a thread for later, or lets it go.
    public func star(_ thread: EventID, _ starred: Bool) throws {
        try session.write([NewEvent(ThreadStarred(thread: thread, starred: starred), isPrivate: true)])
    }

    /// Follows or mutes a thread.
    public func watch(_ thread: EventID, _ level: WatchLevel) throws {
        try session.write([NewEvent(ThreadWatched(thread: thread, level: level), isPrivate: true)])
    }
}
