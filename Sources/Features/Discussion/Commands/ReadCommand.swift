import ArgumentParser
import Index
import Journal
import Terminal
import Workbench

/// `stoa read`: a thread as text.
public struct ReadCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Prints a thread.",
        discussion: "A post's id prints the thread from that post's branch on, unless --all is given.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The thread, or a post of it.", completion: .things) var id: String
    @Flag(name: .long, help: "As a JSON document with the thread and its posts.") var json = false
    @Flag(name: .long, help: "Bodies as they were written, not laid out.") var raw = false
    @Flag(name: .long, help: "The whole thread, also when a post is named.") var all = false
    @Flag(name: .long, help: "The wordings that the post has had, the first one first, and nothing else.")
    var history = false
    @Flag(name: .long, help: "Marks what is printed as read.") var mark = false

    /// The command before its words are read.
    public init() {}

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        if history { return try showHistory(session) }
        let (thread, posts) = try session.read { database in
            let found = try ReferenceLookup.id(id, database)
            guard let thread = try ThreadQueries.thread(ofPost: found, database) else {
                throw CommandFailure("\(id) is no thread and no post", .notFound)
            }
            let posts = try PostQueries.posts(inThread: thread.number, database)
            return (thread, all ? posts : Self.branch(of: found, in: posts))
        }
        if json { try Output.json(ThreadWithPosts(thread, posts)) } else { show(thread, posts, session) }
        if mark { try session.write(ReadingEvents.marks(posts.filter(\.isUnread).map(\.id), read: true)) }
    }

    private func showHistory(_ session: BoardSession) throws {
        let wordings = try session.read { database in
            guard let post = try PostQueries.post(try ReferenceLookup.id(id, database), database) else {
                throw CommandFailure("\(id) is no thread and no post", .notFound)
            }
            return try PostQueries.wordings(of: post, database)
        }
        if json { return try Output.json(wordings.map(ListedWording.init)) }
        guard !wordings.isEmpty else { return Output.line("This post was never edited.") }
        let now = session.clock.now()
        for (index, wording) in wordings.enumerated() {
            if index > 0 { Output.line() }
            Output.line((index == 0 ? "written " : "edited ") + ShortDate.time(wording.written, now: now))
            Output.line(wording.body)
        }
    }

    /// A post and the replies below it.
    private static func branch(of id: EventID, in posts: [Post]) -> [Post] {
        guard let start = posts.firstIndex(where: { $0.id == id }) else { return posts }
        let end = posts[(start + 1)...].firstIndex { $0.depth <= posts[start].depth } ?? posts.endIndex
        return Array(posts[start..<end])
    }

    private func show(_ thread: ThreadSummary, _ posts: [Post], _ session: BoardSession) {
        let columns = min(Output.columns, 100)
        let now = session.clock.now()
        Output.line(thread.title)
        Output.line(
            "#\(thread.channel) · \(thread.kind.rawValue) · \(thread.posts) \(thread.posts == 1 ? "post" : "posts")")
        for post in posts {
            let indent = String(repeating: "  ", count: min(post.depth, 12))
            let marks = [
                post.isUnread ? "new" : nil, post.isAnswer ? "accepted answer" : nil,
                post.edited == nil ? nil : "edited",
            ].compactMap { $0 }.map { " · " + $0 }.joined()
            Output.line()
            let time = ShortDate.time(post.created, now: now)
            Output.line("\(indent)\(post.author.handle) · \(time) · \(post.id.text.prefix(8))\(marks)")
            for line in body(of: post, columns: columns - indent.count) { Output.line(indent + line) }
            let reactions = post.reactions.map { "\($0.emoji) \($0.accounts.count)" }.joined(separator: "  ")
            if !reactions.isEmpty { Output.line(indent + reactions) }
        }
    }

    private func body(of post: Post, columns: Int) -> [String] {
        if post.isRetracted || post.isHidden {
            let what = post.isHidden ? "hidden by a moderator" : "taken back by its author"
            return ["(\(what)\(post.reason.isEmpty ? "" : ": " + post.reason))"]
        }
        guard !raw else { return post.body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
        return PostText.document(post).layout(columns: columns, foldQuotes: false).lines.map(\.text)
    }
}
