import Foundation
import Index
import Journal

/// How an activity goes.
public struct ActivityTerms: Codable, Hashable, Sendable {
    /// Until when responses are hoped for.
    public var due: Timestamp?
    /// Whether one sees the responses of others only when one has responded. Screens, search and exports keep to it; the
    /// logs can be read all the same.
    public var hidesResponses: Bool

    /// Terms.
    public init(due: Timestamp? = nil, hidesResponses: Bool = false) {
        self.due = due
        self.hidesResponses = hidesResponses
    }

    /// From JSON; throws `DecodingError` when it says something else.
    init(json: [UInt8]) throws { self = try JSONDecoder().decode(Self.self, from: Data(json)) }

    private enum CodingKeys: String, CodingKey {
        case due
        case hidesResponses = "hides_responses"
    }
}

/// `activity.set`: who asked, or a moderator, changes how an activity goes.
public struct ActivitySet: EventPayload {
    /// What logs call it.
    public static let kind = "activity.set"
    /// The activity's thread.
    public var thread: EventID
    /// How it goes from here on.
    public var terms: ActivityTerms

    /// A change.
    public init(thread: EventID, terms: ActivityTerms) {
        self.thread = thread
        self.terms = terms
    }
}

/// Who may change activities; each answers why not, or nothing when it is allowed.
public enum ActivityRules {
    /// Changing how one goes.
    public static func refusalToSet(
        by actor: Account, standing: Standing, author: Account, kind: ThreadKind
    ) -> String? {
        guard kind == .activity else { return "only activities have a due date and hidden responses" }
        guard standing.role != nil else { return "only members may write; `stoa join` makes you one" }
        return actor == author || standing.isAtLeast(.moderator)
            ? nil : "only who asked, or a moderator, may change an activity"
    }
}
