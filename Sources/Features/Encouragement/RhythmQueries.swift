import GRDB
import Index
import Journal

/// Something that a member did for the first time.
struct FirstTime: Hashable, Sendable {
    var name: String
    /// As people read it.
    var words: String
    var at: Timestamp
    /// What it is about.
    var title: String
    /// Whether it has been celebrated.
    var isSeen = false
}

/// What the reader's own page asks.
enum RhythmQueries {
    /// Of what the reader has written, so much is looked at; more than anybody writes in half a year.
    private static let mostDeeds = 5_000

    /// The reader's own weeks.
    static func rhythm(_ session: BoardSession) throws -> Rhythm {
        try session.read { database in
            Rhythm(
                moments: try moments(of: session.me, database), rests: try rests(database), now: session.clock.now())
        }
    }

    /// Whether the reader wants to see their weeks.
    static func isOn(_ database: Database) throws -> Bool {
        try Bool.fetchOne(database.cachedStatement(sql: "SELECT shown FROM rhythm")) ?? false
    }

    /// The weeks in which the reader rests.
    static func rests(_ database: Database) throws -> Set<Week> {
        Set(try String.fetchAll(database, sql: "SELECT week FROM rhythm_rest WHERE rest").compactMap { Week($0) })
    }

    /// When the reader did something that counts: wrote, gave feedback, came to a meeting, read and marked. A day of
    /// reading counts once.
    private static func moments(of account: Account, _ database: Database) throws -> [Timestamp] {
        let written = """
            SELECT document.created FROM document LEFT JOIN post ON post.number = document.number
            WHERE author = ? AND imported_author IS NULL ORDER BY document.number DESC LIMIT \(mostDeeds)
            """
        let given = "SELECT given FROM feedback_response WHERE reviewer = ? ORDER BY given DESC LIMIT \(mostDeeds)"
        let read = "SELECT moment FROM reading_day ORDER BY day DESC LIMIT 400"
        let attended = "SELECT starts FROM meeting_attendance WHERE account = ? ORDER BY starts DESC LIMIT \(mostDeeds)"
        return try Timestamp.fetchAll(database.cachedStatement(sql: written), arguments: [account])
            + Timestamp.fetchAll(database.cachedStatement(sql: given), arguments: [account])
            + Timestamp.fetchAll(database.cachedStatement(sql: attended), arguments: [account])
            + Timestamp.fetchAll(database.cachedStatement(sql: read))
    }

    /// What the reader has reached, the latest first.
    static func milestones(_ session: BoardSession) throws -> [FirstTime] {
        try session.read { database in
            let seen = Set(try String.fetchAll(database, sql: "SELECT name FROM milestone_seen"))
            return try firsts.compactMap { name, words, sql in
                let statement = try database.cachedStatement(sql: sql)
                guard let row = try Row.fetchOne(statement, arguments: [session.me]), let at: Timestamp = row["at"]
                else { return nil }
                return FirstTime(
                    name: name, words: words, at: at, title: row["title"] ?? "", isSeen: seen.contains(name))
            }.sorted { ($0.at, $0.name) > ($1.at, $1.name) }
        }
    }

    private static let firsts: [(name: String, words: String, sql: String)] = [
        (
            "first-post", "your first post",
            """
            SELECT document.created AS at, root.title FROM document JOIN post USING(number)
                JOIN document AS root ON root.number = post.thread
            WHERE document.author = ? AND NOT document.hidden AND imported_author IS NULL ORDER BY document.number LIMIT 1
            """
        ),
        (
            "first-answer", "your first accepted answer",
            """
            SELECT document.created AS at, root.title FROM thread JOIN document ON document.number = accepted
                JOIN document AS root ON root.number = thread.number
            WHERE accepted IS NOT NULL AND document.author = ? ORDER BY document.created LIMIT 1
            """
        ),
        (
            "first-review", "the first feedback you gave",
            """
            SELECT given AS at, title FROM feedback_response JOIN document ON number = request
            WHERE reviewer = ? ORDER BY given LIMIT 1
            """
        ),
        (
            "first-hosting", "the first meeting that you held",
            """
            SELECT starts AS at, title FROM meeting_attendance JOIN meeting ON meeting.number = meeting_attendance.meeting
                JOIN document ON document.number = meeting.number
            WHERE account = ? AND host = account ORDER BY starts LIMIT 1
            """
        ),
        (
            "first-thanks", "the first time you were thanked",
            """
            SELECT clock AS at, title FROM kudos LEFT JOIN document ON document.number = kudos.thread
            WHERE receiver = ? AND live ORDER BY clock LIMIT 1
            """
        ),
        (
            "first-kudos", "the first time you thanked somebody",
            """
            SELECT clock AS at, title FROM kudos LEFT JOIN document ON document.number = kudos.thread
            WHERE giver = ? AND live ORDER BY clock LIMIT 1
            """
        ),
    ]
}
