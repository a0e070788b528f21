import ArgumentParser
import Index
import Journal
import Workbench

/// `stoa report`: asks the moderators to look at something.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Asks the moderators to look at a post, a resource or a member.",
        discussion: """
            You and whoever it is about are told what was decided, and why. Screens show a report to moderators and to \
            you; it stands in your own log, where whoever may read the board's files can read it.
            """)

    @OptionGroup var options: BoardOptions
    @Argument(help: "What: an id, or @HANDLE.", completion: .things) var thing: String
    @Option(name: .short, parsing: .unconditional, help: "Why.") var m: String

    func run() throws {
        let session = try options.session()
        let reference: Reference
        if thing.hasPrefix("@") {
            let member = try MemberLookup.member(thing, session)
            reference = Reference(kind: ReportProjection.memberKind, name: member.account.rawValue)
        } else {
            reference = try session.read { try LinkedThing.named(thing, $0) }
        }
        Output.line(try session.send(ReportWriting(session: session).filing(reference, reason: m)).text)
    }
}

/// `stoa moderation`: what waits for moderators, and what they did.
struct ModerationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moderation", abstract: "Shows what waits for moderators, decides; shows everyone what was done.",
        subcommands: [
            List.self, Show.self, Claim.self, Decide.self, Log.self, Mine.self, Withdraw.self, Newcomers.self,
        ],
        defaultSubcommand: Log.self)

    /// A case that waits, by the beginning of its id.
    static func waiting(_ id: String, _ session: BoardSession) throws -> ModerationCase {
        guard try session.standing(of: session.me).isAtLeast(.moderator) else {
            throw CommandFailure.refused("only moderators see what waits; `stoa moderation log` shows what was done")
        }
        return try ReportQueries.waiting(try session.read { try ReferenceLookup.id(id, $0) }, session)
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists what waits, the longest first; for moderators.")

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "As a JSON array.") var json = false

        func run() throws {
            let session = try options.session()
            guard try session.standing(of: session.me).isAtLeast(.moderator) else {
                throw CommandFailure.refused(
                    "only moderators see what waits; `stoa moderation log` shows what was done")
            }
            let now = session.clock.now()
            let cases = try ReportQueries.queue(now: now, session)
            if json { return try Output.json(cases.map(ListedCase.init)) }
            if cases.isEmpty { Output.line("Nothing waits for a moderator.") }
            for waiting in cases {
                let id = try session.read { try IDLookup.shortest(waiting.id, $0) }
                let taken = waiting.takenBy.map { ", @\($0) looks at it" } ?? ""
                Output.line(
                    "\(id)  \(Age.short(waiting.since, now: now))  \(waiting.kind), @\(waiting.account): \(waiting.title)\(taken)"
                )
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Shows one case, and what can be decided.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The case.", completion: .things) var id: String
        @Flag(name: .long, help: "As a JSON document.") var json = false

        func run() throws {
            let session = try options.session()
            let waiting = try ModerationCommand.waiting(id, session)
            if json { return try Output.json(ListedCase(waiting)) }
            Output.line("\(waiting.kind), @\(waiting.account): \(waiting.title)\n")
            Output.line(waiting.text)
            Output.line("\nDecide: " + waiting.decisions.map { "\($0.name) (\($0.label))" }.joined(separator: ", "))
        }
    }

    struct Claim: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "claim",
            abstract: "Says that you look at a report, so that no other moderator need; for two days.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The report.", completion: .things) var id: String
        @Flag(name: .long, help: "Lets it go.") var undo = false

        func run() throws {
            let session = try options.session()
            guard let taking = try ModerationCommand.waiting(id, session).taking else {
                throw CommandFailure("only reports are claimed; decide this one", .badData)
            }
            try session.send(taking(!undo))
        }
    }

    struct Decide: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decide", abstract: "Decides a case; those whom it is about are told.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The case.", completion: .things) var id: String
        @Argument(help: "hide, lock, ask or dismiss a report; approve or refuse the rest.") var decision: String
        @Option(name: .short, parsing: .unconditional, help: "Why, for everyone to read.") var m = ""

        func run() throws {
            let session = try options.session()
            let decision = try ModerationCommand.waiting(id, session).decision(decision)
            try session.write(decision.events(m))
        }
    }

    struct Log: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "log", abstract: "Lists what moderators did, to what, why and when; for everyone.")

        @OptionGroup var options: BoardOptions
        @Option(name: .long, help: "At most so many.") var limit = 100
        @Flag(name: .long, help: "As a JSON array.") var json = false

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit takes a number above 0") }
        }

        func run() throws {
            let session = try options.session()
            let deeds = try session.read { try DeedQueries.page(limit: limit, $0) }
            if json { return try Output.json(deeds.map(ListedDeed.init)) }
            if deeds.isEmpty { Output.line("Moderators have done nothing yet.") }
            let now = session.clock.now()
            for deed in deeds {
                Output.line("\(ShortDate.day(deed.at, now: now))  \(deed.name) \(DeedWords.sentence(deed))")
            }
        }
    }

    struct Mine: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "mine", abstract: "Lists what you reported, and what became of it.")

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "As a JSON array.") var json = false

        private struct Listed: Encodable {
            var id: EventID
            var thing: Reference
            var reason: String
            var state: String
            var filed_at: String
            var answer: String?
        }

        func run() throws {
            let session = try options.session()
            let now = session.clock.now()
            let reports = try session.read { try ReportQueries.reports(by: session.me, $0) }
            if json {
                return try Output.json(
                    reports.map {
                        Listed(
                            id: $0.id, thing: $0.thing, reason: $0.reason, state: $0.state(at: now),
                            filed_at: $0.filed.rfc3339, answer: $0.verdict?.reason)
                    })
            }
            if reports.isEmpty { Output.line("You have reported nothing.") }
            for report in reports {
                let (id, title) = try session.read {
                    (try IDLookup.shortest(report.id, $0), try Document.title(of: report.id, $0) ?? "")
                }
                let answer = report.verdict.map { ": \($0.reason)" } ?? ""
                Output.line("\(id)  \(title)  (\(report.state(at: now))\(answer))")
            }
        }
    }

    struct Withdraw: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "withdraw", abstract: "Takes your report back.")
        @OptionGroup var options: BoardOptions
        @Argument(help: "The report.", completion: .things) var id: String

        func run() throws {
            let session = try options.session()
            let report = try session.read { try ReportQueries.report(try ReferenceLookup.id(id, $0), $0) }
            guard let report else {
                throw CommandFailure("\(id) is no report; `stoa moderation mine` shows yours", .notFound)
            }
            try session.send(ReportWriting(session: session).withdrawing(report))
        }
    }

    struct Newcomers: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "newcomers",
            abstract: "Says whether newcomers' posts wait until a moderator has read one; shows it when left out.")

        enum Setting: String, ExpressibleByArgument, CaseIterable {
            case hold, free
        }

        @OptionGroup var options: BoardOptions
        @Argument(help: "hold or free.") var setting: Setting?

        func run() throws {
            let session = try options.session()
            guard let setting else {
                let holds = try session.read { try HoldQueries.holds($0) }
                return Output.line(
                    holds
                        ? "Newcomers' posts wait until a moderator has read one."
                        : "Newcomers' posts show at once.")
            }
            try session.send(HoldWriting(session: session).holding(setting == .hold))
        }
    }
}

/// A case as `--json` gives it.
struct ListedCase: Encodable {
    var id: EventID
    var kind: String
    var title: String
    var account: Account
    var since: String
    var text: String
    var thing: Reference?
    var taken_by: Account?
    var decisions: [String]

    init(_ waiting: ModerationCase) {
        id = waiting.id
        kind = waiting.kind
        title = waiting.title
        account = waiting.account
        since = waiting.since.rfc3339
        text = waiting.text
        thing = waiting.thing
        taken_by = waiting.takenBy
        decisions = waiting.decisions.map(\.name)
    }
}

/// A moderator's deed as `--json` gives it.
struct ListedDeed: Encodable {
    var id: EventID
    var moderator: Account
    var what: String
    var thing: EventID?
    var title: String
    var member: Account?
    var reason: String
    var at: String

    init(_ kept: KeptDeed) {
        id = kept.id
        moderator = kept.account
        what = kept.deed.what
        thing = kept.deed.thing
        title = kept.title
        member = kept.deed.member
        reason = kept.deed.reason
        at = kept.at.rfc3339
    }
}

/// A deed in words.
enum DeedWords {
    /// What was done to what, and why: `hid “A title”: off topic`.
    static func sentence(_ kept: KeptDeed) -> String {
        var words = kept.deed.what
        if let member = kept.deed.member { words += " @\(member)" }
        if !kept.title.isEmpty {
            words += kept.title.hasPrefix("“") || kept.title.hasPrefix("@") ? " \(kept.title)" : " “\(kept.title)”"
        } else if let thing = kept.deed.thing {
            words += " \(thing.text.prefix(8))"
        }
        return kept.deed.reason.isEmpty ? words : words + ": " + kept.deed.reason
    }
}
