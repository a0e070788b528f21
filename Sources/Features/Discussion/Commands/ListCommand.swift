import ArgumentParser
import Index
import Journal
import Terminal

/// `stoa list`: threads, newest activity first.
public struct ListCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists threads, pinned ones first, then the newest activity first.")

    @OptionGroup var options: BoardOptions
    @Option(name: .long, help: "Only this channel.", completion: .channels) var channel: String?
    @Option(name: .long, help: "Only this kind: \(ThreadKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: ThreadKind?
    @Flag(name: .long, help: "Only threads with posts you have not read.") var unread = false
    @Flag(name: .long, help: "Only questions without an accepted answer, the oldest first.") var unanswered = false
    @Flag(name: .long, help: "Only threads you keep for later.") var starred = false
    @Option(name: .long, help: "At most so many.") var limit = 50
    @Flag(name: .long, help: "As a JSON array.") var json = false

    /// The command before its words are read.
    public init() {}

    /// Refuses words that do not go together.
    public func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit takes a number above 0") }
    }

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let (threads, names) = try session.read { database in
            var filter = ThreadFilter()
            if let channel {
                guard let found = try ChannelQueries.named(channel, database) else {
                    throw ChannelLookup.missing(channel)
                }
                filter.channel = found.number
            }
            filter.kind = kind
            filter.isUnread = unread
            filter.isUnanswered = unanswered
            filter.isStarred = starred
            let threads = try ThreadQueries.page(filter, limit: limit, database)
            return (threads, try threads.map { try IDLookup.shortest($0.id, database) })
        }
        guard !json else { return try Output.json(threads.map(ListedThread.init)) }
        guard !threads.isEmpty else { return Output.line("No threads.") }
        let now = session.clock.now()
        for (thread, name) in zip(threads, names) { Output.line(Self.line(thread, name, now, waits: unanswered)) }
    }

    /// One thread a line: id, unread, age, channel, author, title; a reader's eye finds each in its column.
    private static func line(
        _ thread: ThreadSummary, _ name: String, _ now: Timestamp, waits: Bool
    ) -> String {
        let marks = [
            thread.isPinned ? "pinned" : nil, thread.isLocked ? "locked" : nil,
            thread.kind == .question
                ? (thread.isAnswered ? "answered" : thread.duplicateOf != nil ? "duplicate" : "question") : nil,
            thread.meToo > 0 ? "\(MeToo.sign) \(thread.meToo)" : nil,
            thread.kind == .announcement || thread.kind == .activity ? thread.kind.rawValue : nil,
        ].compactMap { $0 }
        let columns = [
            pad(name, 6), pad(thread.unread > 0 ? "\(thread.unread) new" : "", 8),
            pad(Age.short(waits ? thread.created : thread.active, now: now), 5), pad("#" + thread.channel, 14),
            pad(thread.author.handle, 14),
        ]
        let title = thread.title + (marks.isEmpty ? "" : " [" + marks.joined(separator: ", ") + "]")
        return columns.joined(separator: " ") + " " + title
    }

    private static func pad(_ text: String, _ columns: Int) -> String {
        let text = TextWidth.truncated(Printable.text(text), to: columns)
        return text + String(repeating: " ", count: max(0, columns - TextWidth.columns(of: text)))
    }
}

extension ThreadKind: ExpressibleByArgument {}
