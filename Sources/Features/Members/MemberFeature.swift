import ArgumentParser
import Workbench

extension Feature {
    /// Who belongs to the board, and what they say of themselves.
    public static let members = Feature(
        "Members",
        projection: MemberProfileProjection.projection,
        commands: [
            CommandGroup(name: "Boards", subcommands: [JoinCommand.self, LeaveCommand.self]),
            CommandGroup(name: "The community", subcommands: [MemberCommand.self]),
        ],
        documents: [
            JSONDocument(
                "member list", "an array of members, and member show one of them",
                "handle name state role joined_at online about interests can_help_with wants_to_learn")
        ],
        actions: MembershipActions.table + StandingActions.table,
        performers: { MembershipActions.performers($0) },
        turns: [TurnWords(kind: "join", doing: "admit", reasons: ["applied": "somebody asks to join"])],
        views: [BoardView(name: "members", title: "Members", letter: "m") { [.open(MembersPane($0), in: .list)] }],
        completions: { word, session in
            guard word.hasPrefix("@") else { return [] }
            let begun = word.dropFirst().lowercased()
            return try session.read { try MemberQueries.all($0) }
                .filter { $0.account.rawValue.lowercased().hasPrefix(begun) || $0.name.lowercased().hasPrefix(begun) }
                .map { "@" + $0.account.rawValue }
        })
}
