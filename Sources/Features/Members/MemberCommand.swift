import ArgumentParser
import Index
import Journal

/// `stoa member`: the directory.
public struct MemberCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Shows the directory, edits your profile; admits, gives roles, removes.",
        subcommands: [List.self, Show.self, Edit.self, Approve.self, SetRole.self, Remove.self],
        defaultSubcommand: List.self)

    public init() {}

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the members.")

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "As a JSON array.") var json = false

        func run() throws {
            let session = try options.session()
            let members = try session.read { try MemberQueries.all($0) }
            let online = try Presence(board: session.board).online(now: session.clock.now())
            if json { return try Output.json(members.map { ListedMember($0, online: online) }) }
            for member in members {
                let marks = [
                    member.role == .member ? nil : member.role.rawValue, member.state == "member" ? nil : member.state,
                    online.contains(member.account) ? "online" : nil,
                ].compactMap { $0 }
                let suffix = marks.isEmpty ? "" : " (" + marks.joined(separator: ", ") + ")"
                Output.line("@\(member.account)  \(member.name)\(suffix)")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows one member.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Whose profile; yours if left out.") var handle: String?
        @Flag(name: .long, help: "As a JSON document.") var json = false

        func run() throws {
            let session = try options.session()
            let member = try MemberLookup.member(handle ?? session.me.rawValue, session)
            let online = try Presence(board: session.board).online(now: session.clock.now())
            if json { return try Output.json(ListedMember(member, online: online)) }
            Output.line("\(member.name) (@\(member.account)), \(member.role.rawValue) since \(member.joined.rfc3339)")
            let fields = [
                ("Interests", member.interests), ("Can help with", member.canHelpWith),
                ("Wants to learn", member.wantsToLearn),
            ]
            for (name, text) in fields where !text.isEmpty { Output.line("\(name): \(text)") }
            if !member.about.isEmpty { Output.line("\n" + member.about) }
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Edits your profile.")

        @OptionGroup var options: BoardOptions
        @Option(name: .long, help: "The name to show.") var name: String?
        @Option(name: .long, parsing: .unconditional, help: "A few lines about yourself, Markdown.") var about: String?
        @Option(name: .long, parsing: .unconditional, help: "What you are interested in.") var interests: String?
        @Option(name: .long, parsing: .unconditional, help: "What you can help others with.") var canHelpWith: String?
        @Option(name: .long, parsing: .unconditional, help: "What you want to learn.") var wantsToLearn: String?

        func validate() throws {
            guard [name, about, interests, canHelpWith, wantsToLearn].contains(where: { $0 != nil }) else {
                throw ValidationError("say what to change, such as --name or --about")
            }
        }

        func run() throws {
            let session = try options.session()
            guard try session.standing(of: session.me) != .outsider else {
                throw CommandFailure.refused("only members have a profile; `stoa join` makes you one")
            }
            try session.write([
                NewEvent(
                    MemberProfileSet(
                        name: name, about: about, interests: interests, canHelpWith: canHelpWith,
                        wantsToLearn: wantsToLearn))
            ])
        }
    }

    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Admits somebody who asked to join; for moderators.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Who asked.") var handle: String

        func run() throws {
            let session = try options.session()
            let member = try MemberLookup.member(handle, session)
            let refusal = AuthorityRules.refusalToApprove(
                by: try session.standing(of: session.me), of: try session.standing(of: member.account))
            if let refusal { throw CommandFailure.refused(refusal) }
            try session.write([NewEvent(MemberApproved(account: member.account))])
        }
    }

    struct SetRole: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "role", abstract: "Gives a member a role; for admins.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Whose role.") var handle: String
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
            abstract: "Takes a membership away; what they wrote stays. For moderators.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Whose membership.") var handle: String
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
