import ArgumentParser
import Foundation
import Index
import Journal

/// `stoa feedback round`.
struct FeedbackRoundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "round", abstract: "Lets everyone who asks review so many others; for moderators.",
        discussion: """
            Of each member's open requests that nobody was asked for or took, the oldest takes part. Everyone gives and \
            receives the same number of reviews. What is asked shows before anything is written with --dry-run; the same \
            --seed gives the same round.
            """)

    @OptionGroup var options: BoardOptions
    @Option(name: .long, help: "How many reviews each gives and receives.") var each = 2
    @Option(name: .long, help: "Only requests with this tag.") var tag: String?
    @Option(name: .long, help: ArgumentHelp("Two who should not review each other; may be repeated.", valueName: "a:b"))
    var apart: [String] = []
    @Option(name: .long, help: "A number that the order is drawn by.") var seed: UInt64?
    @Flag(name: .long, help: "Only shows who would review whom.") var dryRun = false
    @Flag(name: .long, help: "As a JSON array.") var json = false

    private struct Listed: Encodable {
        var id: EventID
        var title: String
        var author: Account
        var reviewers: [Account]
    }

    func validate() throws {
        guard (1...FeedbackRules.mostReviewers).contains(each) else {
            throw ValidationError("each reviews 1 to \(FeedbackRules.mostReviewers)")
        }
    }

    func run() throws {
        let session = try options.session()
        let pairs = try apart.map { text in
            let names = text.split(separator: ":").map { FeedbackLookup.account(String($0)) }
            guard names.count == 2 else { throw CommandFailure("\(text) is no pair; write ana:ben", .usage) }
            return names
        }
        let seed = seed ?? UInt64(bitPattern: session.clock.now().rawValue)
        let round = try session.read { try ReviewRound(each: each, tag: tag, apart: pairs, seed: seed, $0) }
        let events = try round.events(FeedbackWriting(session))
        for pair in round.together {
            Output.remark("@\(pair[0]) and @\(pair[1]) could not be kept apart; there are too few members")
        }
        if !dryRun { try session.write(events) }
        if json {
            return try Output.json(
                round.parts.map {
                    Listed(
                        id: $0.request.id, title: $0.request.title, author: $0.request.asker, reviewers: $0.reviewers)
                })
        }
        for part in round.parts {
            let reviewers = part.reviewers.map { "@\($0)" }.joined(separator: " ")
            Output.line("@\(part.request.asker): \(part.request.title) ← \(reviewers)")
        }
    }
}

/// `stoa feedback avoid`.
struct FeedbackAvoidCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "avoid", abstract: "Keeps somebody's work out of what you are offered; nobody else learns of it.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "Whose work; shows whose you avoid, if left out.", completion: .members) var handle: String?
    @Flag(name: .long, help: "It may be offered again.") var lift = false
    @Flag(name: .long, help: "As a JSON array.") var json = false

    func run() throws {
        let session = try options.session()
        guard let handle else {
            let avoided = try session.read { try FeedbackAvoidance.all($0) }.sorted()
            if json { return try Output.json(avoided) }
            return Output.line(
                avoided.isEmpty ? "You avoid nobody's work." : avoided.map { "@\($0)" }.joined(separator: " "))
        }
        let account = FeedbackLookup.account(handle)
        guard try session.read({ try MemberQueries.member(account.rawValue, $0) }) != nil else {
            throw CommandFailure("@\(account) is not a member; `stoa member list` shows who is", .notFound)
        }
        try session.send(FeedbackAvoided(account: account, lifted: lift).event())
    }
}

/// `stoa feedback retract`.
struct FeedbackRetractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retract", abstract: "Takes back what you did last with a request, as if it had never been.",
        discussion: "It counts only while nobody has acted on it.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Argument(help: "Which step, by its id in `stoa feedback show --json`; your last, if left out.") var step: String?

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        let own = request.history.filter { $0.by == session.me && $0.act != .ask && $0.act != .retract }
        let event = try step.map { try FeedbackLookup.event($0, among: own.map(\.event), what: "step") }
        guard let event = event ?? own.last?.event else {
            throw CommandFailure("you did nothing with it that could be taken back", .notFound)
        }
        let written = try session.send(FeedbackWriting(session).retract(request.id, event))
        try session.seeWritten()
        let now = try session.read { try FeedbackQueries.request(request.id, $0) }
        guard now?.history.contains(where: { $0.event == written }) ?? false else {
            throw CommandFailure("somebody has acted on it since, so it cannot be taken back")
        }
    }
}
