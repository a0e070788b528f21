import Features
import Journal

/// Requests for feedback in all their states, with claims, responses and points: on a board of 100,000 posts there are
/// 5,000. Every fourth of those that ask somebody by name asks the reader, member 0.
struct GeneratedFeedback {
    /// How many requests.
    let requests: Int
    let members: Int
    private static let day: Int64 = 86_400_000
    /// Far enough ahead for claims to hold whenever the benchmark runs.
    private static let farAhead = Timestamp(rawValue: 4_000_000_000_000)

    /// What became of a request; the commoner ones stand more often.
    private enum Fate: CaseIterable {
        case open, claimed, half, given, acknowledged, revising, nextRound, closed, withdrawn
        static let spread: [Fate] =
            [.open, .open, .open, .claimed, .claimed, .half, .given, .given, .acknowledged, .revising, .nextRound]
            + [.closed, .closed, .closed, .closed, .closed, .closed, .closed, .withdrawn, .open]
    }

    /// The requests of a board of so many posts.
    init(posts: Int, members: Int) {
        requests = min(5_000, posts / 20)
        self.members = members
    }

    /// Writes them.
    func write(_ write: (Int, any EventPayload) throws -> EventID) throws {
        var random = SeededGenerator(seed: UInt64(requests) + 7)
        for _ in 0..<requests {
            guard let fate = Fate.spread.randomElement(using: &random) else { continue }
            var request = try Asked(members, using: &random, due: Self.farAhead, write)
            try live(fate, &request, using: &random, write)
        }
    }

    private func live(
        _ fate: Fate, _ request: inout Asked, using random: inout SeededGenerator,
        _ write: (Int, any EventPayload) throws -> EventID
    ) throws {
        let (id, asker) = (request.id, request.asker)
        switch fate {
        case .open: return
        case .withdrawn: return _ = try write(asker, FeedbackWithdrawn(request: id))
        case .claimed:
            return _ = try write(request.reviewers[0], FeedbackClaimed(request: id, until: Self.farAhead))
        case .half: return try request.respond(1, using: &random, write)
        default: try request.respond(2, using: &random, write)
        }
        guard fate != .given else { return }
        _ = try write(asker, FeedbackAcknowledged(request: id, marks: request.marks(using: &random)))
        switch fate {
        case .revising: _ = try write(asker, FeedbackRevising(request: id))
        case .nextRound:
            let work = ReviewedWork(kind: .text, text: Words.text(using: &random))
            _ = try write(asker, FeedbackRevised(request: id, work: work, due: Self.farAhead))
        case .closed: _ = try write(asker, FeedbackClosed(request: id, reason: .improved))
        default: break
        }
    }

    /// A request that was asked.
    private struct Asked {
        let id: EventID
        let asker: Int
        let reviewers: [Int]
        private var points: [PointName] = []

        init(
            _ members: Int, using random: inout SeededGenerator, due: Timestamp,
            _ write: (Int, any EventPayload) throws -> EventID
        ) throws {
            let asker = Int.random(in: 0..<members, using: &random)
            let asksReader = asker != 0 && Int.random(in: 0..<4, using: &random) == 0
            let first = asksReader ? 0 : (asker + Int.random(in: 1..<members - 1, using: &random)) % members
            let second = (0..<members).first { $0 != asker && $0 != first && $0 >= first } ?? 1
            let isNamed = Int.random(in: 0..<3, using: &random) == 0
            self.asker = asker
            reviewers = [first, second == asker ? (second + 1) % members : second]
            id = try write(
                asker,
                FeedbackAsked(
                    title: Words.title(using: &random),
                    work: ReviewedWork(
                        kind: .text,
                        text: (0..<8).map { _ in Words.text(using: &random) }.joined(separator: "\n\n")),
                    about: Words.title(using: &random), due: due, needed: 2,
                    named: isNamed ? reviewers.map { Account($0 == 0 ? "reader" : "member-\($0)") } : [],
                    tags: [Words.word(Int.random(in: 0..<40, using: &random))]))
        }

        /// So many reviewers respond with three points each.
        mutating func respond(
            _ count: Int, using random: inout SeededGenerator, _ write: (Int, any EventPayload) throws -> EventID
        ) throws {
            for reviewer in reviewers.prefix(count) {
                let fields = ["star", "star", "wish"]
                let made = fields.map { ResponsePoint(field: $0, text: Words.text(using: &random)) }
                let response = try write(
                    reviewer,
                    FeedbackGiven(
                        request: id, version: 1, points: made.count, content: ResponseContent(points: made)))
                points += made.indices.map { PointName(response: response, point: $0) }
            }
        }

        /// A mark for every point.
        func marks(using random: inout SeededGenerator) -> [MarkedPoint] {
            points.map { point in
                MarkedPoint(point: point, mark: Bool.random(using: &random) ? .take : .later)
            }
        }
    }
}
