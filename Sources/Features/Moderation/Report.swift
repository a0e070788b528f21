import Index
import Journal
import Workbench

/// A report as its events made it.
public struct Report: Codable, Hashable, Sendable {
    /// The event that filed it.
    public var id: EventID
    /// Who reported.
    public var reporter: Account
    /// What.
    public var thing: Reference
    /// Whose that is.
    public var subject: Account
    /// Why.
    public var reason: String
    /// When.
    public var filed: Timestamp
    /// Who looks at it, since when.
    public var claim: Claim?
    /// What was decided.
    public var verdict: Verdict?
    /// Whether it was taken back.
    public var isWithdrawn = false

    /// A moderator looking at it.
    public struct Claim: Codable, Hashable, Sendable {
        /// Who.
        public var account: Account
        /// Since when.
        public var since: Timestamp

        /// Until when it holds.
        public var ends: Timestamp { since.advanced(by: Report.lease) }
    }

    /// A decision with who made it when.
    public struct Verdict: Codable, Hashable, Sendable {
        /// What.
        public var decision: ReportDecision
        /// Who decided.
        public var account: Account
        /// Why.
        public var reason: String
        /// When.
        public var at: Timestamp
        /// The event.
        public var event: EventID
    }

    /// How long a moderator's claim holds, in milliseconds.
    static let lease: Int64 = 2 * 86_400_000

    /// Whether it waits for a decision.
    public var isOpen: Bool { verdict == nil && !isWithdrawn }

    /// Who looks at it at a moment.
    public func claimant(at moment: Timestamp) -> Account? {
        claim.flatMap { moment < $0.ends ? $0.account : nil }
    }

    /// Where it stands at a moment, in a word.
    public func state(at moment: Timestamp) -> String {
        if isWithdrawn { return "withdrawn" }
        return verdict?.decision.rawValue ?? (claimant(at: moment) == nil ? "open" : "claimed")
    }
}

/// Who may do what with reports; each answers why not, or nothing when it is allowed.
public enum ReportRules {
    /// The most letters of a reason.
    public static let longestReason = 2_000

    /// Reporting.
    public static func refusalToFile(
        _ report: ReportFiled, of subject: Account?, by actor: Account, standing: Standing
    ) -> String? {
        guard standing.role != nil else { return "only members report; `stoa join` makes you one" }
        guard let subject else { return "there is nothing of this kind to report" }
        guard subject != actor else { return "this is your own; take it back instead" }
        guard report.reason.contains(where: { !$0.isWhitespace }) else { return "say why, so that somebody can decide" }
        return report.reason.count <= longestReason ? nil : "a reason has at most \(longestReason) letters"
    }

    /// Taking it to look at, or letting it go.
    public static func refusalToClaim(
        _ taken: Bool, _ report: Report, by actor: Account, standing: Standing, at moment: Timestamp
    ) -> String? {
        if let refusal = refusalToHandle(report, by: actor, standing: standing) { return refusal }
        let claimant = report.claimant(at: moment)
        guard taken else { return claimant == actor ? nil : "you do not look at this report" }
        return claimant.map { $0 == actor ? "you look at it already" : "@\($0) looks at it already" }
    }

    /// Deciding.
    public static func refusalToDecide(
        _ decision: ReportDecision, _ report: Report, by actor: Account, standing: Standing, reason: String
    ) -> String? {
        if let refusal = refusalToHandle(report, by: actor, standing: standing) { return refusal }
        guard reason.contains(where: { !$0.isWhitespace }) else { return "say why; both sides are told" }
        return reason.count <= longestReason ? nil : "a reason has at most \(longestReason) letters"
    }

    /// Taking one's own report back.
    public static func refusalToWithdraw(_ report: Report, by actor: Account) -> String? {
        guard actor == report.reporter else { return "only who reported takes it back" }
        return report.isOpen ? nil : "the report is decided"
    }

    private static func refusalToHandle(_ report: Report, by actor: Account, standing: Standing) -> String? {
        guard standing.isAtLeast(.moderator) else { return "only a moderator decides about reports" }
        guard actor != report.subject, actor != report.reporter else {
            return "somebody else decides, since the report is \(actor == report.reporter ? "yours" : "about you")"
        }
        return report.isOpen ? nil : "the report is \(report.isWithdrawn ? "withdrawn" : "decided") already"
    }
}

extension Report {
    init(_ event: Event, by standing: Standing, subject: Account?) throws {
        let filed: ReportFiled = try event.payload()
        try Refusal.check(ReportRules.refusalToFile(filed, of: subject, by: event.by, standing: standing))
        guard let subject else { throw Refusal("there is nothing of this kind to report") }
        self.init(
            id: event.id, reporter: event.by, thing: filed.thing, subject: subject, reason: filed.reason,
            filed: event.clock)
    }

    mutating func claim(_ event: Event, _ standing: Standing) throws {
        let claim: ReportClaimed = try event.payload()
        try Refusal.check(
            ReportRules.refusalToClaim(claim.taken, self, by: event.by, standing: standing, at: event.clock))
        self.claim = claim.taken ? Claim(account: event.by, since: event.clock) : nil
    }

    mutating func decide(_ event: Event, _ standing: Standing) throws {
        let decided: ReportDecided = try event.payload()
        try Refusal.check(
            ReportRules.refusalToDecide(
                decided.decision, self, by: event.by, standing: standing, reason: decided.reason))
        verdict = Verdict(
            decision: decided.decision, account: event.by, reason: decided.reason, at: event.clock, event: event.id)
    }

    mutating func withdraw(_ event: Event) throws {
        try Refusal.check(ReportRules.refusalToWithdraw(self, by: event.by))
        isWithdrawn = true
    }
}
