import Journal

/// Who wrote something that is exported.
struct ExportedAuthor: Hashable, Sendable {
    /// The name that is shown.
    var name: String
    /// The member's account; nothing for a name that came with an import.
    var account: Account?
    /// The mark of an imported author's address; see `MailAuthor`.
    var mark: String = ""
}

/// A thread on its way out.
struct ExportedThread: Sendable {
    /// Its id.
    var id: EventID
    /// The name of its channel.
    var channel: String
    /// Its kind, such as `question`.
    var kind: String
    /// Its title.
    var title: String
    /// Who opened it.
    var author: ExportedAuthor
    /// When it was opened.
    var createdAt: Timestamp
    /// When its last post was written.
    var activeAt: Timestamp
    /// How many posts it has, the first one too.
    var posts: Int
    /// How many of them are unread.
    var unread: Int
    /// Whether it stands on top of its channel.
    var pinned: Bool
    /// Whether an answer was accepted.
    var answered: Bool
}

/// A post on its way out; the first of a thread has the thread's id.
struct ExportedPost: Sendable {
    /// Its id.
    var id: EventID
    /// The post that it answers.
    var parent: EventID?
    /// How many posts stand above it.
    var depth: Int
    /// Who wrote it.
    var author: ExportedAuthor
    /// When it was written.
    var createdAt: Timestamp
    /// When it was last changed.
    var editedAt: Timestamp?
    /// Its text; empty when it was retracted.
    var body: String
    /// How many members reacted with which emoji.
    var reactions: [String: Int]
    /// Whether its author took it back.
    var retracted: Bool
    /// Whether it is unread.
    var unread: Bool
    /// The Message-ID that it was imported with.
    var messageID: MessageID?
}

/// Takes threads with their posts, one after the other, and makes files of them.
protocol ExportWriter {
    /// Begins a thread. Throws `ExportError`.
    mutating func begin(_ thread: ExportedThread) throws
    /// Adds a post to the thread that was begun; its parent came before it. Throws `ExportError`.
    mutating func add(_ post: ExportedPost) throws
    /// Ends the thread that was begun. Throws `ExportError`.
    mutating func end() throws
    /// Ends the export. Throws `ExportError`.
    mutating func finish() throws
}
