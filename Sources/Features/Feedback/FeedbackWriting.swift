import GRDB
import Index
import Journal

/// Makes the events that the rules allow: the one way to write for screens and commands. Each function asks the rule
/// with what the index knows now, and throws `CommandFailure` with the rule's reason.
public struct FeedbackWriting: Sendable {
    let session: BoardSession

    /// Writing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    // MARK: - The asker

    /// Asks for feedback. The event's id is the request's.
    public func ask(_ asked: FeedbackAsked) throws -> NewEvent {
        try check(FeedbackRules.refusalToAsk(asked, by: try actor()))
        if asked.sealed ?? false { try FeedbackSealing(session).requireKey(of: session.me) }
        try session.read { database in
            for account in asked.named where try !isMember(account, database) {
                throw CommandFailure("@\(account) is not a member; `stoa member list` shows who is", .notFound)
            }
            if let method = asked.method, try ProtocolLibrary.current(database).find(method) == nil {
                throw CommandFailure(
                    "there is no protocol \(method); `stoa feedback protocol` shows them", .notFound)
            }
            if let rubric = asked.rubric, try RubricQueries.version(rubric, database) == nil {
                throw CommandFailure("there is no such rubric; `stoa rubric list` shows them", .notFound)
            }
            // The other half of a swap is owed, not asked for.
            if let swap = asked.swap { return try checkSwap(asked, swap, database) }
            let terms = try FeedbackBoardTerms.current(database)
            let open = try FeedbackQueries.openRequests(of: session.me, database)
            try allow(FeedbackRules.refusalToAskMore(openRequests: open, limit: terms.openRequests))
        }
        return try NewEvent(asked)
    }

    private func checkSwap(_ asked: FeedbackAsked, _ swap: EventID, _ database: Database) throws {
        let first = try request(swap, database)
        try allow(FeedbackRules.refusalToSwap(by: session.me, on: first))
        try check(
            asked.named.contains(first.asker)
                ? nil : "the other half is for @\(first.asker): ask them by name")
        let half = try FeedbackQueries.half(of: swap, by: session.me, database)
        try allow(half == nil ? nil : "you have handed in your half; ask for more without the swap")
    }

    /// Asks more people, opens the request to all, needs fewer reviews or gives more time.
    public func adjust(_ change: FeedbackAdjusted) throws -> NewEvent {
        try allow(.adjust, change.request)
        return try NewEvent(change)
    }

    /// Says what becomes of points. A point marked `talk` with a reason asks its reviewer.
    public func mark(_ request: EventID, _ marks: [MarkedPoint]) throws -> [NewEvent] {
        let known = try allow(.mark, request)
        try check(FeedbackRules.refusalToMark(marks, on: known, isAcknowledging: false))
        return try marked(marks, known) + talks(marks, known)
    }

    /// Takes note of all feedback; `marks` are those of points that have none yet.
    public func acknowledge(_ request: EventID, _ marks: [MarkedPoint] = []) throws -> [NewEvent] {
        let known = try allow(.acknowledge, request)
        try check(FeedbackRules.refusalToMark(marks, on: known, isAcknowledging: true))
        let events =
            known.isSealed
            ? try marked(marks, known) + [NewEvent(FeedbackAcknowledged(request: request))]
            : [try NewEvent(FeedbackAcknowledged(request: request, marks: marks))]
        return events + (try talks(marks, known))
    }

    /// Of a sealed request each response's marks are for those who may read it.
    private func marked(_ marks: [MarkedPoint], _ known: FeedbackRequest) throws -> [NewEvent] {
        guard known.isSealed else { return [try NewEvent(FeedbackPointsMarked(request: known.id, marks: marks))] }
        return try known.responses.compactMap { response in
            let own = marks.filter { $0.point.response == response.id }
            guard !own.isEmpty else { return nil }
            let sealed = try FeedbackSealing(session).seal(
                own, about: response, kind: FeedbackPointsMarked.kind, in: known)
            let bare = own.map { MarkedPoint(point: $0.point, mark: nil) }
            return try NewEvent(FeedbackPointsMarked(request: known.id, marks: bare, sealed: sealed))
        }
    }

    /// Sets to work on the next version.
    public func startRevising(_ request: EventID) throws -> NewEvent {
        try allow(.startRevising, request)
        return try NewEvent(FeedbackRevising(request: request))
    }

    /// Hands in a new version. `answers` are the points that it answers: those that were taken and have no version yet,
    /// when left out.
    public func revise(
        _ request: EventID, _ work: ReviewedWork, note: String? = nil, answers: [PointName]? = nil,
        due: Timestamp? = nil
    ) throws -> NewEvent {
        let known = try allow(.revise, request)
        try check(FeedbackRules.refusal(of: work))
        let answers = answers ?? known.takenPoints
        try check(answers.allSatisfy { known.response(of: $0) != nil } ? nil : "there is no such point")
        let isSealed = known.isSealed && !answers.isEmpty
        return try NewEvent(
            FeedbackRevised(
                request: request, work: work, note: note, answers: isSealed ? [] : answers, due: due,
                sealed: isSealed ? FeedbackSealing(session).seal(answers, in: known) : nil))
    }

    /// Takes back what one did with a request, as if it had never been. Whether it counted shows when it has been read
    /// back: somebody may have acted on it at the same moment.
    public func retract(_ request: EventID, _ event: EventID) throws -> NewEvent {
        let known = try allow(.retract, request)
        try allow(FeedbackRules.refusalToRetract(event, by: try actor(), on: known))
        return try NewEvent(FeedbackRetracted(request: request, event: event))
    }

    /// Ends a request with a reason.
    public func close(_ request: EventID, _ reason: CloseReason, note: String? = nil) throws -> NewEvent {
        try allow(.close, request)
        return try NewEvent(FeedbackClosed(request: request, reason: reason, note: note))
    }

    /// Takes a request back before any feedback was given.
    public func withdraw(_ request: EventID, note: String? = nil) throws -> NewEvent {
        try allow(.withdraw, request)
        return try NewEvent(FeedbackWithdrawn(request: request, note: note))
    }

    /// Goes on with a request that had ended.
    public func reopen(_ request: EventID, note: String? = nil) throws -> NewEvent {
        try allow(.reopen, request)
        return try NewEvent(FeedbackReopened(request: request, note: note))
    }

    /// Thanks a reviewer.
    public func thank(
        _ request: EventID, response: EventID, rating: ResponseRating? = nil, helpful: [Int] = [], text: String = ""
    ) throws -> NewEvent {
        let known = try allow(.thank, request)
        guard let given = known.responses.first(where: { $0.id == response }) else {
            throw CommandFailure("there is no such response", .notFound)
        }
        guard known.isSealed else {
            return try NewEvent(
                FeedbackThanked(request: request, response: response, rating: rating, helpful: helpful, text: text))
        }
        var thanks = FeedbackThanked(request: request, response: response)
        thanks.sealed = try FeedbackSealing(session).seal(
            ThanksContent(rating: rating, helpful: helpful, text: text), about: given, kind: FeedbackThanked.kind,
            in: known)
        return try NewEvent(thanks)
    }

    // MARK: - The reviewer

    /// Promises a review, or renews the promise. Whether it was first shows when it has been read back; see `slot`.
    public func claim(_ request: EventID) throws -> NewEvent {
        let now = session.clock.now()
        let (known, terms, open, capacity) = try session.read { database in
            let terms = try FeedbackBoardTerms.current(database)
            return (
                try self.request(request, database), terms,
                try FeedbackQueries.openClaims(of: session.me, now: now, database),
                try LoadQueries.capacity(of: session.me, terms, database)
            )
        }
        try allow(
            FeedbackRules.refusalToClaim(by: try actor(), on: known, at: now, openClaims: open, capacity: capacity))
        let isTimely = known.terms.due.map { $0 > now } ?? false
        let end = isTimely ? known.terms.due?.advanced(by: 86_400_000) : nil
        return try NewEvent(FeedbackClaimed(request: request, until: end ?? now.advanced(by: terms.lease)))
    }

    /// Says no.
    public func decline(_ request: EventID, _ reason: DeclineReason, note: String? = nil) throws -> NewEvent {
        try allow(.decline, request)
        return try NewEvent(FeedbackDeclined(request: request, reason: reason, note: note))
    }

    /// Gives a claim back, or hands it over.
    public func release(_ request: EventID, to account: Account? = nil, note: String? = nil) throws -> NewEvent {
        let known = try allow(.release, request)
        try check(account == known.asker || account == session.me ? "hand it to somebody else" : nil)
        if let account, try !session.read({ try isMember(account, $0) }) {
            throw CommandFailure("@\(account) is not a member; `stoa member list` shows who is", .notFound)
        }
        return try NewEvent(FeedbackReleased(request: request, to: account, note: note))
    }

    /// Sends a response to a version; sealed when the request is.
    public func give(_ request: EventID, version: Int? = nil, _ content: ResponseContent) throws -> NewEvent {
        let known = try allow(.give, request)
        guard !content.points.isEmpty || !(content.marks ?? []).isEmpty else {
            throw CommandFailure("there is nothing in it; fill in the form", .badData)
        }
        var given = FeedbackGiven(
            request: request, version: version ?? known.latest.number, points: content.points.count, content: content)
        if known.isSealed {
            given.content = nil
            given.sealed = try FeedbackSealing(session).seal(content, in: known)
        }
        try check(FeedbackRules.refusal(of: given, on: known))
        return try NewEvent(given)
    }

    // MARK: - Anyone

    /// Says something on lines, on a point, on a comment or on the whole; sealed when the request is.
    public func comment(
        _ request: EventID, _ body: String, version: Int? = nil, lines: LineRange? = nil, point: PointName? = nil,
        parent: EventID? = nil, asks: Account? = nil
    ) throws -> NewEvent {
        let known = try allow(.comment, request)
        guard FeedbackRules.hasWords(body) else {
            throw CommandFailure("nothing was written, so nothing was sent", .badData)
        }
        if asks != nil, !known.mayAsk(try actor()) {
            throw CommandFailure.refused(
                "only who takes part in a request can ask somebody in it")
        }
        var comment = FeedbackCommented(
            request: request, version: version ?? known.latest.number, lines: lines, point: point, parent: parent,
            asks: asks, body: body)
        if known.isSealed {
            comment.sealed = try FeedbackSealing(session).seal(comment, body, in: known)
            comment.body = nil
        }
        try check(FeedbackRules.refusal(of: comment, on: known))
        return try NewEvent(comment)
    }

    /// Says that a comment is dealt with, or is not.
    public func resolve(_ request: EventID, comment: EventID, _ resolved: Bool = true) throws -> NewEvent {
        let known = try allow(.resolve, request)
        try allow(FeedbackRules.refusalToResolve(comment, by: try actor(), on: known))
        return try NewEvent(FeedbackCommentResolved(request: request, comment: comment, resolved: resolved))
    }

    /// Puts a request off until a time, or until the other side acts.
    public func snooze(_ request: EventID, until: Timestamp?) throws -> NewEvent {
        try TurnSnoozed(subject: request, until: until).event()
    }

    /// Wants a request back that was put off.
    public func wake(_ request: EventID) throws -> NewEvent { try TurnSnoozed(lifting: request).event() }

    /// What else to write when a request is put off or wanted back: to its asker, when one means to do it, where that is
    /// expected of one.
    public func plan(_ request: EventID, at moment: Timestamp?) throws -> NewEvent? {
        guard let known = try session.read({ try FeedbackQueries.request(request, $0) }),
            FeedbackRules.refusal(.plan, by: try actor(), on: known, at: session.clock.now()) == nil,
            known.slot(of: session.me)?.planned != moment,
            moment.map({ $0 <= session.clock.now().advanced(by: FeedbackRules.furthestPlan) }) ?? true
        else { return nil }
        return try NewEvent(FeedbackPlanned(request: request, at: moment))
    }

    // MARK: - Asking the rules

    private func actor() throws -> FeedbackActor { FeedbackActor(session.me, try session.standing(of: session.me)) }

    private func request(_ id: EventID, _ database: Database) throws -> FeedbackRequest {
        guard let request = try FeedbackQueries.request(id, database) else {
            throw CommandFailure("\(id) is no feedback request", .notFound)
        }
        return request
    }

    /// Asks the rule whether the member may do this now, and answers the request. Throws with the rule's reason.
    @discardableResult
    public func allow(_ act: FeedbackAct, _ id: EventID) throws -> FeedbackRequest {
        let known = try session.read { try request(id, $0) }
        try allow(FeedbackRules.refusal(act, by: try actor(), on: known, at: session.clock.now()))
        return known
    }

    private func allow(_ refusal: String?) throws {
        if let refusal { throw CommandFailure.refused(refusal) }
    }

    /// What is wrong with the data rather than with who sends it.
    private func check(_ refusal: String?) throws {
        guard let refusal else { return }
        throw CommandFailure(refusal, refusal.hasPrefix("only") ? .notPermitted : .badData)
    }

    private func isMember(_ account: Account, _ database: Database) throws -> Bool {
        try MemberQueries.member(account.rawValue, database)?.state == "member"
    }

    private func talks(_ marks: [MarkedPoint], _ known: FeedbackRequest) throws -> [NewEvent] {
        try marks.compactMap { mark in
            guard mark.mark == .talk, let reason = mark.reason, FeedbackRules.hasWords(reason),
                let response = known.response(of: mark.point)
            else { return nil }
            return try comment(
                known.id, reason, version: response.version, point: mark.point, asks: response.reviewer)
        }
    }
}
