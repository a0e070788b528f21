import ArgumentParser
import Index
import Journal
import Terminal

/// `stoa activity`: asks everyone for something, by a day.
public struct ActivityCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "activity", abstract: "Lists, shows, opens and changes activities.",
        discussion: """
            An activity is a thread that everyone responds to; `stoa reply ID` responds. With --hidden one sees the \
            responses of others only when one has responded. \(ActivityForm.honesty)
            """,
        subcommands: [List.self, Show.self, Add.self, Edit.self], defaultSubcommand: List.self)

    /// The command before its words are read.
    public init() {}

    private static func activity(_ id: String, _ session: BoardSession) throws -> ActivitySummary {
        try session.read { database in
            let id = try ReferenceLookup.id(id, database)
            guard let activity = try ActivityQueries.activity(id, reader: session.me, database) else {
                throw CommandFailure("\(id) is no activity; `stoa activity list` shows them", .notFound)
            }
            return activity
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists activities, the newest first.")

        @OptionGroup var options: BoardOptions
        @Option(name: .long, help: "At most so many.") var limit = 50
        @Flag(name: .long, help: "As a JSON array.") var json = false

        func run() throws {
            let session = try options.session()
            let activities = try session.read {
                try ActivityQueries.page(reader: session.me, limit: max(1, limit), $0)
            }
            if json { return try Output.json(activities.map { try ListedActivity($0, session) }) }
            guard !activities.isEmpty else { return Output.line("No activities.") }
            for activity in activities {
                let id = try session.read { try IDLookup.shortest(activity.id, $0) }
                Output.line(
                    "\(id)  \(activity.title)  (\(try ActivityEffects(session: session).standing(with: activity)))")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Shows how an activity goes; `stoa read ID` shows its prompt and responses.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The activity.", completion: .things) var id: String
        @Flag(name: .long, help: "As a JSON document.") var json = false

        func run() throws {
            let session = try options.session()
            let activity = try ActivityCommand.activity(id, session)
            if json { return try Output.json(ListedActivity(activity, session)) }
            Output.line(activity.title)
            Output.line("#\(activity.channel) · @\(activity.author) · \(activity.created.rfc3339)")
            if let due = activity.terms.due { Output.line("due \(due.rfc3339)") }
            Output.line(try ActivityEffects(session: session).standing(with: activity))
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Opens an activity and prints its id.")

        @OptionGroup var options: BoardOptions
        @Option(name: .long, help: "In which channel.", completion: .channels) var channel: String
        @Option(name: .long, help: "Its title.") var title: String
        @Option(name: .long, help: "Until when: 3d, 1w, friday, 2030-05-31; any time if left out.") var due: String?
        @Flag(name: .long, help: "Hides responses from those who have not responded; the board's files do not.")
        var hidden = false
        @OptionGroup var source: TextSource

        func run() throws {
            let session = try options.session()
            let place = try ChannelLookup.channel(channel, session)
            let due = try due.flatMap { try ActivityForm.due($0, now: session.clock.now()) }
            let event = try DiscussionWriting(session).open(
                channel: place, kind: .activity, title: title, body: try source.text(),
                activity: ActivityTerms(due: due, hidesResponses: hidden))
            Output.line(try session.send(event).text)
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit",
            abstract: "Changes when an activity is due and whether responses are hidden; `stoa edit` rewords it.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The activity.", completion: .things) var id: String
        @Option(name: .long, help: "Until when, or never.") var due: String?
        @Flag(inversion: .prefixedNo, help: "Hides responses from those who have not responded.") var hidden: Bool?

        func validate() throws {
            guard due != nil || hidden != nil else { throw ValidationError("say --due, --hidden or --no-hidden") }
        }

        func run() throws {
            let session = try options.session()
            let activity = try ActivityCommand.activity(id, session)
            var terms = activity.terms
            if let due { terms.due = try ActivityForm.due(due, now: session.clock.now()) }
            if let hidden { terms.hidesResponses = hidden }
            try session.send(ActivityEffects(session: session).setting(activity, terms))
        }
    }
}

/// An activity as `--json` gives it.
struct ListedActivity: Encodable {
    var id: EventID
    var title: String
    var author: Account
    var channel: String
    var created_at: String
    var due_at: String?
    var hides_responses: Bool
    var responded: Bool
    /// For its author and moderators: how many have responded, and how many are expected to.
    var responses: Int?
    var expected: Int?

    init(_ activity: ActivitySummary, _ session: BoardSession) throws {
        id = activity.id
        title = activity.title
        author = activity.author
        channel = activity.channel
        created_at = activity.created.rfc3339
        due_at = activity.terms.due?.rfc3339
        hides_responses = activity.terms.hidesResponses
        responded = activity.hasMine
        guard try activity.author == session.me || session.standing(of: session.me).isAtLeast(.moderator) else {
            return
        }
        responses = activity.responses
        expected = try session.read { try ActivityQueries.expected(activity, $0) }
    }
}
