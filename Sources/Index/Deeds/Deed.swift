import GRDB
import Journal

/// Something that a moderator did, as the audit keeps it: readable by every member, so that power is seen.
public struct Deed: Hashable, Sendable {
    /// What was done, such as `hid`, before the name of what it was done to.
    public var what: String
    /// The thing it was done to.
    public var thing: EventID?
    /// The member it was done to.
    public var member: Account?
    /// Why, in the moderator's words; empty when none were given.
    public var reason: String
    /// Whether the author of the thing may do the same, so that it is no moderator's deed when they did.
    public var isAuthorsToo: Bool

    /// A deed.
    public init(
        _ what: String, thing: EventID? = nil, member: Account? = nil, reason: String = "", isAuthorsToo: Bool = false
    ) {
        self.what = what
        self.thing = thing
        self.member = member
        self.reason = reason
        self.isAuthorsToo = isAuthorsToo
    }
}

/// A deed with who did it when.
public struct KeptDeed: Hashable, Sendable {
    /// The event.
    public var id: EventID
    /// Who did it.
    public var account: Account
    /// The name they go by.
    public var name: String
    /// When.
    public var at: Timestamp
    /// What, to what, and why.
    public var deed: Deed
    /// What the thing is called, where it is called anything.
    public var title: String
}

/// What the audit asks.
public enum DeedQueries {
    static let schema = """
        CREATE TABLE deed(
            clock INTEGER, id BLOB, account TEXT NOT NULL, what TEXT NOT NULL, thing BLOB, member TEXT,
            reason TEXT NOT NULL, own INTEGER NOT NULL, PRIMARY KEY(clock, id)
        ) WITHOUT ROWID
        """

    /// The most letters of a reason that are kept.
    static let longestReason = 500

    /// The newest deeds that count, the newest first, before one if it is given.
    public static func page(before key: KeptDeed? = nil, limit: Int = 200, _ database: Database) throws -> [KeptDeed] {
        let sql = """
            SELECT deed.*, coalesce(actor.name, deed.account) AS name, coalesce(document.title, '') AS title
            FROM deed LEFT JOIN document ON document.id = deed.thing LEFT JOIN member AS actor USING(account)
            WHERE (clock, deed.id) < (?, ?) AND NOT EXISTS (SELECT 1 FROM refused_event WHERE id = deed.id)
                AND NOT (own AND document.author = deed.account)
            ORDER BY clock DESC, deed.id DESC LIMIT ?
            """
        let first: (Int64, (any DatabaseValueConvertible)?) = key.map { ($0.at.rawValue, $0.id) } ?? (.max, nil)
        // Nothing is smaller than NULL; without a key the clock decides alone.
        let id = first.1?.databaseValue ?? "".databaseValue
        return try database.cachedStatement(sql: sql).values([first.0, id, limit]) { row in
            KeptDeed(
                id: row["id"], account: row["account"], name: row["name"], at: row["clock"],
                deed: Deed(
                    row["what"], thing: row["thing"], member: row["member"], reason: row["reason"],
                    isAuthorsToo: row["own"]),
                title: row["title"])
        }
    }
}

extension Projecting {
    /// Puts an event that took effect into the audit, if its kind belongs there.
    func keepDeed(of event: Event, _ handler: EventHandler) throws {
        guard let deed = try handler.deed?(event) else { return }
        try execute(
            """
            INSERT OR IGNORE INTO deed(clock, id, account, what, thing, member, reason, own)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?)
            """,
            event.clock, event.id, event.by, deed.what, deed.thing, deed.member,
            String(deed.reason.prefix(DeedQueries.longestReason)), deed.isAuthorsToo)
        touch("deed", 0)
    }
}
