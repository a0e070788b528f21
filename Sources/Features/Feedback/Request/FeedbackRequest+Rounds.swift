import Journal

// What the asker, or a moderator who helps, does with the request itself.
extension FeedbackRequest {
    mutating func adjust(_ event: Event, _ actor: FeedbackActor) throws -> String? {
        let payload: FeedbackAdjusted = try event.payload()
        if let refusal = FeedbackRules.refusal(.adjust, by: actor, on: self, at: event.clock) { return refusal }
        let named = payload.named ?? []
        guard !named.contains(asker) else { return "nobody reviews their own work" }
        guard slots.count + named.count <= 2 * FeedbackRules.mostReviewers else { return "too many people are asked" }
        let needed = payload.needed ?? terms.needed
        guard (1...FeedbackRules.mostReviewers).contains(needed) else {
            return "a request needs 1 to \(FeedbackRules.mostReviewers) reviews"
        }
        terms.needed = needed
        terms.audience = payload.audience ?? terms.audience
        terms.due = payload.due ?? terms.due
        for account in named {
            if !terms.named.contains(account) { terms.named.append(account) }
            ask(account, at: event.clock)
        }
        note(.adjust, event, Self.words(payload))
        settleGiven(at: event.clock)
        return nil
    }

    mutating func startRevising(_ event: Event, _ actor: FeedbackActor) throws -> String? {
        if let refusal = FeedbackRules.refusal(.startRevising, by: actor, on: self, at: event.clock) { return refusal }
        enter(.revising, at: event.clock)
        note(.startRevising, event)
        return nil
    }

    mutating func revise(_ step: FeedbackFold.Step) throws -> String? {
        let event = step.event
        var payload: FeedbackRevised = try event.payload()
        let refusal =
            FeedbackRules.refusal(.revise, by: step.actor, on: self, at: event.clock)
            ?? FeedbackRules.refusal(of: payload.work)
        if let refusal { return refusal }
        guard payload.answers.allSatisfy({ response(of: $0) != nil }) else { return "there is no such point" }
        if payload.sealed != nil {
            payload.answers = (step.opened(as: [PointName].self) ?? []).filter { response(of: $0) != nil }
        }
        guard versions.count < 200 else { return "a request has at most 200 versions; ask anew" }
        let number = versions.count + 1
        if phase != .reviewing { openNextRound(at: event.clock, due: payload.due) }
        versions.append(
            WorkVersion(
                number: number, event: event.id, author: event.by, made: event.clock, round: round, work: payload.work,
                note: payload.note.map(Self.shortened), answers: payload.answers))
        link(payload.answers, to: number, at: event.clock)
        note(.revise, event, "version \(number)")
        return nil
    }

    /// A slip put right while nobody has answered is the same round; after feedback it is the next one, and those who
    /// know the work are asked first.
    private mutating func openNextRound(at moment: Timestamp, due: Timestamp?) {
        place = nil
        round += 1
        enter(.reviewing, at: moment)
        waitingSince = moment
        terms.due = due
        for place in slots.indices where terms.audience == .named && slots[place].state == .given {
            slots[place].state = .asked
            slots[place].since = moment
            slots[place].asked = moment
        }
    }

    /// A point that a version answers has been taken.
    private mutating func link(_ points: [PointName], to version: Int, at moment: Timestamp) {
        for point in points {
            if let place = marks.firstIndex(where: { $0.point == point }) {
                marks[place].version = version
            } else {
                marks.append(PointOutcome(point: point, mark: .take, reason: nil, marked: moment, version: version))
            }
        }
    }

    mutating func close(_ event: Event, _ actor: FeedbackActor) throws -> String? {
        let payload: FeedbackClosed = try event.payload()
        if let refusal = FeedbackRules.refusal(.close, by: actor, on: self, at: event.clock) { return refusal }
        closeReason = payload.reason
        closeNote = payload.note.map(Self.shortened)
        end(as: .closed, at: event.clock)
        note(.close, event, payload.reason.rawValue.replacing("_", with: " "))
        return nil
    }

    mutating func withdraw(_ event: Event, _ actor: FeedbackActor) throws -> String? {
        let payload: FeedbackWithdrawn = try event.payload()
        if let refusal = FeedbackRules.refusal(.withdraw, by: actor, on: self, at: event.clock) { return refusal }
        closeNote = payload.note.map(Self.shortened)
        end(as: .withdrawn, at: event.clock)
        note(.withdraw, event)
        return nil
    }

    mutating func reopen(_ event: Event, _ actor: FeedbackActor) throws -> String? {
        if let refusal = FeedbackRules.refusal(.reopen, by: actor, on: self, at: event.clock) { return refusal }
        enter(phaseBefore, at: event.clock)
        // Nobody has waited while it was closed.
        if phase == .reviewing { waitingSince = event.clock }
        closeReason = nil
        closeNote = nil
        note(.reopen, event)
        return nil
    }

    private mutating func end(as phase: Phase, at moment: Timestamp) {
        phaseBefore = self.phase
        enter(phase, at: moment)
    }

    private static func words(_ change: FeedbackAdjusted) -> String {
        var parts: [String] = []
        if let named = change.named, !named.isEmpty {
            parts.append("asks " + named.map { "@\($0)" }.joined(separator: ", "))
        }
        if change.audience == .pool { parts.append("open to all") }
        if let needed = change.needed { parts.append("needs \(needed)") }
        if change.due != nil { parts.append("another date") }
        return parts.joined(separator: ", ")
    }
}
