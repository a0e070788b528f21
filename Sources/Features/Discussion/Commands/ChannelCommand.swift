import ArgumentParser
import Index
import Journal

/// `stoa channel`: the places where threads are.
public struct ChannelCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "channel", abstract: "Lists, adds, edits and archives channels.",
        subcommands: [List.self, Add.self, Edit.self, Archive.self], defaultSubcommand: List.self)

    /// The command before its words are read.
    public init() {}

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the channels.")

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "As a JSON array.") var json = false

        func run() throws {
            let session = try options.session()
            let channels = try session.read { try ChannelQueries.all($0) }
            if json { return try Output.json(channels.map(ListedChannel.init)) }
            for channel in channels {
                let state = channel.isArchived ? " (archived)" : channel.unread > 0 ? " (\(channel.unread) new)" : ""
                Output.line("#\(channel.name)\(state)  \(channel.topic)")
            }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Makes a channel and prints its id.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Its name: lower-case letters, digits, - and _.") var name: String
        @Option(name: .long, parsing: .unconditional, help: "What it is for, one line.") var topic = ""
        @Flag(name: .long, help: "Only moderators open threads in it.") var moderatorsOpen = false

        func run() throws {
            let session = try options.session()
            let name = name.hasPrefix("#") ? String(name.dropFirst()) : name
            let event = try DiscussionWriting(session).addChannel(
                name, topic: topic, starters: moderatorsOpen ? .moderators : .members)
            Output.line(try session.send(event).text)
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit", abstract: "Changes a channel's name, topic or who opens threads.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Which channel.", completion: .channels) var channel: String
        @Option(name: .long, help: "Its new name.") var name: String?
        @Option(name: .long, parsing: .unconditional, help: "Its new topic.") var topic: String?
        @Option(name: .long, help: "Who opens threads in it: members or moderators.") var starters: ThreadStarters?

        func run() throws {
            let session = try options.session()
            let found = try ChannelLookup.channel(channel, session)
            try session.send(
                DiscussionWriting(session).editChannel(
                    ChannelEdited(channel: found.id, name: name, topic: topic, starters: starters)))
        }
    }

    struct Archive: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "archive", abstract: "Closes a channel for writing, or opens it again.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Which channel.", completion: .channels) var channel: String
        @Flag(name: .long, help: "Opens it again.") var undo = false

        func run() throws {
            let session = try options.session()
            let found = try ChannelLookup.channel(channel, session)
            try session.send(DiscussionWriting(session).editChannel(ChannelEdited(channel: found.id, archived: !undo)))
        }
    }
}

extension ThreadStarters: ExpressibleByArgument {}
