import ArgumentParser
import Workbench

extension Feature {
    /// Asking for feedback and giving it.
    static let feedback = Feature(
        "Feedback",
        projection: FeedbackProjection.projection,
        commands: [CommandGroup(name: "Feedback", subcommands: [FeedbackCommand.self, RubricCommand.self])],
        turns: [
            TurnWords(
                kind: FeedbackTurns.kind, doing: "feedback",
                reasons: Dictionary(uniqueKeysWithValues: TurnReason.allCases.map { ($0.rawValue, $0.words) }))
        ])
}
