import Journal

/// `thread.pinned`: a moderator keeps a thread on top, or lets it go.
public struct ThreadPinned: EventPayload {
    /// What logs call it.
    public static let kind = "thread.pinned"
    /// Which thread.
    public var thread: EventID
    /// Whether it stays on top.
    public var pinned: Bool

    /// Pinning or letting go.
    public init(thread: EventID, pinned: Bool = true) {
        self.thread = thread
        self.pinned = pinned
    }
}

/// `thread.locked`: a moderator closes a thread for replies, or opens it again.
public struct ThreadLocked: EventPayload {
    /// What logs call it.
    public static let kind = "thread.locked"
    /// Which thread.
    public var thread: EventID
    /// Whether it is closed.
    public var locked: Bool
    /// Why, for everyone to read.
    public var reason: String

    /// Closing or opening.
    public init(thread: EventID, locked: Bool = true, reason: String = "") {
        self.thread = thread
        self.locked = locked
        self.reason = reason
    }
}

/// `thread.moved`: a moderator, or who opened it, moves a thread to another channel.
public struct ThreadMoved: EventPayload {
    /// What logs call it.
    public static let kind = "thread.moved"
    /// Which thread.
    public var thread: EventID
    /// Where to.
    public var channel: EventID

    /// Moving.
    public init(thread: EventID, channel: EventID) {
        self.thread = thread
        self.channel = channel
    }
}

/// `question.linked`: who asked, or a moderator, says that a question was asked before, or that it was not.
public struct QuestionLinked: EventPayload {
    /// What logs call it.
    public static let kind = "question.linked"
    /// The later question.
    public var thread: EventID
    /// The earlier one; nothing when there is none.
    public var original: EventID?

    /// Linking, or taking that back.
    public init(thread: EventID, original: EventID?) {
        self.thread = thread
        self.original = original
    }
}

/// `post.hidden`: a moderator hides a post from view, or shows it again. Hiding the first post hides the thread.
public struct PostHidden: EventPayload {
    /// What logs call it.
    public static let kind = "post.hidden"
    /// Which post.
    public var post: EventID
    /// Whether it is out of view.
    public var hidden: Bool
    /// Why, for everyone to read.
    public var reason: String

    /// Hiding or showing.
    public init(post: EventID, hidden: Bool = true, reason: String = "") {
        self.post = post
        self.hidden = hidden
        self.reason = reason
    }
}
