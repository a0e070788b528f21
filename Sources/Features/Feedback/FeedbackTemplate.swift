import Index
import Journal

/// What a template says of feedback: what the group promises, and the rubrics that it begins with.
struct FeedbackTemplate: Decodable, Sendable {
    var promiseDays: Int?
    var claimDays: Int?
    var capacity: Int?
    var openRequests: Int?
    /// The protocol of a request that names none.
    var method: String?
    var dueDays: Int?
    var needed: Int?
    /// Days without work, as people write them: `sat sun`.
    var restDays: String?
    /// Hours in which nobody is reminded: `22:00-07:00`.
    var quietHours: String?
    /// Names of rubrics that come with Stoa.
    var rubrics: [String]?
    /// Rubrics of the template's own.
    var rubric: [RubricContent]?

    private enum CodingKeys: String, CodingKey {
        case capacity, needed, rubrics, rubric
        case method = "protocol"
        case dueDays = "due_days"
        case restDays = "rest_days"
        case quietHours = "quiet_hours"
        case promiseDays = "promise_days"
        case claimDays = "claim_days"
        case openRequests = "open_requests"
    }

    static let part = TemplatePart("feedback") { (feedback: FeedbackTemplate, session) in
        try feedback.set(session)
    }

    private func set(_ session: BoardSession) throws {
        let writing = RubricWriting(session)
        let terms = FeedbackTermsSet(
            promiseDays: promiseDays, leaseDays: claimDays, capacity: capacity, openRequests: openRequests,
            method: method, dueDays: dueDays, needed: needed, restDays: try restDays.map(RestDays.days),
            quietHours: quietHours)
        let ready = try (rubrics ?? []).map { name in
            guard let rubric = ReadyRubric(rawValue: name) else {
                let names = ReadyRubric.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure("no rubric “\(name)” comes with Stoa; there are \(names)", .badData)
            }
            return try rubric.content()
        }
        try session.write([writing.set(terms)] + (ready + (rubric ?? [])).map { try writing.add($0) })
    }
}
