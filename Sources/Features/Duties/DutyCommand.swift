import ArgumentParser
import Index
import Journal

/// `stoa duty`: who does what for the group, and whose turn it is.
public struct DutyCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "duty", abstract: "Lists duties and whose turn they are; takes and leaves them.",
        discussion: """
            A duty that rotates goes on by itself: weeks begin on Monday (UTC). Whoever takes one has their first turn in the \
            period after, so that nobody's coming or going moves the turn of anybody else.
            """,
        subcommands: [List.self, Add.self, Edit.self, Take.self, Leave.self, Pass.self], defaultSubcommand: List.self)

    /// The command before its words are read.
    public init() {}

    /// A duty by its name or the beginning of its id.
    private static func duty(_ name: String, _ session: BoardSession) throws -> Duty {
        let now = session.clock.now()
        return try session.read { database in
            let all = try DutyQueries.all(at: now, database).map(\.duty)
            if let named = all.first(where: { $0.name.lowercased() == name.lowercased() }) { return named }
            let known = all.map { "“\($0.name)”" }.joined(separator: ", ")
            guard let id = try? ReferenceLookup.id(name, database), let found = all.first(where: { $0.id == id }) else {
                throw CommandFailure(
                    "there is no duty “\(name)”; there are \(known.isEmpty ? "none" : known)", .notFound)
            }
            return found
        }
    }

    struct ListedDuty: Encodable {
        static let keys = "id name about rotates holders next rota"
        var id: EventID
        var name: String
        var about: String
        var rotates: Rotation
        var holders: [Account]
        var next: Account?
        var rota: [Account]

        init(_ summary: DutySummary) {
            id = summary.id
            name = summary.duty.name
            about = summary.duty.about
            rotates = summary.duty.rotates
            holders = summary.holders
            next = summary.next
            rota = summary.duty.rota
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists duties, and whose turn they are.")

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "As a JSON array.") var json = false

        func run() throws {
            let session = try options.session()
            let now = session.clock.now()
            let duties = try session.read { try DutyQueries.all(at: now, $0) }
            guard !json else { return try Output.json(duties.map(ListedDuty.init)) }
            guard !duties.isEmpty else { return Output.line("No duties.") }
            for summary in duties {
                Output.line("\(summary.duty.name)  (\(DutyLine(summary: summary, me: session.me).turn))")
                if !summary.duty.about.isEmpty { Output.line("    " + summary.duty.about) }
            }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Makes a duty, and prints its id; for moderators.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "What it is called.") var name: String
        @Option(name: .long, parsing: .unconditional, help: "What is to be done.") var about = ""
        @Option(name: .long, help: "never, weekly, fortnightly or monthly.") var rotates = Rotation.never

        func run() throws {
            let session = try options.session()
            let duty = DutyAdded(name: name, about: about, rotates: rotates)
            Output.line(try session.send(DutyWriting(session: session).adding(duty)).text)
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit",
            abstract: "Changes a duty, or does away with it; for moderators.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The duty.") var duty: String
        @Option(name: .long, parsing: .unconditional, help: "The new name.") var name: String?
        @Option(name: .long, parsing: .unconditional, help: "What is to be done.") var about: String?
        @Option(name: .long, help: "never, weekly, fortnightly or monthly.") var rotates: Rotation?
        @Flag(name: .long, help: "Does away with it.") var remove = false

        func validate() throws {
            guard name != nil || about != nil || rotates != nil || remove else {
                throw ValidationError("say what to change: --name, --about, --rotates, --remove")
            }
        }

        func run() throws {
            let session = try options.session()
            let duty = try DutyCommand.duty(duty, session)
            let change = DutyEdited(
                duty: duty.id, name: name, about: about, rotates: rotates, removed: remove ? true : nil)
            try session.send(DutyWriting(session: session).editing(change, duty))
        }
    }

    struct Take: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "take", abstract: "Joins a duty's rota.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The duty.") var duty: String

        func run() throws {
            let session = try options.session()
            try session.send(DutyWriting(session: session).taking(DutyCommand.duty(duty, session), true))
        }
    }

    struct Leave: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "leave", abstract: "Leaves a duty's rota.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The duty.") var duty: String

        func run() throws {
            let session = try options.session()
            try session.send(DutyWriting(session: session).taking(DutyCommand.duty(duty, session), false))
        }
    }

    struct Pass: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pass",
            abstract: "Says that you cannot this time; the next of the rota does it.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The duty.") var duty: String
        @Flag(name: .long, help: "You can after all.") var undo = false

        func run() throws {
            let session = try options.session()
            try session.send(DutyWriting(session: session).passing(DutyCommand.duty(duty, session), !undo))
        }
    }
}

extension Rotation: ExpressibleByArgument {}
