import Index
import Journal

/// A request as `--json` gives it in lists.
struct ListedRequest: Encodable {
    var id: EventID
    var title: String
    var author: Account
    var state: String
    var turn: String
    var reason: String
    var due_at: String?
    var waiting_since: String
    var rubric: EventID?
    var reviewers: [Account]
    var round: Int
    var needed: Int
    var received: Int
    var effort_minutes: Int
    var stage: String
    var audience: String
    var sealed: Bool
    var `protocol`: String?
    var tags: [String]
    /// Which of the three reminders stands.
    var reminder: Int?

    init(_ row: QueueRow, now: Timestamp) {
        self.init(row.summary, reason: row.why, since: row.since, now: now)
        reminder = row.reminder?.number
    }

    init(_ summary: FeedbackSummary, reason: String, since: Timestamp, now: Timestamp) {
        let state = summary.state(at: now)
        id = summary.id
        title = summary.title
        author = summary.asker
        self.state = state.rawValue
        turn = Self.turn(state, unmarked: summary.unmarked)
        self.reason = reason
        due_at = summary.due?.rfc3339
        waiting_since = since.rfc3339
        rubric = summary.rubric
        reviewers = summary.slots.filter { $0.state == .asked || $0.state == .claimed || $0.state == .given }
            .map(\.reviewer)
        round = summary.round
        needed = summary.needed
        received = summary.received
        effort_minutes = summary.effort
        stage = summary.stage.rawValue
        audience = summary.audience.rawValue
        sealed = summary.isSealed
        `protocol` = summary.method
        tags = summary.tags
    }

    /// Who is expected to act: `author`, `reviewers` or `nobody`.
    static func turn(_ state: FeedbackState, unmarked: Int) -> String {
        switch state {
        case .open, .inReview: "reviewers"
        case .given, .revising: "author"
        case .acknowledged: unmarked > 0 ? "author" : "nobody"
        case .closed, .withdrawn: "nobody"
        }
    }

    enum CodingKeys: String, CodingKey {
        case id, title, author, state, turn, reason, due_at, waiting_since, rubric, reviewers, round, needed, received
        case effort_minutes, stage, audience, sealed, tags, reminder
        case `protocol`
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(title, forKey: .title)
        try container.encode(author, forKey: .author)
        try container.encode(state, forKey: .state)
        try container.encode(turn, forKey: .turn)
        try container.encode(reason, forKey: .reason)
        // A key that is sometimes missing is harder to use than one that is null.
        try container.encode(due_at, forKey: .due_at)
        try container.encode(waiting_since, forKey: .waiting_since)
        try container.encode(rubric, forKey: .rubric)
        try container.encode(reviewers, forKey: .reviewers)
        try container.encode(round, forKey: .round)
        try container.encode(needed, forKey: .needed)
        try container.encode(received, forKey: .received)
        try container.encode(effort_minutes, forKey: .effort_minutes)
        try container.encode(stage, forKey: .stage)
        try container.encode(audience, forKey: .audience)
        try container.encode(sealed, forKey: .sealed)
        try container.encode(`protocol`, forKey: .protocol)
        try container.encode(tags, forKey: .tags)
        try container.encode(reminder, forKey: .reminder)
    }
}
