import Foundation
import GRDB
import Index
import Journal

/// A poll as lists show it.
public struct PollSummary: Hashable, Identifiable, Sendable {
    /// Its row.
    public var number: Int64
    /// Its id.
    public var id: EventID
    /// What is asked.
    public var question: String
    /// Who asks.
    public var author: Account
    /// The name they go by.
    public var authorName: String
    /// How members answer.
    public var kind: PollKind
    /// When it was opened.
    public var opened: Timestamp
    /// When votes stop or stopped counting; nothing while that is open.
    public var closes: Timestamp?
    /// Whether its outcome is written.
    public var isFinished: Bool
    /// How many have voted.
    public var votes: Int
    /// Whether the reader has.
    public var hasMine: Bool
    /// The thread it belongs to.
    public var thread: EventID?

    /// Where it stands at a moment.
    public func state(at moment: Timestamp) -> PollState {
        guard !isFinished else { return .finished }
        guard let closes else { return .open }
        if closes <= moment { return .closed }
        return closes < moment.advanced(by: 86_400_000) ? .closing : .open
    }
}

/// What screens and commands ask about polls.
public enum PollQueries {
    /// A page of polls, the newest first, after one of them if it is given.
    public static func page(
        after poll: PollSummary? = nil, reader: Account, limit: Int = 100, _ database: Database
    ) throws -> [PollSummary] {
        let place = (poll?.opened ?? Timestamp(rawValue: .max), poll?.number ?? .max)
        let sql = columns + " WHERE (opened, poll.number) < (?, ?) ORDER BY opened DESC, poll.number DESC LIMIT ?"
        return try database.cachedStatement(sql: sql).values([reader, place.0, place.1, limit], as: summary)
    }

    /// The polls that come before one in the order of `page`, or the last ones; at most `limit`.
    public static func page(
        before poll: PollSummary?, reader: Account, limit: Int, _ database: Database
    ) throws -> [PollSummary] {
        let place = (poll?.opened ?? Timestamp(rawValue: .min), poll?.number ?? .min)
        let sql = columns + " WHERE (opened, poll.number) > (?, ?) ORDER BY opened, poll.number LIMIT ?"
        return try database.cachedStatement(sql: sql).values([reader, place.0, place.1, limit], as: summary).reversed()
    }

    /// The polls of a thread, the oldest first.
    public static func polls(ofThread thread: EventID, reader: Account, _ database: Database) throws -> [PollSummary] {
        let sql = columns + " WHERE poll.thread = ? ORDER BY opened LIMIT 20"
        return try database.cachedStatement(sql: sql).values([reader, thread], as: summary)
    }

    /// These polls as they are now, by their rows.
    public static func polls(
        _ numbers: [Int64], reader: Account, _ database: Database
    ) throws -> [Int64: PollSummary] {
        let statement = try database.cachedStatement(sql: columns + " WHERE poll.number = ?")
        let found = try numbers.compactMap { try Row.fetchOne(statement, arguments: [reader, $0]).map(summary) }
        return Dictionary(found.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// One poll, as lists show it.
    static func summary(_ id: EventID, reader: Account, _ database: Database) throws -> PollSummary? {
        let sql = columns + " WHERE document.id = ?"
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [reader, id]).map(summary)
    }

    /// One poll, whole.
    public static func poll(_ id: EventID, _ database: Database) throws -> Poll? {
        let sql = "SELECT detail FROM poll JOIN document USING(number) WHERE id = ?"
        let detail = try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [id])
        return try detail.map { try JSONDecoder().decode(Poll.self, from: $0) }
    }

    /// The names that those go by who have to do with a poll.
    static func names(in poll: Poll, _ database: Database) throws -> [Account: String] {
        let statement = try database.cachedStatement(sql: "SELECT name FROM member WHERE account = ?")
        let accounts = Set([poll.author] + poll.votes.map(\.account) + (poll.outcome.map { [$0.account] } ?? []))
        return try accounts.reduce(into: [:]) { names, account in
            names[account] = try String.fetchOne(statement, arguments: [account]) ?? account.rawValue
        }
    }

    private static let columns = """
        SELECT poll.number, document.id, title, poll.author, coalesce(member.name, poll.author) AS name, poll.kind,
            opened, closes, finished, votes, thread,
            EXISTS (SELECT 1 FROM poll_vote WHERE poll = poll.number AND account = ?) AS mine
        FROM poll JOIN document ON document.number = poll.number LEFT JOIN member ON member.account = poll.author
        """

    private static func summary(_ row: Row) -> PollSummary {
        PollSummary(
            number: row["number"], id: row["id"], question: row["title"], author: row["author"],
            authorName: row["name"], kind: PollKind(rawValue: row["kind"]) ?? .single, opened: row["opened"],
            closes: row["closes"], isFinished: row["finished"], votes: row["votes"], hasMine: row["mine"],
            thread: row["thread"])
    }
}
