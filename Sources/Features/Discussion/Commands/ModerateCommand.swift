import ArgumentParser
import Index
import Journal

/// `stoa moderate`: what those with the role do to threads and posts.
public struct ModerateCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "moderate", abstract: "Pins, locks, moves and hides; for moderators.",
        subcommands: [Pin.self, Lock.self, Move.self, Hide.self])

    /// The command before its words are read.
    public init() {}

    struct Pin: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pin", abstract: "Keeps a thread on top, or lets it go.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The thread.", completion: .things) var id: String
        @Flag(name: .long, help: "Lets it go.") var undo = false

        func run() throws {
            let session = try options.session()
            let thread = try session.read { try ReferenceLookup.id(id, $0) }
            try session.send(DiscussionWriting(session).pin(thread, !undo))
        }
    }

    struct Lock: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lock", abstract: "Closes a thread for replies, or opens it again.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The thread.", completion: .things) var id: String
        @Option(name: .long, parsing: .unconditional, help: "Why, for everyone to read.") var reason = ""
        @Flag(name: .long, help: "Opens it again.") var undo = false

        func run() throws {
            let session = try options.session()
            let thread = try session.read { try ReferenceLookup.id(id, $0) }
            try session.send(DiscussionWriting(session).lock(thread, !undo, reason: reason))
        }
    }

    struct Move: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "move", abstract: "Moves a thread to another channel.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The thread.", completion: .things) var id: String
        @Option(name: .long, help: "Where to.", completion: .channels) var channel: String

        func run() throws {
            let session = try options.session()
            let thread = try session.read { try ReferenceLookup.id(id, $0) }
            try session.send(DiscussionWriting(session).move(thread, to: try ChannelLookup.channel(channel, session)))
        }
    }

    struct Hide: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "hide", abstract: "Hides a post from view, or shows it again.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The post; a thread's id hides the whole thread.", completion: .things) var id: String
        @Option(name: .long, parsing: .unconditional, help: "Why, for everyone to read.") var reason = ""
        @Flag(name: .long, help: "Shows it again.") var undo = false

        func run() throws {
            let session = try options.session()
            let post = try session.read { try ReferenceLookup.id(id, $0) }
            try session.send(DiscussionWriting(session).hide(post, !undo, reason: reason))
        }
    }
}
