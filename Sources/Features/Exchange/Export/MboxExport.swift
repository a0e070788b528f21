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
    private var thread: ExportedThread?
    private var sent: [EventID: Sent] = [:]

    /// An export of the board with that id.
    init(to folder: ExportFolder, board: String) {
        self.folder = folder
        domain = "\(board).stoa"
    }

    mutating func begin(_ thread: ExportedThread) throws {
        self.thread = thread
        sent.removeAll(keepingCapacity: true)
    }

    mutating func add(_ post: ExportedPost) throws {
        guard let thread else { return }
        let id = post.messageID ?? MessageID(rawValue: "\(post.id.text)@\(domain)")
        sent[post.id] = Sent(id: id, parent: post.parent)
        let letter = MailLetter(
            author: post.author.name, address: address(of: post.author), date: post.createdAt,
            subject: post.parent == nil ? thread.title : "Re: \(thread.title)", id: id,
            references: ancestors(of: post), list: "\(thread.channel).\(domain)",
            body: post.retracted ? "[This post was retracted.]" : post.body, attachments: [])
        try file(for: thread.channel).write(letter.mboxBytes())
    }

    mutating func end() throws { thread = nil }

    mutating func finish() throws {
        for file in files.values { try file.close() }
    }

    private mutating func file(for channel: String) throws -> ExportFile {
        if let file = files[channel] { return file }
        let file = try folder.makeFile(names.unique(channel, extension: "mbox"))
        files[channel] = file
        return file
    }

    private func address(of author: ExportedAuthor) -> String {
        if let account = author.account { return "\(account.rawValue)@\(domain)" }
        return "\(author.mark.isEmpty ? "nobody" : author.mark)@\(MailAuthor.hiddenDomain)"
    }

    /// The first post and the nearest of those above, from the top down.
    private func ancestors(of post: ExportedPost) -> [MessageID] {
        var chain: [MessageID] = []
        var next = post.parent
        while let id = next, let above = sent[id] {
            chain.append(above.id)
            next = above.parent
        }
        guard chain.count > Self.references, let first = chain.last else { return chain.reversed() }
        return [first] + chain.prefix(Self.references - 1).reversed()
    }
}
