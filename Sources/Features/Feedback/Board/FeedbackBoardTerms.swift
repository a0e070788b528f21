import GRDB
import Index
import Journal

/// `feedback.terms_set`: a moderator says what the group promises. What is left out stays.
public struct FeedbackTermsSet: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.terms_set"
    /// Days in which a request should have its first response.
    public var promiseDays: Int?
    /// Days that a claim holds when there is no due date.
    public var leaseDays: Int?
    /// How many claims a member may hold at once.
    public var capacity: Int?
    /// How many open requests an asker may have.
    public var openRequests: Int?
    /// The protocol of a request that names none.
    public var method: String?
    /// Days that a request has when nothing else is said.
    public var dueDays: Int?
    /// How many reviews a request needs when nothing else is said.
    public var needed: Int?
    /// The days on which nobody is expected to work, from 1, Monday, to 7, Sunday.
    public var restDays: [Int]?
    /// The hours in which nobody is reminded, such as `22:00-07:00`, or `none`.
    public var quietHours: String?

    /// A change of the terms.
    public init(
        promiseDays: Int? = nil, leaseDays: Int? = nil, capacity: Int? = nil, openRequests: Int? = nil,
        method: String? = nil, dueDays: Int? = nil, needed: Int? = nil, restDays: [Int]? = nil,
        quietHours: String? = nil
    ) {
        self.promiseDays = promiseDays
        self.leaseDays = leaseDays
        self.capacity = capacity
        self.openRequests = openRequests
        self.method = method
        self.dueDays = dueDays
        self.needed = needed
        self.restDays = restDays
        self.quietHours = quietHours
    }

    private enum CodingKeys: String, CodingKey {
        case capacity, needed
        case method = "protocol"
        case dueDays = "due_days"
        case restDays = "rest_days"
        case quietHours = "quiet_hours"
        case promiseDays = "promise_days"
        case leaseDays = "lease_days"
        case openRequests = "open_requests"
    }
}

/// `feedback.availability_set`: what a member can take on. What is left out stays.
public struct FeedbackAvailabilitySet: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.availability_set"
    /// How many claims the member takes on at once, 0 to 5.
    public var capacity: Int?
    /// Whether the group may choose the member when nobody takes a request.
    public var rotation: Bool?
    /// Until when the member is away; a past moment for not at all.
    public var awayUntil: Timestamp?

    /// A change of one's availability.
    public init(capacity: Int? = nil, rotation: Bool? = nil, awayUntil: Timestamp? = nil) {
        self.capacity = capacity
        self.rotation = rotation
        self.awayUntil = awayUntil
    }

    private enum CodingKeys: String, CodingKey {
        case capacity, rotation
        case awayUntil = "away_until"
    }
}

/// What the group promises and expects.
public struct FeedbackBoardTerms: Hashable, Sendable {
    /// In which time a request should have its first response, in milliseconds.
    public var promise: Int64 = 3 * 86_400_000
    /// How long a claim holds when there is no due date, in milliseconds.
    public var lease: Int64 = 7 * 86_400_000
    /// How many claims a member may hold at once, unless they say otherwise.
    public var capacity = 2
    /// How many open requests an asker may have.
    public var openRequests = 2
    /// The protocol of a request that names none.
    public var method = ProtocolLibrary.standard
    /// Days that a request has when nothing else is said.
    public var dueDays = 3
    /// How many reviews a request needs when nothing else is said.
    public var needed = 2
    /// The days on which nobody is expected to work, from 1, Monday, to 7, Sunday.
    public var restDays: Set<Int> = [6, 7]
    /// The hours in which nobody is reminded, unless they say otherwise for themselves.
    public var quietHours = QuietHours.none

    /// The terms of a board that has not set any.
    public init() {}

    /// The board's terms.
    public static func current(_ database: Database) throws -> FeedbackBoardTerms {
        var terms = FeedbackBoardTerms()
        guard let row = try Row.fetchOne(database.cachedStatement(sql: "SELECT * FROM feedback_terms")) else {
            return terms
        }
        let day: Int64 = 86_400_000
        if let days: Int64 = row["promise_days"] { terms.promise = days * day }
        if let days: Int64 = row["lease_days"] { terms.lease = days * day }
        if let capacity: Int = row["capacity"] { terms.capacity = capacity }
        if let requests: Int = row["open_requests"] { terms.openRequests = requests }
        if let method: String = row["method"] { terms.method = method }
        if let days: Int = row["due_days"] { terms.dueDays = days }
        if let needed: Int = row["needed"] { terms.needed = needed }
        if let days: String = row["rest_days"] { terms.restDays = Set(days.compactMap(\.wholeNumberValue)) }
        if let hours: String = row["quiet_hours"] { terms.quietHours = QuietHours(hours) ?? .none }
        return terms
    }
}

/// How terms and availability change the index.
enum FeedbackTermsProjection {
    static let schema = [
        """
        CREATE TABLE feedback_terms(
            number INTEGER PRIMARY KEY, promise_days INTEGER, lease_days INTEGER, capacity INTEGER,
            open_requests INTEGER, method TEXT, due_days INTEGER, needed INTEGER, rest_days TEXT,
            quiet_hours TEXT
        )
        """,
        """
        CREATE TABLE feedback_availability(
            account TEXT PRIMARY KEY, capacity INTEGER, rotation INTEGER, away_until INTEGER
        ) WITHOUT ROWID
        """,
    ]
    static let handlers: [EventHandler] = [
        .ordered(FeedbackTermsSet.kind, setTerms), .ordered(FeedbackAvailabilitySet.kind, setAvailability),
    ]

    static func reset(_ projecting: Projecting) throws {
        try projecting.execute("DELETE FROM feedback_terms")
        try projecting.execute("DELETE FROM feedback_availability")
    }

    private static func setTerms(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: FeedbackTermsSet = try event.payload()
        let refusal = FeedbackTermsRules.refusal(
            toSet: payload, by: projecting.authority.standing(forWriting: event))
        if let refusal { return .refused(refusal) }
        try projecting.execute("INSERT OR IGNORE INTO feedback_terms(number) VALUES(1)")
        try projecting.execute(
            """
            UPDATE feedback_terms SET promise_days = coalesce(?, promise_days), lease_days = coalesce(?, lease_days),
                capacity = coalesce(?, capacity), open_requests = coalesce(?, open_requests),
                method = coalesce(?, method), due_days = coalesce(?, due_days), needed = coalesce(?, needed),
                rest_days = coalesce(?, rest_days), quiet_hours = coalesce(?, quiet_hours)
            """,
            payload.promiseDays, payload.leaseDays, payload.capacity, payload.openRequests, payload.method,
            payload.dueDays, payload.needed, payload.restDays?.map(String.init).joined(),
            payload.quietHours)
        return .applied
    }

    private static func setAvailability(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: FeedbackAvailabilitySet = try event.payload()
        let refusal = FeedbackTermsRules.refusal(
            toSet: payload, by: projecting.authority.standing(forWriting: event))
        if let refusal { return .refused(refusal) }
        try projecting.execute("INSERT OR IGNORE INTO feedback_availability(account) VALUES(?)", event.by)
        try projecting.execute(
            """
            UPDATE feedback_availability SET capacity = coalesce(?, capacity), rotation = coalesce(?, rotation),
                away_until = coalesce(?, away_until)
            WHERE account = ?
            """,
            payload.capacity, payload.rotation, payload.awayUntil, event.by)
        return .applied
    }
}

/// Who may set terms, and which.
public enum FeedbackTermsRules {
    /// The board's terms.
    public static func refusal(toSet terms: FeedbackTermsSet, by standing: Standing) -> String? {
        guard standing.isAtLeast(.moderator) else { return "only a moderator may set the terms of feedback" }
        guard [terms.promiseDays, terms.leaseDays, terms.dueDays].allSatisfy({ $0.map((1...60).contains) ?? true })
        else { return "a promise, a claim and a due date are 1 to 60 days" }
        guard terms.needed.map((1...FeedbackRules.mostReviewers).contains) ?? true else {
            return "a request needs 1 to \(FeedbackRules.mostReviewers) reviews"
        }
        if let method = terms.method, let refusal = FeedbackProtocolRules.refusal(ofName: method) { return refusal }
        if let days = terms.restDays {
            guard days.allSatisfy({ (1...7).contains($0) }), Set(days).count == days.count, days.count < 7 else {
                return "rest days are 1, Monday, to 7, Sunday, and not all of them"
            }
        }
        guard terms.quietHours.map({ QuietHours($0) != nil }) ?? true else {
            return "quiet hours are written as 22:00-07:00, or none"
        }
        guard terms.capacity.map((0...20).contains) ?? true else { return "a capacity is 0 to 20" }
        return terms.openRequests.map((1...50).contains) ?? true ? nil : "open requests are 1 to 50"
    }

    /// One's own availability.
    public static func refusal(toSet availability: FeedbackAvailabilitySet, by standing: Standing) -> String? {
        guard standing.role != nil else { return "only members review; `stoa join` makes you one" }
        return availability.capacity.map((0...5).contains) ?? true ? nil : "a capacity is 0 to 5"
    }
}
