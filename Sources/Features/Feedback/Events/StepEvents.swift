import Journal

/// `feedback.step_begun`: those who go through a protocol's steps together are at this one now.
public struct FeedbackStepBegun: EventPayload {
    /// The kind of event.
    public static let kind = "feedback.step_begun"
    /// Which request.
    public var request: EventID
    /// The step's number, from 1.
    public var step: Int

    /// Beginning a step.
    public init(request: EventID, step: Int) {
        self.request = request
        self.step = step
    }
}

/// Where those are who go through the steps of a protocol together.
public struct ProtocolPlace: Codable, Hashable, Sendable {
    /// The step's number, from 1.
    public var number: Int
    /// Since when.
    public var since: Timestamp
    /// Who said so.
    public var by: Account
}

extension FeedbackRequest {
    mutating func beginStep(_ event: Event, _ actor: FeedbackActor) throws -> String? {
        let payload: FeedbackStepBegun = try event.payload()
        let refusal =
            FeedbackRules.refusal(.step, by: actor, on: self, at: event.clock)
            ?? FeedbackRules.refusal(toBegin: payload.step)
        if let refusal { return refusal }
        place = ProtocolPlace(number: payload.step, since: event.clock, by: event.by)
        note(.step, event, "\(payload.step)")
        return nil
    }
}

extension FeedbackRules {
    /// The most steps that a protocol has.
    static let mostSteps = 40

    /// Beginning a step. How many the protocol has now is no matter: it may be another one tomorrow.
    static func refusal(toBegin step: Int) -> String? {
        (1...mostSteps).contains(step) ? nil : "a protocol's steps are 1 to \(mostSteps)"
    }
}
