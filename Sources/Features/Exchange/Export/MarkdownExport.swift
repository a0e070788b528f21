import Journal
import Terminal

/// Threads as Markdown: a folder for each channel, a file for each thread, and `index.md` that links to all of them.
struct MarkdownExport: ExportWriter {
    private let folder: ExportFolder
    private let index: ExportFile
    private var folders = FileNames()
    private var channels: [String: (folder: String, files: FileNames)] = [:]
    private var lastChannel: String?
    private var file: ExportFile?
    private var authors: [EventID: String] = [:]

    /// An export of the board with that title. Throws `ExportError`.
    init(to folder: ExportFolder, title: String) throws {
        self.folder = folder
        index = try folder.makeFile("index.md")
        try index.write("# \(Self.escaped(title))\n")
    }

    mutating func begin(_ thread: ExportedThread) throws {
        let path = try path(for: thread)
        let title = Self.escaped(thread.title)
        if thread.channel != lastChannel {
            try index.write("\n## #\(Self.escaped(thread.channel))\n\n")
            lastChannel = thread.channel
        }
        let posts = thread.posts == 1 ? "1 post" : "\(thread.posts) posts"
        let author = Self.escaped(thread.author.name)
        try index.write("- [\(title)](<\(path)>), \(author), \(MomentText.day(thread.createdAt)), \(posts)\n")
        let file = try folder.makeFile(path)
        let head = "\(thread.kind) in #\(Self.escaped(thread.channel)), begun by \(author)"
        try file.write("# \(title)\n\n\(head), \(MomentText.people(thread.createdAt))\n")
        self.file = file
        authors.removeAll(keepingCapacity: true)
    }

    mutating func add(_ post: ExportedPost) throws {
        let author = Self.escaped(post.author.name)
        authors[post.id] = author
        var head = "\n---\n\n<a id=\"\(post.id.text)\"></a>\n**\(author)**, \(MomentText.people(post.createdAt))"
        if let parent = post.parent, let name = authors[parent] { head += ", answering [\(name)](#\(parent.text))" }
        if post.editedAt != nil { head += ", edited" }
        let body = post.retracted ? "*This post was retracted.*" : Self.closed(MailText.lines(post.body))
        let reactions = post.reactions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let tail = reactions.isEmpty ? "" : "\n\(reactions.joined(separator: "  "))\n"
        try file?.write("\(head)\n\n\(body)\n\(tail)")
    }

    mutating func end() throws {
        try file?.close()
        file = nil
    }

    mutating func finish() throws { try index.close() }

    private mutating func path(for thread: ExportedThread) throws -> String {
        var channel = channels.removeValue(forKey: thread.channel) ?? (folder: "", files: FileNames())
        if channel.folder.isEmpty {
            channel.folder = String(folders.unique(thread.channel, extension: "d").dropLast(2))
            try folder.makeFolder(channel.folder)
        }
        let name = channel.files.unique("\(MomentText.day(thread.createdAt)) \(thread.title)", extension: "md")
        channels[thread.channel] = channel
        return "\(channel.folder)/\(name)"
    }

    /// Text that Markdown shows as it is.
    private static func escaped(_ text: String) -> String {
        Printable.text(text).reduce(into: "") { result, character in
            if "\\`*_[]<>#|".contains(character) { result.append("\\") }
            result.append(character)
        }
    }

    /// The text with the fence closed that its author left open, so that the next post is not taken for code.
    private static func closed(_ body: String) -> String {
        var open: Substring?
        for line in body.split(separator: "\n") {
            let start = line.drop { $0 == " " }
            guard let mark = start.first, mark == "`" || mark == "~" else { continue }
            let fence = start.prefix { $0 == mark }
            if let begun = open {
                if fence.hasPrefix(begun), start.dropFirst(fence.count).allSatisfy(\.isWhitespace) { open = nil }
            } else if fence.count >= 3 {
                open = fence
            }
        }
        return open.map { "\(body)\n\($0)" } ?? body
    }
}
