import Foundation
import GRDB
import Journal

/// The keys by which members sign, on a board of signatures: which signed what, which were accepted, and up to where those
/// vouch that were changed or revoked.
enum SigningProjection {
    static let projection = Projection(
        name: "Signing",
        schema: [
            "CREATE TABLE signing_key(account TEXT, key BLOB, PRIMARY KEY(account, key)) WITHOUT ROWID",
            // What each signature speaks for: the lines after the one before it.
            """
            CREATE TABLE signed_part(
                account TEXT, host TEXT, seq INTEGER, before INTEGER NOT NULL, key BLOB NOT NULL,
                PRIMARY KEY(account, host, seq)
            ) WITHOUT ROWID
            """,
            "CREATE INDEX signed_part_by_key ON signed_part(account, key)",
            // Keys that members named for themselves; whether that counted or not, their logs are passed on.
            "CREATE TABLE own_key(account TEXT, key BLOB, PRIMARY KEY(account, key)) WITHOUT ROWID",
            // `last` is JSON: the number of the last line that counts, by the log's host.
            """
            CREATE TABLE ended_key(account TEXT, key BLOB, last TEXT NOT NULL, PRIMARY KEY(account, key)) WITHOUT ROWID
            """,
            // Lines that no key of their member's vouches for.
            """
            CREATE TABLE unvouched(
                account TEXT, host TEXT, first INTEGER, last INTEGER, PRIMARY KEY(account, host, first)
            ) WITHOUT ROWID
            """,
        ],
        handlers: [
            .anyOrder(LogSigned.kind, take),
            .ordered(KeyChanged.kind, change),
            .ordered(KeyRevoked.kind, revoke).audited { event in
                let payload: KeyRevoked = try event.payload()
                let what = payload.replacement == nil ? "revoked the key of" : "replaced the key of"
                return Deed(what, member: payload.account, reason: payload.reason)
            },
        ],
        reset: { projecting in try projecting.execute("DELETE FROM ended_key") })

    private static func take(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: LogSigned = try event.payload()
        try projecting.execute("INSERT OR IGNORE INTO signing_key VALUES(?, ?)", event.by, payload.key)
        try projecting.execute(
            """
            INSERT OR REPLACE INTO signed_part
            SELECT ?1, ?2, ?3, coalesce(max(seq), 0), ?4 FROM signed_part WHERE account = ?1 AND host = ?2 AND seq < ?3
            """,
            event.by, event.log.host, event.seq, payload.key)
        projecting.dueVouching.insert(event.by)
        return .applied
    }

    private static func change(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: KeyChanged = try event.payload()
        let vouching = Vouching(projecting)
        try projecting.execute("INSERT OR IGNORE INTO own_key VALUES(?, ?)", event.by, payload.key)
        guard projecting.board.identity.identity == .signatures else { return .refused("nobody signs on this board") }
        guard projecting.authority.standing(forWriting: event).role != nil else { return .refused("is no member") }
        guard try !vouching.isEnded(payload.key, of: event.by) else { return .refused("names a key that was given up") }
        let last = counting(event, payload.last)
        for key in try vouching.valid(of: event.by) where key != payload.key {
            try vouching.end(key, of: event.by, last: last)
        }
        try vouching.accept(payload.key, of: event.by)
        return .applied
    }

    private static func revoke(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: KeyRevoked = try event.payload()
        guard projecting.board.identity.identity == .signatures else { return .refused("nobody signs on this board") }
        let refusal = SigningRules.refusalToRevoke(
            by: event.by, projecting.authority.standing(forWriting: event), of: payload.account,
            standing: projecting.authority.standing(of: payload.account), founder: projecting.authority.founder,
            isReplacing: payload.replacement != nil)
        if let refusal { return .refused(refusal) }
        let vouching = Vouching(projecting)
        for key in payload.keys.prefix(mostKeys) where key != payload.replacement {
            try vouching.end(
                key, of: payload.account,
                last: event.by == payload.account ? counting(event, payload.last) : payload.last)
        }
        if let key = payload.replacement {
            guard try !vouching.isEnded(key, of: payload.account) else {
                return .refused("names a key that was given up")
            }
            try vouching.accept(key, of: payload.account)
        }
        return .applied
    }

    /// The last lines that a key vouches for when its own member gives it up: it signs that line too, after it was written.
    private static func counting(_ event: Event, _ last: [LastEvent]) -> [LastEvent] {
        last.filter { $0.host != event.log.host } + [LastEvent(host: event.log.host, seq: event.seq)]
    }

    /// Keys that one event may revoke.
    private static let mostKeys = 100
}

extension SigningKey: DatabaseValueConvertible {
    /// The 32 bytes as a blob.
    public var databaseValue: DatabaseValue { bytes.databaseValue }

    /// A key from a blob of 32 bytes.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> SigningKey? {
        Data.fromDatabaseValue(value).flatMap(SigningKey.init(bytes:))
    }
}
