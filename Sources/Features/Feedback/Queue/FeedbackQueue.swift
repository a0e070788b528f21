import GRDB
import Index
import Journal

/// The queue of one member: what waits for them, with the reason, in its order.
public struct FeedbackQueue {
    private let database: Database
    private let me: Account
    private let now: Timestamp
    private let terms: FeedbackBoardTerms

    /// The queue of a member at a moment.
    public init(_ me: Account, now: Timestamp, _ database: Database) throws {
        self.database = database
        self.me = me
        self.now = now
        terms = try FeedbackBoardTerms.current(database)
    }

    /// Rows that a list can hold.
    static let most = 5_000

    /// The rows of a view, in order.
    public func rows(_ view: QueueView, limit: Int = 1_000) throws -> [QueueRow] {
        let rows: [QueueRow] =
            switch view {
            case .yourTurn: try ordered(mine())
            case .received: try ordered(mine().filter { $0.reason == .received })
            case .snoozed: try ordered(candidates(.snoozed(me)))
            case .pool: try pool()
            case .waiting: try waiting()
            case .done: try done()
            case .rescue: try rescue()
            }
        return Array(rows.prefix(limit))
    }

    /// How many rows each view has.
    public func count(_ view: QueueView) throws -> Int { try rows(view, limit: Self.most).count }

    /// What to offer to someone for whom nothing waits: a newcomer without a reply, and what has waited longest.
    public func offers() throws -> [QueueRow] {
        let pool = try pool()
        let newcomer = pool.first { $0.tier == .newcomer }
        let oldest = pool.filter { $0.summary.id != newcomer?.summary.id }.min { $0.since < $1.since }
        return [newcomer, oldest].compactMap { $0 }
    }

    // MARK: - From the turn ledger

    private func mine() throws -> [QueueOrder.Candidate] { try candidates(.mine(me)) }

    /// One row a request: a member who is asked something and reviews as well sees what is more urgent.
    private func candidates(_ list: TurnList) throws -> [QueueOrder.Candidate] {
        var urgent: [Int64: (rank: Int, place: Int)] = [:]
        var found: [QueueOrder.Candidate] = []
        for candidate in try turns(list) {
            let number = candidate.summary.number
            let rank = Self.ranks[candidate.reason] ?? 0
            if let known = urgent[number] {
                guard rank < known.rank else { continue }
                found[known.place] = candidate
                urgent[number] = (rank, known.place)
            } else {
                urgent[number] = (rank, found.count)
                found.append(candidate)
            }
        }
        let summaries = try FeedbackQueries.withSlots(found.map(\.summary), database)
        return try zip(found, summaries).map { candidate, summary in
            var candidate = candidate
            candidate.summary = summary
            if candidate.reason == .question { candidate.from = try questioner(summary.id) ?? summary.asker }
            return candidate
        }
    }

    private static let ranks = Dictionary(
        uniqueKeysWithValues: TurnReason.allCases.enumerated().map { ($1, $0) })

    /// The turns of a list with their requests, in one query.
    private func turns(_ list: TurnList) throws -> [QueueOrder.Candidate] {
        let waits = try TurnQueries.query(
            list, kind: FeedbackTurns.kind, now: now, limit: Self.most, database)
        let request: SQL = """
            SELECT \(sql: FeedbackSummary.fields), reason, since, waits.due, ends FROM (\(waits)) AS waits
                CROSS JOIN document ON document.id = waits.subject
                CROSS JOIN feedback_request ON feedback_request.number = document.number
                LEFT JOIN member ON member.account = asker
            """
        let rows = try SQLRequest<Row>(literal: request, cached: true).fetchCursor(database)
        var found: [QueueOrder.Candidate] = []
        let next = FeedbackSummary.fieldCount
        while let row = try rows.next() {
            guard let reason = TurnReason(rawValue: row[next]) else { continue }
            found.append(
                QueueOrder.Candidate(
                    summary: FeedbackSummary(row), reason: reason, since: row[next + 1], due: row[next + 2],
                    ends: row[next + 3]))
        }
        return found
    }

    /// Who asked the reader last.
    private func questioner(_ request: EventID) throws -> Account? {
        try FeedbackQueries.request(request, database)?.openQuestions.last { $0.content.asks == me }?.author
    }

    private func pool() throws -> [QueueRow] {
        let avoided = try FeedbackAvoidance.all(database)
        let open = try candidates(.pool).filter { candidate in
            guard !avoided.contains(candidate.summary.asker) else { return false }
            // What I asked, gave or refused is nothing to offer me.
            let slot = candidate.summary.slot(of: me)?.state
            return candidate.summary.asker != me && slot != .declined && slot != .given && slot != .claimed
        }
        return try fallen(ordered(open))
    }

    private func ordered(_ candidates: [QueueOrder.Candidate]) throws -> [QueueRow] {
        let askers = Set(candidates.map(\.summary.asker))
        let offer = try String.fetchOne(
            database.cachedStatement(sql: "SELECT can_help_with FROM profile WHERE account = ?"), arguments: [me])
        let order = QueueOrder(
            now: now, reader: me, terms: terms, offer: offer ?? "",
            newcomers: try askers.filter { try !has($0, "asker", since: Timestamp(rawValue: 0)) },
            givers: try askers.filter { try has($0, "reviewer", since: now.advanced(by: -LoadQueries.month)) },
            time: try WorkingTime.forReminders(of: me, terms, now: now, database))
        return order.rows(candidates)
    }

    private func has(_ account: Account, _ column: String, since: Timestamp) throws -> Bool {
        let sql = "SELECT 1 FROM feedback_response WHERE \(column) = ? AND given >= ? LIMIT 1"
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [account, since]) != nil
    }

    /// Whom the group's turn falls on, for what nobody has taken for half of the promised time.
    private func fallen(_ rows: [QueueRow]) throws -> [QueueRow] {
        var loads: [MemberLoad]?
        return try rows.enumerated().map { place, row in
            let isOld = 2 * (now.rawValue - row.since.rawValue) >= terms.promise
            guard place < 100, isOld, row.writers.isEmpty else { return row }
            let known = try loads ?? LoadQueries.loads(now: now, database)
            loads = known
            var row = row
            let lately = try Account.fetchAll(
                database.cachedStatement(
                    sql: "SELECT DISTINCT reviewer FROM feedback_response WHERE asker = ? AND given >= ?"),
                arguments: [row.summary.asker, now.advanced(by: -LoadQueries.month)])
            row.fallsTo = LoadBalance.choose(
                known, tags: row.summary.tags,
                skipping: Set([row.summary.asker] + row.summary.slots.map(\.reviewer)), askedLately: Set(lately))
            if row.fallsTo == me {
                row.why = "nobody took it, and you have most room"
                row.terms.append("waits for half of the promised time; of all members you have most room")
            }
            return row
        }
    }

    // MARK: - What others have to act on, what ended, what is stuck

    private func waiting() throws -> [QueueRow] {
        let mine = try FeedbackQueries.summaries(
            FeedbackSummary.columns + " WHERE asker = ? AND phase = 'reviewing' ORDER BY waiting", [me], database)
        let given = try FeedbackQueries.summaries(
            FeedbackSummary.columns + """
                 WHERE phase = 'given' AND feedback_request.number IN
                    (SELECT request FROM feedback_response WHERE reviewer = ?)
                ORDER BY changed
                """, [me], database)
        let asked = Set(try self.mine().map(\.summary.id))
        return mine.filter { !asked.contains($0.id) }.map { plain($0, since: $0.waitingSince, why: progress($0)) }
            + given.map { plain($0, since: $0.changed, why: "@\($0.asker) has yet to answer your feedback") }
    }

    private func progress(_ summary: FeedbackSummary) -> String {
        let live = summary.live(at: now)
        // Whoever put it off said when they mean to do it; nobody waits in silence.
        let plans = summary.slots.compactMap { slot in
            slot.plans(at: now).map { ", @\(slot.reviewer) plans \(ShortDate.soon($0, now: now))" }
        }
        let came = "\(summary.received) of \(summary.needed) came" + plans.joined()
        guard !live.isEmpty else {
            let asked = summary.slots.filter { $0.state == .asked }.map { "@\($0.reviewer)" }
            return asked.isEmpty ? came + ", nobody is at it" : came + ", asked: " + asked.joined(separator: " ")
        }
        return came + ", " + live.map { "@\($0.reviewer)" }.joined(separator: " ") + " at it"
    }

    private func done() throws -> [QueueRow] {
        let sql =
            FeedbackSummary.columns + """
                 WHERE phase IN ('acknowledged', 'closed', 'withdrawn') AND changed >= ?1 AND (asker = ?2 OR
                    EXISTS (SELECT 1 FROM feedback_response
                        WHERE request = feedback_request.number AND reviewer = ?2))
                ORDER BY changed DESC LIMIT 300
                """
        return try FeedbackQueries.summaries(sql, [now.advanced(by: -LoadQueries.month), me], database)
            .map { plain($0, since: $0.changed, why: try outcome(of: $0)) }
    }

    /// How it ended; for a reviewer also what became of the points they made.
    private func outcome(of summary: FeedbackSummary) throws -> String {
        let state = summary.state(at: now).words
        guard summary.asker != me else { return state }
        let sql = "SELECT sum(points), sum(used) FROM feedback_response WHERE request = ? AND reviewer = ?"
        let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [summary.number, me])
        guard let points: Int = row?[0], let used: Int = row?[1], points > 0 else { return state }
        return "\(state), \(used) of your \(points) used"
    }

    private func rescue() throws -> [QueueRow] {
        let role = try String.fetchOne(
            database.cachedStatement(sql: "SELECT role FROM member WHERE account = ? AND state = 'member'"),
            arguments: [me]
        ).flatMap(Role.init)
        guard let role, role >= .moderator else { return [] }
        return try (declined() + unanswered() + silent()).sorted {
            ($0.since, $0.summary.id) < ($1.since, $1.summary.id)
        }
    }

    private func declined() throws -> [QueueRow] {
        let sql =
            FeedbackSummary.columns + """
                 WHERE phase = 'reviewing' AND EXISTS (SELECT 1 FROM turn
                    WHERE subject = document.id AND turn.kind = 'feedback' AND reason = 'declined')
                ORDER BY waiting
                """
        return try FeedbackQueries.summaries(sql, [], database)
            .map { plain($0, since: $0.waitingSince, why: "everyone asked has declined") }
    }

    private func unanswered() throws -> [QueueRow] {
        let sql =
            FeedbackSummary.columns + " WHERE phase = 'reviewing' AND received = 0 AND waiting < ? ORDER BY waiting"
        let late = try FeedbackQueries.summaries(sql, [now.advanced(by: -terms.promise)], database)
        let newcomers = try Set(late.map(\.asker)).filter { try !has($0, "asker", since: Timestamp(rawValue: 0)) }
        return late.compactMap { summary in
            let age = now.rawValue - summary.waitingSince.rawValue
            let words = "\(QueueOrder.Span.words(age)) old of \(QueueOrder.Span.words(terms.promise)) promised"
            if summary.firstGiven == nil, newcomers.contains(summary.asker) {
                return plain(summary, since: summary.waitingSince, why: "newcomer, no reply: " + words)
            }
            let band = FeedbackAge(since: summary.waitingSince, due: summary.due, promise: terms.promise, now: now)
            return band == .stale ? plain(summary, since: summary.waitingSince, why: "stale: " + words) : nil
        }
    }

    private func silent() throws -> [QueueRow] {
        let sql = FeedbackSummary.columns + " WHERE phase = 'given' AND changed < ? ORDER BY changed"
        return try FeedbackQueries.summaries(sql, [now.advanced(by: -FeedbackRules.silence)], database)
            .map { plain($0, since: $0.changed, why: "unanswered feedback: @\($0.asker) is silent") }
    }

    private func plain(_ summary: FeedbackSummary, since: Timestamp, why: String) -> QueueRow {
        QueueRow(
            summary: summary, reason: nil, why: why, since: since, due: summary.phase == .reviewing ? summary.due : nil,
            tier: .rest, score: 0, terms: [why],
            writers: summary.live(at: now).map(\.reviewer).filter { $0 != me }, reminder: nil, isBeyondLimit: false)
    }
}
