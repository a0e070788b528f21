import Index
import Journal

/// Makes the events of polls, asking the rules first; throws `CommandFailure` with a rule's reason.
public struct PollWriting: Sendable {
    private let session: BoardSession

    /// Writing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    private var now: Timestamp { session.clock.now() }

    /// Opens a poll.
    public func opening(_ terms: PollOpened) throws -> NewEvent {
        if let refusal = PollRules.refusalToOpen(terms, by: try standing(), at: now) {
            throw CommandFailure(refusal, refusal.hasPrefix("only") ? .notPermitted : .badData)
        }
        return try NewEvent(terms)
    }

    /// Votes, in place of the vote before; without choices takes it back.
    public func voting(_ choices: [Int]?, in poll: Poll) throws -> NewEvent {
        try allow(PollRules.refusalToVote(choices, in: poll, by: standing(), at: now))
        return try NewEvent(PollVoted(poll: poll.id, choices: choices))
    }

    /// Ends the voting, or lets it go on.
    public func closing(_ poll: Poll, _ closed: Bool = true) throws -> NewEvent {
        try allow(PollRules.refusalToClose(closed, poll, by: session.me, standing: standing(), at: now))
        return try NewEvent(PollClosed(poll: poll.id, closed: closed))
    }

    /// Says what follows from a poll.
    public func concluding(_ poll: Poll, _ outcome: String) throws -> NewEvent {
        try allow(PollRules.refusalToConclude(outcome, poll, by: session.me, standing: standing(), at: now))
        return try NewEvent(PollConcluded(poll: poll.id, outcome: outcome))
    }

    private func standing() throws -> Standing { try session.standing(of: session.me) }

    private func allow(_ refusal: String?) throws {
        if let refusal { throw CommandFailure.refused(refusal) }
    }
}
