import ArgumentParser
import Foundation
import Index
import Journal

/// `stoa feedback protocol`: the ways to give feedback.
struct FeedbackProtocolCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "protocol", abstract: "Lists, shows and sets the protocols by which feedback is given.",
        subcommands: [List.self, Show.self, Steps.self, Set.self, Remove.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the protocols.")

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "As a JSON array.") var json = false

        private struct Listed: Encodable {
            var name: String
            var title: String
            var about: String
            var source: String
            var fields: [FeedbackProtocol.Field]
            var steps: [FeedbackProtocol.Step]
            var together: Bool
            var minutes: Int
        }

        func run() throws {
            let session = try options.session()
            let library = try session.read { try ProtocolLibrary.current($0) }
            var found: [Listed] = []
            for name in library.names {
                guard let text = library.text(name) else { continue }
                do {
                    let method = try FeedbackProtocol(name: name, text: text.text)
                    found.append(
                        Listed(
                            name: name, title: method.title, about: method.about, source: text.source,
                            fields: method.fields, steps: method.steps, together: method.isTogether,
                            minutes: method.minutes))
                } catch { Output.remark(CommandFailure(error).description) }
            }
            if json { return try Output.json(found) }
            let width = found.map(\.name.count).max() ?? 0
            for method in found {
                Output.line(method.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + method.about)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Prints a protocol's text, to be copied and changed.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Its name.") var name: String

        func run() throws {
            let session = try options.session()
            guard let text = try session.read({ try ProtocolLibrary.current($0) }).text(name) else {
                throw CommandFailure("there is no protocol \(name); `stoa feedback protocol` lists them", .notFound)
            }
            Output.text(text.text)
        }
    }

    struct Steps: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "steps", abstract: "Shows the steps of a protocol, who speaks in each and how long.",
            discussion: "`stoa feedback step ID` goes through them at a request.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Its name.") var name: String
        @Flag(name: .long, help: "As a JSON document.") var json = false

        func run() throws {
            let session = try options.session()
            guard let method = try session.read({ try ProtocolLibrary.current($0) }).find(name) else {
                throw CommandFailure("there is no protocol \(name); `stoa feedback protocol` lists them", .notFound)
            }
            let shown = ShownSteps(method, at: nil, isAsker: false, now: session.clock.now())
            if json { return try Output.json(shown) }
            shown.lines.forEach { Output.line($0) }
        }
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Gives the board a protocol, or its own text for one; for moderators.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Its name.") var name: String
        @OptionGroup var source: TextSource

        func run() throws {
            let session = try options.session()
            let now = try session.read { try ProtocolLibrary.current($0) }.text(name)?.text ?? ""
            try session.send(RubricWriting(session).set(name, text: source.text(editing: now)))
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Takes the board's own text for a protocol away; for moderators.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Its name.") var name: String

        func run() throws {
            let session = try options.session()
            try session.send(RubricWriting(session).set(name, text: ""))
        }
    }
}

/// `stoa feedback terms`: what the group promises, and what one takes on.
struct FeedbackTermsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terms", abstract: "Shows or sets what the group promises, and what you take on.")

    @OptionGroup var options: BoardOptions
    @Option(name: .long, help: "Days until a first response; for moderators.") var promiseDays: Int?
    @Option(name: .long, help: "Days that a claim holds without a due date; for moderators.") var claimDays: Int?
    @Option(name: .long, help: "How many reviews a member takes on at once; for moderators.") var capacity: Int?
    @Option(name: .long, help: "How many open requests an asker may have; for moderators.") var openRequests: Int?
    @Option(name: .customLong("protocol"), help: "The protocol of a request that names none; for moderators.")
    var method: String?
    @Option(name: .long, help: "Days that a request has, unless its asker says otherwise; for moderators.")
    var dueDays: Int?
    @Option(name: .long, help: "How many reviews a request needs, unless its asker says otherwise; for moderators.")
    var needed: Int?
    @Option(name: .long, help: "The days without work: \"sat sun\", or none; for moderators.") var restDays: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The hours in which nobody is reminded and no bell rings: 22:00-07:00, or none; for moderators.",
            valueName: "hours"))
    var quietHours: String?
    @Option(name: .long, help: "How many reviews you take on at once, 0 to 5.") var mine: Int?
    @Option(name: .long, help: "Until when you are away; `today` for no longer.") var awayUntil: String?
    @Option(name: .long, help: "Whether the group's turn may fall on you: yes or no.") var rotation: Answer?
    @Flag(name: .long, help: "As a JSON document.") var json = false

    enum Answer: String, ExpressibleByArgument, CaseIterable { case yes, no }

    private struct Shown: Encodable {
        var promise_days: Int64
        var claim_days: Int64
        var capacity: Int
        var open_requests: Int
        var `protocol`: String
        var due_days: Int
        var needed: Int
        var rest_days: [Int]
        var quiet_hours: String
        var given_30d: Int
        var received_30d: Int
        var open_claims: Int
        var own_capacity: Int
        var waits_median_hours: Int64?
        var waits_ninetieth_hours: Int64?
        var waits_count: Int?
    }

    func run() throws {
        let session = try options.session()
        let writing = RubricWriting(session)
        let now = session.clock.now()
        var events: [NewEvent] = []
        let setsBoard =
            [promiseDays, claimDays, capacity, openRequests, dueDays, needed].contains { $0 != nil }
            || method != nil || restDays != nil || quietHours != nil
        if setsBoard {
            if let method, try session.read({ try ProtocolLibrary.current($0).find(method) }) == nil {
                throw CommandFailure("there is no protocol \(method); `stoa feedback protocol` lists them", .notFound)
            }
            events.append(
                try writing.set(
                    FeedbackTermsSet(
                        promiseDays: promiseDays, leaseDays: claimDays, capacity: capacity, openRequests: openRequests,
                        method: method, dueDays: dueDays, needed: needed, restDays: try restDays.map(RestDays.days),
                        quietHours: quietHours)))
        }
        if mine != nil || awayUntil != nil || rotation != nil {
            events.append(
                try writing.set(
                    FeedbackAvailabilitySet(
                        capacity: mine, rotation: rotation.map { $0 == .yes },
                        awayUntil: try awayUntil.map { $0 == "today" ? now : try TypedMoment.moment($0, now: now) })))
        }
        guard events.isEmpty else { return _ = try session.write(events) }
        try show(session, now)
    }

    private func show(_ session: BoardSession, _ now: Timestamp) throws {
        let (shown, waits) = try session.read { database in
            let terms = try FeedbackBoardTerms.current(database)
            let balance = try FeedbackQueries.balance(
                of: session.me, since: now.advanced(by: -LoadQueries.month), database)
            let waits = try LoadQueries.waits(now: now, database)
            let hour: Int64 = 3_600_000
            return (
                Shown(
                    promise_days: terms.promise / (24 * hour), claim_days: terms.lease / (24 * hour),
                    capacity: terms.capacity, open_requests: terms.openRequests, protocol: terms.method,
                    due_days: terms.dueDays, needed: terms.needed, rest_days: terms.restDays.sorted(),
                    quiet_hours: terms.quietHours.text,
                    given_30d: balance.given,
                    received_30d: balance.received,
                    open_claims: try FeedbackQueries.openClaims(of: session.me, now: now, database),
                    own_capacity: try LoadQueries.capacity(of: session.me, terms, database),
                    waits_median_hours: waits.map { $0.median / hour },
                    waits_ninetieth_hours: waits.map { $0.ninetieth / hour }, waits_count: waits?.count), waits
            )
        }
        if json { return try Output.json(shown) }
        Output.line(
            "A first response in \(shown.promise_days) days; a claim holds \(shown.claim_days) days without a due date."
        )
        Output.line(
            "A request has \(shown.due_days) days, needs \(shown.needed) reviews and is answered by "
                + "\(shown.protocol); rest days: \(RestDays.words(Set(shown.rest_days))); quiet hours: \(shown.quiet_hours)."
        )
        Output.line("A member takes on \(shown.capacity) reviews and has \(shown.open_requests) open requests at once.")
        Output.line(
            "You: given \(shown.given_30d), received \(shown.received_30d) (30d), "
                + "\(shown.open_claims) accepted of \(shown.own_capacity).")
        Output.line(waits?.words ?? WaitingTimes.notEnough)
    }
}
