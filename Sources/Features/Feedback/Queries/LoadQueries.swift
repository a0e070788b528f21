import GRDB
import Index
import Journal

/// How much members have taken on, and how long requests wait.
public enum LoadQueries {
    /// A month, over which giving and receiving are looked at.
    static let month: Int64 = 30 * 86_400_000

    /// How many claims a member takes on at once: what they say, or the board's terms.
    public static func capacity(
        of account: Account, _ terms: FeedbackBoardTerms, _ database: Database
    ) throws -> Int {
        let sql = "SELECT capacity FROM feedback_availability WHERE account = ?"
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [account]) ?? terms.capacity
    }

    /// Every member's load.
    public static func loads(now: Timestamp, _ database: Database) throws -> [MemberLoad] {
        let terms = try FeedbackBoardTerms.current(database)
        let sql = """
            SELECT account, coalesce(can_help_with, '') AS offer, capacity, coalesce(rotation, 1) AS rotation, away_until,
                (SELECT count(*) FROM feedback_slot
                    WHERE reviewer = account AND feedback_slot.state = 'claimed' AND until >= ?1) AS open,
                (SELECT count(*) FROM feedback_response WHERE reviewer = account AND given >= ?2) AS given,
                (SELECT max(since) FROM feedback_slot
                    WHERE reviewer = account AND feedback_slot.state = 'asked') AS last_asked
            FROM member LEFT JOIN profile USING(account) LEFT JOIN feedback_availability USING(account)
            WHERE member.state = 'member'
            """
        return try database.cachedStatement(sql: sql).values([now, now.advanced(by: -month)]) { row in
            let away: Timestamp? = row["away_until"]
            return MemberLoad(
                account: row["account"], open: row["open"], capacity: row["capacity"] ?? terms.capacity,
                given: row["given"], offer: row["offer"], isAway: away.map { $0 > now } ?? false,
                isInRotation: row["rotation"], lastAsked: row["last_asked"])
        }
    }

    /// How long first responses took in the last 28 days, in working time; nothing while there are fewer than five.
    public static func waits(now: Timestamp, _ database: Database) throws -> WaitingTimes? {
        let sql = "SELECT asked, first_given FROM feedback_request WHERE first_given >= ?"
        let since = now.advanced(by: -28 * 86_400_000)
        let time = WorkingTime(try FeedbackBoardTerms.current(database), now: now)
        let rows = try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [since])
        return WaitingTimes(
            rows.map { time.between($0[0], $0[1]) },
            leavesOut: [time.restDays.isEmpty ? nil : "rest days", time.quiet == .none ? nil : "quiet hours"])
    }

    /// What to say before someone asks, when more is open than the group has room for; nothing otherwise.
    public static func intake(for asker: Account, now: Timestamp, _ database: Database) throws -> IntakeHint? {
        let terms = try FeedbackBoardTerms.current(database)
        let open =
            try Int.fetchOne(
                database.cachedStatement(sql: "SELECT count(*) FROM feedback_request WHERE phase = 'reviewing'")) ?? 0
        let free = try loads(now: now, database).filter { !$0.isAway && $0.account != asker }
            .reduce(0) { $0 + max(0, $1.capacity - $1.open) }
        return IntakeHint(openRequests: open, freePlaces: free, promise: terms.promise)
    }
}

/// How long requests waited for their first response.
public struct WaitingTimes: Hashable, Sendable {
    /// Half of them waited no longer, in milliseconds.
    public var median: Int64
    /// Nine in ten waited no longer, in milliseconds.
    public var ninetieth: Int64
    /// How many were measured.
    public var count: Int

    /// What is left out of the waiting, in words; empty for nothing.
    public var leavesOut = ""

    /// From what was measured; waits under five seconds are somebody's rehearsal. Nothing with fewer than five.
    public init?(_ waits: [Int64], leavesOut: [String?] = []) {
        self.leavesOut = leavesOut.compactMap { $0 }.joined(separator: " and ")
        let sorted = waits.filter { $0 >= 5_000 }.sorted()
        guard sorted.count >= 5 else { return nil }
        median = sorted[(sorted.count - 1) / 2]
        ninetieth = sorted[min(sorted.count - 1, (sorted.count * 9 + 9) / 10 - 1)]
        count = sorted.count
    }

    /// The line under the queue.
    public var words: String {
        let (half, most) = (QueueOrder.Span.words(median), QueueOrder.Span.words(ninetieth))
        return "half of requests here get a first reply in \(half), nine in ten in \(most) (n=\(count))"
            + (leavesOut.isEmpty ? "" : ", \(leavesOut) left out")
    }

    /// What stands there while there are too few.
    public static let notEnough = "not enough requests yet to say how long a reply takes"
}

/// That a new request will wait longer than promised.
public struct IntakeHint: Hashable, Sendable {
    /// About how many days.
    public var days: Int

    /// Nothing when the group has room: when open requests are no more than one and a half times the free places.
    public init?(openRequests: Int, freePlaces: Int, promise: Int64) {
        guard Double(openRequests) > 1.5 * Double(freePlaces) else { return nil }
        let rounds = Double(openRequests + 1) / Double(max(1, freePlaces))
        days = max(1, Int((rounds * Double(promise) / 86_400_000).rounded(.up)))
    }

    /// The line to show before asking. It never forbids.
    public var words: String {
        "about \(days) \(days == 1 ? "day" : "days") now; a swap, a smaller ask or a review of your own may be quicker"
    }
}
