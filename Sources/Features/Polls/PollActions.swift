import Workbench

extension ActionName {
    static let newPoll: ActionName = "new-poll"
    static let composePoll: ActionName = "compose-poll"
    static let voteHere: ActionName = "vote-here"
    static let leaveVote: ActionName = "leave-vote"
    static let closePoll: ActionName = "close-poll"
    static let writeOutcome: ActionName = "write-outcome"
}

extension Context {
    /// In the list of polls.
    static let polls: Context = "polls"
    /// In a poll.
    static let poll: Context = "poll"
}

enum PollActions {
    /// The options that have a key of their own.
    static let choices: [ActionName] = (1...9).map { ActionName(rawValue: "choose-\($0)") }

    static let table: [Action] =
        [
            Action(
                .newPoll, keys: [], group: .writing, help: "new poll",
                hint: "Asks everyone to choose; about the thread that you are reading, if there is one."),
            Action(.composePoll, keys: ["c"], in: .polls, group: .writing, help: "new poll", prominence: 70),
            Action(
                .voteHere, keys: ["enter", "space", "l", "right"], in: .poll, group: .writing, help: "vote for this",
                hint: "Counts at once; once more takes it away.", prominence: 93),
        ]
        + choices.enumerated().map { place, action in
            Action(
                action, keys: ["\(place + 1)"], in: .poll, group: .writing,
                help: place == 0 ? "to 9: vote" : "vote for option \(place + 1)",
                hint: "Counts at once; the key once more takes it away.", prominence: place == 0 ? 97 : 0)
        }
        + [
            Action(
                .leaveVote, keys: ["0"], in: .poll, group: .writing, help: "leave it to others",
                hint: "A vote for none of the options; nothing waits for you then.", prominence: 88),
            Action(
                .closePoll, keys: ["E"], in: .poll, group: .writing, help: "close or reopen",
                hint: "Ends the voting, or lets it go on; yours, or any for moderators.", prominence: 60),
            Action(
                .writeOutcome, keys: ["e"], in: .poll, group: .writing, help: "write the outcome",
                hint: "What follows from it; only then is a poll finished.", prominence: 86),
        ]
}
