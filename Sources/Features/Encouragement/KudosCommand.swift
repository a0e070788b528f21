import ArgumentParser
import Index
import Journal

/// `stoa kudos`: thanks somebody, with a reason.
public struct KudosCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "kudos", abstract: "Thanks a member for a post, feedback or help; alone, lists thanks to you.",
        discussion: "Thanks arrive in the member's Inbox and can be read by everyone. Nothing counts them by member.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "A post or anything else with an id, or @HANDLE.", completion: .anything) var target: String?
    @Option(name: .short, help: ArgumentHelp("Why, in a sentence.", valueName: "why")) var m: [String] = []
    @Option(name: .long, help: "What it was: \(KudosKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind = KudosKind.helped
    @Option(name: .long, help: ArgumentHelp("Takes thanks of yours back.", valueName: "id")) var undo: String?
    @Flag(name: .long, help: "The list as a JSON array.") var json = false

    /// The command before its words are read.
    public init() {}

    /// Refuses words that do not go together.
    public func validate() throws {
        guard target == nil || undo == nil else { throw ValidationError("name whom to thank, or --undo an id") }
        guard target == nil || !m.isEmpty else { throw ValidationError("say why with -m") }
    }

    private struct Listed: Encodable {
        var id: EventID
        var from: Account
        var kind: KudosKind
        var reason: String
        var about: EventID?
        var title: String?
        var created_at: String
        var unread: Bool
    }

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let effects = KudosEffects(session: session)
        if let undo { return try takeBack(undo, session) }
        guard let target else { return try list(session) }
        let reason = m.joined(separator: " ")
        let kudos: KudosGiven
        if target.hasPrefix("@") {
            kudos = KudosGiven(to: Account(String(target.dropFirst())), kudosKind: kind, reason: reason)
        } else {
            let id = try session.read { try ReferenceLookup.id(target, $0) }
            let occasion = try effects.occasion(id)
            guard occasion.receivers.count == 1, let receiver = occasion.receivers.first else {
                let names = occasion.receivers.map { "@\($0)" }.joined(separator: " ")
                throw CommandFailure("several can be thanked for this; thank one by name: \(names)", .usage)
            }
            kudos = KudosGiven(to: receiver, about: id, kudosKind: kind, reason: reason)
        }
        Output.line(try session.send(effects.giving(kudos)).text)
    }

    private func takeBack(_ id: String, _ session: BoardSession) throws {
        let kudos = try session.read { database in
            try KudosQueries.kudos(try ReferenceLookup.id(id, database), database)
        }
        guard let kudos else { throw CommandFailure("\(id) is no thanks", .notFound) }
        guard kudos.giver.account == session.me else {
            throw CommandFailure.refused("only who gave thanks takes them back")
        }
        try session.send(NewEvent(KudosWithdrawn(kudos: kudos.id)))
    }

    private func list(_ session: BoardSession) throws {
        let all = try session.read { try KudosQueries.received(by: session.me, $0) }
        if json {
            return try Output.json(
                all.map { kudos in
                    Listed(
                        id: kudos.id, from: kudos.giver.account, kind: kudos.kind, reason: kudos.reason,
                        about: kudos.about, title: kudos.title.isEmpty ? nil : kudos.title,
                        created_at: kudos.created.rfc3339, unread: kudos.isUnread)
                })
        }
        if all.isEmpty { Output.line("No thanks yet. They come, and you can begin: stoa kudos @HANDLE -m WHY") }
        let now = session.clock.now()
        for kudos in all {
            let about = kudos.title.isEmpty ? "" : "  (\(kudos.title))"
            Output.line(
                "♥ \(Age.short(kudos.created, now: now))  \(kudos.giver.name), \(kudos.kind.words): \(kudos.reason)\(about)"
            )
        }
    }
}

extension KudosKind: ExpressibleByArgument {}
