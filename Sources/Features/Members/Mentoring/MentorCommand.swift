import ArgumentParser
import Index
import Journal

/// `stoa member mentor`: offers of help, and requests for it.
struct MentorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mentor", abstract: "Offers help with topics, asks for it, answers, and finishes.",
        discussion: """
            A mentor is told of questions about their topics. A request waits two weeks for an answer. What the two say \
            to each other goes by message; the request itself stands in the board's files, for all members to read.
            """,
        subcommands: [
            List.self, Offer.self, Ask.self, Accept.self, Decline.self, Begin.self, Finish.self, Withdraw.self,
        ], defaultSubcommand: List.self)

    static func step(_ step: MentorStep, _ id: String, _ options: BoardOptions, words: String = "") throws {
        let session = try options.session()
        let mentorship = try session.read { database in
            guard let found = try MentorQueries.mentorship(try ReferenceLookup.id(id, database), database) else {
                throw CommandFailure("\(id) is no request; `stoa member mentor list` shows yours", .notFound)
            }
            return found
        }
        try session.send(MentorWriting(session: session).stepping(step, mentorship, words: words))
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists who offers help, and your own requests.")

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "As a JSON document.") var json = false

        func run() throws {
            let session = try options.session()
            let now = session.clock.now()
            let (offers, own) = try session.read { database in
                (
                    try MentorQueries.offers(database).values.sorted { $0.account < $1.account },
                    try MentorQueries.mentorships(of: session.me, database)
                )
            }
            if json { return try Output.json(ListedMentoring(offers: offers, own: own, now: now)) }
            if offers.isEmpty { Output.line("Nobody offers mentoring yet; `stoa member mentor offer` does.") }
            for offer in offers { Output.line("@\(offer.account)  \(offer.words)") }
            for mentorship in own {
                let id = try session.read { try IDLookup.shortest(mentorship.id, $0) }
                let who =
                    mentorship.mentor == session.me
                    ? "@\(mentorship.asker) with you" : "you with @\(mentorship.mentor)"
                Output.line("\(id)  \(who): \(mentorship.topic) (\(mentorship.state(at: now).words))")
            }
        }
    }

    struct Offer: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "offer", abstract: "Offers to help with topics, in place of your offer before.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "With what; several, or one text with commas.") var topics: [String] = []
        @Option(name: .long, help: "How many members at a time.") var places = 2
        @Option(name: .long, parsing: .unconditional, help: "When you have time.") var when = ""
        @Flag(name: .long, help: "Ends the offer.") var end = false

        func validate() throws {
            guard end != topics.contains(where: { !$0.isEmpty }) else {
                throw ValidationError("name topics, or say --end")
            }
        }

        func run() throws {
            let session = try options.session()
            let offer = MentorOffered(topics: end ? "" : topics.joined(separator: ", "), places: places, when: when)
            try session.send(MentorWriting(session: session).offering(offer))
        }
    }

    struct Ask: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ask", abstract: "Asks a member to be your mentor; prints its id.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Whom.", completion: .members) var handle: String
        @Option(name: .long, parsing: .unconditional, help: "With what.") var topic: String
        @OptionGroup var source: TextSource

        func run() throws {
            let session = try options.session()
            let mentor = try MemberLookup.member(handle, session).account
            let writing = MentorWriting(session: session)
            try writing.allowAsking(mentor)
            let asked = MentorAsked(mentor: mentor, topic: topic, why: try source.text())
            Output.line(try session.send(writing.asking(asked)).text)
        }
    }

    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "accept", abstract: "Says yes to a request.")
        @OptionGroup var options: BoardOptions
        @Argument(help: "The request.", completion: .things) var id: String
        @Option(name: .short, parsing: .unconditional, help: "A word with it.") var m = ""

        func run() throws { try MentorCommand.step(.accept, id, options, words: m) }
    }

    struct Decline: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decline", abstract: "Says no to a request, and why.")
        @OptionGroup var options: BoardOptions
        @Argument(help: "The request.", completion: .things) var id: String
        @Option(name: .short, parsing: .unconditional, help: "Why.") var m: String

        func run() throws { try MentorCommand.step(.decline, id, options, words: m) }
    }

    struct Begin: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "begin", abstract: "Says that the two of you have begun.")
        @OptionGroup var options: BoardOptions
        @Argument(help: "The request.", completion: .things) var id: String

        func run() throws { try MentorCommand.step(.begin, id, options) }
    }

    struct Finish: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "finish", abstract: "Ends a mentorship.")
        @OptionGroup var options: BoardOptions
        @Argument(help: "The request.", completion: .things) var id: String
        @Option(name: .short, parsing: .unconditional, help: "What came of it.") var m = ""

        func run() throws { try MentorCommand.step(.finish, id, options, words: m) }
    }

    struct Withdraw: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "withdraw", abstract: "Takes your request back.")
        @OptionGroup var options: BoardOptions
        @Argument(help: "The request.", completion: .things) var id: String

        func run() throws { try MentorCommand.step(.withdraw, id, options) }
    }
}

/// Mentoring as `--json` gives it.
struct ListedMentoring: Encodable {
    struct Offer: Encodable {
        var handle: Account
        var topics: [String]
        var places: Int
        var taken: Int
        var when: String
    }

    struct Request: Encodable {
        var id: EventID
        var asker: Account
        var mentor: Account
        var topic: String
        var why: String
        var state: MentorshipState
        var asked_at: String
        var since: String
        var words: String
    }

    var offers: [Offer]
    var requests: [Request]

    init(offers: [MentorOffer], own: [Mentorship], now: Timestamp) {
        self.offers = offers.map {
            Offer(
                handle: $0.account, topics: MemberTopic.split($0.topics), places: $0.places, taken: $0.taken,
                when: $0.when)
        }
        requests = own.map {
            Request(
                id: $0.id, asker: $0.asker, mentor: $0.mentor, topic: $0.topic, why: $0.why, state: $0.state(at: now),
                asked_at: $0.asked.rfc3339, since: $0.since.rfc3339, words: $0.words)
        }
    }
}
