import Index
import Journal

/// Makes a poll from its events, taken in their one order: the same for every order of arrival. An event that breaks a
/// rule has no effect; its refusal says which.
struct PollFold {
    /// An event with what its author was when writing it.
    struct Step {
        var event: Event
        var standing: Standing
    }

    /// More events of one member on one poll than anybody needs; what comes after them is refused, so that nobody can
    /// make a poll slow for others.
    static let mostEvents = 500

    private(set) var poll: Poll?
    private(set) var refusals: [EventID: String] = [:]

    /// Folds the events of the poll `id`, sorted by stamp.
    init(_ id: EventID, _ steps: [Step]) {
        guard let first = steps.first(where: { $0.event.id == id }) else { return }
        refusals[id] = Self.read { try open(first) }
        var counts: [Account: Int] = [:]
        for step in steps where step.event.id != id {
            let event = step.event
            counts[event.by, default: 0] += 1
            refusals[event.id] =
                if poll == nil {
                    "there is no such poll"
                } else if event.stamp < first.event.stamp {
                    "speaks of a poll before it was opened"
                } else if counts[event.by, default: 0] > Self.mostEvents {
                    "a member can do \(Self.mostEvents) things with a poll"
                } else {
                    Self.read { try apply(step) }
                }
        }
    }

    private static func read(_ body: () throws -> String?) -> String? {
        do { return try body() } catch { return "does not say what such an event must say" }
    }

    private mutating func open(_ step: Step) throws -> String? {
        let terms: PollOpened = try step.event.payload()
        if let refusal = PollRules.refusalToOpen(terms, by: step.standing, at: step.event.clock) { return refusal }
        poll = Poll(id: step.event.id, author: step.event.by, opened: step.event.clock, terms: terms)
        return nil
    }

    private mutating func apply(_ step: Step) throws -> String? {
        switch step.event.kind {
        case PollVoted.kind: try vote(step.event, step.standing)
        case PollClosed.kind: try close(step.event, step.standing)
        default: try conclude(step.event, step.standing)
        }
    }

    private mutating func vote(_ event: Event, _ standing: Standing) throws -> String? {
        let vote: PollVoted = try event.payload()
        guard let poll else { return nil }
        if let refusal = PollRules.refusalToVote(vote.choices, in: poll, by: standing, at: event.clock) {
            return refusal
        }
        self.poll?.votes.removeAll { $0.account == event.by }
        if let choices = vote.choices {
            self.poll?.votes.append(PollVote(account: event.by, choices: choices, at: event.clock))
        }
        return nil
    }

    private mutating func close(_ event: Event, _ standing: Standing) throws -> String? {
        let closing: PollClosed = try event.payload()
        guard let poll else { return nil }
        let refusal = PollRules.refusalToClose(
            closing.closed, poll, by: event.by, standing: standing, at: event.clock)
        if refusal == nil { self.poll?.ended = closing.closed ? event.clock : nil }
        return refusal
    }

    private mutating func conclude(_ event: Event, _ standing: Standing) throws -> String? {
        let conclusion: PollConcluded = try event.payload()
        guard let poll else { return nil }
        let refusal = PollRules.refusalToConclude(
            conclusion.outcome, poll, by: event.by, standing: standing, at: event.clock)
        guard refusal == nil else { return refusal }
        let isEmpty = conclusion.outcome.allSatisfy(\.isWhitespace)
        self.poll?.outcome =
            isEmpty ? nil : Poll.PollOutcome(account: event.by, text: conclusion.outcome, at: event.clock)
        return nil
    }
}
