import Index
import Journal

/// How each event changes a poll, or why it may not.
extension Poll {
    /// A poll from the event that opens it.
    init(_ event: Event, by standing: Standing) throws {
        let terms: PollOpened = try event.payload()
        try Refusal.check(PollRules.refusalToOpen(terms, by: standing, at: event.clock))
        self.init(id: event.id, author: event.by, opened: event.clock, terms: terms)
    }

    /// Takes a vote, or takes it back.
    mutating func vote(_ event: Event, _ standing: Standing) throws {
        let vote: PollVoted = try event.payload()
        try Refusal.check(PollRules.refusalToVote(vote.choices, in: self, by: standing, at: event.clock))
        votes.removeAll { $0.account == event.by }
        if let choices = vote.choices {
            votes.append(PollVote(account: event.by, choices: choices, at: event.clock))
        }
    }

    /// Ends the voting, or lets it go on.
    mutating func close(_ event: Event, _ standing: Standing) throws {
        let closing: PollClosed = try event.payload()
        try Refusal.check(
            PollRules.refusalToClose(closing.closed, self, by: event.by, standing: standing, at: event.clock))
        ended = closing.closed ? event.clock : nil
    }

    /// Takes what follows from it.
    mutating func conclude(_ event: Event, _ standing: Standing) throws {
        let conclusion: PollConcluded = try event.payload()
        try Refusal.check(
            PollRules.refusalToConclude(
                conclusion.outcome, self, by: event.by, standing: standing, at: event.clock))
        let isEmpty = conclusion.outcome.allSatisfy(\.isWhitespace)
        outcome = isEmpty ? nil : PollOutcome(account: event.by, text: conclusion.outcome, at: event.clock)
    }
}
