import Index
import Journal

/// A request as `stoa feedback show --json` gives it.
struct ShownRequest: Encodable {
    struct Slot: Encodable {
        var reviewer: Account
        var state: String
        var since: String
        var until: String?
        var planned_at: String?
        var reason: String?
    }

    struct Version: Encodable {
        var number: Int
        var round: Int
        var made_at: String
        var note: String?
        var kind: String
        var text: String?
        var file_name: String?
        var file_hash: String?
    }

    struct Point: Encodable {
        var number: Int
        var field: String
        var text: String
        var from_line: Int?
        var to_line: Int?
        var mark: String?
        var reason: String?
        var in_version: Int?
    }

    struct Response: Encodable {
        var id: EventID
        var reviewer: Account
        var given_at: String
        var round: Int
        var version: Int
        var points: Int
        var size: Int?
        var unreadable: String?
        var content: [Point]
        var marks: [CriterionMark]
        var thanks: String?
        var rating: String?
    }

    struct Comment: Encodable {
        var id: EventID
        var author: Account
        var written_at: String
        var thread: EventID
        var point: Int?
        var from_line: Int?
        var to_line: Int?
        var version: Int
        var asks: Account?
        var resolved: Bool
        var body: String?
        var unreadable: String?
    }

    struct Step: Encodable {
        var id: EventID
        var by: Account
        var at: String
        var act: String
        var detail: String
    }

    var id: EventID
    var title: String
    var author: Account
    var state: String
    var turn: String
    var about: String
    var not_wanted: String?
    var stage: String
    var effort_minutes: Int
    var due_at: String?
    var waiting_since: String
    var round: Int
    var needed: Int
    var received: Int
    var audience: String
    var sealed: Bool
    var `protocol`: String?
    var rubric: EventID?
    var swap: EventID?
    var tags: [String]
    var close_reason: String?
    var reviewers: [Slot]
    var versions: [Version]
    var responses: [Response]
    var comments: [Comment]
    var history: [Step]

    init(_ request: FeedbackRequest, _ session: BoardSession) throws {
        let now = session.clock.now()
        let terms = request.terms
        let state = request.state(at: now)
        id = request.id
        title = terms.title
        author = request.asker
        self.state = state.rawValue
        turn = ListedRequest.turn(state, unmarked: request.unmarkedPoints.count)
        about = terms.about
        not_wanted = terms.notWanted
        stage = terms.stage.rawValue
        effort_minutes = terms.effort
        due_at = terms.due?.rfc3339
        waiting_since = request.waitingSince.rfc3339
        round = request.round
        needed = terms.needed
        received = request.received
        audience = terms.audience.rawValue
        sealed = request.isSealed
        `protocol` = terms.method
        rubric = terms.rubric
        swap = terms.swap
        tags = terms.tags
        close_reason = request.closeReason?.rawValue
        reviewers = request.slots.map { slot in
            Slot(
                reviewer: slot.reviewer,
                state: slot.state == .claimed && !slot.isLive(at: now) ? "lapsed" : slot.state.rawValue,
                since: slot.since.rfc3339, until: slot.until?.rfc3339, planned_at: slot.plans(at: now)?.rfc3339,
                reason: slot.reason?.rawValue)
        }
        versions = request.versions.map { version in
            Version(
                number: version.number, round: version.round, made_at: version.made.rfc3339, note: version.note,
                kind: version.work.kind.rawValue, text: version.work.text, file_name: version.work.file?.name,
                file_hash: version.work.file?.hash)
        }
        responses = try request.responses.map { try Self.response($0, request, session) }
        comments = try request.comments.map { try Self.comment($0, request, session) }
        history = request.history.map {
            Step(id: $0.event, by: $0.by, at: $0.at.rfc3339, act: $0.act.rawValue, detail: $0.detail)
        }
    }

    private static func response(
        _ response: FeedbackResponse, _ request: FeedbackRequest, _ session: BoardSession
    ) throws -> Response {
        var shown = Response(
            id: response.id, reviewer: response.reviewer, given_at: response.given.rfc3339, round: response.round,
            version: response.version, points: response.points, size: response.sealed?.size, content: [], marks: [],
            thanks: response.thanks?.text, rating: response.thanks?.rating?.rawValue)
        switch try FeedbackSealing(session).open(response, in: request) {
        case .closed(let why): shown.unreadable = why
        case .content(let content):
            shown.marks = content.marks ?? []
            shown.content = content.points.enumerated().map { index, point in
                let name = PointName(response: response.id, point: index)
                let outcome = request.outcome(of: name)
                return Point(
                    number: FeedbackLookup.number(of: name, in: request) ?? 0, field: point.field, text: point.text,
                    from_line: point.lines?.from, to_line: point.lines?.to, mark: outcome?.mark?.rawValue,
                    reason: outcome?.reason, in_version: outcome?.version)
            }
        }
        return shown
    }

    private static func comment(
        _ comment: FeedbackComment, _ request: FeedbackRequest, _ session: BoardSession
    ) throws -> Comment {
        let opened = try FeedbackSealing(session).open(comment, in: request)
        var why: String?
        if case .closed(let reason) = opened { why = reason }
        let root = request.comments.first { $0.id == comment.root }
        return Comment(
            id: comment.id, author: comment.author, written_at: comment.written.rfc3339, thread: comment.root,
            point: comment.content.point.flatMap { FeedbackLookup.number(of: $0, in: request) },
            from_line: comment.content.lines?.from, to_line: comment.content.lines?.to,
            version: comment.content.version, asks: comment.content.asks, resolved: root?.isResolved ?? false,
            body: opened.content, unreadable: why)
    }
}
