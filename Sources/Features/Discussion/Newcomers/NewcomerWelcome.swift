import GRDB
import Index
import Journal

/// The welcome of newcomers: the first post of their first month waits for somebody to answer it, and that is the turn of
/// moderators and of those who said that they welcome newcomers. A first question stands on top of those that need help.
enum NewcomerWelcome {
    static let schema = [
        // What members wrote in their first month.
        """
        CREATE TABLE early_post(
            account TEXT, clock INTEGER, id BLOB, post INTEGER NOT NULL, PRIMARY KEY(account, clock, id)
        ) WITHOUT ROWID
        """,
        // The first post of each that counts, and whether somebody else has answered it.
        "CREATE TABLE newcomer(account TEXT PRIMARY KEY, post INTEGER NOT NULL, answered INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE INDEX newcomer_waiting ON newcomer(account) WHERE NOT answered",
    ]

    static let kind = "welcome"

    static let words = TurnWords(
        kind: kind, doing: "welcome", reasons: ["newcomer": "a newcomer's first post waits for an answer"])

    /// How long one is new, in milliseconds.
    static let firstMonth: Int64 = 30 * 86_400_000
    /// How long a first post is anybody's turn, in milliseconds.
    private static let patience: Int64 = 14 * 86_400_000
    /// By how much a first question's day comes before all others.
    private static let ahead: Int64 = 1_000_000

    static func settle(_ projecting: Projecting) throws {
        var accounts: Set<Account> = []
        for account in projecting.changedStandings {
            try projecting.execute("DELETE FROM early_post WHERE account = ?", account)
            try projecting.execute(insertion + " WHERE author = ? AND \(isEarly)", account)
            accounts.insert(account)
        }
        let threads = projecting.touched["thread"] ?? []
        // Most posts are later than the first month of whoever joined last: they are passed by without a look at who wrote.
        let end = try projecting.value(Int64.self, latestEarly)
        for thread in end == nil ? [] : threads {
            try projecting.execute(insertion + " WHERE thread = ? AND post.clock < ? AND \(isEarly)", thread, end)
            let rows = try projecting.rows(
                """
                SELECT DISTINCT account FROM post JOIN document USING(number)
                    JOIN early_post ON account = author AND early_post.clock = post.clock AND early_post.id = document.id
                WHERE thread = ? AND post.clock < ?
                """,
                thread, end)
            for row in rows { accounts.insert(row["account"]) }
        }
        if projecting.touched["greeter"] != nil {
            for row in try projecting.rows("SELECT account FROM newcomer WHERE NOT answered") {
                accounts.insert(row["account"])
            }
        }
        for account in accounts { try settle(account, projecting) }
    }

    private static let insertion = """
        INSERT OR IGNORE INTO early_post(account, clock, id, post)
        SELECT author, post.clock, document.id, number FROM post JOIN document USING(number)
            JOIN member ON member.account = author
        """

    private static let isEarly =
        "imported_author IS NULL AND post.clock < joined + \(firstMonth) AND role = 'member' AND state = 'member'"

    private static let latestEarly =
        "SELECT max(joined) + \(firstMonth) FROM member WHERE role = 'member' AND state = 'member'"

    private static func settle(_ account: Account, _ projecting: Projecting) throws {
        let before = try projecting.row(
            "SELECT post, id, answered FROM newcomer JOIN document ON number = post WHERE newcomer.account = ?", account
        )
        let first = try projecting.row(
            """
            SELECT number, document.id, thread, early_post.clock FROM early_post JOIN post ON number = post
                JOIN document USING(number)
            WHERE account = ? AND NOT retracted AND NOT post.hidden AND refused IS NULL AND held IS NULL
            ORDER BY early_post.clock, early_post.id LIMIT 1
            """,
            account)
        if let before, before["post"] as Int64? != first?["number"] {
            try projecting.setTurns(of: before["id"], kind: kind, [])
            try setAhead(false, before["post"], projecting)
        }
        guard let first else {
            if before != nil { try projecting.execute("DELETE FROM newcomer WHERE account = ?", account) }
            return
        }
        let isAnswered = try isAnswered(first, by: account, projecting)
        if before?["answered"] as Bool? != isAnswered { projecting.touch("member", 0) }
        try projecting.execute(
            "INSERT OR REPLACE INTO newcomer(account, post, answered) VALUES(?, ?, ?)", account,
            first["number"] as Int64, isAnswered)
        try projecting.setTurns(
            of: first["id"], kind: kind, isAnswered ? [] : turns(of: first, by: account, projecting))
        try setAhead(!isAnswered, first["number"], projecting)
    }

    private static func isAnswered(_ first: Row, by account: Account, _ projecting: Projecting) throws -> Bool {
        try projecting.value(
            Int.self,
            """
            SELECT 1 FROM post JOIN document USING(number) WHERE thread = ?1 AND author <> ?2 AND clock > ?3
                AND (?4 = ?1 OR parent = ?4) AND NOT retracted AND NOT post.hidden AND refused IS NULL AND held IS NULL
                AND imported_author IS NULL LIMIT 1
            """,
            first["thread"] as Int64, account, first["clock"] as Int64, first["number"] as Int64) != nil
    }

    private static func turns(of first: Row, by account: Account, _ projecting: Projecting) throws -> [Turn] {
        let greeters = try projecting.rows(
            """
            SELECT account FROM profile JOIN member USING(account)
            WHERE greets AND state = 'member' AND role = 'member' AND account <> ? ORDER BY account
            """,
            account
        ).map { Turn.Holder.account($0["account"]) }
        let since: Timestamp = first["clock"]
        return ([.role(.moderator)] + greeters).map { holder in
            Turn(
                subject: first["id"], kind: kind, holder: holder, reason: "newcomer", since: since,
                ends: since.advanced(by: patience))
        }
    }

    /// Puts a thread before all others that need help, or back on its day.
    private static func setAhead(_ isAhead: Bool, _ thread: Int64, _ projecting: Projecting) throws {
        try projecting.execute(
            """
            UPDATE thread SET asked_day = (SELECT created / 86400000 FROM post WHERE number = ?1) - ?2
            WHERE number = ?1
            """,
            thread, isAhead ? ahead : 0)
    }
}
