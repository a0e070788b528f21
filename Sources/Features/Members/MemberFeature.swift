import ArgumentParser
import Index
import Journal
import Workbench

extension Feature {
    /// Who belongs to the board, what they say of themselves, and how they help each other.
    public static let members = Feature(
        "Members",
        projection: Projection(
            name: "Members",
            schema: MemberProfileProjection.schema + MentorProjection.schema + ClaimProjection.schema,
            handlers: [.ordered(MemberProfileSet.kind, MemberProfileProjection.set)] + MentorProjection.handlers
                + ClaimProjection.handlers,
            searchOperators: ClaimProjection.operators,
            reset: { projecting in
                try MemberProfileProjection.reset(projecting)
                try MentorProjection.reset(projecting)
            },
            settle: { projecting in
                try MentorProjection.settle(projecting)
                try ClaimProjection.settle(projecting)
            }),
        commands: [
            CommandGroup(name: "Boards", subcommands: [JoinCommand.self, LeaveCommand.self]),
            CommandGroup(name: "The community", subcommands: [MemberCommand.self]),
        ],
        documents: documents,
        actions: MembershipActions.table + StandingActions.table + MemberActions.table,
        performers: { MembershipActions.performers($0) },
        turns: [
            TurnWords(kind: "join", doing: "admit", reasons: ["applied": "somebody asks to join"]), MentorTurns.words,
            TopicNotices.words, ClaimWords.words,
        ],
        views: [BoardView(name: "members", title: "Members", letter: "m") { [.open(MembersPane($0), in: .list)] }],
        open: { id, session in
            guard let account = try account(about: id, session) else { return nil }
            return try ModerationPane.opening(id, session) ?? open(account, session)
        },
        completions: { word, session in
            guard word.hasPrefix("@") else { return [] }
            let begun = word.dropFirst().lowercased()
            return try session.read { try MemberQueries.all($0) }
                .filter { $0.account.rawValue.lowercased().hasPrefix(begun) || $0.name.lowercased().hasPrefix(begun) }
                .map { "@" + $0.account.rawValue }
        },
        moderating: { turn, session in
            switch turn.kind {
            case "join": try JoinCase.make(turn, session)
            case ClaimWords.kind: try ClaimCase.make(turn, session)
            default: nil
            }
        }
    ).telling(MemberStory.scenes)

    /// Shows a member's page beside the directory.
    private static func open(_ account: Account, _ session: BoardSession) -> [Effect] {
        [
            .open(MembersPane(session), in: .list),
            .replace(MemberPane(session, account: account), in: .reader, isFocused: true),
        ]
    }

    /// Whose page shows a mentorship, a claim or a request to join.
    private static func account(about id: EventID, _ session: BoardSession) throws -> Account? {
        try session.read { database in
            if let mentorship = try MentorQueries.mentorship(id, database) {
                return mentorship.other(than: session.me)
            }
            if let claim = try ClaimQueries.claim(id, database) { return claim.account }
            return try MemberQueries.applicant(id, database)
        }
    }

    private static let documents = [
        JSONDocument(
            "member list", "an array of members, and member show one of them; local_time and away_until may be missing",
            """
            handle name state role joined_at online about interests can_help_with wants_to_learn pronouns time_zone \
            local_time away_until greets
            """),
        JSONDocument("member matches", "an array of members with the reasons to talk", "handle name reasons"),
        JSONDocument(
            "member mentor list",
            """
            offers, each with handle, topics, places, taken and when; requests, each with id, asker, mentor, topic, \
            why, state, asked_at, since and words
            """, "offers requests"),
        JSONDocument(
            "member claim list", "an array of claims of imported authors",
            "id member author words state decided_by reason"),
        JSONDocument(
            "member claim authors", "an array of imported authors; member may be missing", "name posts member"),
    ]
}
