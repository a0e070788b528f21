import GRDB
import Index
import Journal
import Terminal
import Workbench

/// Something that is for the reader: a post that mentions or answers them, a conversation
/// with its latest message, or thanks.
enum InboxEntry: Hashable, Identifiable, Sendable {
    case notice(Notice)
    case conversation(Conversation)
    case kudos(Kudos)
    case told(ToldEntry)

    /// What lists know it by.
    var id: String {
        switch self {
        case .notice(let notice): notice.post.text
        case .conversation(let conversation): "conversation \(conversation.number)"
        case .kudos(let kudos): kudos.id.text
        case .told(let entry): entry.told.kind + " " + entry.told.id.text
        }
    }

    /// When it came, or its latest message.
    var created: Timestamp {
        switch self {
        case .notice(let notice): notice.created
        case .conversation(let conversation): conversation.latest.created
        case .kudos(let kudos): kudos.created
        case .told(let entry): entry.told.at
        }
    }

    /// Whether there is something in it that the reader has not read.
    var isUnread: Bool {
        switch self {
        case .notice(let notice): notice.isUnread
        case .conversation(let conversation): conversation.unread > 0
        case .kudos(let kudos): kudos.isUnread
        case .told(let entry): entry.told.isUnread
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
        case .told(let entry): return entry.sentence
        }
    }

    /// Shows it in the reader.
    func open(_ session: BoardSession) -> [Effect] {
        switch self {
        case .notice(let notice): DiscussionEffects(session: session).open(notice.thread, at: notice.post)
        case .conversation(let conversation): MessageEffects(session: session).open(conversation.number)
        case .kudos(let kudos): (try? KudosEffects(session: session).open(kudos)) ?? []
        case .told(let entry): (try? entry.open(session)) ?? []
        }
    }
}

/// What the reader is told, with the name of who did it.
struct ToldEntry: Hashable, Sendable {
    var told: Told
    var name: String

    /// Who did what, in a line, with their words.
    var sentence: String { text.isEmpty ? lead : "\(lead): \(text)" }

    /// Who did what.
    var lead: String { [name, FeatureTable.words(of: told)].filter { !$0.isEmpty }.joined(separator: " ") }

    /// Their words on one line.
    var text: String { told.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "" }

    /// The newest of them.
    static func newest(limit: Int, _ database: Database) throws -> [ToldEntry] {
        let statement = try database.cachedStatement(sql: "SELECT name FROM member WHERE account = ?")
        return try ToldQueries.newest(limit: limit, database).map { told in
            let name = try told.by.map { try String.fetchOne(statement, arguments: [$0]) ?? $0.rawValue }
            return ToldEntry(told: told, name: name ?? "")
        }
    }

    /// Shows what it is about, and marks it read.
    func open(_ session: BoardSession) throws -> [Effect] {
        let shown = try FeatureTable.firstAnswer { try $0.open(told.about, session) } ?? []
        return shown + (told.isUnread ? [try Self.mark([told.id], read: true)] : [])
            + (told.text.contains(where: \.isNewline)
                ? [.show(Page(title: lead, lines: StyledLine(told.text).wrapped(to: 70)))] : [])
    }

    /// Marks what was told read or unread.
    static func mark(_ told: [EventID], read: Bool) throws -> Effect {
        .write(Writing([try ToldMarked(told: Array(told.prefix(ToldMarked.most)), read: read).event()]))
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
        let told = try ToldEntry.newest(limit: limit, database).map(InboxEntry.told)
        // Sorting is not stable; the id decides among what came at once.
        return Array(
            (notices + conversations + kudos + told)
                .sorted { ($0.created, $0.id) > ($1.created, $1.id) }.prefix(limit))
    }

    /// How much is unread that is for the reader.
    static func unreadCount(_ session: BoardSession) throws -> Int {
        let tables: Set = ["notice", "thread", "post", "message", "conversation", "kudos", "told"]
        return try session.readKept("for you", from: tables) { database in
            try NoticeQueries.unreadCount(database) + MessageQueries.unreadCount(database)
                + KudosQueries.unreadCount(database) + ToldQueries.unreadCount(database)
        }
    }
}
