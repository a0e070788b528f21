import Foundation
import GRDB
import Index
import Journal

/// A duty as lists show it at a moment.
public struct DutySummary: Hashable, Identifiable, Sendable {
    /// The duty.
    public var duty: Duty
    /// Whose turn it is.
    public var holders: [Account]
    /// Whose turn it is after that; nothing where it does not rotate.
    public var next: Account?
    /// The names that those go by who have to do with it.
    public var names: [Account: String]

    /// The duty's id.
    public var id: EventID { duty.id }

    /// A member by name.
    func name(_ account: Account) -> String { names[account] ?? account.rawValue }
}

/// What screens and commands ask about duties.
public enum DutyQueries {
    /// All duties that there are, in the order in which they were made.
    public static func all(at now: Timestamp, _ database: Database) throws -> [DutySummary] {
        let rows = try Data.fetchAll(database.cachedStatement(sql: "SELECT detail FROM duty ORDER BY number"))
        return try rows.map { try JSONDecoder().decode(Duty.self, from: $0) }.filter { !$0.isRemoved }
            .map { try summary($0, at: now, database) }
    }

    /// One duty; nothing when there is none of this id.
    public static func duty(_ id: EventID, at now: Timestamp, _ database: Database) throws -> DutySummary? {
        let sql = "SELECT detail FROM duty WHERE number = (SELECT number FROM document WHERE id = ?)"
        let detail = try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [id])
        return try detail.map { try summary(JSONDecoder().decode(Duty.self, from: $0), at: now, database) }
    }

    private static func summary(_ duty: Duty, at now: Timestamp, _ database: Database) throws -> DutySummary {
        let statement = try database.cachedStatement(sql: "SELECT name, state FROM member WHERE account = ?")
        var names: [Account: String] = [:]
        var members: Set<Account> = []
        for account in Set(duty.rota) {
            let row = try Row.fetchOne(statement, arguments: [account])
            names[account] = row?["name"]
            if row?["state"] == "member" { members.insert(account) }
        }
        let period = duty.rotates.period(of: now)
        let holders = duty.holders(in: period, isMember: members.contains)
        let next = duty.rotates == .never ? [] : duty.holders(in: period + 1, isMember: members.contains)
        return DutySummary(duty: duty, holders: holders, next: next.first, names: names)
    }
}
