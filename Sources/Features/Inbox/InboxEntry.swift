import GRDB
import Index
import Journal
import Workbench

/// Something that is for the reader: a post that mentions or answers them, a conversation
/// with its latest message, or thanks.
enum InboxEntry: Hashable, Identifiable, Sendable {
    case notice(Notice)
    case conversation(Conversation)
    case kudos(Kudos)

    /// What lists know it by.
    var id: String {
        switch self {
        case .notice(let notice): notice.post.text
        case .conversation(let conversation): "conversation \(conversation.number)"
        case .kudos(let kudos): kudos.id.text
        }
    }

    /// When it came, or its latest message.
    var created: Timestamp {
        switch self {
        case .notice(let notice): notice.created
        case .conversation(let conversation): conversation.latest.created
        case .kudos(let kudos): kudos.created
        }
    }

    /// Whether there is something in it that the reader has not read.
    var isUnread: Bool {
        switch self {
        case .notice(let notice): notice.isUnread
        case .conversation(let conversation): conversation.unread > 0
        case .kudos(let kudos): kudos.isUnread
        }
    }

    /// Who wrote what, in a line.
    func sentence(for reader: Account) -> String {
        switch self {
        case .notice(let notice):
            let why = notice.reason == "mention" ? "mentions you" : "answers you"
            return "\(notice.author.name) \(why): \(notice.title)"
        case .conversation(let conversation):
            let latest = conversation.latest
            let isOwn = latest.author.account == reader
            return (isOwn ? "you wrote to \(conversation.names): " : "\(latest.author.name) wrote to you: ")
                + latest.summary
        case .kudos(let kudos): return "\(kudos.giver.name) thanks you: \(kudos.reason)"
        }
    }

    /// Shows it in the reader.
    func open(_ session: BoardSession) -> [Effect] {
        switch self {
        case .notice(let notice): DiscussionEffects(session: session).open(notice.thread, at: notice.post)
        case .conversation(let conversation): MessageEffects(session: session).open(conversation.number)
        case .kudos(let kudos): (try? KudosEffects(session: session).open(kudos)) ?? []
        }
    }
}

/// What the Inbox asks.
enum InboxQueries {
    /// The newest entries, the newest first.
    static func newest(limit: Int = 500, reader: Account, _ database: Database) throws -> [InboxEntry] {
        let notices = try NoticeQueries.page(limit: limit, database).map(InboxEntry.notice)
        let conversations = try MessageQueries.conversations(limit: limit, reader: reader, database)
            .map(InboxEntry.conversation)
        let kudos = try KudosQueries.received(by: reader, limit: limit, database).map(InboxEntry.kudos)
        // Sorting is not stable; the id decides among what came at once.
        return Array(
            (notices + conversations + kudos)
                .sorted { ($0.created, $0.id) > ($1.created, $1.id) }.prefix(limit))
    }

    /// How much is unread that is for the reader.
    static func unreadCount(_ database: Database) throws -> Int {
        try NoticeQueries.unreadCount(database) + MessageQueries.unreadCount(database)
            + KudosQueries.unreadCount(database)
    }
}
