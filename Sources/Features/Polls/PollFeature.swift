import ArgumentParser
import Index
import Terminal
import Workbench

extension Feature {
    /// Asking everyone to choose, and saying what follows.
    static let polls = Feature(
        "Polls",
        projection: PollProjection.projection,
        commands: [CommandGroup(name: "Working together", subcommands: [PollCommand.self])],
        documents: [
            JSONDocument(
                "poll list", "an array of polls",
                "id question author kind state created_at closes_at votes voted thread"),
            JSONDocument(
                "poll show ID", "a poll; options is an array of text, votes, points and, unless anonymous, voters",
                "id question author kind state created_at closes_at anonymous thread options votes mine outcome"),
        ],
        actions: PollActions.table,
        performers: { session in
            [.newPoll: Performer(about: { [try PollEffects(session: session).compose(about: $0)] })]
        },
        turns: [
            TurnWords(kind: PollTurns.vote, doing: "vote", reasons: ["asked": "a poll waits for your vote"]),
            TurnWords(
                kind: PollTurns.outcome, doing: "conclude", reasons: ["closed": "your poll is closed; say what follows"]
            ),
        ],
        views: [
            BoardView(
                name: "polls", title: "Polls", letter: "v",
                turnKinds: [PollTurns.vote], open: { [.open(PollsPane($0), in: .list)] })
        ],
        open: { id, session in
            guard try session.read({ try PollQueries.poll(id, $0) }) != nil else { return nil }
            return [.open(PollsPane(session), in: .list)] + PollEffects(session: session).open(id)
        },
        resume: { try PollEffects(session: $1).resume($0) },
        postNotes: { thread, session in
            let now = session.clock.now()
            let polls = try session.read { try PollQueries.polls(ofThread: thread, reader: session.me, $0) }
            guard !polls.isEmpty else { return [:] }
            return [
                thread: polls.map { poll in
                    let id = String(poll.id.text.prefix(6))
                    return StyledLine([
                        Span("▤ Poll \(id)  ", .muted), Span(poll.question, .accent),
                        Span("  \(poll.state(at: now).words), \(poll.votes) voted", .muted),
                    ])
                }
            ]
        }
    )
    .digesting { try PollDigest.items($0, $1) }
    .telling(PollStory.scenes)
}
