import Index
import Journal

/// Who does something, and how they stand.
public struct FeedbackActor: Sendable {
    /// The account.
    public var account: Account
    /// How they stand on the board.
    public var standing: Standing

    /// An actor.
    public init(_ account: Account, _ standing: Standing) {
        self.account = account
        self.standing = standing
    }

    /// What they are to a request.
    public func parties(to request: FeedbackRequest) -> Set<FeedbackParty> {
        guard standing.role != nil else { return [] }
        var parties: Set<FeedbackParty> = [.member]
        if standing.isAtLeast(.moderator) { parties.insert(.moderator) }
        if account == request.asker {
            parties.insert(.asker)
        } else if request.terms.audience == .pool || request.slot(of: account) != nil {
            parties.insert(.reviewer)
        }
        return parties
    }
}

/// What may be done with a request; each answers why not, or nothing when it may. Asked before writing with the moment
/// of now, and again when reading with the moment of the event.
public enum FeedbackRules {
    /// The most letters of a title.
    public static let longestTitle = 200
    /// Bytes of the longest question to reviewers, note or comment.
    public static let longestText = 40_000
    /// The most points of a response.
    public static let mostPoints = 200
    /// The most reviews that a request may ask for, and the most people it may name.
    public static let mostReviewers = 30
    /// How long the asker may be silent before a moderator may end an answered request, in milliseconds.
    public static let silence: Int64 = 14 * 86_400_000
    /// The furthest that a claim may reach, in milliseconds, where there is no due date.
    public static let longestClaim: Int64 = 60 * 86_400_000

    /// How far ahead a reviewer can plan, in milliseconds.
    static let furthestPlan: Int64 = 366 * 86_400_000

    /// Asking.
    public static func refusalToAsk(_ asked: FeedbackAsked, by actor: FeedbackActor) -> String? {
        guard actor.standing.role != nil else { return "only members may ask; `stoa join` makes you one" }
        guard hasWords(asked.title) else { return "a request needs a title" }
        guard asked.title.count <= longestTitle else { return "a title has at most \(longestTitle) letters" }
        guard hasWords(asked.about) else { return "say what you want looked at: one to three questions" }
        guard isShort(asked.about, asked.notWanted) else { return "what you ask is too long; put it into the work" }
        guard (1...24 * 60).contains(asked.effort) else { return "an effort is 1 minute to a day" }
        guard (1...mostReviewers).contains(asked.needed) else { return "a request needs 1 to \(mostReviewers) reviews" }
        guard asked.named.count <= mostReviewers else { return "at most \(mostReviewers) can be asked by name" }
        guard !asked.named.contains(actor.account) else { return "nobody reviews their own work" }
        guard asked.audience == .pool || !asked.named.isEmpty else { return "name who should review it" }
        guard asked.audience == .pool || asked.needed <= asked.named.count else {
            return "\(asked.needed) reviews need as many people; name more or ask the whole group"
        }
        guard asked.tags.count <= 20, asked.tags.allSatisfy({ (1...40).contains($0.count) }) else {
            return "a request has at most 20 tags of at most 40 letters"
        }
        return refusal(of: asked.work)
    }

    /// Whether a piece of work is whole.
    public static func refusal(of work: ReviewedWork) -> String? {
        if let file = work.file, file.hash.utf8.count != 64 || file.size < 0 { return "the file's name is no hash" }
        return switch work.kind {
        case .text: work.text == nil && work.file == nil ? "there is no work to look at" : nil
        case .file: work.file == nil ? "there is no file" : nil
        case .post, .resource, .project: work.subject == nil ? "the work is not named" : nil
        }
    }

    /// Anything else that the table speaks of.
    public static func refusal(
        _ act: FeedbackAct, by actor: FeedbackActor, on request: FeedbackRequest, at moment: Timestamp
    ) -> String? {
        guard actor.standing.role != nil else { return "only members may take part; `stoa join` makes you one" }
        let parties = actor.parties(to: request)
        let state = request.state(at: moment)
        return FeedbackTransitions.refusal(act, by: parties, from: state)
            ?? condition(act, actor, parties, request, moment)
    }

    /// What the table's rows ask for beyond state and party.
    private static func condition(
        _ act: FeedbackAct, _ actor: FeedbackActor, _ parties: Set<FeedbackParty>, _ request: FeedbackRequest,
        _ moment: Timestamp
    ) -> String? {
        switch act {
        case .claim:
            return request.reviewersOfRound.contains(actor.account) ? "you have given feedback in this round" : nil
        case .decline, .plan:
            let slot = request.slot(of: actor.account)
            let isExpected = slot.map { $0.state == .asked || $0.state == .claimed || $0.state == .late } ?? false
            return isExpected ? nil : "you were neither asked nor at it, so there is nothing to \(act.rawValue)"
        case .release:
            let slot = request.slot(of: actor.account)
            let holds = slot?.state == .claimed || slot?.state == .late
            return holds ? nil : "you hold no claim on it"
        case .step:
            let state = request.slot(of: actor.account)?.state
            let takesPart = state.map { [.asked, .claimed, .late, .given].contains($0) } ?? false
            return takesPart || !parties.isDisjoint(with: [.asker, .moderator])
                ? nil : "only those who take part in it go through its steps; claim it first"
        case .withdraw:
            return request.responses.isEmpty ? nil : "feedback was given; close it instead"
        case .close:
            return refusalToClose(parties, request, moment)
        default:
            return nil
        }
    }

    private static func refusalToClose(
        _ parties: Set<FeedbackParty>, _ request: FeedbackRequest, _ moment: Timestamp
    ) -> String? {
        let isReviewing = request.state(at: moment).wantsReviews
        if parties.contains(.asker) {
            return isReviewing && request.responses.isEmpty && !parties.contains(.moderator)
                ? "nothing was given yet; withdraw it instead" : nil
        }
        let silentSince = moment.rawValue - request.phaseSince.rawValue
        return isReviewing || silentSince >= silence
            ? nil : "a moderator ends an answered request only after 14 days of silence"
    }

    /// Claiming, before it is written: someone may have been first. When reading, such a claim counts as late instead,
    /// since two may claim at the same moment.
    public static func refusalToClaim(
        by actor: FeedbackActor, on request: FeedbackRequest, at moment: Timestamp, openClaims: Int, capacity: Int
    ) -> String? {
        if let refusal = refusal(.claim, by: actor, on: request, at: moment) { return refusal }
        let slot = request.slot(of: actor.account)
        if slot?.isLive(at: moment) == true { return nil }
        if request.freePlaces(at: moment) == 0 {
            let names = request.live(at: moment).map { "@\($0.reviewer)" }.joined(separator: " and ")
            let who = names.isEmpty ? "its reviews have come" : "\(names) took it first"
            return "\(who); you may still review it with `stoa feedback give`"
        }
        // Whoever was asked by name has been chosen knowing what they have on their table.
        guard slot?.state != .asked, openClaims >= capacity else { return nil }
        return "\(openClaims) accepted of \(capacity): finish or release one"
    }

    /// One more open request of an asker; the first request of a newcomer and the other half of a swap never count.
    public static func refusalToAskMore(openRequests: Int, limit: Int) -> String? {
        openRequests < limit ? nil : "\(openRequests) open requests of \(limit): close one, or wait for its feedback"
    }

    /// Marks of points.
    public static func refusalToMark(
        _ marks: [MarkedPoint], on request: FeedbackRequest, isAcknowledging: Bool, isSealed: Bool = false
    ) -> String? {
        guard marks.allSatisfy({ request.response(of: $0.point) != nil }) else { return "there is no such point" }
        guard isSealed || marks.allSatisfy({ $0.mark != nil }) else {
            return "say what becomes of each point: take, later, leave or talk"
        }
        if let refusal = marks.lazy.compactMap({ refusalToLink($0, on: request) }).first { return refusal }
        guard marks.allSatisfy({ isShort($0.reason) }) else { return "a reason is at most \(longestText) bytes" }
        guard isAcknowledging else { return marks.isEmpty ? "no point is marked" : nil }
        let left = Set(request.unmarkedPoints).subtracting(marks.map(\.point)).count
        return left == 0
            ? nil : "\(left) \(left == 1 ? "point has" : "points have") no mark yet: take, later, leave or talk"
    }

    /// Handing in the other half of a swap: the asker offered it, and the member reviews their work.
    public static func refusalToSwap(by account: Account, on request: FeedbackRequest) -> String? {
        guard request.terms.wantsSwap ?? false else { return "@\(request.asker) did not offer to swap" }
        guard account != request.asker else { return "the other half is your partner's" }
        let slot = request.slot(of: account)
        let takesPart = slot.map { $0.state != .declined && $0.state != .released } ?? false
        return takesPart ? nil : "only who reviews it can hand in the other half; claim it first"
    }

    /// Linking a point to the version that answers it.
    public static func refusalToLink(_ mark: MarkedPoint, on request: FeedbackRequest) -> String? {
        guard let version = mark.version, version != 0 else { return nil }
        guard request.versions.indices.contains(version - 1) else { return "there is no version \(version)" }
        guard let seen = request.response(of: mark.point)?.version, version > seen else {
            return "version \(version) was there when the point was made, so it cannot answer it"
        }
        return nil
    }

    /// Taking back what one did; that nothing later stands on it, the events themselves show when they are read.
    public static func refusalToRetract(
        _ event: EventID, by actor: FeedbackActor, on request: FeedbackRequest
    ) -> String? {
        guard let step = request.history.suffix(mostRetractable).first(where: { $0.event == event }),
            step.act != .ask, step.act != .retract
        else { return "there is nothing to take back" }
        guard step.by == actor.account else { return "only who did something may take it back" }
        let stands =
            request.marks.contains { $0.point.response == event }
            || request.responses.contains { $0.id == event && $0.thanks != nil }
            || request.comments.contains { $0.content.point?.response == event || $0.content.parent == event }
        return stands ? "somebody has answered it since, so it cannot be taken back" : nil
    }

    /// How many of the last steps can be taken back.
    static let mostRetractable = 50

    /// A response's content.
    public static func refusal(of given: FeedbackGiven, on request: FeedbackRequest) -> String? {
        guard (1...request.versions.count).contains(given.version) else {
            return "there is no version \(given.version)"
        }
        guard (0...mostPoints).contains(given.points) else { return "a response has at most \(mostPoints) points" }
        guard (given.sealed != nil) == request.isSealed, (given.content == nil) == request.isSealed else {
            return request.isSealed
                ? "this feedback is for the asker's eyes only and must be sealed" : "this feedback is for the group"
        }
        guard let content = given.content else { return nil }
        guard content.points.count == given.points else { return "it does not hold as many points as it says" }
        guard !content.points.isEmpty || !(content.marks ?? []).isEmpty else { return "there is nothing in it" }
        return nil
    }

    /// A comment.
    public static func refusal(of comment: FeedbackCommented, on request: FeedbackRequest) -> String? {
        guard (1...request.versions.count).contains(comment.version) else {
            return "there is no version \(comment.version)"
        }
        guard (comment.body != nil) != (comment.sealed != nil), (comment.sealed != nil) == request.isSealed else {
            return request.isSealed
                ? "comments on this request are for the asker's eyes only and must be sealed" : "there is nothing in it"
        }
        guard isShort(comment.body) else { return "a comment is at most \(longestText) bytes" }
        if let body = comment.body, !hasWords(body) { return "there is nothing in it" }
        if let point = comment.point, request.response(of: point) == nil { return "there is no such point" }
        if let parent = comment.parent, !request.comments.contains(where: { $0.id == parent }) {
            return "there is no such comment"
        }
        if let lines = comment.lines, lines.from < 1 || lines.to < lines.from { return "lines count from 1 upwards" }
        return nil
    }

    /// Resolving a comment.
    public static func refusalToResolve(_ comment: EventID, by actor: FeedbackActor, on request: FeedbackRequest)
        -> String?
    {
        guard let root = request.comments.first(where: { $0.id == comment && $0.root == comment }) else {
            return "there is no such comment"
        }
        let may = [root.author, request.asker].contains(actor.account) || actor.standing.isAtLeast(.moderator)
        return may ? nil : "only its author, the asker or a moderator may resolve a comment"
    }

    static func hasWords(_ text: String) -> Bool { text.contains { !$0.isWhitespace } }

    private static func isShort(_ texts: String?...) -> Bool {
        texts.allSatisfy { ($0?.utf8.count ?? 0) <= longestText }
    }
}
