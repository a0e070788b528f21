import GRDB
import Index
import Journal

/// Newcomers' posts that wait for a moderator, where the board wants that. A post waits when the setting held at its
/// point of the order and its author had until then neither a post that counted without waiting nor one that a moderator
/// let go. So it follows from the posts and the decisions alone, in whatever order they arrive.
enum HoldProjection {
    static let schema = [
        "CREATE TABLE hold_terms(clock INTEGER, id BLOB, held INTEGER NOT NULL, PRIMARY KEY(clock, id)) WITHOUT ROWID",
        """
        CREATE TABLE hold_decision(
            post INTEGER, clock INTEGER, id BLOB, account TEXT NOT NULL, approved INTEGER NOT NULL, reason TEXT NOT NULL,
            PRIMARY KEY(post, clock, id)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX post_held ON post(number) WHERE held IS NOT NULL",
    ]

    static let handlers: [EventHandler] = [
        EventHandler.ordered(NewcomersHeld.kind, setTerms).audited { event in
            let terms: NewcomersHeld = try event.payload()
            return Deed(
                terms.held ? "lets newcomers' posts wait for a moderator" : "no longer lets newcomers' posts wait")
        },
        EventHandler.ordered(PostReleased.kind, release).audited { event in
            let decision: PostReleased = try event.payload()
            return Deed(
                decision.approved ? "let a newcomer's post go" : "kept a newcomer's post back", thing: decision.post,
                reason: decision.reason)
        },
    ]

    static func reset(_ projecting: Projecting) throws {
        guard try projecting.value(Int.self, "SELECT 1 FROM hold_terms LIMIT 1") != nil else { return }
        try projecting.execute("DELETE FROM hold_terms")
        try projecting.execute("DELETE FROM hold_decision")
        projecting.touch("hold", 0)
    }

    private static func setTerms(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let terms: NewcomersHeld = try event.payload()
        let refusal = HoldRules.refusalToHold(by: projecting.authority.standing(forWriting: event))
        if let refusal { return .refused(refusal) }
        try projecting.execute(
            "INSERT OR REPLACE INTO hold_terms(clock, id, held) VALUES(?, ?, ?)", event.clock, event.id, terms.held)
        projecting.touch("hold", 0)
        return .applied
    }

    private static func release(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let decision: PostReleased = try event.payload()
        guard let post = try PostRow(decision.post, projecting) else { return .waits(on: decision.post) }
        let refusal = HoldRules.refusalToRelease(
            decision.approved, reason: decision.reason, by: projecting.authority.standing(forWriting: event))
        if let refusal { return .refused(refusal) }
        try projecting.execute(
            "INSERT OR REPLACE INTO hold_decision(post, clock, id, account, approved, reason) VALUES(?, ?, ?, ?, ?, ?)",
            post.number, event.clock, event.id, event.by, decision.approved, decision.reason)
        projecting.touch("hold_decision", post.number)
        return .applied
    }

    /// Works out anew which posts wait of those about whom something arrived. Before the threads are summed up.
    static func settle(_ projecting: Projecting) throws {
        let terms = try projecting.rows("SELECT clock, id, held FROM hold_terms ORDER BY clock, id").map {
            Terms(stamp: Stamp(clock: $0["clock"], id: $0["id"]), isHeld: $0["held"])
        }
        let isChanged = projecting.touched["hold"] != nil
        guard !terms.isEmpty || isChanged else { return }
        let firstHeld = terms.first(where: \.isHeld)?.stamp
        for account in try accounts(firstHeld, isChanged, projecting) {
            try settle(account, terms, firstHeld, projecting)
        }
    }

    private struct Terms {
        var stamp: Stamp
        var isHeld: Bool
    }

    private static func accounts(
        _ firstHeld: Stamp?, _ isChanged: Bool, _ projecting: Projecting
    ) throws -> Set<Account> {
        var accounts = projecting.changedStandings
        for post in projecting.touched["hold_decision"] ?? [] {
            if let author = try projecting.value(Account.self, "SELECT author FROM document WHERE number = ?", post) {
                accounts.insert(author)
            }
        }
        for thread in projecting.touched["thread"] ?? [] {
            for row in try projecting.rows(
                "SELECT DISTINCT author FROM post JOIN document USING(number) WHERE thread = ? AND imported_author IS NULL",
                thread)
            { accounts.insert(row["author"]) }
        }
        guard isChanged else { return accounts }
        for row in try projecting.rows(
            """
            SELECT DISTINCT author FROM post JOIN document USING(number)
            WHERE clock >= ? AND imported_author IS NULL OR held IS NOT NULL
            """,
            firstHeld?.clock ?? Timestamp(rawValue: .max))
        { accounts.insert(row["author"]) }
        return accounts
    }

    private static func settle(
        _ account: Account, _ terms: [Terms], _ firstHeld: Stamp?, _ projecting: Projecting
    ) throws {
        // Most members wrote before any of this began, so that is asked first.
        let wroteBefore = try firstHeld.map { first in
            try projecting.value(
                Int.self,
                """
                SELECT 1 FROM document JOIN post USING(number)
                WHERE author = ? AND clock < ? AND refused IS NULL AND imported_author IS NULL LIMIT 1
                """,
                account, first.clock) != nil
        }
        let isNewcomer = wroteBefore == false
        var isFree = !isNewcomer
        let posts = try projecting.rows(
            isNewcomer
                ? """
                SELECT number, thread, document.id, clock, log, seq, held FROM document JOIN post USING(number)
                WHERE author = ? AND imported_author IS NULL ORDER BY clock, document.id
                """
                : """
                SELECT number, thread, document.id, clock, log, seq, held FROM document JOIN post USING(number)
                WHERE author = ? AND held IS NOT NULL ORDER BY clock, document.id
                """,
            account)
        let approvals = try isNewcomer ? approvals(of: account, projecting) : []
        for post in posts {
            let stamp = Stamp(clock: post["clock"], id: post["id"])
            var held: Held?
            if let log = projecting.logName(post["log"]), !isFree,
                // A post that breaks a rule neither waits nor makes anybody known.
                try PostInQuestion(post["number"], projecting).flatMap({
                    try ContentStanding.refusal(of: $0, projecting)
                }) == nil
            {
                let standing = projecting.authority.standing(of: account, at: stamp, host: log.host, seq: post["seq"])
                let isHeld = terms.last { $0.stamp < stamp }?.isHeld ?? false
                let isApproved = approvals.contains { $0 < stamp }
                if isHeld, standing.role == .member, !isApproved {
                    held = try decision(of: post["number"], post["id"], by: account, at: stamp.clock, projecting)
                } else {
                    isFree = true
                }
            }
            try show(held, post, by: account, projecting)
        }
    }

    private static func approvals(of account: Account, _ projecting: Projecting) throws -> [Stamp] {
        try projecting.rows(
            """
            SELECT hold_decision.clock, hold_decision.id FROM document JOIN hold_decision ON post = document.number
            WHERE author = ? AND approved
            """,
            account
        ).map { Stamp(clock: $0["clock"], id: $0["id"]) }
    }

    /// What became of a post that waits, or waited.
    private struct Held {
        var state: String?
        var turn: Turn?
        var told: Told?
    }

    private static func decision(
        of post: Int64, _ id: EventID, by author: Account, at clock: Timestamp, _ projecting: Projecting
    ) throws -> Held {
        let latest = try projecting.row(
            """
            SELECT clock, id, account, approved, reason FROM hold_decision WHERE post = ?
            ORDER BY clock DESC, id DESC LIMIT 1
            """,
            post)
        guard let latest else {
            let turn = Turn(
                subject: id, kind: HoldWords.kind, holder: .role(.moderator), reason: "waits", since: clock)
            return Held(state: HoldWords.waits, turn: turn)
        }
        let isApproved: Bool = latest["approved"]
        let told = Told(
            id: latest["id"], kind: HoldWords.kind, reason: isApproved ? "approved" : "refused", by: latest["account"],
            about: id, at: latest["clock"], text: latest["reason"])
        return Held(
            state: isApproved ? nil : HoldWords.refused, told: author == projecting.reader ? told : nil)
    }

    private static func show(_ held: Held?, _ post: Row, by author: Account, _ projecting: Projecting) throws {
        let (number, id): (Int64, EventID) = (post["number"], post["id"])
        try projecting.setTurns(of: id, kind: HoldWords.kind, held?.turn.map { [$0] } ?? [])
        try projecting.setTold(of: id, kind: HoldWords.kind, held?.told.map { [$0] } ?? [])
        let before: String? = post["held"]
        guard before != held?.state else { return }
        try projecting.execute("UPDATE post SET held = ? WHERE number = ?", held?.state, number)
        try ContentStanding.judgeAgain(number, projecting)
        projecting.touch("post", number)
        projecting.touch("thread", post["thread"])
    }
}

/// Posts that wait in words.
enum HoldWords {
    static let kind = "held"
    /// A post that waits.
    static let waits = "waits"
    /// A post that a moderator keeps back.
    static let refused = "refused"

    static let words = TurnWords(
        kind: kind, doing: "read",
        reasons: [
            "waits": "a newcomer's post waits to be read", "approved": "let your post go; everyone sees it now",
            "refused": "keeps your post back",
        ])

    /// What stands beneath one's own post that waits.
    static func note(_ state: String, reason: String) -> String {
        state == waits
            ? "waits for a moderator; nobody else sees it yet"
            : "kept back by a moderator; nobody else sees it" + (reason.isEmpty ? "" : ": " + reason)
    }
}
