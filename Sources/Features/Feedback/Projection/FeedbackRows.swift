import Foundation
import Index
import Journal

/// Writes what a request has become into the tables.
enum FeedbackRows {
    /// Bytes of a text that search looks at.
    private static let searchedText = 64 << 10

    static func set(_ request: FeedbackRequest, _ number: Int64, _ projecting: Projecting) throws {
        try projecting.revise(number, title: request.terms.title, body: try searchable(request, projecting))
        try projecting.setHidden(number, false)
        let terms = request.terms
        try projecting.execute(
            """
            INSERT OR REPLACE INTO feedback_request(number, asker, phase, asked, waiting, changed, first_given, due,
                round, needed, received, effort, stage, audience, sealed, method, rubric, tags, points, unmarked, wants_swap, swap, active,
                detail)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, request.asker, request.phase.rawValue, request.asked, request.waitingSince, request.phaseSince,
            request.firstGiven, terms.due, request.round, terms.needed, request.received, terms.effort,
            terms.stage.rawValue, terms.audience.rawValue, request.isSealed, terms.method, terms.rubric,
            terms.tags.map(FeedbackTag.normal).joined(separator: " "), request.allPoints.count,
            request.unmarkedPoints.count, terms.wantsSwap ?? false, terms.swap,
            request.history.last?.at ?? request.asked, try JSONEncoder().encode(request))
        try setSlots(request, number, projecting)
        try setResponses(request, number, projecting)
    }

    /// A request that breaks a rule is none.
    static func remove(_ number: Int64, _ id: EventID, _ projecting: Projecting) throws {
        try projecting.setHidden(number, true)
        try projecting.execute("DELETE FROM feedback_request WHERE number = ?", number)
        try projecting.execute("DELETE FROM feedback_slot WHERE request = ?", number)
        try projecting.execute("DELETE FROM feedback_response WHERE request = ?", number)
        try projecting.setTurns(of: id, kind: FeedbackTurns.kind, [])
    }

    private static func setSlots(_ request: FeedbackRequest, _ number: Int64, _ projecting: Projecting) throws {
        try projecting.execute("DELETE FROM feedback_slot WHERE request = ?", number)
        // An ended request holds nobody.
        let isOver = request.phase == .closed || request.phase == .withdrawn
        for slot in request.slots {
            try projecting.execute(
                "INSERT INTO feedback_slot(request, reviewer, state, since, until, planned) VALUES(?, ?, ?, ?, ?, ?)",
                number, slot.reviewer, slot.state == .claimed && isOver ? "over" : slot.state.rawValue, slot.since,
                slot.until, slot.planned)
        }
    }

    private static func setResponses(_ request: FeedbackRequest, _ number: Int64, _ projecting: Projecting) throws {
        try projecting.execute("DELETE FROM feedback_response WHERE request = ?", number)
        for response in request.responses {
            try projecting.execute(
                """
                INSERT OR REPLACE INTO feedback_response(id, request, reviewer, asker, given, points, used, rating)
                VALUES(?, ?, ?, ?, ?, ?, ?, ?)
                """,
                response.id, number, response.reviewer, request.asker, response.given, response.points,
                request.used(response).used, response.thanks?.rating?.rawValue)
        }
    }

    /// What search finds a request by: what was asked, the newest version, and what was given for all to read.
    private static func searchable(_ request: FeedbackRequest, _ projecting: Projecting) throws -> String {
        var parts = [request.terms.about]
        if let text = try text(of: request.latest, projecting) { parts.append(text) }
        for response in request.responses { parts += response.content?.points.map(\.text) ?? [] }
        parts += request.comments.compactMap(\.content.body)
        return String(decoding: Data(parts.joined(separator: "\n\n").utf8.prefix(searchedText)), as: UTF8.self)
    }

    private static func text(of version: WorkVersion, _ projecting: Projecting) throws -> String? {
        if let text = version.work.text { return text }
        guard version.work.kind != .file, let file = version.work.file else { return nil }
        let store = FileStore(board: projecting.board, account: version.keeper)
        return (try? store.read(file.hash, limit: FeedbackText.largest)).map { String(decoding: $0, as: UTF8.self) }
    }
}
