import ArgumentParser
import Index
import Journal

/// `stoa member`: the directory.
public struct MemberCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Shows the directory, edits your profile; admits, gives roles, removes.",
        subcommands: [
            List.self, Show.self, Matches.self, Edit.self, Approve.self, SetRole.self, Remove.self, MentorCommand.self,
            ClaimCommand.self,
        ],
        defaultSubcommand: List.self)

    /// The command before its words are read.
    public init() {}

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the members.")

        @OptionGroup var options: BoardOptions
        @Option(name: .long, help: "Only those whose name or profile says this.") var find: String?
        @Option(name: .long, help: "Only those with this among their tags.") var tag: String?
        @Flag(name: .long, help: "Only those who are here now.") var here = false
        @Flag(name: .long, help: "Those who left too.") var all = false
        @Flag(name: .long, help: "As a JSON array.") var json = false

        func run() throws {
            let session = try options.session()
            let states: Set = all ? ["member", "applicant", "left", "removed"] : ["member", "applicant"]
            let now = session.clock.now()
            let online = try Presence(board: session.board).online(now: now)
            let topic = tag.map(MemberTopic.init)
            let members = try session.read { try MemberQueries.all(states: states, $0) }.filter { member in
                (!here || online.contains(member.account)) && (find.map(member.says) ?? true)
                    && (topic.map(member.hasTag) ?? true)
            }
            if json { return try Output.json(members.map { ListedMember($0, online: online, now: now) }) }
            for member in members {
                let marks = [
                    member.role == .member ? nil : member.role.rawValue, member.state == "member" ? nil : member.state,
                    online.contains(member.account) ? "online" : nil,
                    member.isAway(at: now) ? "away" : nil,
                ].compactMap { $0 }
                let suffix = marks.isEmpty ? "" : " (" + marks.joined(separator: ", ") + ")"
                Output.line("@\(member.account)  \(member.name)\(suffix)")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one member.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Whose profile; yours if left out.", completion: .members) var handle: String?
        @Flag(name: .long, help: "As a JSON document.") var json = false

        func run() throws {
            let session = try options.session()
            let member = try MemberLookup.member(handle ?? session.me.rawValue, session)
            let now = session.clock.now()
            let online = try Presence(board: session.board).online(now: now)
            if json { return try Output.json(ListedMember(member, online: online, now: now)) }
            let facts = try MemberFacts(member, isOnline: online.contains(member.account), session)
            for line in facts.lines(columns: min(Output.columns, 100)).lines { Output.line(line.line.text) }
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit", abstract: "Edits your profile.",
            discussion: "Tags stand with commas between: --interests \"proofs, Python\".")

        @OptionGroup var options: BoardOptions
        @Option(name: .long, help: "The name to show.") var name: String?
        @Option(name: .long, parsing: .unconditional, help: "A few lines about yourself, Markdown.") var about: String?
        @Option(name: .long, parsing: .unconditional, help: "What you are interested in, as tags.") var interests:
            String?
        @Option(name: .long, parsing: .unconditional, help: "What you can help others with, as tags.") var canHelpWith:
            String?
        @Option(name: .long, parsing: .unconditional, help: "What you want to learn, as tags.") var wantsToLearn:
            String?
        @Option(name: .long, help: "How others speak of you: she/her.") var pronouns: String?
        @Option(name: .long, help: "Where your clock stands: Europe/Lisbon, or none.") var zone: String?
        @Option(name: .long, help: "Until when you are away: 2w, friday, 2026-12-01, or never.") var away: String?
        @Flag(inversion: .prefixedNo, help: "Whether newcomers' first posts are your turn too.") var greets: Bool?

        func validate() throws {
            let texts = [name, about, interests, canHelpWith, wantsToLearn, pronouns, zone, away]
            guard texts.contains(where: { $0 != nil }) || greets != nil else {
                throw ValidationError("say what to change, such as --name or --about")
            }
        }

        func run() throws {
            let session = try options.session()
            let now = session.clock.now()
            let profile = MemberProfileSet(
                name: name, about: about, interests: interests, canHelpWith: canHelpWith, wantsToLearn: wantsToLearn,
                pronouns: pronouns, zone: zone, awayUntil: try away.map { try TypedMoment.orNever($0, now: now) },
                greets: greets)
            try session.write([try MemberWriting(session: session).setting(profile)])
        }
    }

    struct Matches: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "matches", abstract: "Shows with whom you may want to talk, and why.",
            discussion: "By what you both say you can help with, want to learn and are interested in.")

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "As a JSON array.") var json = false

        private struct Listed: Encodable {
            var handle: Account
            var name: String
            var reasons: [String]
        }

        func run() throws {
            let session = try options.session()
            let me = try MemberLookup.member(session.me.rawValue, session)
            let matches = MemberMatch.all(for: me, among: try session.read { try MemberQueries.all($0) })
            if json {
                return try Output.json(
                    matches.map {
                        Listed(handle: $0.member.account, name: $0.member.name, reasons: $0.reasons.map(\.words))
                    })
            }
            guard !matches.isEmpty else {
                return Output.line(
                    "Nobody yet; `stoa member edit` says what you can help with and want to learn.")
            }
            for match in matches { Output.line("@\(match.member.account)  \(match.member.name) \(match.words)") }
        }
    }

    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "approve", abstract: "Admits somebody who asked to join; for moderators.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Who asked.", completion: .members) var handle: String

        func run() throws {
            let session = try options.session()
            let member = try MemberLookup.member(handle, session)
            let refusal = AuthorityRules.refusalToApprove(
                by: try session.standing(of: session.me), of: try session.standing(of: member.account))
            if let refusal { throw CommandFailure.refused(refusal) }
            try session.write([NewEvent(session.approval(of: member.account))])
        }
    }

    struct SetRole: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "role", abstract: "Gives a member a role; for admins.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Whose role.", completion: .members) var handle: String
        @Argument(help: "member, moderator or admin.") var role: Role

        func run() throws {
            let session = try options.session()
            let member = try MemberLookup.member(handle, session)
            let refusal = AuthorityRules.refusalToSetRole(
                by: try session.standing(of: session.me), of: member.account,
                standing: try session.standing(of: member.account), founder: Account(session.board.identity.founder))
            if let refusal { throw CommandFailure.refused(refusal) }
            let last = try session.read { try MemberQueries.lastEvents(of: member.account, $0) }
            try session.write([NewEvent(MemberRoleSet(account: member.account, role: role, last: last))])
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Takes a membership away; what they wrote stays. For moderators.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Whose membership.", completion: .members) var handle: String
        @Option(name: .long, parsing: .unconditional, help: "Why, for everyone to read.") var reason = ""

        func run() throws {
            let session = try options.session()
            let member = try MemberLookup.member(handle, session)
            let refusal = AuthorityRules.refusalToRemove(
                by: try session.standing(of: session.me), of: member.account,
                standing: try session.standing(of: member.account), founder: Account(session.board.identity.founder))
            if let refusal { throw CommandFailure.refused(refusal) }
            let last = try session.read { try MemberQueries.lastEvents(of: member.account, $0) }
            try session.write([NewEvent(MemberRemoved(account: member.account, reason: reason, last: last))])
        }
    }
}

/// Finds members by the handles people type.
enum MemberLookup {
    static func member(_ handle: String, _ session: BoardSession) throws -> Member {
        guard let member = try session.read({ try MemberQueries.member(handle, $0) }) else {
            throw CommandFailure("there is no member \(handle); `stoa member list` shows them", .notFound)
        }
        return member
    }
}

extension Role: ExpressibleByArgument {}
