import Foundation
import Journal

/// The board as JSON, in the documents that commands give: `threads.json` is `stoa list --json`, `threads/ID.json` is
/// `stoa read --json` with the wordings that posts had, and so on; files lie in `files` under their hashes.
struct JSONExport: ExportWriter {
    private let folder: ExportFolder
    private let list: ExportFile
    private let encoder = JSONEncoder()
    private var isFirst = true
    private var hashes: Set<String> = []

    /// An export into `folder`. Throws `ExportError`.
    init(to folder: ExportFolder) throws {
        self.folder = folder
        try folder.makeFolder("threads")
        list = try folder.makeFile("threads.json")
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try list.write("[")
    }

    mutating func add(_ thread: ExportedThread) throws {
        let document = ExportedThreadDocument(thread)
        try list.write(isFirst ? "\n" : ",\n")
        try list.write(encoder.encode(document.thread))
        isFirst = false
        try write(document, to: "threads/\(thread.thread.id.text).json")
    }

    mutating func add(_ file: ExportedFile) throws -> Bool {
        guard hashes.insert(file.file.hash).inserted else { return true }
        let content = try file.content()
        if hashes.count == 1 { try folder.makeFolder("files") }
        let copy = try folder.makeFile("files/\(file.file.hash)")
        try copy.write(content)
        try copy.close()
        return true
    }

    mutating func finish(_ community: ExportedCommunity) throws {
        try list.write("\n]\n")
        try list.close()
        try write(community.channels.map(ListedChannel.init), to: "channels.json")
        try write(community.members.map { ListedMember($0) }, to: "members.json")
        try write(community.library, to: "resources.json")
        if !community.collections.isEmpty { try write(community.collections, to: "collections.json") }
    }

    private func write(_ document: some Encodable, to path: String) throws {
        let file = try folder.makeFile(path)
        try file.write(encoder.encode(document))
        try file.write("\n")
        try file.close()
    }
}

/// A thread as `stoa read --json` gives it, each post with what only an export has.
private struct ExportedThreadDocument: Encodable {
    var thread: ListedThread
    var posts: [ExportedPostDocument]

    init(_ exported: ExportedThread) {
        let document = ThreadWithPosts(exported.thread, exported.posts)
        thread = document.thread
        posts = zip(document.posts, exported.posts).map { listed, post in
            ExportedPostDocument(
                post: listed, message_id: exported.messages[post.number]?.rawValue,
                wordings: exported.wordings[post.number]?.map(ListedWording.init))
        }
    }
}

private struct ExportedPostDocument: Encodable {
    private enum CodingKeys: String, CodingKey { case message_id, wordings }

    var post: ListedPost
    var message_id: String?
    var wordings: [ListedWording]?

    func encode(to encoder: any Encoder) throws {
        try post.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(message_id, forKey: .message_id)
        try container.encodeIfPresent(wordings, forKey: .wordings)
    }
}
