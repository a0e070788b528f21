import Foundation
import GRDB
import Index
import Journal

/// What screens and commands ask about imported authors and who they were.
public enum ClaimQueries {
    /// One claim.
    public static func claim(_ id: EventID, _ database: Database) throws -> AuthorClaim? {
        let sql = "SELECT detail FROM author_claim JOIN document USING(number) WHERE id = ?"
        return try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [id])
            .map { try JSONDecoder().decode(AuthorClaim.self, from: $0) }
    }

    /// All claims, the latest change first; of one member, or of everyone.
    public static func claims(of account: Account? = nil, limit: Int = 500, _ database: Database) throws
        -> [AuthorClaim]
    {
        let sql = "SELECT detail FROM author_claim WHERE account = coalesce(?, account) ORDER BY since DESC LIMIT ?"
        return try Data.fetchAll(database.cachedStatement(sql: sql), arguments: [account, limit])
            .map { try JSONDecoder().decode(AuthorClaim.self, from: $0) }
    }

    /// The imported authors of a name that is like this one, with how many posts each wrote, and whose they are.
    public static func authors(
        like text: String, limit: Int = 50, _ database: Database
    ) throws -> [(author: ImportedAuthor, posts: Int, claimant: Account?)] {
        let sql = """
            SELECT imported_author AS name, imported_address AS address, count(*) AS posts, max(claimed_by) AS claimant
            FROM post WHERE imported_author IS NOT NULL GROUP BY imported_author, imported_address
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql))
            .filter { text.isEmpty || ($0["name"] as String).localizedCaseInsensitiveContains(text) }.prefix(limit)
            .map { (ImportedAuthor(row: $0), $0["posts"], $0["claimant"]) }
    }

    /// The author of an imported post; nothing when a member wrote it here.
    static func author(ofPost id: EventID, _ database: Database) throws -> ImportedAuthor? {
        let sql = """
            SELECT imported_author AS name, imported_address AS address FROM post JOIN document USING(number)
            WHERE id = ? AND imported_author IS NOT NULL
            """
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id]).map(ImportedAuthor.init)
    }

    /// Whether another member goes by this name.
    static func isLiving(_ name: String, besides account: Account, _ database: Database) throws -> Bool {
        let sql = """
            SELECT 1 FROM member WHERE state = 'member' AND account <> ?1
                AND (name = ?2 COLLATE NOCASE OR account = ?2 COLLATE NOCASE) LIMIT 1
            """
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [account, name]) != nil
    }

    /// How many posts are a member's: written here, and imported and theirs by a claim.
    static func postCounts(of account: Account, _ database: Database) throws -> (own: Int, imported: Int) {
        let own = try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT count(*) FROM document JOIN post USING(number)
                    WHERE author = ? AND NOT document.hidden AND imported_author IS NULL
                    """), arguments: [account])
        let imported = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT count(*) FROM post WHERE claimed_by = ?"), arguments: [account])
        return (own ?? 0, imported ?? 0)
    }
}

/// Makes the events of claims, asking the rules first.
struct ClaimWriting: Sendable {
    let session: BoardSession

    /// Says that an imported author was the session's member.
    func claiming(_ author: ImportedAuthor, words: String) throws -> NewEvent {
        let (isLiving, known) = try session.read { database in
            (
                try ClaimQueries.isLiving(author.name, besides: session.me, database),
                try ClaimQueries.authors(like: author.name, database).first { $0.author == author }
            )
        }
        let claim = AuthorClaimed(name: author.name, address: author.address, words: words)
        try allow(ClaimRules.refusalToClaim(claim, by: session.standing(of: session.me), isLiving: isLiving))
        guard let known else {
            throw CommandFailure(
                "no imported post is by \(author.name); `stoa member claim authors` lists who wrote", .notFound)
        }
        if let claimant = known.claimant {
            throw CommandFailure.refused("\(author.name) was @\(claimant), as a moderator confirmed")
        }
        let mine = try session.read { try ClaimQueries.claims(of: session.me, $0) }
        guard !mine.contains(where: { $0.author == author && $0.state == .open }) else {
            throw CommandFailure.refused("you have claimed \(author.name) already; a moderator has to look at it")
        }
        return try NewEvent(claim)
    }

    /// Confirms a claim, refuses it, or undoes what was confirmed.
    func deciding(_ claim: AuthorClaim, _ confirmed: Bool, reason: String) throws -> NewEvent {
        let standing = try session.standing(of: session.me)
        try allow(ClaimRules.refusalToDecide(confirmed, claim, by: session.me, standing: standing, reason: reason))
        let isLiving = try session.read {
            try ClaimQueries.isLiving(claim.author.name, besides: claim.account, $0)
        }
        if confirmed, isLiving {
            throw CommandFailure.refused("\(claim.author.name) is a member, who speaks for themselves")
        }
        return try NewEvent(AuthorClaimDecided(claim: claim.id, confirmed: confirmed, reason: reason))
    }

    /// Takes one's own claim back.
    func withdrawing(_ claim: AuthorClaim) throws -> NewEvent {
        try allow(ClaimRules.refusalToWithdraw(claim, by: session.me))
        return try NewEvent(AuthorClaimWithdrawn(claim: claim.id))
    }

    private func allow(_ refusal: String?) throws {
        guard let refusal else { return }
        let isForm = ["name the", "say it", "a no", "a reason"].contains { refusal.hasPrefix($0) }
        throw CommandFailure(refusal, isForm ? .badData : .notPermitted)
    }
}
