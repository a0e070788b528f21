import Foundation
import GRDB
import Journal

/// A stretch of a log that no key of its member's vouches for.
struct Stretch: Hashable, Sendable {
    var host: String
    var lines: ClosedRange<Int64>
}

/// Works out which key vouches for which lines: one that was accepted for the member does, up to where it was given up.
struct Vouching {
    private let projecting: Projecting

    init(_ projecting: Projecting) { self.projecting = projecting }

    /// Lets a key vouch for a member.
    func accept(_ key: SigningKey, of account: Account) throws {
        try projecting.execute("INSERT OR IGNORE INTO accepted_key VALUES(?, ?)", account, key)
        projecting.dueVouching.insert(account)
    }

    /// Lets a key vouch for nothing after these lines; where it was given up twice, the earlier line counts.
    func end(_ key: SigningKey, of account: Account, last: [LastEvent]) throws {
        var lines = Dictionary(last.map { ($0.host, $0.seq) }, uniquingKeysWith: max)
        if let before = try ends(of: key, account) {
            lines = Dictionary(
                lines.keys.filter { before[$0] != nil }.map { ($0, min(lines[$0] ?? 0, before[$0] ?? 0)) },
                uniquingKeysWith: min)
        }
        let text = String(decoding: try JSONEncoder().encode(lines), as: UTF8.self)
        try projecting.execute("INSERT OR REPLACE INTO ended_key VALUES(?, ?, ?)", account, key, text)
        projecting.dueVouching.insert(account)
    }

    /// Whether a key was given up.
    func isEnded(_ key: SigningKey, of account: Account) throws -> Bool { try ends(of: key, account) != nil }

    /// The keys that vouch for what a member writes now.
    func valid(of account: Account) throws -> [SigningKey] {
        try accepted(of: account).filter { try !isEnded($0, of: account) }.sorted {
            $0.fingerprint < $1.fingerprint
        }
    }

    /// What no key vouches for, of a member's logs. Of somebody who was not admitted yet all may be theirs.
    func unvouched(of account: Account) throws -> [Stretch] {
        let accepted = try accepted(of: account)
        guard !accepted.isEmpty else { return [] }
        let keys = try projecting.rows("SELECT key FROM signing_key WHERE account = ?", account)
        return try keys.flatMap { row -> [Stretch] in
            let key: SigningKey = row["key"]
            let ends = try ends(of: key, account)
            guard ends != nil || !accepted.contains(key) else { return [] }
            let parts = try projecting.rows(
                "SELECT host, before, seq FROM signed_part WHERE account = ? AND key = ?", account, key)
            return parts.compactMap { part in
                let (host, before, seq): (String, Int64, Int64) = (part["host"], part["before"], part["seq"])
                guard before >= ends?[host] ?? 0, before < seq else { return nil }
                return Stretch(host: host, lines: (before + 1)...seq)
            }
        }
    }

    /// Works out anew what nobody vouches for of these members' logs.
    func refresh(_ accounts: Set<Account>) throws {
        for account in accounts {
            let stretches = try Set(unvouched(of: account))
            projecting.authority.unvouched[account] = stretches.isEmpty ? nil : stretches
        }
    }

    /// Puts on record what nobody vouches for.
    func save() throws {
        try projecting.execute("DELETE FROM unvouched")
        for (account, stretches) in projecting.authority.unvouched {
            for stretch in stretches {
                try projecting.execute(
                    "INSERT OR REPLACE INTO unvouched VALUES(?, ?, ?, ?)", account, stretch.host,
                    stretch.lines.lowerBound, stretch.lines.upperBound)
            }
        }
    }

    private func accepted(of account: Account) throws -> Set<SigningKey> {
        var keys = Set<SigningKey>()
        for row in try projecting.rows("SELECT key FROM accepted_key WHERE account = ?", account) {
            keys.insert(row["key"])
        }
        let board = projecting.board.identity
        if account.rawValue == board.founder, let key = board.founderKey { keys.insert(key) }
        return keys
    }

    private func ends(of key: SigningKey, _ account: Account) throws -> [String: Int64]? {
        let text = try projecting.value(
            String.self, "SELECT last FROM ended_key WHERE account = ? AND key = ?", account, key)
        return try text.map { try JSONDecoder().decode([String: Int64].self, from: Data($0.utf8)) }
    }
}

extension Authority {
    /// Whether no key of its author's vouches for an event.
    func isUnvouched(_ event: Event) -> Bool { isUnvouched(event.by, host: event.log.host, seq: event.seq) }

    func isUnvouched(_ account: Account, host: String, seq: Int64) -> Bool {
        guard !unvouched.isEmpty, let stretches = unvouched[account] else { return false }
        return stretches.contains { $0.host == host && $0.lines.contains(seq) }
    }
}
