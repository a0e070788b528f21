import Index
import Journal

/// Who may do what with polls, and when; each answers why not, or nothing when it is allowed.
public enum PollRules {
    /// The most letters of a question.
    public static let longestQuestion = 200
    /// The most letters of an option.
    public static let longestOption = 120
    /// The most options of a poll.
    public static let mostOptions = 20
    /// The most bytes of an outcome.
    public static let longestOutcome = 20_000

    /// Opening a poll.
    public static func refusalToOpen(_ terms: PollOpened, by actor: Standing, at moment: Timestamp) -> String? {
        guard actor.role != nil else { return notAMember }
        guard isText(terms.question) else { return "a poll needs a question" }
        guard terms.question.count <= longestQuestion else {
            return "a question has at most \(longestQuestion) letters"
        }
        guard (2...mostOptions).contains(terms.options.count) else { return "a poll has 2 to \(mostOptions) options" }
        guard terms.options.allSatisfy(isText) else { return "an option cannot be empty" }
        guard terms.options.allSatisfy({ $0.count <= longestOption }) else {
            return "an option has at most \(longestOption) letters"
        }
        guard Set(terms.options).count == terms.options.count else { return "two options of a poll are the same" }
        return terms.closes.map { $0 <= moment } ?? false ? "a poll cannot close before it opens" : nil
    }

    /// Voting, or taking a vote back.
    public static func refusalToVote(
        _ choices: [Int]?, in poll: Poll, by actor: Standing, at moment: Timestamp
    ) -> String? {
        guard actor.role != nil else { return notAMember }
        guard poll.isOpen(at: moment) else { return "the poll is closed" }
        guard let choices else { return nil }
        guard choices.allSatisfy(poll.terms.options.indices.contains) else {
            return "the poll has \(poll.terms.options.count) options"
        }
        guard Set(choices).count == choices.count else { return "an option can be chosen once" }
        return poll.terms.pollKind == .single && choices.count > 1 ? "this poll takes one choice" : nil
    }

    /// Ending the voting, or letting it go on.
    public static func refusalToClose(
        _ closed: Bool, _ poll: Poll, by actor: Account, standing: Standing, at moment: Timestamp
    ) -> String? {
        guard standing.role != nil else { return notAMember }
        guard actor == poll.author || standing.isAtLeast(.moderator) else {
            return "only who asked, or a moderator, closes a poll"
        }
        if closed { return poll.isOpen(at: moment) ? nil : "the poll is closed already" }
        guard poll.outcome == nil else { return "the poll is finished; its outcome is written" }
        guard poll.ended != nil else { return "the poll was not closed by hand" }
        return poll.terms.closes.map { $0 <= moment } ?? false ? "the poll's time is over" : nil
    }

    /// Writing the outcome.
    public static func refusalToConclude(
        _ outcome: String, _ poll: Poll, by actor: Account, standing: Standing, at moment: Timestamp
    ) -> String? {
        guard standing.role != nil else { return notAMember }
        guard actor == poll.author || standing.isAtLeast(.moderator) else {
            return "only who asked, or a moderator, writes the outcome"
        }
        guard !poll.isOpen(at: moment) else { return "the poll is open; close it before its outcome is written" }
        return outcome.utf8.count <= longestOutcome ? nil : "an outcome has at most \(longestOutcome) letters"
    }

    private static func isText(_ text: String) -> Bool {
        text.contains { !$0.isWhitespace } && !text.contains(where: \.isNewline)
    }

    private static let notAMember = "only members take part in polls; `stoa join` makes you one"
}
