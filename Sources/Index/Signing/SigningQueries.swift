import GRDB
import Journal

/// What is asked about the keys by which members sign.
public enum SigningQueries {
    /// What a key is to a member.
    public enum Standing: Hashable, Sendable {
        /// It vouches for what they write.
        case valid
        /// It was changed for another or revoked.
        case ended
        /// It is not theirs, as far as anybody who may say so has said.
        case unknown
        /// They were not admitted yet.
        case awaited
    }

    /// The keys that a member's logs name and that were not given up.
    public static func named(by account: Account, _ database: Database) throws -> [SigningKey] {
        try SigningKey.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT key FROM signing_key WHERE account = ?1
                    AND NOT EXISTS(SELECT 1 FROM ended_key e WHERE e.account = ?1 AND e.key = signing_key.key) ORDER BY key
                    """),
            arguments: [account])
    }

    /// The keys whose parts are passed on for each member: those that were ever accepted for them, given up or not, and
    /// those that they named themselves. The founder's is part of the board.
    public static func carried(_ board: BoardIdentity, _ database: Database) throws -> [Account: Set<SigningKey>] {
        var keys: [Account: Set<SigningKey>] = [:]
        let sql = """
            SELECT account, key FROM accepted_key UNION SELECT account, key FROM ended_key
            UNION SELECT account, key FROM own_key
            """
        for row in try Row.fetchAll(database, sql: sql) { keys[row["account"], default: []].insert(row["key"]) }
        if let key = board.founderKey { keys[Account(board.founder), default: []].insert(key) }
        return keys
    }

    /// The keys that vouch for what a member writes now.
    public static func valid(of account: Account, _ board: BoardIdentity, _ database: Database) throws -> [SigningKey] {
        let sql = "SELECT key FROM accepted_key WHERE account = ? ORDER BY key"
        var keys = try SigningKey.fetchAll(database.cachedStatement(sql: sql), arguments: [account])
        if account.rawValue == board.founder, let key = board.founderKey, !keys.contains(key) { keys.append(key) }
        return try keys.filter { try !isEnded($0, of: account, database) }
    }

    /// What a key is to a member.
    public static func standing(
        of key: SigningKey, _ account: Account, _ board: BoardIdentity, _ database: Database
    ) throws -> Standing {
        if try isEnded(key, of: account, database) { return .ended }
        let valid = try valid(of: account, board, database)
        if valid.contains(key) { return .valid }
        let sql = "SELECT 1 FROM accepted_key WHERE account = ?"
        let isKnown = try Int.fetchOne(database, sql: sql, arguments: [account]) != nil
        return valid.isEmpty && !isKnown ? .awaited : .unknown
    }

    private static func isEnded(_ key: SigningKey, of account: Account, _ database: Database) throws -> Bool {
        let sql = "SELECT 1 FROM ended_key WHERE account = ? AND key = ?"
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [account, key]) != nil
    }

    /// Where each public log of a member's ends.
    static func ends(of account: Account, _ database: Database) throws -> [LastEvent] {
        try LogHeads.all(database).filter { $0.key.account == account && !$0.key.isPrivate }
            .map { LastEvent(host: $0.key.host, seq: $0.value) }.sorted { $0.host < $1.host }
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

    /// Changes the member's key for a new one: the old signs the change, then the new one takes its place. Throws
    /// `JournalError`.
    public func changeKey() throws -> SigningKey {
        let old = try SigningPair(of: me, on: board)
        let fresh = SigningPair()
        let last = try read { try SigningQueries.ends(of: me, $0) }.filter { $0.host != host }
        try fresh.saveAsNext(for: me, on: board)
        try write([NewEvent(KeyChanged(key: fresh.published, last: last))])
        try pen.sign(with: old, after: try index.largestClock())
        try SigningPair.adoptNext(of: me, on: board)
        return try fresh.published
    }

    /// The event that revokes all keys which a member has now.
    public func revocation(
        of account: Account, replacement: SigningKey?, reason: String
    ) throws -> KeyRevoked {
        try read { database in
            KeyRevoked(
                account: account,
                keys: try SigningQueries.valid(of: account, board.identity, database).filter { $0 != replacement },
                replacement: replacement, reason: reason, last: try SigningQueries.ends(of: account, database))
        }
    }
}
