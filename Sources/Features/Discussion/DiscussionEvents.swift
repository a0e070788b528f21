import Foundation
import Journal

/// `channel.added`: a moderator makes a channel. The event's id is the channel's.
public struct ChannelAdded: EventPayload {
    /// What logs call it.
    public static let kind = "channel.added"
    /// Its name without `#`: lower-case letters, digits and dashes.
    public var name: String
    /// What it is for, one line.
    public var topic: String
    /// Who may open threads in it.
    public var starters: ThreadStarters

    /// A new channel.
    public init(name: String, topic: String = "", starters: ThreadStarters = .members) {
        self.name = name
        self.topic = topic
        self.starters = starters
    }
}

/// Who may open threads in a channel.
public enum ThreadStarters: String, Codable, CaseIterable, Sendable {
    /// Every member, or moderators alone.
    case members, moderators
}

/// `channel.edited`: a moderator renames a channel, gives it another topic, or archives it. What is left out stays.
public struct ChannelEdited: EventPayload {
    /// What logs call it.
    public static let kind = "channel.edited"
    /// Which channel.
    public var channel: EventID
    /// Its new name.
    public var name: String?
    /// Its new topic.
    public var topic: String?
    /// Who may open threads from here on.
    public var starters: ThreadStarters?
    /// Whether it is closed for writing.
    public var archived: Bool?

    /// A change of a channel.
    public init(
        channel: EventID, name: String? = nil, topic: String? = nil, starters: ThreadStarters? = nil,
        archived: Bool? = nil
    ) {
        self.channel = channel
        self.name = name
        self.topic = topic
        self.starters = starters
        self.archived = archived
    }
}

/// Where an imported message came from.
public struct ImportedMessage: Codable, Hashable, Sendable {
    /// The author's name as the archive gives it.
    public var author: String
    /// Tells authors of one name apart: the beginning of a hash of the address.
    public var address: String?
    /// When it was written, by the archive.
    public var date: Timestamp
    /// The archive's own id of the message.
    public var messageID: String

    /// The origin of an imported message.
    public init(author: String, address: String?, date: Timestamp, messageID: String) {
        self.author = author
        self.address = address
        self.date = date
        self.messageID = messageID
    }

    private enum CodingKeys: String, CodingKey {
        case author, address, date
        case messageID = "message_id"
    }
}

/// What a thread is for.
public enum ThreadKind: String, Codable, CaseIterable, Sendable {
    /// What everyone may answer: talk, a question with an accepted answer, a moderator's word, a prompt with a due
    /// date.
    case discussion, question, announcement, activity

    /// What a thread is whose author only gave it a title: a question if that ends in a question mark.
    public static func of(title: String) -> ThreadKind {
        let title = title.trimmingCharacters(in: .whitespaces)
        return title.hasSuffix("?") || title.hasSuffix("？") ? .question : .discussion
    }
}

/// `thread.opened`: a thread and its first post, which share the event's id.
public struct ThreadOpened: EventPayload {
    /// What logs call it.
    public static let kind = "thread.opened"
    /// In which channel.
    public var channel: EventID
    /// What it is for.
    public var threadKind: ThreadKind
    /// Its title, one line.
    public var title: String
    /// The first post, Markdown (plain text when imported). Empty when `file` holds it.
    public var body: String
    /// The content address of a body too long for a line.
    public var file: String?
    /// Set when it was imported.
    public var imported: ImportedMessage?
    /// How an activity goes; means nothing for other threads.
    public var activity: ActivityTerms?

    /// A new thread.
    public init(
        channel: EventID, threadKind: ThreadKind, title: String, body: String, file: String? = nil,
        imported: ImportedMessage? = nil, activity: ActivityTerms? = nil
    ) {
        self.channel = channel
        self.threadKind = threadKind
        self.title = title
        self.body = body
        self.file = file
        self.imported = imported
        self.activity = activity
    }

    private enum CodingKeys: String, CodingKey {
        case channel, title, body, file, imported, activity
        case threadKind = "thread_kind"
    }
}

/// `post.added`: a reply.
public struct PostAdded: EventPayload {
    /// What logs call it.
    public static let kind = "post.added"
    /// In which thread.
    public var thread: EventID
    /// Which post it answers.
    public var parent: EventID
    /// Markdown (plain text when imported). Empty when `file` holds it.
    public var body: String
    /// The content address of a body too long for a line.
    public var file: String?
    /// Set when it was imported.
    public var imported: ImportedMessage?

    /// A reply.
    public init(
        thread: EventID, parent: EventID, body: String, file: String? = nil, imported: ImportedMessage? = nil
    ) {
        self.thread = thread
        self.parent = parent
        self.body = body
        self.file = file
        self.imported = imported
    }
}

/// `post.edited`: an author's new wording of a post; earlier ones stay in its history.
public struct PostEdited: EventPayload {
    /// What logs call it.
    public static let kind = "post.edited"
    /// Which post.
    public var post: EventID
    /// The new text.
    public var body: String
    /// The thread's new title, when the post opens one.
    public var title: String?
    /// The content address of a body too long for a line.
    public var file: String?

    /// A new wording.
    public init(post: EventID, body: String, title: String? = nil, file: String? = nil) {
        self.post = post
        self.body = body
        self.title = title
        self.file = file
    }
}

/// `post.retracted`: an author takes a post back, or puts it back.
public struct PostRetracted: EventPayload {
    /// What logs call it.
    public static let kind = "post.retracted"
    /// Which post.
    public var post: EventID
    /// Whether it is taken back; false puts it back.
    public var retracted: Bool
    /// Why, for everyone to read.
    public var reason: String

    /// Taking back or putting back.
    public init(post: EventID, retracted: Bool = true, reason: String = "") {
        self.post = post
        self.retracted = retracted
        self.reason = reason
    }
}

/// `reaction.set`: a member's sign on a post, or its taking away.
public struct ReactionSet: EventPayload {
    /// What logs call it.
    public static let kind = "reaction.set"
    /// Which post.
    public var post: EventID
    /// One emoji.
    public var emoji: String
    /// Whether it is there.
    public var present: Bool

    /// Setting or taking away a reaction.
    public init(post: EventID, emoji: String, present: Bool = true) {
        self.post = post
        self.emoji = emoji
        self.present = present
    }
}

/// `answer.accepted`: the asker or a moderator says which post answers a question; none takes it back.
public struct AnswerAccepted: EventPayload {
    /// What logs call it.
    public static let kind = "answer.accepted"
    /// The question.
    public var thread: EventID
    /// The answer.
    public var post: EventID?

    /// Accepting an answer, or taking that back.
    public init(thread: EventID, post: EventID?) {
        self.thread = thread
        self.post = post
    }
}
