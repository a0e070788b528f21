import Foundation
import GRDB
import Index
import Journal

/// A member's offer to help.
public struct MentorOffer: Hashable, Sendable {
    /// Who.
    public var account: Account
    /// With what, as tags with commas between.
    public var topics: String
    /// How many at a time.
    public var places: Int
    /// When they have time; empty when they do not say.
    public var when: String
    /// How many places are taken.
    public var taken: Int

    /// Whether somebody else can be helped.
    public var hasRoom: Bool { taken < places }

    /// As people read it.
    var words: String {
        let room = hasRoom ? "\(places - taken) of \(places) places free" : "all \(places) places taken"
        return [topics, when, room].filter { !$0.isEmpty }.joined(separator: "; ")
    }
}

/// What screens and commands ask about mentoring.
public enum MentorQueries {
    /// All offers, by member.
    public static func offers(_ database: Database) throws -> [Account: MentorOffer] {
        let rows = try Row.fetchAll(database.cachedStatement(sql: columns))
        return Dictionary(rows.map(offer).map { ($0.account, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// A member's offer; nothing when they make none.
    public static func offer(of account: Account, _ database: Database) throws -> MentorOffer? {
        try Row.fetchOne(database.cachedStatement(sql: columns + " AND account = ?"), arguments: [account]).map(offer)
    }

    /// The mentorships of a member, the latest change first.
    public static func mentorships(of account: Account, _ database: Database) throws -> [Mentorship] {
        let sql = """
            SELECT detail FROM mentorship WHERE mentor = ?1
            UNION ALL SELECT detail FROM mentorship WHERE asker = ?1 LIMIT 500
            """
        return try Data.fetchAll(database.cachedStatement(sql: sql), arguments: [account])
            .map { try JSONDecoder().decode(Mentorship.self, from: $0) }
            .sorted { ($0.since, $0.id) > ($1.since, $1.id) }
    }

    /// One of them.
    public static func mentorship(_ id: EventID, _ database: Database) throws -> Mentorship? {
        let sql = "SELECT detail FROM mentorship JOIN document USING(number) WHERE id = ?"
        return try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [id])
            .map { try JSONDecoder().decode(Mentorship.self, from: $0) }
    }

    private static let columns = """
        SELECT mentor_offer.*, (SELECT count(*) FROM mentorship WHERE mentor = account AND step IN ('accepted', 'active'))
            AS taken
        FROM mentor_offer JOIN member USING(account) WHERE state = 'member'
        """

    private static func offer(_ row: Row) -> MentorOffer {
        MentorOffer(
            account: row["account"], topics: row["topics"], places: row["places"], when: row["hours"],
            taken: row["taken"])
    }
}
