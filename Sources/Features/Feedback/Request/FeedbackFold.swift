import Foundation
import Index
import Journal

/// Makes a request from its events, taken in their one order: the same for every order of arrival. An event that breaks
/// a rule has no effect; its refusal says which.
struct FeedbackFold {
    /// An event with what its author was when writing it.
    struct Step {
        var event: Event
        var standing: Standing
        /// What the reader can make of what is sealed in it. Only what is shown depends on it, never what is allowed.
        var opened: String?

        var actor: FeedbackActor { FeedbackActor(event.by, standing) }

        /// What is sealed in it, where the reader may know and it is what it should be.
        func opened<Content: Decodable>(as type: Content.Type = Content.self) -> Content? {
            opened.flatMap { try? JSONDecoder().decode(type, from: Data($0.utf8)) }
        }
    }

    /// More events of one member on one request than anybody needs; what comes after them is refused, so that nobody can
    /// make a request slow for others.
    static let mostEvents = 1_000

    private(set) var request: FeedbackRequest?
    private(set) var refusals: [EventID: String] = [:]
    /// The last steps that counted, with what the request was before each: what can be taken back.
    private var recent: [(step: Step, before: FeedbackRequest)] = []

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
            if let refusal = FeedbackRules.refusalToAsk(asked, by: step.actor) {
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
        guard let before = request else { return nil }
        if step.event.kind == FeedbackRetracted.kind { return retract(step, before) }
        var changed = before
        if let refusal = Self.apply(step, to: &changed) { return refusal }
        request = changed
        remember(step, before)
        return nil
    }

    private static func apply(_ step: Step, to request: inout FeedbackRequest) -> String? {
        do {
            return try table[step.event.kind].flatMap { try $0(&request, step) }
        } catch {
            return "does not say what a \(step.event.kind) must say"
        }
    }

    private mutating func remember(_ step: Step, _ before: FeedbackRequest) {
        recent.append((step, before))
        if recent.count > FeedbackRules.mostRetractable { recent.removeFirst() }
    }

    /// Makes the request as if the step had never been: what came after it is done anew without it, and when some of that
    /// is no longer allowed, somebody has acted on it and it stays.
    private mutating func retract(_ step: Step, _ now: FeedbackRequest) -> String? {
        guard let payload: FeedbackRetracted = try? step.event.payload() else {
            return "does not say what a \(step.event.kind) must say"
        }
        let refusal =
            FeedbackRules.refusal(.retract, by: step.actor, on: now, at: step.event.clock)
            ?? FeedbackRules.refusalToRetract(payload.event, by: step.actor, on: now)
        if let refusal { return refusal }
        guard let place = recent.firstIndex(where: { $0.step.event.id == payload.event }) else {
            return "too much has happened since"
        }
        var changed = recent[place].before
        var kept = Array(recent[..<place])
        for later in recent[(place + 1)...] {
            kept.append((later.step, changed))
            guard Self.apply(later.step, to: &changed) == nil else {
                return "somebody has acted on it since, so it cannot be taken back"
            }
        }
        recent = kept
        remember(step, changed)
        let act = now.history.first { $0.event == payload.event }?.act.words ?? ""
        changed.note(.retract, step.event, "@\(step.event.by) had \(act)")
        request = changed
        return nil
    }

    /// What each kind does; answers why it may not.
    typealias Apply = @Sendable (inout FeedbackRequest, Step) throws -> String?

    static let table: [String: Apply] = [
        FeedbackAdjusted.kind: { try $0.adjust($1.event, $1.actor) },
        FeedbackClaimed.kind: { try $0.claim($1.event, $1.actor) },
        FeedbackDeclined.kind: { try $0.decline($1.event, $1.actor) },
        FeedbackPlanned.kind: { try $0.plan($1.event, $1.actor) },
        FeedbackReleased.kind: { try $0.release($1.event, $1.actor) },
        FeedbackStepBegun.kind: { try $0.beginStep($1.event, $1.actor) },
        FeedbackGiven.kind: { try $0.give($1) },
        FeedbackPointsMarked.kind: { try $0.mark($1) },
        FeedbackAcknowledged.kind: { try $0.acknowledge($1.event, $1.actor) },
        FeedbackCommented.kind: { try $0.comment($1) },
        FeedbackCommentResolved.kind: { try $0.resolve($1.event, $1.actor) },
        FeedbackThanked.kind: { try $0.thank($1) },
        FeedbackRevising.kind: { try $0.startRevising($1.event, $1.actor) },
        FeedbackRevised.kind: { try $0.revise($1) },
        FeedbackClosed.kind: { try $0.close($1.event, $1.actor) },
        FeedbackWithdrawn.kind: { try $0.withdraw($1.event, $1.actor) },
        FeedbackReopened.kind: { try $0.reopen($1.event, $1.actor) },
        // Among steps that are done anew, one that took something back has nothing left to take.
        FeedbackRetracted.kind: { request, step in
            request.note(.retract, step.event)
            return nil
        },
    ]

    /// Every kind that speaks of a request.
    static let kinds = table.keys.sorted()
}
