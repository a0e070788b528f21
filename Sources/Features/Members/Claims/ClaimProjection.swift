import Foundation
import GRDB
import Index
import Journal

/// How claims of imported authors change the index. A post's author stays who imported it, since that is whose word it
/// is; a confirmed claim adds whom it shows as.
enum ClaimProjection {
    static let schema =
        folding.schema + [
            """
            CREATE TABLE author_claim(
                number INTEGER PRIMARY KEY, account TEXT NOT NULL, name TEXT NOT NULL, address TEXT, state TEXT NOT NULL,
                since INTEGER NOT NULL, event BLOB NOT NULL, detail BLOB NOT NULL
            )
            """,
            "CREATE INDEX author_claim_by_name ON author_claim(name, address, since)",
            "CREATE INDEX author_claim_by_account ON author_claim(account, since)",
        ]

    static var handlers: [EventHandler] {
        folding.handlers.map { handler in
            guard handler.kind == AuthorClaimDecided.kind else { return handler }
            return handler.audited { event in
                let decision: AuthorClaimDecided = try event.payload()
                let what = decision.confirmed ? "confirmed the imported author" : "did not confirm the imported author"
                return Deed(what, thing: decision.claim, reason: decision.reason)
            }
        }
    }

    static let operators = [
        SearchOperator(
            name: "author", help: "or imported, and claimed by this member",
            isOfUse: { database in
                let sql = "SELECT 1 FROM post WHERE claimed_by IS NOT NULL LIMIT 1"
                return try Int.fetchOne(database.cachedStatement(sql: sql)) != nil
            }
        ) { value in
            let name = value.hasPrefix("@") ? String(value.dropFirst()) : value
            return "document.number IN (SELECT number FROM post WHERE claimed_by = \(name))"
        }
    ]

    private static let folding = Folding<AuthorClaim>(
        "author_claim", first: AuthorClaimed.kind,
        document: { event in
            let claim: AuthorClaimed = try event.payload()
            return Document(
                kind: "claim", id: event.id, author: event.by, created: event.clock,
                title: String(claim.name.prefix(ClaimRules.longestName)), body: "")
        },
        begin: { step, projecting in
            let claim: AuthorClaimed = try step.event.payload()
            let named = Account(claim.name)
            let isLiving =
                named != step.event.by
                && projecting.authority.standing(of: named, at: step.event.stamp, host: "", seq: 0).role != nil
            return try AuthorClaim(step.event, by: step.standing, isLiving: isLiving)
        },
        subject: { try JSONDecoder().decode(About.self, from: Data($0.line)).claim },
        changes: [
            AuthorClaimDecided.kind: { try $0.decide($1.event, $1.standing) },
            AuthorClaimWithdrawn.kind: { claim, step in try claim.withdraw(step.event) },
        ],
        save: save, remove: remove)

    private struct About: Decodable {
        var claim: EventID
    }

    static func settle(_ projecting: Projecting) throws {
        // Whether a name is a member's decides about claims that were refused, too; there are few of them.
        if !projecting.changedStandings.isEmpty {
            for row in try projecting.rows("SELECT DISTINCT thing FROM author_claim_event") {
                projecting.touch("author_claim", row["thing"])
            }
        }
        try folding.settle(projecting)
        guard try projecting.value(Int.self, "SELECT 1 FROM author_claim LIMIT 1") != nil else { return }
        // Posts that were imported after the claim was confirmed.
        for thread in projecting.touched["thread"] ?? [] {
            let authors = try projecting.rows(
                """
                SELECT DISTINCT imported_author AS name, imported_address AS address FROM post
                WHERE thread = ? AND imported_author IS NOT NULL
                """,
                thread)
            for author in authors { try show(ImportedAuthor(row: author), projecting) }
        }
    }

    private static func save(_ claim: AuthorClaim, _ number: Int64, _ projecting: Projecting) throws {
        try projecting.setHidden(number, true)
        try projecting.execute(
            """
            INSERT OR REPLACE INTO author_claim(number, account, name, address, state, since, event, detail)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, claim.account, claim.author.name, claim.author.address, claim.state.rawValue, claim.since,
            claim.event, try JSONEncoder().encode(claim))
        try show(claim.author, projecting)
        let turn = Turn(
            subject: claim.id, kind: ClaimWords.kind, holder: .role(.moderator), reason: "claimed", since: claim.made)
        try projecting.setTurns(of: claim.id, kind: ClaimWords.kind, claim.state == .open ? [turn] : [])
        let isTold = claim.account == projecting.reader && claim.by != projecting.reader
        let told = Told(
            id: claim.event, kind: ClaimWords.kind, reason: claim.state.rawValue, by: claim.by, about: claim.id,
            at: claim.since, text: claim.reason.isEmpty ? claim.author.name : claim.reason)
        try projecting.setTold(of: claim.id, kind: ClaimWords.kind, isTold ? [told] : [])
    }

    private static func remove(_ id: EventID, _ number: Int64, _ projecting: Projecting) throws {
        let row = try projecting.row("SELECT name, address FROM author_claim WHERE number = ?", number)
        try projecting.execute("DELETE FROM author_claim WHERE number = ?", number)
        try projecting.setTurns(of: id, kind: ClaimWords.kind, [])
        try projecting.setTold(of: id, kind: ClaimWords.kind, [])
        if let row { try show(ImportedAuthor(row: row), projecting) }
    }

    /// Shows an author's posts as those of the member whose claim was confirmed first, or as the archive's again.
    private static func show(_ author: ImportedAuthor, _ projecting: Projecting) throws {
        let account = try projecting.value(
            Account.self,
            """
            SELECT account FROM author_claim WHERE name = ? AND address IS ? AND state = 'confirmed'
            ORDER BY since, event LIMIT 1
            """,
            author.name, author.address)
        let posts = try projecting.rows(
            """
            SELECT number, thread FROM post
            WHERE imported_author = ? AND imported_address IS ? AND claimed_by IS NOT ?
            """,
            author.name, author.address, account)
        for post in posts {
            let number: Int64 = post["number"]
            try projecting.execute("UPDATE post SET claimed_by = ? WHERE number = ?", account, number)
            projecting.touch("post", number)
            projecting.touch("thread", post["thread"])
        }
    }
}

extension ImportedAuthor {
    init(row: Row) { self.init(name: row["name"], address: row["address"]) }
}

/// Claims in words.
enum ClaimWords {
    static let kind = "claim"

    static let words = TurnWords(
        kind: kind, doing: "decide",
        reasons: [
            "claimed": "somebody says that an imported author was them",
            "confirmed": "confirms that this imported author was you",
            "refused": "does not confirm that this imported author was you",
        ])
}
