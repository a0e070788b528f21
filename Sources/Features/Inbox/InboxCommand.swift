import ArgumentParser
import Index
import Journal
import Terminal

/// `stoa inbox`: what is for the reader.
public struct InboxCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: "Lists posts that mention or answer you, messages and thanks, newest first.",
        discussion: "A message is read with `stoa message @HANDLE --read`, a post with `stoa read ID`.")

    @OptionGroup var options: BoardOptions
    @Option(name: .long, help: "At most so many.") var limit = 50
    @Flag(name: .long, help: "Only what you have not read.") var unread = false
    @Flag(name: .long, help: "Marks what is listed as read.") var mark = false
    @Flag(name: .long, help: "As a JSON array.") var json = false

    /// The command before its words are read.
    public init() {}

    /// Refuses words that do not go together.
    public func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit takes a number above 0") }
    }

    private struct Listed: Encodable {
        /// `mention`, `reply`, `message`, `kudos`, or what else one is told: `report`, `mentor`, `topic`, `held`, `claim`.
        var kind: String
        var id: EventID
        /// The post's thread.
        var thread: EventID?
        /// The thread's title.
        var title: String?
        /// Those with whom the message's author shares the conversation.
        var with: [Account]?
        var author: String
        var created_at: String
        var body: String
        var unread: Bool

        init(_ entry: InboxEntry) {
            switch entry {
            case .notice(let notice):
                (kind, id, thread, title) = (notice.reason, notice.post, notice.thread, notice.title)
                (author, body) = (notice.author.handle, notice.body)
            case .conversation(let conversation):
                (kind, id, with) = ("message", conversation.latest.id, conversation.others.map(\.account))
                (author, body) = (conversation.latest.author.handle, conversation.latest.body)
            case .kudos(let kudos):
                (kind, id, title) = ("kudos", kudos.id, kudos.title.isEmpty ? nil : kudos.title)
                (author, body) = (kudos.giver.handle, kudos.reason)
            case .told(let entry):
                (kind, id) = (entry.told.kind, entry.told.about)
                (author, body) = (entry.told.by?.rawValue ?? "", entry.sentence)
            }
            created_at = entry.created.rfc3339
            unread = entry.isUnread
        }
    }

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let entries = try session.read { try InboxQueries.newest(reader: session.me, $0) }
            .filter { !unread || $0.isUnread }.prefix(limit)
        if json { try Output.json(entries.map(Listed.init)) } else { show(Array(entries), session) }
        if mark { try session.write(try marks(Array(entries), session)) }
    }

    private func show(_ entries: [InboxEntry], _ session: BoardSession) {
        if entries.isEmpty { Output.line(unread ? "Nothing is unread." : "Nothing is here for you yet.") }
        let now = session.clock.now()
        for entry in entries {
            let id =
                switch entry {
                case .notice(let notice): notice.post
                case .conversation(let conversation): conversation.latest.id
                case .kudos(let kudos): kudos.id
                case .told(let entry): entry.told.about
                }
            let line =
                "\(entry.isUnread ? "*" : " ") \(id.text.prefix(8))  \(Age.short(entry.created, now: now))  "
                + entry.sentence(for: session.me)
            Output.line(TextWidth.truncated(line, to: Output.isTerminal ? Output.columns : .max))
        }
    }

    private func marks(_ entries: [InboxEntry], _ session: BoardSession) throws -> [NewEvent] {
        var (posts, messages, kudos): ([EventID], [EventID], [EventID]) = ([], [], [])
        var told: [EventID] = []
        for entry in entries where entry.isUnread {
            switch entry {
            case .notice(let notice): posts.append(notice.post)
            case .conversation(let conversation):
                messages += try session.read { try MessageQueries.page(conversation: conversation.number, $0) }
                    .filter(\.isUnread).map(\.id)
            case .kudos(let thanks): kudos.append(thanks.id)
            case .told(let entry): told.append(entry.told.id)
            }
        }
        return try ReadingEvents.marks(posts, read: true)
            + (messages.isEmpty ? [] : [MessageWriting.marks(messages, read: true)])
            + (kudos.isEmpty ? [] : [KudosEffects.marks(kudos, read: true)])
            + stride(from: 0, to: told.count, by: ToldMarked.most).map {
                try ToldMarked(told: Array(told[$0..<min($0 + ToldMarked.most, told.count)]), read: true).event()
            }
    }
}
