import Journal
import Terminal

/// Threads as Markdown: a folder for each channel, a file for each thread, and `index.md` that links to all of them.
struct MarkdownExport: ExportWriter {
    private let folder: ExportFolder
    private let index: ExportFile
    private var folders = FileNames()
    private var channels: [String: (folder: String, files: FileNames)] = [:]
    private var lastChannel: String?
    private var kept: [String: String] = [:]
    private var fileNames = FileNames()

    /// An export of the board with that title. Throws `ExportError`.
    init(to folder: ExportFolder, title: String) throws {
        self.folder = folder
        index = try folder.makeFile("index.md")
        try index.write("# \(Self.escaped(title))\n")
    }

    mutating func add(_ exported: ExportedThread) throws {
        let thread = exported.thread
        let path = try path(for: thread)
        let title = Self.escaped(thread.title)
        if thread.channel != lastChannel {
            try index.write("\n## #\(Self.escaped(thread.channel))\n\n")
            lastChannel = thread.channel
        }
        let posts = thread.posts == 1 ? "1 post" : "\(thread.posts) posts"
        let author = Self.escaped(thread.author.name)
        try index.write("- [\(title)](<\(path)>), \(author), \(MomentText.day(thread.created)), \(posts)\n")
        let file = try folder.makeFile(path)
        let head = "\(thread.kind.rawValue) in #\(Self.escaped(thread.channel)), begun by \(author)"
        try file.write("# \(title)\n\n\(head), \(MomentText.people(thread.created))\n")
        let known = Dictionary(exported.posts.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        for post in exported.posts {
            try file.write(Self.text(of: post, under: post.parent.flatMap { known[$0] }))
        }
        try file.close()
    }

    mutating func add(_ file: ExportedFile) throws -> Bool {
        guard kept[file.file.hash] == nil else { return true }
        let content = try file.content()
        if kept.isEmpty {
            try folder.makeFolder("files")
        }
        let path = "files/" + fileNames.unique(keepingExtensionOf: ResourceSaving.safeName(file.file.name))
        let copy = try folder.makeFile(path)
        try copy.write(content)
        try copy.close()
        kept[file.file.hash] = path
        return true
    }

    mutating func finish(_ community: ExportedCommunity) throws {
        if !community.resources.isEmpty {
            try index.write("\n- [Resources](<resources.md>)\n")
            try writeResources(community.resources)
        }
        try index.write("\n## Members\n\n")
        for member in community.members {
            try index.write("- \(Self.escaped(member.name)) (@\(Self.escaped(member.account.rawValue)))\n")
        }
        try index.close()
    }

    private func writeResources(_ resources: [Resource]) throws {
        let file = try folder.makeFile("resources.md")
        try file.write("# Resources\n")
        for resource in resources {
            let place = resource.address ?? resource.file.flatMap { kept[$0.hash] }
            let title = Self.escaped(resource.title)
            let head = place.map { "[\(title)](<\($0.filter { !"<>\n".contains($0) })>)" } ?? title
            let tags = resource.tags.map { " #" + Self.escaped($0) }.joined()
            let note = resource.note.isEmpty ? "" : "\n\(Self.closed(MailText.lines(resource.note)))\n"
            let author = Self.escaped(resource.author.rawValue)
            let by = [resource.writers, resource.year].filter { !$0.isEmpty }.joined(separator: ", ")
            let source = by.isEmpty ? "" : "\n\(Self.escaped(by)).\n"
            try file.write(
                "\n## \(head)\n\n@\(author), \(MomentText.people(resource.created))\(tags)\n\(source)\(note)")
        }
        try file.close()
    }

    private static func text(of post: Post, under parent: Post?) -> String {
        var head = "\n---\n\n<a id=\"\(post.id.text)\"></a>\n**\(escaped(post.author.name))**"
        head += ", \(MomentText.people(post.created))"
        if let parent { head += ", answering [\(escaped(parent.author.name))](#\(parent.id.text))" }
        if post.edited != nil { head += ", edited" }
        if post.isAnswer { head += ", accepted answer" }
        var body = closed(MailText.lines(post.body))
        if post.isRetracted { body = "*This post was retracted.*" }
        if post.isHidden { body = "*This post was hidden by a moderator.*" }
        let reactions = post.reactions.map { "\($0.emoji) \($0.accounts.count)" }
        let tail = reactions.isEmpty ? "" : "\n\(reactions.joined(separator: "  "))\n"
        return "\(head)\n\n\(body)\n\(tail)"
    }

    private mutating func path(for thread: ThreadSummary) throws -> String {
        var channel = channels.removeValue(forKey: thread.channel) ?? (folder: "", files: FileNames())
        if channel.folder.isEmpty {
            channel.folder = String(folders.unique(thread.channel, extension: "d").dropLast(2))
            try folder.makeFolder(channel.folder)
        }
        let name = channel.files.unique("\(MomentText.day(thread.created)) \(thread.title)", extension: "md")
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
