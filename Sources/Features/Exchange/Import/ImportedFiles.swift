import Index
import Journal

/// Files that came with messages and become resources of their threads, each once a thread.
struct ImportedFiles {
    private struct Waiting {
        var message: MessageID
        var author: String
        var file: AttachedFile
    }

    private struct Place: Hashable {
        var thread: EventID
        var hash: String
    }

    private let session: BoardSession
    private let isDryRun: Bool
    private var waiting: [Waiting] = []
    private var placed: Set<Place> = []

    /// No files yet. With `isDryRun` none is kept, they are only counted.
    init(session: BoardSession, isDryRun: Bool) {
        self.session = session
        self.isDryRun = isDryRun
    }

    /// Keeps the contents of a message's files; they become resources when its thread is there. Throws `JournalError`.
    mutating func keep(_ message: MailMessage) throws {
        for attachment in message.attachments {
            let hash =
                isDryRun
                ? SHA256Digest.hexadecimal(of: attachment.bytes)
                : try FileStore(board: session.board, account: session.me).put(attachment.bytes).hash
            let file = AttachedFile(
                hash: hash, size: Int64(attachment.bytes.count), name: attachment.name, type: attachment.contentType)
            waiting.append(Waiting(message: message.header.id, author: message.header.author.name, file: file))
        }
    }

    /// Writes the resources of messages whose posts are known, and answers how many. Throws `JournalError`.
    mutating func flush(_ posts: [MessageID: ImportedPost]) throws -> Int {
        defer { waiting.removeAll(keepingCapacity: true) }
        var events: [NewEvent] = []
        for entry in waiting {
            guard let thread = posts[entry.message]?.thread,
                placed.insert(Place(thread: thread, hash: entry.file.hash)).inserted,
                try !session.read({ try ImportQueries.hasFile(entry.file.hash, inThread: thread, $0) })
            else { continue }
            let resource = ResourceAdded(
                resourceKind: .file, title: entry.file.name, file: entry.file, note: "Attached by \(entry.author).",
                thread: thread)
            events.append(try NewEvent(resource))
        }
        if !events.isEmpty, !isDryRun { try session.write(events) }
        return events.count
    }
}
