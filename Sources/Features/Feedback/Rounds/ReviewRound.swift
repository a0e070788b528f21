import GRDB
import Index
import Journal

/// A round in which everyone who asks reviews so many others: a moderator asks them by name, by a circular shift, so that
/// each gives and each receives the same number.
public struct ReviewRound: Hashable, Sendable {
    /// One request of the round, and who is asked to review it.
    public struct Part: Hashable, Sendable {
        /// The request.
        public var request: FeedbackSummary
        /// Who reviews it.
        public var reviewers: [Account]
    }

    /// The parts, by the askers' names.
    public var parts: [Part]
    /// Pairs that could not be kept apart.
    public var together: [[Account]]

    /// Plans a round of the requests that nobody has been asked for or taken yet, the oldest of each asker. The same seed
    /// gives the same round.
    public init(
        each count: Int, tag: String? = nil, apart: [[Account]] = [], seed: UInt64, _ database: Database
    ) throws {
        let sql =
            FeedbackSummary.columns + """
                 WHERE phase = 'reviewing' AND received = 0 AND NOT EXISTS
                    (SELECT 1 FROM feedback_slot WHERE request = feedback_request.number)
                ORDER BY changed
                """
        var requests: [Account: FeedbackSummary] = [:]
        for request in try FeedbackQueries.summaries(sql, [], database) {
            guard requests[request.asker] == nil else { continue }
            if let tag, !request.tags.contains(FeedbackTag.normal(tag)) { continue }
            requests[request.asker] = request
        }
        let excluded = Set(apart.map { $0.sorted() })
        let reviews = LoadBalance.round(Array(requests.keys), count: count, seed: seed, excluded: excluded)
        var reviewers: [Account: [Account]] = [:]
        for (reviewer, authors) in reviews {
            for author in authors { reviewers[author, default: []].append(reviewer) }
        }
        parts = requests.sorted { $0.key < $1.key }.compactMap { asker, request in
            reviewers[asker].map { Part(request: request, reviewers: $0.sorted()) }
        }
        together = parts.flatMap { part in part.reviewers.map { [$0, part.request.asker].sorted() } }
            .filter(excluded.contains)
    }

    /// The events that ask everyone. Throws with the rule's reason.
    public func events(_ writing: FeedbackWriting) throws -> [NewEvent] {
        guard !parts.isEmpty else {
            throw CommandFailure("a round needs two members whose requests nobody has been asked for", .notFound)
        }
        return try parts.map { part in
            try writing.adjust(
                FeedbackAdjusted(
                    request: part.request.id, named: part.reviewers, audience: .named, needed: part.reviewers.count))
        }
    }
}
