import Index
import Journal

/// Posts that are written together, so that a disk has to be waited for only once.
struct ImportBatch {
    private static let mostEvents = 500
    private static let mostBytes = 4 << 20

    private let session: BoardSession
    private let isDryRun: Bool
    private var events: [NewEvent] = []
    /// Whose events they are, and in which thread; none for a post that opens one.
    private var origins: [(message: MessageID, thread: EventID?)] = []
    private var bytes = 0

    /// A batch without posts. With `isDryRun` it only makes believe.
    init(session: BoardSession, isDryRun: Bool) {
        self.session = session
        self.isDryRun = isDryRun
    }

    /// Whether it should be written before more is added.
    var isFull: Bool { events.count >= Self.mostEvents || bytes >= Self.mostBytes }

    /// Adds a message as an answer to `parent`, or as the first post of a thread in `channel`. Throws `JournalError` when
    /// its text is so long that it takes a file, and that cannot be written.
    mutating func add(_ message: MailMessage, date: Timestamp?, under parent: ImportedPost?, channel: EventID) throws {
        let header = message.header
        let imported = ImportedMessage(
            author: header.author.name, address: header.author.mark.isEmpty ? nil : header.author.mark,
            date: date ?? Timestamp(rawValue: 0), messageID: header.id.rawValue)
        let (body, file) = isDryRun ? ("", nil) : try DiscussionWriting(session).fit(message.body)
        if let parent {
            let reply = PostAdded(
                thread: parent.thread, parent: parent.post, body: body, file: file, imported: imported)
            events.append(try NewEvent(reply))
        } else {
            let thread = ThreadOpened(
                channel: channel, threadKind: .discussion, title: Self.title(header.subject), body: body, file: file,
                imported: imported)
            events.append(try NewEvent(thread))
        }
        origins.append((header.id, parent?.thread))
        bytes += events.last?.payload.count ?? 0
    }

    /// Writes the posts and answers what each message has become. Throws `JournalError`; the batch is empty then too.
    mutating func flush() throws -> [(MessageID, ImportedPost)] {
        defer {
            events.removeAll(keepingCapacity: true)
            origins.removeAll(keepingCapacity: true)
            bytes = 0
        }
        guard !events.isEmpty else { return [] }
        let ids = isDryRun ? origins.map { Self.stand(in: $0.message) } : try session.write(events).map(\.id)
        return zip(origins, ids).map { origin, id in
            (origin.message, ImportedPost(post: id, thread: origin.thread ?? id))
        }
    }

    private static func title(_ subject: String) -> String {
        let title = MailSubject(subject).title
        return title.isEmpty ? "(no subject)" : String(title.prefix(DiscussionRules.longestTitle))
    }

    /// An id where none is written.
    private static func stand(in message: MessageID) -> EventID {
        Array(message.rawValue.utf8).withUnsafeBytes { EventID(hashing: $0) }
    }
}
