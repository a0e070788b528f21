import Foundation
import Journal

/// Threads as JSON: `threads.json` is what `stoa list --json` gives, `threads/ID.json` what `stoa read --json` gives.
struct JSONExport: ExportWriter {
    private let folder: ExportFolder
    private let list: ExportFile
    private let encoder = JSONEncoder()
    private var isFirstThread = true
    private var isFirstPost = true
    private var file: ExportFile?

    /// An export into `folder`. Throws `ExportError`.
    init(to folder: ExportFolder) throws {
        self.folder = folder
        try folder.makeFolder("threads")
        list = try folder.makeFile("threads.json")
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try list.write("[")
    }

    mutating func begin(_ thread: ExportedThread) throws {
        let document = try encoder.encode(ThreadDocument(thread))
        try list.write(isFirstThread ? "\n" : ",\n")
        try list.write(document)
        isFirstThread = false
        let file = try folder.makeFile("threads/\(thread.id.text).json")
        try file.write("{\"thread\":")
        try file.write(document)
        try file.write(",\"posts\":[")
        self.file = file
        isFirstPost = true
    }

    mutating func add(_ post: ExportedPost) throws {
        try file?.write(isFirstPost ? "\n" : ",\n")
        try file?.write(encoder.encode(PostDocument(post)))
        isFirstPost = false
    }

    mutating func end() throws {
        try file?.write("\n]}\n")
        try file?.close()
        file = nil
    }

    mutating func finish() throws {
        try list.write("\n]\n")
        try list.close()
    }
}

private struct ThreadDocument: Encodable {
    var id: EventID
    var channel, kind, title, author, createdAt, activeAt: String
    var posts, unread: Int
    var pinned, answered: Bool

    init(_ thread: ExportedThread) {
        id = thread.id
        channel = thread.channel
        kind = thread.kind
        title = thread.title
        author = thread.author.account?.rawValue ?? thread.author.name
        createdAt = MomentText.machine(thread.createdAt)
        activeAt = MomentText.machine(thread.activeAt)
        posts = thread.posts
        unread = thread.unread
        pinned = thread.pinned
        answered = thread.answered
    }

    enum CodingKeys: String, CodingKey {
        case id, channel, kind, title, author, posts, unread, pinned, answered
        case createdAt = "created_at"
        case activeAt = "active_at"
    }
}

private struct PostDocument: Encodable {
    var id: EventID
    var parent: EventID?
    var author, createdAt, body: String
    var editedAt, messageID: String?
    var reactions: [String: Int]
    var retracted, unread: Bool
    var depth: Int

    init(_ post: ExportedPost) {
        id = post.id
        parent = post.parent
        author = post.author.account?.rawValue ?? post.author.name
        createdAt = MomentText.machine(post.createdAt)
        body = post.body
        editedAt = post.editedAt.map(MomentText.machine)
        messageID = post.messageID?.rawValue
        reactions = post.reactions
        retracted = post.retracted
        unread = post.unread
        depth = post.depth
    }

    enum CodingKeys: String, CodingKey {
        case id, parent, author, body, reactions, retracted, unread, depth
        case createdAt = "created_at"
        case editedAt = "edited_at"
        case messageID = "message_id"
    }
}
