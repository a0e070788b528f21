import ArgumentParser
import Index
import Journal
import Workbench

/// `stoa post`: opens a thread.
public struct PostCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "post", abstract: "Opens a thread and prints its id.")

    @OptionGroup var options: BoardOptions
    @Option(name: .long, help: "In which channel.", completion: .channels) var channel: String
    @Option(name: .long, parsing: .unconditional, help: "The thread's title.") var title: String
    @Option(
        name: .long,
        help: """
            What it is for: \(ThreadKind.allCases.map(\.rawValue).joined(separator: ", ")); if left out, a title that \
            ends in a question mark makes it a question.
            """)
    var kind: ThreadKind?
    @OptionGroup var source: TextSource

    /// The command before its words are read.
    public init() {}

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let place = try ChannelLookup.channel(channel, session)
        let body = try source.text()
        let kind = kind ?? ThreadKind.of(title: title)
        Output.line(
            try session.send(DiscussionWriting(session).open(channel: place, kind: kind, title: title, body: body)).text
        )
    }
}

/// `stoa reply`: answers a thread or a post.
public struct ReplyCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Replies to a thread or a post and prints the reply's id.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The thread or post.", completion: .things) var id: String
    @OptionGroup var source: TextSource
    @Flag(name: .long, help: "Puts the post's text above the reply, quoted.") var quote = false

    /// The command before its words are read.
    public init() {}

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let parent = try session.read { try ReferenceLookup.id(id, $0) }
        var quoted = ""
        if quote, let post = try session.read({ try PostQueries.post(parent, $0) }) {
            quoted = Quotation.text(of: post)
        }
        let text = try source.text(editing: quoted)
        let body = quote && !source.isEdited ? quoted + text : text
        Output.line(try session.send(DiscussionWriting(session).reply(to: parent, body: body)).text)
    }
}

/// `stoa edit`: rewords one's own post.
public struct EditCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Rewords a post of yours; earlier wordings stay in its history.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The post, or the thread for its first post.", completion: .things) var id: String
    @OptionGroup var source: TextSource
    @Option(name: .long, parsing: .unconditional, help: "A new title for the thread that the post opens.") var title:
        String?

    /// The command before its words are read.
    public init() {}

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let post = try session.read { database in
            guard let post = try PostQueries.post(try ReferenceLookup.id(id, database), database) else {
                throw CommandFailure("\(id) is no post", .notFound)
            }
            return post
        }
        let body = try title != nil && source.isAbsent ? post.body : source.text(editing: post.body)
        guard body != post.body || title != nil else {
            return Output.remark("the text is as it was; nothing was changed")
        }
        try session.send(DiscussionWriting(session).edit(post.id, body: body, title: title))
    }
}

/// `stoa retract`: takes one's own post back.
public struct RetractCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "retract", abstract: "Takes a post of yours back; a note that there was one stays.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The post.", completion: .things) var id: String
    @Option(name: .long, parsing: .unconditional, help: "Why, for everyone to read.") var reason = ""
    @Flag(name: .long, help: "Puts it back.") var undo = false

    /// The command before its words are read.
    public init() {}

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let post = try session.read { try ReferenceLookup.id(id, $0) }
        try session.send(DiscussionWriting(session).retract(post, !undo, reason: reason))
    }
}

/// `stoa react`: puts a sign on a post.
public struct ReactCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "react", abstract: "Puts an emoji on a post, or takes yours away.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The post.", completion: .things) var id: String
    @Argument(help: "One emoji.") var emoji: String
    @Flag(name: .long, help: "Takes it away.") var remove = false

    /// The command before its words are read.
    public init() {}

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let post = try session.read { try ReferenceLookup.id(id, $0) }
        try session.send(DiscussionWriting(session).react(to: post, with: emoji, present: !remove))
    }
}

/// `stoa accept`: accepts an answer.
public struct AcceptCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Accepts a reply as the answer to its question.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The reply.", completion: .things) var id: String
    @Flag(name: .long, help: "Takes the acceptance back.") var undo = false

    /// The command before its words are read.
    public init() {}

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let post = try session.read { try ReferenceLookup.id(id, $0) }
        try session.send(DiscussionWriting(session).accept(post, !undo))
    }
}
