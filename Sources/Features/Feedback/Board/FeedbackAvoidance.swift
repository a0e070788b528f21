import GRDB
import Index
import Journal

/// `feedback.avoided`: the reader would rather not be offered somebody's work, or would again. In the private log: nobody
/// else learns of it.
public struct FeedbackAvoided: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.avoided"
    /// Whose work.
    public var account: Account
    /// Whether it may be offered again.
    public var lifted: Bool

    /// Avoiding somebody's work, or no longer.
    public init(account: Account, lifted: Bool = false) {
        self.account = account
        self.lifted = lifted
    }

    /// The event, for the private log.
    public func event() throws -> NewEvent { try NewEvent(self, isPrivate: true) }
}

/// Whose work the reader avoids; the latest word about each counts.
enum FeedbackAvoidance {
    static let schema = [
        """
        CREATE TABLE feedback_avoided(
            account TEXT PRIMARY KEY, clock INTEGER NOT NULL, id BLOB NOT NULL, lifted INTEGER NOT NULL
        ) WITHOUT ROWID
        """
    ]
    static let handlers: [EventHandler] = [.personal(FeedbackAvoided.kind, avoid)]

    private static func avoid(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: FeedbackAvoided = try event.payload()
        try projecting.execute(
            """
            INSERT INTO feedback_avoided(account, clock, id, lifted) VALUES(?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET clock = excluded.clock, id = excluded.id, lifted = excluded.lifted
            WHERE (excluded.clock, excluded.id) > (clock, id)
            """,
            payload.account, event.clock, event.id, payload.lifted)
        projecting.touch("turn", 0)
        return .applied
    }

    /// Whose work the reader avoids.
    static func all(_ database: Database) throws -> Set<Account> {
        let sql = "SELECT account FROM feedback_avoided WHERE NOT lifted"
        return Set(try Account.fetchAll(database.cachedStatement(sql: sql)))
    }
}
