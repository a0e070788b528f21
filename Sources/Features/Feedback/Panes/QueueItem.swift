import GRDB
import Index
import Journal
import Terminal

/// One row of the queue as the pane shows it: a request, or something of another feature that waits for the reader.
struct QueueItem: Identifiable, Hashable, Sendable {
    var id: EventID
    /// Who waits.
    var who: String
    /// What it is.
    var what: String
    /// Minutes that it should take, where that is known.
    var minutes: Int?
    /// Why it is the reader's turn.
    var why: String
    var since: Timestamp
    var due: Timestamp?
    /// What is to be done, in a word.
    var how: String
    /// The terms of the order, in words.
    var terms: [String]
    /// Others who are at it.
    var writers: [Account]
    /// Whether it should not wait any longer: a newcomer without a reply, or what is overdue.
    var isPressing: Bool
    /// Whether it is a request for feedback.
    var isRequest: Bool
}

/// What a tab of the queue holds.
struct QueueItems {
    private let session: BoardSession
    private let now: Timestamp

    init(_ session: BoardSession) {
        self.session = session
        now = session.clock.now()
    }

    /// The items of a view, in their order.
    func items(_ view: QueueView) throws -> [QueueItem] {
        try session.read { database in
            let rows = try FeedbackQueue(session.me, now: now, database).rows(view, limit: FeedbackQueue.most)
            // Promises that are due come first; then what others than reviewers wait for; then the rest.
            let first = rows.prefix { $0.tier < .newcomer }
            let requests = rows.map { item($0, view) }
            guard view == .yourTurn || view == .snoozed else { return requests }
            let others = try others(view, database)
            return Array(requests[..<first.count]) + others + Array(requests[first.count...])
        }
    }

    /// The tabs, with how much of what others count on the reader for; the pool and what ended are counted when shown.
    func tabs(_ view: QueueView, count: Int) throws -> QueueTabs {
        try session.read { database in
            var tabs = QueueTabs()
            func subjects(kind: String? = nil, _ reason: TurnReason? = nil, isAsleep: Bool = false) throws -> Int {
                try TurnQueries.subjects(
                    of: session.me, kind: kind, reason: reason?.rawValue, isAsleep: isAsleep, now: now, database)
            }
            tabs.counts[.yourTurn] = try subjects()
            tabs.counts[.received] = try subjects(kind: FeedbackTurns.kind, .received)
            tabs.counts[.snoozed] = try subjects(isAsleep: true)
            tabs.counts[view] = count
            tabs.shown = view
            let standing = try Standing.current(of: session.me, on: session.board.identity, database)
            if standing.isAtLeast(.moderator) { tabs.views = QueueView.allCases }
            return tabs
        }
    }

    /// How much waits for the reader.
    func waiting() throws -> Int {
        try session.readKept("turns on things", from: ["turn", "member", "standing"], now: now) {
            try TurnQueries.subjects(of: session.me, now: now, $0)
        }
    }

    /// What to offer to someone for whom nothing waits.
    func offers() throws -> [QueueItem] {
        try session.read { database in
            try FeedbackQueue(session.me, now: now, database).offers().map { item($0, .pool) }
        }
    }

    /// How long requests wait here, measured, with the number of requests that it is measured by.
    func wait() throws -> StyledLine {
        try session.read { StyledLine(try LoadQueries.waits(now: now, $0)?.words ?? WaitingTimes.notEnough, .muted) }
    }

    private func item(_ row: QueueRow, _ view: QueueView) -> QueueItem {
        let summary = row.summary
        let isMine = summary.asker == session.me
        let isLate = row.due.map { $0 < now } ?? false
        return QueueItem(
            id: summary.id, who: isMine ? "you" : summary.askerName,
            what: summary.title + (summary.round > 1 ? ", round \(summary.round)" : ""),
            minutes: isMine ? nil : summary.effort, why: row.why, since: row.since, due: row.due,
            how: how(row, isMine: isMine), terms: row.terms, writers: isMine ? [] : row.writers,
            isPressing: row.tier == .newcomer || (isLate && view != .done), isRequest: true)
    }

    private func how(_ row: QueueRow, isMine: Bool) -> String {
        switch row.reason {
        case .question: "reply"
        case .received: "mark"
        case .revising: "revise"
        case .declined: "widen"
        case .half: "hand in"
        default: isMine ? "" : row.summary.rubric == nil ? row.summary.method ?? "" : "rubric"
        }
    }

    /// What waits for the reader and is no request for feedback.
    private func others(_ view: QueueView, _ database: Database) throws -> [QueueItem] {
        let turns =
            view == .snoozed
            ? try TurnQueries.snoozed(session.me, now: now, database)
            : try TurnQueries.mine(session.me, now: now, database)
        return try turns.filter { $0.kind != FeedbackTurns.kind }.compactMap { turn in
            let sql = """
                SELECT title, coalesce(member.name, document.author) AS who FROM document
                LEFT JOIN member ON member.account = document.author WHERE document.id = ?
                """
            let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [turn.subject])
            let words = FeatureTable.words(of: turn)
            let title = (row?["title"] as String?).flatMap { $0.isEmpty ? nil : $0 } ?? turn.kind
            return QueueItem(
                id: turn.subject, who: row?["who"] ?? "", what: title, minutes: nil, why: words.reason(of: turn),
                since: turn.since, due: turn.due, how: words.doing, terms: [words.reason(of: turn)], writers: [],
                isPressing: turn.due.map { $0 < now } ?? false, isRequest: false)
        }
    }
}
