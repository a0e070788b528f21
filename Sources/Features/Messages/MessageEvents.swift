import Journal

/// `message.sent`: a text for a few members alone. Everyone sees who wrote it, to whom, when, and how long it is.
public struct MessageSent: EventPayload {
    /// What logs call it.
    public static let kind = "message.sent"
    /// Whom it is for, its author not among them.
    public var to: [Account]
    /// The text, Markdown, sealed to them and to its author.
    public var sealed: SealedText

    /// A message.
    public init(to: [Account], sealed: SealedText) {
        self.to = to
        self.sealed = sealed
    }

    /// What the text must not be torn from: a message does not open under other recipients.
    static func about(_ to: [Account]) -> String { to.map(\.rawValue).sorted().joined(separator: "\n") }
}

/// `message.retracted`: who wrote a message takes it back. Its sealed text stays in the log.
public struct MessageRetracted: EventPayload {
    /// What logs call it.
    public static let kind = "message.retracted"
    /// Which message.
    public var message: EventID
    /// Whom it was for, so that all others need not wait for a message that they never see.
    public var to: [Account]

    /// Taking a message back.
    public init(message: EventID, to: [Account]) {
        self.message = message
        self.to = to
    }
}

/// `messages.marked`: the reader has read messages, or wants them unread again. In the private log.
public struct MessagesMarked: EventPayload {
    /// What logs call it.
    public static let kind = "messages.marked"
    /// Which messages; at most `mostMessages`.
    public var messages: [EventID]
    /// Whether they count as read.
    public var read: Bool

    /// How many ids fit a line.
    public static let mostMessages = 5_000

    /// Marking messages.
    public init(messages: [EventID], read: Bool) {
        self.messages = messages
        self.read = read
    }
}
