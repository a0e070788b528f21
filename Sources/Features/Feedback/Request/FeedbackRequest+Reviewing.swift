import Journal

// What reviewers' events do.
extension FeedbackRequest {
    mutating func claim(_ event: Event, _ actor: FeedbackActor) throws -> String? {
        let payload: FeedbackClaimed = try event.payload()
        if let refusal = FeedbackRules.refusal(.claim, by: actor, on: self, at: event.clock) { return refusal }
        let latest = max(
            terms.due?.advanced(by: 86_400_000) ?? event.clock,
            event.clock.advanced(by: FeedbackRules.longestClaim))
        let isFirst = slot(of: event.by)?.isLive(at: event.clock) == true || freePlaces(at: event.clock) > 0
        let others = live(at: event.clock).map { "@\($0.reviewer)" }.joined(separator: " and ")
        change(event.by, at: event.clock) { slot in
            slot.state = isFirst ? .claimed : .late
            slot.since = event.clock
            slot.until = isFirst ? min(payload.until, latest) : nil
            slot.note = isFirst ? nil : others
            slot.planned = nil
            slot.reason = nil
        }
        note(.claim, event, isFirst ? "" : "after " + (others.isEmpty ? "its reviews had come" : others))
        return nil
    }

    mutating func decline(_ event: Event, _ actor: FeedbackActor) throws -> String? {
        let payload: FeedbackDeclined = try event.payload()
        if let refusal = FeedbackRules.refusal(.decline, by: actor, on: self, at: event.clock) { return refusal }
        change(event.by, at: event.clock) { slot in
            slot.state = .declined
            slot.reason = payload.reason
            slot.note = payload.note.map(Self.shortened)
            slot.since = event.clock
            slot.until = nil
        }
        note(.decline, event, payload.reason.rawValue.replacing("_", with: " "))
        return nil
    }

    mutating func release(_ event: Event, _ actor: FeedbackActor) throws -> String? {
        let payload: FeedbackReleased = try event.payload()
        if let refusal = FeedbackRules.refusal(.release, by: actor, on: self, at: event.clock) { return refusal }
        guard payload.to != asker, payload.to != event.by else { return "hand it to somebody else" }
        change(event.by, at: event.clock) { slot in
            slot.state = .released
            slot.note = payload.note.map(Self.shortened)
            slot.since = event.clock
            slot.until = nil
        }
        if let to = payload.to { ask(to, at: event.clock) }
        note(.release, event, payload.to.map { "to @\($0)" } ?? "")
        return nil
    }

    mutating func plan(_ event: Event, _ actor: FeedbackActor) throws -> String? {
        let payload: FeedbackPlanned = try event.payload()
        if let refusal = FeedbackRules.refusal(.plan, by: actor, on: self, at: event.clock) { return refusal }
        let latest = event.clock.advanced(by: FeedbackRules.furthestPlan)
        guard payload.at.map({ $0 <= latest }) ?? true else { return "a plan is for the next year" }
        change(event.by, at: event.clock) { $0.planned = payload.at }
        note(.plan, event, payload.at?.rfc3339 ?? "not now")
        return nil
    }

    mutating func give(_ step: FeedbackFold.Step) throws -> String? {
        let event = step.event
        let payload: FeedbackGiven = try event.payload()
        let refusal =
            FeedbackRules.refusal(.give, by: step.actor, on: self, at: event.clock)
            ?? FeedbackRules.refusal(of: payload, on: self)
        if let refusal { return refusal }
        let reviewed = versions[payload.version - 1]
        responses.append(
            FeedbackResponse(
                id: event.id, reviewer: event.by, given: event.clock, round: reviewed.round, version: payload.version,
                points: payload.points, content: payload.content ?? Self.content(step, payload.points),
                sealed: payload.sealed))
        change(event.by, at: event.clock) { slot in
            slot.state = .given
            slot.since = event.clock
            slot.until = nil
            slot.round = max(slot.round, reviewed.round)
        }
        firstGiven = firstGiven ?? event.clock
        note(
            .give, event, "\(payload.points) \(payload.points == 1 ? "point" : "points") on version \(payload.version)")
        settleGiven(at: event.clock)
        return nil
    }

    private static func content(_ step: FeedbackFold.Step, _ points: Int) -> ResponseContent? {
        let content = step.opened(as: ResponseContent.self)
        return content?.points.count == points ? content : nil
    }

    /// Enough reviews have come: it is the asker's turn alone.
    mutating func settleGiven(at moment: Timestamp) {
        guard phase == .reviewing, received >= terms.needed else { return }
        enter(.given, at: moment)
    }

    /// Asks somebody by name, unless they are at it or have answered.
    mutating func ask(_ account: Account, at moment: Timestamp) {
        guard account != asker else { return }
        if let slot = slot(of: account), slot.isLive(at: moment) || slot.state == .asked { return }
        guard !reviewersOfRound.contains(account) else { return }
        change(account, at: moment) { slot in
            slot.state = .asked
            slot.since = moment
            slot.asked = moment
            slot.until = nil
        }
    }

    private mutating func change(_ account: Account, at moment: Timestamp, _ body: (inout ReviewSlot) -> Void) {
        if let place = slots.firstIndex(where: { $0.reviewer == account }) {
            body(&slots[place])
        } else {
            var slot = ReviewSlot(reviewer: account, state: .asked, since: moment)
            body(&slot)
            slots.append(slot)
        }
    }

    mutating func enter(_ phase: Phase, at moment: Timestamp) {
        self.phase = phase
        phaseSince = moment
    }

    mutating func note(_ act: FeedbackAct, _ event: Event, _ detail: String = "") {
        history.append(HistoryStep(event: event.id, by: event.by, at: event.clock, act: act, detail: detail))
    }

    /// A note that lists can carry.
    static func shortened(_ text: String) -> String { String(text.prefix(500)) }
}
