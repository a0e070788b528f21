import GRDB
import Index
import Journal

/// Makes the events that say what the reader has read, keeps and follows. They go to the private log.
public enum ReadingEvents {
    /// Marks posts read or unread: as many events as their lines need.
    public static func marks(_ posts: [EventID], read: Bool) throws -> [NewEvent] {
        try stride(from: 0, to: posts.count, by: PostsMarked.mostPosts).map { start in
            let chunk = posts[start..<min(start + PostsMarked.mostPosts, posts.count)]
            return try NewEvent(PostsMarked(posts: Array(chunk), read: read), isPrivate: true)
        }
    }

    /// Marks everything that is known now, in one channel or everywhere.
    public static func allMarked(channel: EventID? = nil, _ database: Database) throws -> NewEvent {
        let heads = try LogHeads.all(database).filter { !$0.key.isPrivate }.map { log, seq in
            AllMarked.Head(account: log.account, host: log.host, seq: seq)
        }
        let sorted = heads.sorted { ($0.account, $0.host) < ($1.account, $1.host) }
        return try NewEvent(AllMarked(channel: channel, heads: sorted), isPrivate: true)
    }

    /// Takes a marking of everything back.
    public static func allMarkedUndone(_ mark: EventID) throws -> NewEvent {
        try NewEvent(AllMarkedUndone(mark: mark), isPrivate: true)
    }

    /// Keeps a thread for later, or lets it go.
    public static func star(_ thread: EventID, _ starred: Bool) throws -> NewEvent {
        try NewEvent(ThreadStarred(thread: thread, starred: starred), isPrivate: true)
    }

    /// Follows or mutes a thread.
    public static func watch(_ thread: EventID, _ level: WatchLevel) throws -> NewEvent {
        try NewEvent(ThreadWatched(thread: thread, level: level), isPrivate: true)
    }
}
