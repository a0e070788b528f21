import Foundation
import GRDB
import Journal

/// The keys by which members sign, on a board of signatures: those that their logs name, and those that were accepted.
enum SigningProjection {
    static let projection = Projection(
        name: "Signing",
        schema: [
            """
            CREATE TABLE signing_key(account TEXT, key BLOB, PRIMARY KEY(account, key)) WITHOUT ROWID
            """
        ],
        handlers: [.anyOrder(LogSigned.kind, take)])

    private static func take(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: LogSigned = try event.payload()
        try projecting.execute("INSERT OR IGNORE INTO signing_key VALUES(?, ?)", event.by, payload.key)
        return .applied
    }
}

/// What is asked about the keys by which members sign.
public enum SigningQueries {
    /// The keys that a member's logs name.
    public static func named(by account: Account, _ database: Database) throws -> [SigningKey] {
        try SigningKey.fetchAll(
            database.cachedStatement(sql: "SELECT key FROM signing_key WHERE account = ? ORDER BY key"),
            arguments: [account])
    }

    /// The keys that were accepted for each member; the founder's is part of the board.
    public static func accepted(_ board: BoardIdentity, _ database: Database) throws -> [Account: Set<SigningKey>] {
        var keys: [Account: Set<SigningKey>] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT account, key FROM accepted_key") {
            keys[row["account"], default: []].insert(row["key"])
        }
        if let key = board.founderKey { keys[Account(board.founder), default: []].insert(key) }
        return keys
    }
}

extension SigningKey: DatabaseValueConvertible {
    /// The 32 bytes as a blob.
    public var databaseValue: DatabaseValue { bytes.databaseValue }

    /// A key from a blob of 32 bytes.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> SigningKey? {
        Data.fromDatabaseValue(value).flatMap(SigningKey.init(bytes:))
    }
}

extension BoardSession {
    /// The event that admits an applicant, with the key that their log names where signatures say who wrote. Throws when
    /// it is not clear which key that is.
    public func approval(of account: Account) throws -> MemberApproved {
        guard board.identity.identity == .signatures else { return MemberApproved(account: account) }
        let keys = try read { try SigningQueries.named(by: account, $0) }
        guard let key = keys.first, keys.count == 1 else {
            throw JournalError(
                .badData,
                keys.isEmpty
                    ? "@\(account) has no key yet; `stoa sync` brings it"
                    : "the logs of @\(account) name two keys; ask which is theirs")
        }
        return MemberApproved(account: account, key: key)
    }

    /// Signs what one has written up to here. Throws `JournalError`.
    public func sign() throws {
        try pen.sign(with: SigningPair(of: me, on: board), after: try index.largestClock())
    }
}
