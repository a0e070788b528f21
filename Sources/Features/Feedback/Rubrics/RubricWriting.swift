import Index
import Journal

/// Makes the events that the rules allow for rubrics, protocols and the terms of feedback.
public struct RubricWriting: Sendable {
    private let session: BoardSession

    /// Writing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    /// Makes a rubric.
    public func add(_ content: RubricContent) throws -> NewEvent {
        try check(RubricRules.refusal(toSet: content, by: standing()))
        return try NewEvent(RubricAdded(content: content))
    }

    /// Makes a new version of a rubric.
    public func revise(_ rubric: EventID, _ content: RubricContent) throws -> NewEvent {
        try check(RubricRules.refusal(toSet: content, by: standing()))
        return try NewEvent(RubricRevised(rubric: rubric, content: content))
    }

    /// Gives the board a protocol, or with an empty text takes its own away.
    public func set(_ name: String, text: String) throws -> NewEvent {
        let payload = FeedbackProtocolSet(name: name, text: text)
        try check(FeedbackProtocolRules.refusal(toSet: payload, by: standing()))
        return try NewEvent(payload)
    }

    /// Sets the board's terms.
    public func set(_ terms: FeedbackTermsSet) throws -> NewEvent {
        try check(FeedbackTermsRules.refusal(toSet: terms, by: standing()))
        return try NewEvent(terms)
    }

    /// Says what one can take on.
    public func set(_ availability: FeedbackAvailabilitySet) throws -> NewEvent {
        try check(FeedbackTermsRules.refusal(toSet: availability, by: standing()))
        return try NewEvent(availability)
    }

    private func standing() throws -> Standing { try session.standing(of: session.me) }

    private func check(_ refusal: String?) throws {
        guard let refusal else { return }
        throw CommandFailure(refusal, refusal.hasPrefix("only") ? .notPermitted : .badData)
    }
}
