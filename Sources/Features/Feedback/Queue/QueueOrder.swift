import Index
import Journal

/// Puts rows in their order: a pure function of what is known and the moment, so that two terminals agree and a person
/// can predict it.
public struct QueueOrder: Sendable {
    /// What there is to put in order.
    public struct Candidate: Sendable {
        /// The request.
        public var summary: FeedbackSummary
        /// Why it is the reader's turn, or anyone's.
        public var reason: TurnReason
        /// Since when.
        public var since: Timestamp
        /// Until when it is hoped for.
        public var due: Timestamp?
        /// Until when the reader's claim holds.
        public var ends: Timestamp?
        /// Who wants it of the reader: who asks the question, or else the asker.
        public var from: Account

        /// A candidate.
        public init(
            summary: FeedbackSummary, reason: TurnReason, since: Timestamp, due: Timestamp? = nil,
            ends: Timestamp? = nil, from: Account? = nil
        ) {
            self.summary = summary
            self.reason = reason
            self.since = since
            self.due = due
            self.ends = ends
            self.from = from ?? summary.asker
        }
    }

    /// The moment.
    public var now: Timestamp
    /// The reader.
    public var reader: Account
    /// What the board promises.
    public var terms: FeedbackBoardTerms
    /// What the reader says they can help with.
    public var offer: String
    /// Askers who have never had a response.
    public var newcomers: Set<Account>
    /// Askers who gave feedback in the last 30 days.
    public var givers: Set<Account>
    /// On which days people work.
    public var time: WorkingTime

    /// An order.
    public init(
        now: Timestamp, reader: Account, terms: FeedbackBoardTerms, offer: String = "", newcomers: Set<Account> = [],
        givers: Set<Account> = [], time: WorkingTime? = nil
    ) {
        self.now = now
        self.reader = reader
        self.terms = terms
        self.offer = offer
        self.newcomers = newcomers
        self.givers = givers
        self.time = time ?? WorkingTime(terms, now: now)
    }

    private static let day: Int64 = 86_400_000

    /// The rows in order.
    public func rows(_ candidates: [Candidate]) -> [QueueRow] {
        let beyond = beyondLimit(candidates)
        return candidates.map { row($0, isBeyondLimit: beyond.contains($0.summary.number)) }.sorted(by: Self.isBefore)
    }

    private static func isBefore(_ left: QueueRow, _ right: QueueRow) -> Bool {
        if left.isBeyondLimit != right.isBeyondLimit { return right.isBeyondLimit }
        if left.tier != right.tier { return left.tier < right.tier }
        if left.score != right.score { return left.score > right.score }
        return (left.since, left.summary.id) < (right.since, right.summary.id)
    }

    private func row(_ candidate: Candidate, isBeyondLimit: Bool) -> QueueRow {
        let summary = candidate.summary
        let (score, terms) = score(candidate)
        let tier = tier(candidate)
        let reminder = reminder(candidate)
        return QueueRow(
            summary: summary, reason: candidate.reason, why: reminder?.words ?? why(candidate, tier),
            since: candidate.since,
            due: candidate.due, tier: tier, score: score,
            terms: [tier.words] + terms + (reminder.map { [$0.answer] } ?? [])
                + (isBeyondLimit ? ["@\(candidate.from) asks for more at once than the group agreed on"] : []),
            writers: writers(of: summary), reminder: reminder,
            isBeyondLimit: isBeyondLimit)
    }

    /// Others who are at it, when they leave no room for the reader.
    private func writers(of summary: FeedbackSummary) -> [Account] {
        let others = summary.live(at: now).map(\.reviewer).filter { $0 != reader }
        return summary.received + others.count < summary.needed ? [] : others
    }

    /// Only who has the turn is reminded, never the group at large.
    private func reminder(_ candidate: Candidate) -> FeedbackReminder? {
        guard candidate.reason != .pool, candidate.reason != .again, let due = candidate.due else { return nil }
        return FeedbackReminder.current(due: due, active: candidate.summary.active, now: now, time)
    }

    private func tier(_ candidate: Candidate) -> QueueTier {
        switch candidate.reason {
        case .question, .received: return .exchange
        case .accepted, .swap:
            let end = candidate.due ?? candidate.ends
            return end.map { $0.rawValue - now.rawValue < Self.day } ?? false ? .promisedDue : .promised
        case .revising, .half: return .promised
        case .declined: return .named
        case .asked, .lapsed, .again, .late, .pool:
            if isNewcomers(candidate.summary) { return .newcomer }
            if candidate.reason != .pool { return .named }
            return FeedbackTag.match(candidate.summary.tags, offer: offer) == nil ? .rest : .fitting
        }
    }

    private func isNewcomers(_ summary: FeedbackSummary) -> Bool {
        summary.firstGiven == nil && newcomers.contains(summary.asker)
    }

    private func why(_ candidate: Candidate, _ tier: QueueTier) -> String {
        if tier == .newcomer { return "newcomer, no reply" }
        if tier == .fitting, let tag = FeedbackTag.match(candidate.summary.tags, offer: offer) { return "fits: \(tag)" }
        return candidate.reason.words
    }

    /// 1.0 for age by promise up to three times, 0.8 for what is missing, 0.5 for a match, 0.4 when it is due within two
    /// days, 0.2 when its asker gives as well.
    private func score(_ candidate: Candidate) -> (score: Double, terms: [String]) {
        let summary = candidate.summary
        let age = max(0, now.rawValue - candidate.since.rawValue)
        var score = min(Double(age) / Double(max(1, terms.promise)), 3)
        var words = ["\(Span.words(age)) old of \(Span.words(terms.promise)) promised"]
        let missing = max(0, summary.needed - summary.received)
        score += 0.8 * Double(missing) / Double(max(1, summary.needed))
        words.append(
            summary.received == 0 ? "nothing received yet" : "\(summary.received) of \(summary.needed) reviews received"
        )
        if let tag = FeedbackTag.match(summary.tags, offer: offer) {
            score += 0.5
            words.append("matches your offer “\(tag)”")
        }
        if let due = candidate.due, due.rawValue - now.rawValue < 2 * Self.day {
            score += 0.4
            words.append(due < now ? "overdue" : "due within two days")
        }
        for slot in summary.slots where slot.state == .claimed && slot.reviewer != reader && !slot.isLive(at: now) {
            words.append("lapsed from @\(slot.reviewer), who may still give it")
        }
        if givers.contains(summary.asker) {
            score += 0.2
            words.append("@\(summary.asker) gave feedback lately")
        }
        return (score, words)
    }

    /// What one member wants of others beyond what the group agreed on stands last, so that nobody can fill the queues of
    /// others. One request more is let through, since a newcomer's first never counts.
    private func beyondLimit(_ candidates: [Candidate]) -> Set<Int64> {
        func beyond(_ reasons: Set<TurnReason>, _ limit: Int) -> [Int64] {
            let wanted = candidates.filter { reasons.contains($0.reason) && $0.from != reader }
            return Dictionary(grouping: wanted, by: \.from).values.flatMap { candidates in
                candidates.sorted { ($0.since, $0.summary.id) < ($1.since, $1.summary.id) }
                    .dropFirst(limit).map(\.summary.number)
            }
        }
        return Set(
            beyond([.asked, .lapsed, .again, .late, .pool], terms.openRequests + 1)
                + beyond([.question], Self.mostQuestions))
    }

    /// How many questions of one member stand where questions stand.
    private static let mostQuestions = 5

    /// Lengths of time in words.
    enum Span {
        static func words(_ milliseconds: Int64) -> String {
            let hours = milliseconds / 3_600_000
            if hours < 1 { return "less than an hour" }
            if hours < 48 { return hours == 1 ? "1 hour" : "\(hours) hours" }
            return "\(hours / 24) days"
        }
    }
}
