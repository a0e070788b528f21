import Journal

/// `posts.marked`: the reader has read posts, or wants them unread again. In the private log.
public struct PostsMarked: EventPayload {
    /// What logs call it.
    public static let kind = "posts.marked"
    /// Which posts; at most `mostPosts`.
    public var posts: [EventID]
    /// Whether they count as read.
    public var read: Bool

    /// How many ids fit a line.
    public static let mostPosts = 5_000

    /// Marking posts.
    public init(posts: [EventID], read: Bool) {
        self.posts = posts
        self.read = read
    }
}

/// `posts.all_marked`: the reader has read everything that a set of logs held, in one channel or on the whole board.
/// Naming how far each log reached, rather than a time, leaves alone what arrives late from elsewhere. In the private
/// log.
public struct AllMarked: EventPayload {
    /// What logs call it.
    public static let kind = "posts.all_marked"
    /// Only in this channel; everywhere when left out.
    public var channel: EventID?
    /// How far each log had been seen.
    public var heads: [Head]

    /// How far one log had been seen.
    public struct Head: Codable, Hashable, Sendable {
        /// Whose log.
        public var account: Account
        /// On which host.
        public var host: String
        /// The number of the last event seen.
        public var seq: Int64

        /// How far a log had been seen.
        public init(account: Account, host: String, seq: Int64) {
            self.account = account
            self.host = host
            self.seq = seq
        }
    }

    /// Marking everything up to these heads.
    public init(channel: EventID?, heads: [Head]) {
        self.channel = channel
        self.heads = heads
    }
}

/// `posts.all_marked_undone`: takes an `AllMarked` back; every post is again as it was before. In the private log.
public struct AllMarkedUndone: EventPayload {
    /// What logs call it.
    public static let kind = "posts.all_marked_undone"
    /// The marking.
    public var mark: EventID

    /// Taking a marking back.
    public init(mark: EventID) { self.mark = mark }
}

/// `thread.starred`: the reader keeps a thread for later. In the private log.
public struct ThreadStarred: EventPayload {
    /// What logs call it.
    public static let kind = "thread.starred"
    /// Which thread.
    public var thread: EventID
    /// Whether it is kept.
    public var starred: Bool

    /// Keeping or letting go.
    public init(thread: EventID, starred: Bool = true) {
        self.thread = thread
        self.starred = starred
    }
}

/// How much of a thread's news the reader wants.
public enum WatchLevel: String, Codable, CaseIterable, Sendable {
    /// Told of every post, of what is for one, of nothing.
    case watched, normal, muted
}

/// `thread.watched`: the reader follows or mutes a thread. In the private log.
public struct ThreadWatched: EventPayload {
    /// What logs call it.
    public static let kind = "thread.watched"
    /// Which thread.
    public var thread: EventID
    /// How much of its news.
    public var level: WatchLevel

    /// Following, muting, or neither.
    public init(thread: EventID, level: WatchLevel) {
        self.thread = thread
        self.level = level
    }
}
