import ArgumentParser

/// `stoa feedback`: asking for feedback, and giving it.
public struct FeedbackCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "feedback", abstract: "Asks for feedback, gives it, and shows what waits for you.",
        discussion: """
            A review can be written anywhere: `stoa feedback form ID > review.md`, fill it in, \
            `stoa feedback give ID review.md`.
            """,
        subcommands: [
            FeedbackListCommand.self, FeedbackRequestCommand.self, FeedbackShowCommand.self, FeedbackClaimCommand.self,
            FeedbackDeclineCommand.self, FeedbackReleaseCommand.self, FeedbackFormCommand.self,
            FeedbackGiveCommand.self, FeedbackCommentCommand.self, FeedbackAcknowledgeCommand.self,
            FeedbackThankCommand.self, FeedbackReviseCommand.self, FeedbackAdjustCommand.self,
            FeedbackCloseCommand.self, FeedbackReopenCommand.self, FeedbackWithdrawCommand.self,
            FeedbackSnoozeCommand.self, FeedbackRetractCommand.self, FeedbackRoundCommand.self,
            FeedbackAvoidCommand.self, FeedbackStepCommand.self, FeedbackProtocolCommand.self,
            FeedbackTermsCommand.self,
        ],
        defaultSubcommand: FeedbackListCommand.self)

    /// The command before its words are read.
    public init() {}
}
