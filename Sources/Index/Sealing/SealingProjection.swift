import Foundation
import GRDB
import Journal

/// `member.key_published`: the public key to which texts for this member are sealed from here on. What was sealed to an
/// earlier one stays readable with that one's private half.
public struct MemberKeyPublished: EventPayload {
    /// What logs call it.
    public static let kind = "member.key_published"
    /// The key.
    public var key: SealingKey

    /// Publishing a key.
    public init(key: SealingKey) { self.key = key }
}

/// The members' public keys in the index; of several the latest holds.
enum SealingProjection {
    static let projection = Projection(
        name: "Sealing",
        schema: [
            """
            CREATE TABLE sealing_key(
                account TEXT PRIMARY KEY, clock INTEGER NOT NULL, id BLOB NOT NULL, key BLOB NOT NULL
            ) WITHOUT ROWID
            """
        ],
        handlers: [.anyOrder(MemberKeyPublished.kind, publish)])

    private static func publish(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: MemberKeyPublished = try event.payload()
        try projecting.execute(
            """
            INSERT INTO sealing_key(account, clock, id, key) VALUES(?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET clock = excluded.clock, id = excluded.id, key = excluded.key
            WHERE (excluded.clock, excluded.id) > (clock, id)
            """,
            event.by, event.clock, event.id, payload.key)
        return .applied
    }
}

/// What is asked about members' keys.
public enum SealingQueries {
    /// The key to which texts for a member are sealed; nothing until they publish one.
    public static func key(of account: Account, _ database: Database) throws -> SealingKey? {
        let sql = "SELECT key FROM sealing_key WHERE account = ?"
        return try SealingKey.fetchOne(database.cachedStatement(sql: sql), arguments: [account])
    }
}

extension SealingKey: DatabaseValueConvertible {
    /// The 32 bytes as a blob.
    public var databaseValue: DatabaseValue { bytes.databaseValue }

    /// A key from a blob of 32 bytes.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> SealingKey? {
        Data.fromDatabaseValue(value).flatMap(SealingKey.init(bytes:))
    }
}

extension Projecting {
    /// What the index's reader can make of a text that came sealed in an event. What opens may be kept in the index and
    /// searched there: the index is the reader's own, mode 0600, and holds nothing that they may not read.
    public func open(_ sealed: SealedText, of event: Event, about: String) throws -> OpenedText {
        let keys = try memory { try Keys(KeyRing(board: $0.board, account: $0.reader)) }
        let context = SealingContext(board: board.identity.id, author: event.by, kind: event.kind, about: about)
        return sealed.open(as: reader, with: keys.ring, in: context)
    }

    private final class Keys {
        let ring: KeyRing
        init(_ ring: KeyRing) { self.ring = ring }
    }
}
