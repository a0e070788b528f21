import GRDB
import Index
import Journal

/// What a digest says of polls: those that were opened, those that closed, what follows from them, and what closes soon.
enum PollDigest {
    private static let most = 50

    static func items(_ span: DigestSpan, _ session: BoardSession) throws -> [DigestItem] {
        try session.read { database in
            try PollQueries.page(reader: session.me, limit: most, database).flatMap { poll in
                try items(poll, span, database)
            }
        }
    }

    private static func items(_ poll: PollSummary, _ span: DigestSpan, _ database: Database) throws -> [DigestItem] {
        var items: [DigestItem] = []
        let state = poll.state(at: span.until)
        let voted = poll.hasMine ? "you voted" : "you have not voted"
        if state != .finished, let closes = poll.closes, span.isAhead(closes) {
            items.append(
                DigestItem(.ahead, "The poll “\(poll.question)” closes", detail: voted, at: closes, id: poll.id))
        }
        if state == .finished, let outcome = try PollQueries.poll(poll.id, database)?.outcome, span.contains(outcome.at)
        {
            items.append(
                DigestItem(.polls, poll.question, detail: "outcome: \(outcome.text)", at: outcome.at, id: poll.id))
        } else if state == .closed, let closes = poll.closes, span.contains(closes) {
            items.append(
                DigestItem(.polls, poll.question, detail: "closed, \(poll.votes) voted", at: closes, id: poll.id))
        } else if state != .finished, state != .closed, span.contains(poll.opened) {
            items.append(
                DigestItem(
                    .polls, poll.question, detail: "\(poll.authorName) asks; \(poll.votes) voted, \(voted)",
                    at: poll.opened, id: poll.id))
        }
        return items
    }
}
