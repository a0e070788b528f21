import Index
import Journal

/// Whose turn it is: exactly those who are expected to act, and never nobody while reviews are wanted. Leases that lapse
/// and offers that open later are entries that end and begin by themselves.
enum FeedbackTurns {
    static let kind = "feedback"

    /// How long those who know the work are asked before everyone is, in milliseconds.
    static let headStart: Int64 = 48 * 3_600_000

    static func turns(of request: FeedbackRequest, _ swaps: FeedbackSwaps = FeedbackSwaps()) -> [Turn] {
        let all = all(of: request) + halves(request, swaps)
        guard let partner = swaps.partner else { return onePerMember(all) }
        return onePerMember(
            all.map { turn in
                var turn = turn
                let isOwed = turn.account == partner && turn.reason == TurnReason.asked.rawValue
                if isOwed { turn.reason = TurnReason.swap.rawValue }
                return turn
            })
    }

    /// Who reviews work whose asker offered to swap is expected to hand in their own.
    private static func halves(_ request: FeedbackRequest, _ swaps: FeedbackSwaps) -> [Turn] {
        guard request.terms.wantsSwap ?? false, request.phase != .withdrawn else { return [] }
        return request.slots.filter { slot in
            (slot.state == .given || slot.state == .claimed) && !swaps.halves.contains(slot.reviewer)
        }.map { slot in
            turn(
                request, .account(slot.reviewer), .half, since: slot.since,
                ends: slot.since.advanced(by: FeedbackSwaps.patience))
        }
    }

    /// What is most urgent for each member, so that a request counts once for everyone. A claim and being asked anew
    /// when it lapses follow one another and both stay.
    private static func onePerMember(_ turns: [Turn]) -> [Turn] {
        func rank(_ turn: Turn) -> Int {
            TurnReason(rawValue: turn.reason).flatMap { TurnReason.allCases.firstIndex(of: $0) } ?? 0
        }
        let first = Dictionary(grouping: turns.filter { $0.account != nil }, by: \.account)
            .mapValues { $0.min { rank($0) < rank($1) }?.reason }
        return turns.filter { turn in
            guard turn.account != nil, let first = first[turn.account] ?? nil else { return true }
            return turn.reason == first
                || (first == TurnReason.accepted.rawValue && turn.reason == TurnReason.lapsed.rawValue)
        }
    }

    private static func all(of request: FeedbackRequest) -> [Turn] {
        switch request.phase {
        case .reviewing: reviewing(request) + answered(request) + questions(request)
        case .given, .acknowledged: answered(request) + questions(request)
        case .revising:
            [turn(request, .account(request.asker), .revising, since: request.phaseSince)] + answered(request)
                + questions(request)
        case .closed, .withdrawn: questions(request)
        }
    }

    private static func reviewing(_ request: FeedbackRequest) -> [Turn] {
        let claims = request.slots.filter { $0.state == .claimed && !request.reviewersOfRound.contains($0.reviewer) }
        var turns = claims.map { slot in
            turn(request, .account(slot.reviewer), .accepted, since: slot.since, ends: end(of: slot))
        }
        let opening = opening(claims, places: request.terms.needed - request.received)
        for slot in request.slots where isAskable(slot, request) {
            // Whoever was asked by name and let their claim lapse is still asked.
            let lapse = slot.state == .claimed ? end(of: slot) : nil
            let reason: TurnReason = slot.state == .late ? .late : lapse == nil ? .asked : .lapsed
            turns.append(
                turn(
                    request, .account(slot.reviewer), reason, since: slot.asked ?? slot.since,
                    starts: later(opening, lapse)))
        }
        guard request.terms.audience == .pool else {
            let hasSomebody = request.slots.contains { isAskable($0, request) } || !claims.isEmpty
            return hasSomebody
                ? turns : turns + [turn(request, .account(request.asker), .declined, since: lastStep(request))]
        }
        return turns + offers(request, opening)
    }

    /// What anyone may take; in a later round first what those may take who know the work.
    private static func offers(_ request: FeedbackRequest, _ opening: Timestamp?) -> [Turn] {
        let busy = Set(request.slots.filter { $0.state != .given }.map(\.reviewer)).union(request.reviewersOfRound)
        let earlier = request.allReviewers.subtracting(busy).sorted()
        guard request.round > 1, !earlier.isEmpty else {
            return [turn(request, .anyone, .pool, since: request.waitingSince, starts: opening)]
        }
        let open = request.waitingSince.advanced(by: headStart)
        return earlier.map {
            turn(request, .account($0), .again, since: request.waitingSince, starts: opening, ends: open)
        } + [turn(request, .anyone, .pool, since: request.waitingSince, starts: later(open, opening))]
    }

    /// From the first response on the asker has something to take up.
    private static func answered(_ request: FeedbackRequest) -> [Turn] {
        let marked = Set(request.marks.map(\.point))
        let fresh = Set(request.unacknowledged.map(\.id))
        let waiting = request.responses.filter { response in
            let hasUnmarked = (0..<response.points).contains {
                !marked.contains(PointName(response: response.id, point: $0))
            }
            return hasUnmarked || (response.points == 0 && fresh.contains(response.id) && request.phase != .given)
        }
        guard !waiting.isEmpty || request.phase == .given else { return [] }
        // The newest counts, so that what was put off comes back when more has come.
        let since = waiting.map(\.given).max() ?? request.phaseSince
        return [turn(request, .account(request.asker), .received, since: since)]
    }

    private static func questions(_ request: FeedbackRequest) -> [Turn] {
        let byAccount = Dictionary(grouping: request.openQuestions) { $0.content.asks ?? request.asker }
        return byAccount.sorted { $0.key < $1.key }.compactMap { account, questions in
            questions.map(\.written).max().map { turn(request, .account(account), .question, since: $0) }
        }
    }

    private static func turn(
        _ request: FeedbackRequest, _ holder: Turn.Holder, _ reason: TurnReason, since: Timestamp,
        starts: Timestamp? = nil, ends: Timestamp? = nil
    ) -> Turn {
        let isReview = ![.received, .revising, .question, .half].contains(reason)
        return Turn(
            subject: request.id, kind: kind, holder: holder, reason: reason.rawValue, since: since,
            due: isReview ? request.terms.due : nil, starts: starts, ends: ends)
    }

    /// When there is room for one more reviewer: at once, or when enough claims have lapsed.
    private static func opening(_ claims: [ReviewSlot], places: Int) -> Timestamp? {
        let taken = claims.count - places
        guard taken >= 0 else { return nil }
        let ends = claims.compactMap(end).sorted()
        return ends.indices.contains(taken) ? ends[taken] : nil
    }

    private static func isAskable(_ slot: ReviewSlot, _ request: FeedbackRequest) -> Bool {
        guard !request.reviewersOfRound.contains(slot.reviewer) else { return false }
        let stays = slot.asked != nil || request.terms.audience == .named
        return slot.state == .asked || slot.state == .late || (slot.state == .claimed && stays)
    }

    private static func end(of slot: ReviewSlot) -> Timestamp? { slot.until?.advanced(by: ReviewSlot.tolerance + 1) }

    private static func later(_ one: Timestamp?, _ other: Timestamp?) -> Timestamp? {
        [one, other].compactMap { $0 }.max()
    }

    private static func lastStep(_ request: FeedbackRequest) -> Timestamp {
        request.history.last?.at ?? request.waitingSince
    }
}

/// Why it is somebody's turn with a request.
public enum TurnReason: String, Codable, CaseIterable, Sendable {
    /// Somebody asked them something.
    case question
    /// They promised a review.
    case accepted
    /// They offered to swap, and this is the other half.
    case swap
    /// They were asked by name.
    case asked
    /// They were asked by name, and their claim has lapsed.
    case lapsed
    /// They took it after others had; now there is room.
    case late
    /// They know an earlier version.
    case again
    /// Anyone may take it.
    case pool
    /// Feedback came that they have not marked.
    case received
    /// They are at work on the next version.
    case revising
    /// Nobody whom they asked can review it.
    case declined
    /// They review it in a swap, and have not handed in their own work.
    case half
}

extension TurnReason {
    /// The sentence for the person whose turn it is.
    public var words: String {
        switch self {
        case .question: "you were asked something"
        case .accepted: "you accepted"
        case .asked: "you were asked by name"
        case .lapsed: "your claim has lapsed"
        case .late: "there is room for you now"
        case .again: "you know an earlier version"
        case .pool: "anyone may take it"
        case .received: "feedback came"
        case .revising: "you are revising it"
        case .declined: "nobody you asked can"
        case .swap: "your half of a swap"
        case .half: "swap: hand in yours"
        }
    }
}
