import Index
import Journal
import Workbench

/// The steps of a protocol as one person at a request goes through them.
extension FeedbackProtocol {
    /// Its steps for the asker or a reviewer, at a place; nothing for a protocol without a clock.
    func timed(forAsker isAsker: Bool, at place: StoredDraft.Step?) -> TimedSteps? {
        guard !steps.isEmpty else { return nil }
        let all = steps.map { step in
            TimedSteps.Step(
                title: step.title, minutes: step.minutes, expected: step.who, whose: whose(step, isAsker: isAsker),
                headings: step.fields.compactMap { field($0)?.title })
        }
        return TimedSteps(all, at: place)
    }

    private func whose(_ step: Step, isAsker: Bool) -> String {
        switch step.speaks {
        case .everyone: ""
        case .asker: isAsker ? "you speak" : isTogether ? "you listen" : "the asker's: read"
        case .reviewers: isAsker ? "you listen" : "you speak"
        }
    }
}

extension ProtocolPlace {
    /// The same as texts being written keep it.
    var step: StoredDraft.Step { StoredDraft.Step(number: self.number, since: since) }
}

extension FeedbackWriting {
    /// Goes to a step of the protocol together with everybody at the request; `number` counts from 1.
    public func begin(step number: Int, _ request: EventID) throws -> NewEvent {
        let known = try allow(.step, request)
        let method = try session.read { try ProtocolLibrary.current($0).forRequest(known) }
        guard method.isTogether, !method.steps.isEmpty else {
            throw CommandFailure.refused("“\(method.title)” has no steps that are gone through together")
        }
        guard (1...method.steps.count).contains(number) else {
            throw CommandFailure(
                "there is no step \(number); “\(method.title)” has \(method.steps.count)", .badData)
        }
        return try NewEvent(FeedbackStepBegun(request: request, step: number))
    }
}
