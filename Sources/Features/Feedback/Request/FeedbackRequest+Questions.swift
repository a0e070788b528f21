import Journal

extension FeedbackRequest {
    /// The state at a moment.
    public func state(at moment: Timestamp) -> FeedbackState {
        switch phase {
        case .reviewing: slots.contains { $0.isLive(at: moment) } ? .inReview : .open
        case .given: .given
        case .acknowledged: .acknowledged
        case .revising: .revising
        case .closed: .closed
        case .withdrawn: .withdrawn
        }
    }

    /// Whether content is sealed.
    public var isSealed: Bool { terms.sealed ?? false }

    /// The newest version of the work.
    public var latest: WorkVersion { versions[versions.count - 1] }

    /// A reviewer's part.
    public func slot(of account: Account) -> ReviewSlot? { slots.first { $0.reviewer == account } }

    /// Who gave a response in this round.
    public var reviewersOfRound: Set<Account> { Set(responses.filter { $0.round == round }.map(\.reviewer)) }

    /// Everyone who gave a response, in any round.
    public var allReviewers: Set<Account> { Set(responses.map(\.reviewer)) }

    /// How many reviews of this round have come.
    public var received: Int { reviewersOfRound.count }

    /// Whose claims hold at a moment and have brought no response in this round.
    public func live(at moment: Timestamp) -> [ReviewSlot] {
        slots.filter { $0.isLive(at: moment) && !reviewersOfRound.contains($0.reviewer) }
    }

    /// How many more reviewers it has room for at a moment.
    public func freePlaces(at moment: Timestamp) -> Int {
        max(0, terms.needed - received - live(at: moment).count)
    }

    /// The mark of a point.
    public func outcome(of point: PointName) -> PointOutcome? { marks.first { $0.point == point } }

    /// All points of all responses, in order.
    public var allPoints: [PointName] {
        responses.flatMap { response in
            (0..<response.points).map { PointName(response: response.id, point: $0) }
        }
    }

    /// The points that the asker has not marked.
    public var unmarkedPoints: [PointName] {
        let marked = Set(marks.map(\.point))
        return allPoints.filter { !marked.contains($0) }
    }

    /// The points that the asker took and that no version answers yet.
    public var takenPoints: [PointName] { marks.filter { $0.mark == .take && $0.version == nil }.map(\.point) }

    /// What became of the points of a response: how many have each mark, as far as the reader may know, and how many
    /// changed the work.
    public func outcomes(of response: FeedbackResponse) -> String {
        let own = marks.filter { $0.point.response == response.id }
        let (used, all) = used(response)
        var parts = used > 0 ? ["\(used) of \(all) \(all == 1 ? "point" : "points") changed the work"] : []
        for mark in PointMark.allCases {
            let count = own.count { $0.mark == mark && $0.version == nil }
            if count > 0 { parts.append("\(count) \(mark.words)") }
        }
        return parts.joined(separator: ", ")
    }

    /// Responses that the asker has not acknowledged: those given after the last acknowledgement.
    public var unacknowledged: [FeedbackResponse] {
        let last = history.last { $0.act == .acknowledge }?.at
        return responses.filter { response in last.map { response.given > $0 } ?? true }
    }

    /// The response that a point belongs to, if there is such a point.
    public func response(of point: PointName) -> FeedbackResponse? {
        responses.first { $0.id == point.response && (0..<$0.points).contains(point.point) }
    }

    /// Whether the response's points have changed the work: how many were taken and answered by a version, of how many.
    public func used(_ response: FeedbackResponse) -> (used: Int, of: Int) {
        let mine = marks.filter { $0.point.response == response.id && $0.version != nil }
        return (mine.count, response.points)
    }

    /// Whether everyone who was asked by name has said no.
    public var isDeclinedByAll: Bool {
        terms.audience == .named && received == 0
            && slots.allSatisfy { $0.state == .declined || $0.state == .released }
    }

    /// What kind of time is left, at a moment; nothing where there is no due date or nobody is waited for.
    public func age(at moment: Timestamp, promise: Int64) -> FeedbackAge {
        FeedbackAge(since: waitingSince, due: terms.due, promise: promise, now: moment)
    }
}

/// How old a request is, measured by what was promised.
public enum FeedbackAge: String, Codable, Sendable {
    /// From just asked to long forgotten.
    case fresh, warm, due, overdue, stale

    /// Fresh in the first half of its time, warm in the second, due within a day of the end, then overdue, and stale at
    /// twice its time. Without a due date the board's promise (in milliseconds) is its time.
    public init(since: Timestamp, due: Timestamp?, promise: Int64, now: Timestamp) {
        let end = due ?? since.advanced(by: promise)
        let window = max(1, end.rawValue - since.rawValue)
        let age = now.rawValue - since.rawValue
        self =
            switch true {
            case age > 2 * window: .stale
            case now > end: .overdue
            case end.rawValue - now.rawValue < 86_400_000: .due
            case 2 * age >= window: .warm
            default: .fresh
            }
    }
}
