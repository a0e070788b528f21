import GRDB
import Index
import Journal
import Workbench

/// What the index knows that insights are made of.
struct InsightFacts: Sendable {
    /// A thread, by whom and when it was opened, and when somebody else first replied.
    struct Opened: Sendable {
        var number: Int64
        var created: Timestamp
        var author: Account
        var kind: String
        var replied: Timestamp?
        /// Milliseconds until the first reply.
        var wait: Int64? { replied.map { max(0, $0.rawValue - created.rawValue) } }
    }

    /// A member's first post, and when it was answered.
    struct Newcomer: Sendable {
        var account: Account
        var name: String
        var wrote: Timestamp
        var replied: Timestamp?
        var thread: EventID
    }

    /// A goal of the community: whether somebody looked how far it has come when it was time, and how sure they are.
    struct GoalLook: Sendable {
        var isInTime: Bool
        var confidence: Int?
    }

    /// A request for feedback, and when it was first answered.
    struct Request: Sendable {
        var asked: Timestamp
        var given: Timestamp?
    }

    var window: InsightWindow
    var threads: [Opened]
    var newcomers: [Newcomer]
    var requests: [Request]
    /// Posts by author, without accepted answers, in the window and in the one before.
    var posts: [Account: Int]
    var postsBefore: [Account: Int]
    /// Posts by day, in days since 1970, over half a year.
    var days: [Int: Int]
    /// Members now, and how many of them wrote in the window.
    var members: Int
    var membersWriting: Int
    var unanswered: Int
    var oldestUnanswered: Timestamp?
    var given: Int
    var received: Int
    /// Two members of whom one replied to the other, and those of them who replied both ways.
    var pairs: Int
    var mutualPairs: Int
    /// The community's goals that are under way.
    var goals: [GoalLook]
    /// Points of feedback that was asked for in the window, and those that changed the work.
    var points: Int
    var pointsUsed: Int
    var isModerator: Bool

    init(_ window: InsightWindow, _ session: BoardSession) throws {
        self = try session.read { try InsightFacts(window, session, $0) }
    }

    private init(_ window: InsightWindow, _ session: BoardSession, _ database: Database) throws {
        self.window = window
        threads = try InsightQueries.threads(since: window.earlier(7).startBefore, database)
        newcomers = try InsightQueries.newcomers(since: window.startBefore, database)
        requests = try InsightQueries.requests(since: window.startBefore, database)
        let (today, length) = (window.now.rawValue / InsightWindow.day, Int64(window.days))
        posts = try InsightQueries.posts(days: today - length + 1...today, database)
        postsBefore = try InsightQueries.posts(days: today - 2 * length + 1...today - length, database)
        days = try InsightQueries.days(since: window.now.advanced(by: -26 * 7 * InsightWindow.day), database)
        let members = Set(
            try Account.fetchAll(
                database.cachedStatement(sql: "SELECT account FROM member WHERE state = 'member'")))
        self.members = members.count
        membersWriting = posts.keys.count { members.contains($0) }
        (unanswered, oldestUnanswered) = try InsightQueries.unanswered(database)
        (given, received) = try InsightQueries.balance(of: session.me, since: window.start, database)
        (pairs, mutualPairs) = try InsightQueries.pairs(since: window.start, database)
        goals = try InsightQueries.goals(now: window.now, database)
        (points, pointsUsed) = try InsightQueries.points(since: window.start, database)
        isModerator = try Standing.current(of: session.me, on: session.board.identity, database).isAtLeast(.moderator)
    }
}

/// What is asked of the index, each answered by an index however large the board.
enum InsightQueries {
    static func threads(since: Timestamp, _ database: Database) throws -> [InsightFacts.Opened] {
        let sql = """
            SELECT number, created, author, kind, replied FROM insight_thread
            WHERE created >= ? AND kind <> 'announcement' ORDER BY created
            """
        let cursor = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: [since])
        var threads: [InsightFacts.Opened] = []
        while let row = try cursor.next() {
            threads.append(
                InsightFacts.Opened(number: row[0], created: row[1], author: row[2], kind: row[3], replied: row[4]))
        }
        return threads
    }

    static func newcomers(since: Timestamp, _ database: Database) throws -> [InsightFacts.Newcomer] {
        let sql = """
            SELECT insight_first.author, coalesce(member.name, insight_first.author) AS name, insight_first.created,
                root.id AS thread, (
                    SELECT min(reply.created) FROM post AS other JOIN insight_post USING(number)
                        JOIN document AS reply ON reply.number = other.number
                    WHERE other.thread = post.thread AND reply.created >= insight_first.created
                        AND reply.author <> insight_first.author) AS replied
            FROM insight_first JOIN post ON post.number = insight_first.number
                JOIN document AS root ON root.number = post.thread
                JOIN member ON member.account = insight_first.author AND member.state = 'member'
            WHERE insight_first.created >= ? ORDER BY insight_first.created
            """
        return try database.cachedStatement(sql: sql).values([since]) { row in
            InsightFacts.Newcomer(
                account: row["author"], name: row["name"], wrote: row["created"], replied: row["replied"],
                thread: row["thread"])
        }
    }

    /// Waits under five seconds are somebody's rehearsal.
    static func requests(since: Timestamp, _ database: Database) throws -> [InsightFacts.Request] {
        let sql = """
            SELECT asked, first_given FROM feedback_request
            WHERE asked >= ? AND coalesce(first_given - asked, 5000) >= 5000 ORDER BY asked
            """
        return try database.cachedStatement(sql: sql).values([since]) {
            InsightFacts.Request(asked: $0["asked"], given: $0["first_given"])
        }
    }

    /// How much each wrote; who answers questions is not made to look as if they talked too much.
    static func posts(days: ClosedRange<Int64>, _ database: Database) throws -> [Account: Int] {
        let sql = "SELECT author, sum(posts) AS posts FROM insight_day WHERE day BETWEEN ? AND ? GROUP BY author"
        var posts: [Account: Int] = [:]
        for row in try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [days.lowerBound, days.upperBound]) {
            posts[row["author"]] = row["posts"]
        }
        let accepted = """
            SELECT author, count(*) AS answers FROM thread INDEXED BY thread_accepted
                CROSS JOIN document ON document.number = thread.accepted CROSS JOIN insight_post ON insight_post.number = thread.accepted
            WHERE accepted IS NOT NULL AND document.created >= ? AND document.created < ? GROUP BY author
            """
        let bounds: StatementArguments = [
            days.lowerBound * InsightWindow.day, (days.upperBound + 1) * InsightWindow.day,
        ]
        for row in try Row.fetchAll(database.cachedStatement(sql: accepted), arguments: bounds) {
            let author: Account = row["author"]
            posts[author] = max(0, (posts[author] ?? 0) - (row["answers"] as Int))
        }
        return posts.filter { $0.value > 0 }
    }

    static func days(since: Timestamp, _ database: Database) throws -> [Int: Int] {
        let sql = "SELECT day, sum(posts) AS posts FROM insight_day WHERE day >= ? GROUP BY day"
        let rows = try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [day(since)])
        return Dictionary(rows.map { ($0["day"], $0["posts"]) }, uniquingKeysWith: +)
    }

    static func unanswered(_ database: Database) throws -> (Int, Timestamp?) {
        let sql = """
            SELECT count(*) AS questions, min(created) AS oldest FROM thread JOIN document USING(number)
            WHERE thread.kind = 'question' AND accepted IS NULL AND duplicate_of IS NULL AND NOT thread.hidden
            """
        let row = try Row.fetchOne(database.cachedStatement(sql: sql))
        return (row?["questions"] ?? 0, row?["oldest"])
    }

    static func balance(of account: Account, since: Timestamp, _ database: Database) throws -> (Int, Int) {
        func count(_ column: String) throws -> Int {
            let sql = "SELECT count(*) FROM feedback_response WHERE \(column) = ? AND given >= ?"
            return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [account, since]) ?? 0
        }
        return (try count("reviewer"), try count("asker"))
    }

    /// Pairs of members between whom a reply went, and those between whom replies went both ways.
    static func pairs(since: Timestamp, _ database: Database) throws -> (Int, Int) {
        let sql = """
            SELECT count(*) AS pairs, coalesce(sum(min(forth, back) >= ?1), 0) AS mutual FROM insight_pair
            WHERE max(forth, back) >= ?1
            """
        let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [since])
        return (row?["pairs"] ?? 0, row?["mutual"] ?? 0)
    }

    /// The community's goals under way; those are few.
    static func goals(now: Timestamp, _ database: Database) throws -> [InsightFacts.GoalLook] {
        let sql = """
            SELECT looked + review * 86400000 >= ? AS in_time, confidence FROM goal
            WHERE shelf = 'going' AND level = 'community' AND looked IS NOT NULL ORDER BY place LIMIT 500
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [now])
            .map { InsightFacts.GoalLook(isInTime: $0["in_time"], confidence: $0["confidence"]) }
    }

    /// Points that reviewers made on what was asked about since then, and those that were taken into a version.
    static func points(since: Timestamp, _ database: Database) throws -> (Int, Int) {
        let sql = """
            SELECT coalesce(sum(feedback_response.points), 0) AS points, coalesce(sum(used), 0) AS used
            FROM feedback_request CROSS JOIN feedback_response ON request = number WHERE asked >= ?
            """
        let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [since])
        return (row?["points"] ?? 0, row?["used"] ?? 0)
    }

    /// What a thread is called, by its row.
    static func thread(_ number: Int64, _ database: Database) throws -> (title: String, thing: Reference)? {
        let sql = "SELECT id, title FROM document WHERE number = ? AND NOT hidden"
        let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [number])
        return row.map { ($0["title"], Reference(kind: "post", id: $0["id"])) }
    }

    private static func day(_ moment: Timestamp) -> Int64 { moment.rawValue / InsightWindow.day }
}
