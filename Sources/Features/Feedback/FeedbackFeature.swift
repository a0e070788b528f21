import ArgumentParser
import Index
import Workbench

extension Feature {
    /// Asking for feedback and giving it.
    static let feedback = Feature(
        "Feedback",
        projection: FeedbackProjection.projection,
        commands: [CommandGroup(name: "Feedback", subcommands: [FeedbackCommand.self, RubricCommand.self])],
        actions: FeedbackActions.table,
        performers: { session in
            [
                .askFeedback: Performer(about: { try FeedbackEffects(session: session).ask(about: $0) }),
                .askOnOwnWork: Performer { try FeedbackEffects(session: session).askOnOwnWork() },
            ]
        },
        turns: [
            TurnWords(
                kind: FeedbackTurns.kind, doing: "feedback",
                reasons: Dictionary(uniqueKeysWithValues: TurnReason.allCases.map { ($0.rawValue, $0.words) }))
        ],
        views: [
            BoardView(
                name: "feedback", title: "Feedback", letter: "f", key: "f",
                count: { try QueueItems($0).waiting() }, open: { [.open(FeedbackPane($0), in: .list)] })
        ],
        open: { id, session in
            guard try session.read({ try FeedbackQueries.summary(id, $0) }) != nil else { return nil }
            return FeedbackEffects(session: session).open(id)
        },
        resume: { try FeedbackEffects(session: $1).resume($0) }
    )
    .beginning(with: [FeedbackTemplate.part])
    .remembering { limit, session in
        try session.read { try FeedbackQueries.received(by: session.me, limit: limit, $0) }
    }
    .digesting { span, session in
        try session.read { try FeedbackQueries.received(by: session.me, limit: 50, $0) }
            .filter { span.contains($0.at) }
            .map { DigestItem(.forYou, "You were given feedback", detail: $0.words, at: $0.at, id: $0.thing?.id) }
    }
}
