import Journal

// What is said about what was given.
extension FeedbackRequest {
    mutating func mark(_ step: FeedbackFold.Step) throws -> String? {
        let event = step.event
        let payload: FeedbackPointsMarked = try event.payload()
        let isSealed = payload.sealed != nil
        let refusal =
            FeedbackRules.refusal(.mark, by: step.actor, on: self, at: event.clock)
            ?? FeedbackRules.refusalToMark(payload.marks, on: self, isAcknowledging: false, isSealed: isSealed)
        if let refusal { return refusal }
        let marks = isSealed ? opened(payload.marks, step) : payload.marks
        set(marks, at: event.clock)
        note(.mark, event, Self.words(marks))
        return nil
    }

    /// The marks as the reader may know them: those of the points that everyone knows to be marked.
    private func opened(_ marks: [MarkedPoint], _ step: FeedbackFold.Step) -> [MarkedPoint] {
        let known = step.opened(as: [MarkedPoint].self) ?? []
        let byPoint = Dictionary(known.map { ($0.point, $0) }, uniquingKeysWith: { $1 })
        return marks.map { bare in
            guard var mark = byPoint[bare.point] else { return MarkedPoint(point: bare.point, mark: nil) }
            if FeedbackRules.refusalToLink(mark, on: self) != nil { mark.version = nil }
            return mark
        }
    }

    mutating func acknowledge(_ event: Event, _ actor: FeedbackActor) throws -> String? {
        let payload: FeedbackAcknowledged = try event.payload()
        let refusal =
            FeedbackRules.refusal(.acknowledge, by: actor, on: self, at: event.clock)
            ?? FeedbackRules.refusalToMark(payload.marks, on: self, isAcknowledging: true)
        if let refusal { return refusal }
        set(payload.marks, at: event.clock)
        enter(.acknowledged, at: event.clock)
        note(.acknowledge, event, Self.words(payload.marks))
        return nil
    }

    mutating func comment(_ step: FeedbackFold.Step) throws -> String? {
        let (event, actor) = (step.event, step.actor)
        var payload: FeedbackCommented = try event.payload()
        let refusal =
            FeedbackRules.refusal(.comment, by: actor, on: self, at: event.clock)
            ?? FeedbackRules.refusal(of: payload, on: self)
        if let refusal { return refusal }
        // A word to oneself asks nobody, and who has no part in the request cannot give somebody a turn with it.
        if payload.sealed != nil { payload.body = step.opened }
        if payload.asks == event.by || !mayAsk(actor) { payload.asks = nil }
        let root = root(of: payload) ?? event.id
        for place in comments.indices where comments[place].root == root && comments[place].content.asks == event.by {
            comments[place].isAnswered = true
        }
        comments.append(
            FeedbackComment(id: event.id, author: event.by, written: event.clock, content: payload, root: root))
        note(.comment, event, payload.asks.map { "asks @\($0)" } ?? "")
        return nil
    }

    mutating func resolve(_ event: Event, _ actor: FeedbackActor) throws -> String? {
        let payload: FeedbackCommentResolved = try event.payload()
        let refusal =
            FeedbackRules.refusal(.resolve, by: actor, on: self, at: event.clock)
            ?? FeedbackRules.refusalToResolve(payload.comment, by: actor, on: self)
        if let refusal { return refusal }
        for place in comments.indices where comments[place].id == payload.comment {
            comments[place].isResolved = payload.resolved
        }
        note(.resolve, event, payload.resolved ? "" : "not yet")
        return nil
    }

    mutating func thank(_ step: FeedbackFold.Step) throws -> String? {
        let event = step.event
        var payload: FeedbackThanked = try event.payload()
        if let refusal = FeedbackRules.refusal(.thank, by: step.actor, on: self, at: event.clock) { return refusal }
        if payload.sealed != nil, let content = step.opened(as: ThanksContent.self) {
            (payload.rating, payload.helpful, payload.text) = (content.rating, content.helpful, content.text)
        }
        guard let place = responses.firstIndex(where: { $0.id == payload.response }) else {
            return "there is no such response"
        }
        payload.text = Self.shortened(payload.text)
        payload.helpful = Set(payload.helpful).filter { (0..<responses[place].points).contains($0) }.sorted()
        responses[place].thanks = payload
        note(.thank, event, "@\(responses[place].reviewer)")
        return nil
    }

    /// Whether somebody has a part in the request: asks, was asked, has given, or moderates.
    func mayAsk(_ actor: FeedbackActor) -> Bool {
        actor.account == asker || allReviewers.contains(actor.account) || slot(of: actor.account) != nil
            || actor.standing.isAtLeast(.moderator) || comments.contains { $0.content.asks == actor.account }
    }

    /// Questions that wait for their answer, by whom they ask.
    var openQuestions: [FeedbackComment] {
        let resolved = Set(comments.filter(\.isResolved).map(\.root))
        return comments.filter { $0.content.asks != nil && !$0.isAnswered && !resolved.contains($0.root) }
    }

    /// The small thread that a comment goes on with: its parent's, or that of its point.
    private func root(of comment: FeedbackCommented) -> EventID? {
        if let parent = comment.parent { return comments.first { $0.id == parent }?.root }
        guard let point = comment.point else { return nil }
        return comments.first { $0.content.point == point }?.root
    }

    private mutating func set(_ new: [MarkedPoint], at moment: Timestamp) {
        for mark in new {
            let version = mark.version ?? outcome(of: mark.point)?.version
            marks.removeAll { $0.point == mark.point }
            marks.append(
                PointOutcome(
                    point: mark.point, mark: mark.mark, reason: mark.reason, marked: moment,
                    version: version == 0 ? nil : version))
        }
    }

    private static func words(_ marks: [MarkedPoint]) -> String {
        let words = PointMark.allCases.compactMap { mark in
            let count = marks.count { $0.mark == mark }
            return count == 0 ? nil : "\(count) \(mark.rawValue)"
        }
        let sealed = marks.count { $0.mark == nil }
        return (words + (sealed == 0 ? [] : ["\(sealed) sealed"])).joined(separator: ", ")
    }
}
