import Journal

/// Posts as mails: an mbox for each channel, which `stoa import mbox` and any mail program can read.
struct MboxExport: ExportWriter {
    /// As many ancestors as a mail names; mail programs need the first and the nearest.
    private static let references = 40

    private struct Sent {
        var id: MessageID
        var parent: EventID?
    }

    private let folder: ExportFolder
    private let domain: String
    private var names = FileNames()
    private var files: [String: ExportFile] = [:]
    /// The resources whose files went with a mail.
    private var packed: Set<EventID> = []

    /// An export of the board with that id.
    init(to folder: ExportFolder, board: String) {
        self.folder = folder
        domain = "\(board).stoa"
    }

    mutating func add(_ exported: ExportedThread) throws {
        let thread = exported.thread
        let file = try file(for: thread.channel)
        let parents = Dictionary(exported.posts.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        for post in exported.posts {
            let isFirst = post.number == thread.number
            let ancestors = Self.ancestors(of: post, root: thread.number, parents)
            let letter = MailLetter(
                author: post.author.name, address: address(of: post.author), date: post.created,
                subject: isFirst ? thread.title : "Re: \(thread.title)", id: id(of: post, exported),
                references: ancestors.map { id(of: $0, exported) }, list: "\(thread.channel).\(domain)",
                body: Self.body(of: post), attachments: isFirst ? attachments(of: exported) : [])
            try file.write(letter.mboxBytes())
        }
    }

    mutating func add(_ file: ExportedFile) throws -> Bool {
        guard !packed.contains(file.resource.id) else { return true }
        _ = try file.content()
        return false
    }

    mutating func finish(_ community: ExportedCommunity) throws {
        for file in files.values { try file.close() }
    }

    /// The files of a thread, which go with its first post: each once, and together no more than a mail may hold.
    private mutating func attachments(of thread: ExportedThread) -> [MailAttachment] {
        var room = MailLimits.messageBytes / 2
        var attachments: [MailAttachment] = []
        for file in thread.files {
            // What is gone or has no room is reported when the files are gone through.
            guard file.file.size <= room, let bytes = try? file.content() else { continue }
            room -= Int64(bytes.count)
            packed.insert(file.resource.id)
            let type = file.file.type ?? "application/octet-stream"
            attachments.append(
                MailAttachment(name: ResourceSaving.safeName(file.file.name), contentType: type, bytes: bytes))
        }
        return attachments
    }

    private mutating func file(for channel: String) throws -> ExportFile {
        if let file = files[channel] { return file }
        let file = try folder.makeFile(names.unique(channel, extension: "mbox"))
        files[channel] = file
        return file
    }

    private func id(of post: Post, _ thread: ExportedThread) -> MessageID {
        thread.messages[post.number] ?? MessageID(rawValue: "\(post.id.text)@\(domain)")
    }

    private func address(of author: Author) -> String {
        guard author.isImported else { return "\(author.account.rawValue)@\(domain)" }
        let mark = SHA256Digest.hexadecimal(of: Array(author.name.utf8)).prefix(12)
        return "\(mark)@\(MailAuthor.hiddenDomain)"
    }

    private static func body(of post: Post) -> String {
        if post.isRetracted { return "[This post was retracted.]" }
        return post.isHidden ? "[This post was hidden by a moderator.]" : post.body
    }

    /// The first post and the nearest of those above, from the top down.
    private static func ancestors(of post: Post, root: Int64, _ posts: [Int64: Post]) -> [Post] {
        var chain: [Post] = []
        var seen: Set<Int64> = [post.number]
        var next = post.parent ?? root
        while let above = posts[next], seen.insert(next).inserted, chain.count < references {
            chain.append(above)
            next = above.parent ?? root
        }
        if let first = posts[root], post.number != root, chain.last?.number != root { chain.append(first) }
        return chain.reversed()
    }
}
