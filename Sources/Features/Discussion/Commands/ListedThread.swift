import GRDB
import Index
import Journal

/// A thread as `--json` gives it.
struct ListedThread: Encodable {
    var id: EventID
    var channel: String
    var kind: ThreadKind
    var title: String
    var author: String
    var created_at: String
    var active_at: String
    var posts: Int
    var unread: Int
    var pinned: Bool
    var locked: Bool
    var answered: Bool
    var starred: Bool
    /// How many others have the same question.
    var me_too: Int
    var duplicate_of: EventID?

    init(_ thread: ThreadSummary) {
        id = thread.id
        channel = thread.channel
        kind = thread.kind
        title = thread.title
        author = thread.author.handle
        created_at = thread.created.rfc3339
        active_at = thread.active.rfc3339
        posts = thread.posts
        unread = thread.unread
        pinned = thread.isPinned
        locked = thread.isLocked
        answered = thread.isAnswered
        starred = thread.isStarred
        me_too = thread.meToo
        duplicate_of = thread.duplicateOf
    }
}

/// A post as `--json` gives it.
struct ListedPost: Encodable {
    var id: EventID
    var parent: EventID?
    var author: String
    var imported: Bool
    var created_at: String
    var edited_at: String?
    var body: String
    var reactions: [String: [String]]
    var retracted: Bool
    var hidden: Bool
    var answer: Bool
    var depth: Int
    var unread: Bool

    init(_ post: Post, ids: [Int64: EventID]) {
        id = post.id
        parent = post.parent.flatMap { ids[$0] }
        author = post.author.handle
        imported = post.author.isImported
        created_at = post.created.rfc3339
        edited_at = post.edited?.rfc3339
        body = post.body
        reactions = Dictionary(
            post.reactions.map { ($0.emoji, $0.accounts.map(\.rawValue)) }, uniquingKeysWith: { first, _ in first })
        retracted = post.isRetracted
        hidden = post.isHidden
        answer = post.isAnswer
        depth = post.depth
        unread = post.isUnread
    }
}

/// One wording of an edited post as `--json` gives it.
struct ListedWording: Encodable {
    var written_at: String
    var body: String

    init(_ wording: Wording) {
        written_at = wording.written.rfc3339
        body = wording.body
    }
}

/// A thread with its posts as `read --json` gives it.
struct ThreadWithPosts: Encodable {
    var thread: ListedThread
    var posts: [ListedPost]

    init(_ thread: ThreadSummary, _ posts: [Post]) {
        let ids = Dictionary(posts.map { ($0.number, $0.id) }, uniquingKeysWith: { first, _ in first })
        self.thread = ListedThread(thread)
        self.posts = posts.map { ListedPost($0, ids: ids) }
    }
}
