import Index
import Journal

/// Makes a request from its events, taken in their one order: the same for every order of arrival. An event that breaks
/// a rule has no effect; its refusal says which.
struct FeedbackFold {
    /// An event with what its author was when writing it.
    struct Step {
        var event: Event
        var standing: Standing
    }

    /// More events of one member on one request than anybody needs; what comes after them is refused, so that nobody can
    /// make a request slow for others.
    static let mostEvents = 1_000

    private(set) var request: FeedbackRequest?
    private(set) var refusals: [EventID: String] = [:]

    /// Folds the events of the request `id`, sorted by stamp.
    init(_ id: EventID, _ steps: [Step]) {
        guard let first = steps.first(where: { $0.event.id == id }) else { return }
        ask(first)
        guard request != nil else {
            for step in steps where step.event.id != id { refusals[step.event.id] = "there is no such request" }
            return
        }
        var counts: [Account: Int] = [:]
        for step in steps where step.event.id != id {
            counts[step.event.by, default: 0] += 1
            refusals[step.event.id] =
                step.event.stamp < first.event.stamp
                ? "speaks of a request before it was made"
                : counts[step.event.by, default: 0] > Self.mostEvents
                    ? "a member can do \(Self.mostEvents) things with a request" : refusal(of: step)
        }
    }

    private mutating func ask(_ step: Step) {
        do {
            let asked: FeedbackAsked = try step.event.payload()
            let actor = FeedbackActor(step.event.by, step.standing)
            if let refusal = FeedbackRules.refusalToAsk(asked, by: actor) {
                refusals[step.event.id] = refusal
            } else {
                request = FeedbackRequest(asked, id: step.event.id, by: step.event.by, at: step.event.clock)
                request?.note(.ask, step.event)
            }
        } catch {
            refusals[step.event.id] = "does not say what a \(FeedbackAsked.kind) must say"
        }
    }

    private mutating func refusal(of step: Step) -> String? {
        guard var changed = request else { return nil }
        do {
            guard let apply = Self.table[step.event.kind] else { return nil }
            if let refusal = try apply(&changed, step.event, FeedbackActor(step.event.by, step.standing)) {
                return refusal
            }
        } catch {
            return "does not say what a \(step.event.kind) must say"
        }
        request = changed
        return nil
    }

    /// What each kind does; answers why it may not.
    typealias Apply = @Sendable (inout FeedbackRequest, Event, FeedbackActor) throws -> String?

    static let table: [String: Apply] = [
        FeedbackAdjusted.kind: { try $0.adjust($1, $2) },
        FeedbackClaimed.kind: { try $0.claim($1, $2) },
        FeedbackDeclined.kind: { try $0.decline($1, $2) },
        FeedbackReleased.kind: { try $0.release($1, $2) },
        FeedbackGiven.kind: { try $0.give($1, $2) },
        FeedbackPointsMarked.kind: { try $0.mark($1, $2) },
        FeedbackAcknowledged.kind: { try $0.acknowledge($1, $2) },
        FeedbackCommented.kind: { try $0.comment($1, $2) },
        FeedbackCommentResolved.kind: { try $0.resolve($1, $2) },
        FeedbackThanked.kind: { try $0.thank($1, $2) },
        FeedbackRevising.kind: { try $0.startRevising($1, $2) },
        FeedbackRevised.kind: { try $0.revise($1, $2) },
        FeedbackClosed.kind: { try $0.close($1, $2) },
        FeedbackWithdrawn.kind: { try $0.withdraw($1, $2) },
        FeedbackReopened.kind: { try $0.reopen($1, $2) },
    ]

    /// Every kind that speaks of a request.
    static let kinds = table.keys.sorted()
}
