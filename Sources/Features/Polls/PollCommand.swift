import ArgumentParser
import Index
import Journal
import Terminal

/// `stoa poll`: asks the members to choose, votes, and says what follows.
public struct PollCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "poll", abstract: "Lists, shows and opens polls, votes, closes them and writes their outcome.",
        discussion: """
            A poll is finished when its author has written the outcome. With --anonymous screens and commands hide who \
            chose what; a vote stands in its voter's own log all the same, for whoever may read the board's files.
            """,
        subcommands: [List.self, Show.self, Add.self, Vote.self, Close.self, Outcome.self], defaultSubcommand: List.self
    )

    /// The command before its words are read.
    public init() {}

    private static func poll(_ id: String, _ session: BoardSession) throws -> Poll {
        try session.read { database in
            guard let poll = try PollQueries.poll(try ReferenceLookup.id(id, database), database) else {
                throw CommandFailure("\(id) is no poll; `stoa poll list` shows them", .notFound)
            }
            return poll
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists polls, the newest first.")

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "Only those that wait for your vote.") var waiting = false
        @Option(name: .long, help: "At most so many.") var limit = 50
        @Flag(name: .long, help: "As a JSON array.") var json = false

        func run() throws {
            let session = try options.session()
            let now = session.clock.now()
            let polls = try session.read { database in
                guard waiting else { return try PollQueries.page(reader: session.me, limit: max(1, limit), database) }
                let turns = try TurnQueries.mine(session.me, kind: PollTurns.vote, now: now, limit: limit, database)
                return try turns.compactMap { try PollQueries.summary($0.subject, reader: session.me, database) }
            }
            if json { return try Output.json(polls.map { ListedPoll($0, now: now) }) }
            guard !polls.isEmpty else { return Output.line(waiting ? "No poll waits for you." : "No polls.") }
            for poll in polls {
                let id = try session.read { try IDLookup.shortest(poll.id, $0) }
                let mine = poll.hasMine ? ", you voted" : ""
                Output.line("\(id)  \(poll.question)  (\(poll.state(at: now).words), \(poll.votes) voted\(mine))")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Shows one poll with its results.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The poll.", completion: .things) var id: String
        @Flag(name: .long, help: "As a JSON document.") var json = false

        func run() throws {
            let session = try options.session()
            let poll = try PollCommand.poll(id, session)
            let now = session.clock.now()
            if json { return try Output.json(ShownPoll(poll, me: session.me, now: now)) }
            let names = try session.read { try PollQueries.names(in: poll, $0) }
            let columns = min(Output.columns, 100)
            let lines = PollLines(poll: poll, names: names, me: session.me, now: now, columns: columns).lines
            for line in lines { Output.line(line.line.text) }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Opens a poll, and prints its id.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The question.") var question: String
        @Option(name: .long, help: "What can be chosen; twice or more.") var option: [String] = []
        @Option(name: .long, help: "single, multiple or ranking.") var kind = PollKind.single
        @Option(name: .long, help: "When it closes: 3h, 3d, friday, 2030-05-31; by hand if left out.") var closes:
            String?
        @Flag(name: .long, help: "Screens hide who chose what; the board's files do not.") var anonymous = false
        @Option(name: .long, help: "The thread it belongs to.", completion: .things) var thread: String?

        func run() throws {
            let session = try options.session()
            let thread = try thread.map { name in try session.read { try ReferenceLookup.id(name, $0) } }
            let terms = PollOpened(
                question: question, options: option, pollKind: kind,
                closes: try closes.flatMap { try PollForm.moment($0, now: session.clock.now()) },
                anonymous: anonymous, thread: thread)
            Output.line(try session.send(PollWriting(session).opening(terms)).text)
        }
    }

    struct Vote: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "vote", abstract: "Votes, in place of your vote before.",
            discussion: "Options are named by their numbers, as `stoa poll show` has them; in a ranking the best first."
        )

        @OptionGroup var options: BoardOptions
        @Argument(help: "The poll.", completion: .things) var id: String
        @Argument(help: "The numbers of your options.") var choices: [Int] = []
        @Flag(name: .long, help: "Leaves it to the others.") var none = false
        @Flag(name: .long, help: "Takes your vote back.") var undo = false

        func validate() throws {
            guard [!choices.isEmpty, none, undo].count(where: { $0 }) == 1 else {
                throw ValidationError("name options by their numbers, or say --none or --undo")
            }
        }

        func run() throws {
            let session = try options.session()
            let poll = try PollCommand.poll(id, session)
            try session.send(PollWriting(session).voting(undo ? nil : choices.map { $0 - 1 }, in: poll))
        }
    }

    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close", abstract: "Ends the voting; yours, or any for moderators.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The poll.", completion: .things) var id: String
        @Flag(name: .long, help: "Lets the voting go on.") var undo = false

        func run() throws {
            let session = try options.session()
            try session.send(PollWriting(session).closing(try PollCommand.poll(id, session), !undo))
        }
    }

    struct Outcome: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "outcome", abstract: "Writes what follows from a closed poll.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The poll.", completion: .things) var id: String
        @OptionGroup var source: TextSource

        func run() throws {
            let session = try options.session()
            let poll = try PollCommand.poll(id, session)
            let writing = PollWriting(session)
            // Asked before anything is typed.
            _ = try writing.concluding(poll, "")
            try session.send(writing.concluding(poll, try source.text(editing: poll.outcome?.text ?? "")))
        }
    }
}

extension PollKind: ExpressibleByArgument {}

/// A poll as `--json` lists it.
struct ListedPoll: Encodable {
    var id: EventID
    var question: String
    var author: Account
    var kind: PollKind
    var state: PollState
    var created_at: String
    var closes_at: String?
    var votes: Int
    var voted: Bool
    var thread: EventID?

    init(_ poll: PollSummary, now: Timestamp) {
        id = poll.id
        question = poll.question
        author = poll.author
        kind = poll.kind
        state = poll.state(at: now)
        created_at = poll.opened.rfc3339
        closes_at = poll.closes?.rfc3339
        votes = poll.votes
        voted = poll.hasMine
        thread = poll.thread
    }
}

/// A poll with its results as `--json` gives it.
struct ShownPoll: Encodable {
    struct Option: Encodable {
        var text: String
        var votes: Int
        /// In a ranking, Borda's count.
        var points: Int
        /// Left out where names are hidden.
        var voters: [Account]?
    }

    var id: EventID
    var question: String
    var author: Account
    var kind: PollKind
    var state: PollState
    var created_at: String
    var closes_at: String?
    var anonymous: Bool
    var thread: EventID?
    var options: [Option]
    var votes: Int
    /// The reader's choices, numbered from 1; left out when they have not voted.
    var mine: [Int]?
    var outcome: String?

    init(_ poll: Poll, me: Account, now: Timestamp) {
        id = poll.id
        question = poll.terms.question
        author = poll.author
        kind = poll.terms.pollKind
        state = poll.state(at: now)
        created_at = poll.opened.rfc3339
        closes_at = poll.closes?.rfc3339
        anonymous = poll.terms.anonymous
        thread = poll.terms.thread
        options = zip(poll.terms.options, poll.tally).map { text, tally in
            Option(
                text: text, votes: tally.votes, points: tally.points,
                voters: poll.terms.anonymous ? nil : tally.accounts)
        }
        votes = poll.votes.count
        mine = poll.vote(of: me)?.choices.map { $0 + 1 }
        outcome = poll.outcome?.text
    }
}
