import Journal
import Workbench

/// `report.filed`: a member asks the moderators to look at something. The event's id is the report's.
public struct ReportFiled: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "report.filed"
    /// What is reported: a post, a resource, or a member.
    public var thing: Reference
    /// Why.
    public var reason: String

    /// A report.
    public init(thing: Reference, reason: String) {
        self.thing = thing
        self.reason = reason
    }
}

/// `report.claimed`: a moderator looks at a report, or lets it go again.
public struct ReportClaimed: EventPayload {
    /// What logs call it.
    public static let kind = "report.claimed"
    /// Which report.
    public var report: EventID
    /// Whether they look at it.
    public var taken: Bool

    /// Taking, or letting go.
    public init(report: EventID, taken: Bool = true) {
        self.report = report
        self.taken = taken
    }
}

/// What a moderator decided about a report.
public enum ReportDecision: String, Codable, CaseIterable, Sendable {
    /// It was taken out of view.
    case hidden
    /// The thread was closed for replies.
    case locked
    /// A moderator talks to whose it is.
    case asked
    /// There is nothing to be done.
    case dismissed

    /// As people read it.
    var words: String {
        switch self {
        case .hidden: "hid it"
        case .locked: "locked the thread"
        case .asked: "talks to whom it is about"
        case .dismissed: "found nothing to be done"
        }
    }
}

/// `report.decided`: a moderator decides; both sides are told.
public struct ReportDecided: EventPayload {
    /// What logs call it.
    public static let kind = "report.decided"
    /// Which report.
    public var report: EventID
    /// What was decided.
    public var decision: ReportDecision
    /// Why, for both sides, and for everyone to read.
    public var reason: String

    /// A decision.
    public init(report: EventID, decision: ReportDecision, reason: String) {
        self.report = report
        self.decision = decision
        self.reason = reason
    }
}

/// `report.withdrawn`: who reported takes it back.
public struct ReportWithdrawn: EventPayload {
    /// What logs call it.
    public static let kind = "report.withdrawn"
    /// Which report.
    public var report: EventID

    /// Taking back.
    public init(report: EventID) { self.report = report }
}
