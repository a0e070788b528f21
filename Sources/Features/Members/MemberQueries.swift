import GRDB
import Index
import Journal
import Terminal
import Workbench

/// A member as the directory shows them.
public struct Member: Hashable, Sendable {
    /// The account, which is the handle.
    public var account: Account
    /// The name they chose.
    public var name: String
    /// `member`, `applicant`, `left` or `removed`.
    public var state: String
    /// What they may do.
    public var role: Role
    /// When they joined.
    public var joined: Timestamp
    /// About themselves. Markdown.
    public var about: String
    /// What they are interested in.
    public var interests: String
    /// What they can help with.
    public var canHelpWith: String
    /// What they want to learn.
    public var wantsToLearn: String
    /// How they wish to be spoken of.
    public var pronouns: String
    /// Where their clock stands; empty when they do not say.
    public var zone: String
    /// Until when they are away, however long ago that was.
    public var awayUntil: Timestamp?
    /// Whether they welcome newcomers.
    public var greets: Bool
    /// Whether somebody has answered the first thing they wrote.
    public var isAnswered: Bool

    /// Whether they are new: until somebody has answered the first thing they wrote, in their first month.
    public func isNewcomer(at moment: Timestamp) -> Bool {
        state == "member" && role == .member && !isAnswered
            && moment < joined.advanced(by: NewcomerWelcome.firstMonth)
    }

    /// Whether they are away at a moment.
    public func isAway(at moment: Timestamp) -> Bool { awayUntil.map { moment < $0 } ?? false }

    /// A word of a handle, a name, a tag or what they say of themselves.
    func says(_ sought: String) -> Bool {
        let fields = [account.rawValue, name, interests, canHelpWith, wantsToLearn, about, pronouns, zone]
        return StyledLine(fields.joined(separator: " ")).contains(sought)
    }

    /// Whether one of their tags is this one.
    func hasTag(_ tag: MemberTopic) -> Bool {
        [interests, canHelpWith, wantsToLearn].contains { MemberTopic.all(in: $0).contains { $0.meets(tag) } }
    }
}

/// What screens and commands ask about members.
public enum MemberQueries {
    /// Everyone in these states, by name.
    public static func all(states: Set<String> = ["member", "applicant"], _ database: Database) throws -> [Member] {
        try database.cachedStatement(sql: columns + " ORDER BY member.name COLLATE NOCASE, account").values(as: member)
            .filter { states.contains($0.state) }
    }

    /// One member, by handle, with or without `@`.
    public static func member(_ handle: String, _ database: Database) throws -> Member? {
        let account = handle.hasPrefix("@") ? String(handle.dropFirst()) : handle
        return try Row.fetchOne(database.cachedStatement(sql: columns + " WHERE account = ?"), arguments: [account])
            .map(member)
    }

    /// Whose joining an event is.
    static func applicant(_ id: EventID, _ database: Database) throws -> Account? {
        try Account.fetchOne(
            database.cachedStatement(sql: "SELECT account FROM standing WHERE id = ? LIMIT 1"), arguments: [id])
    }

    /// Where each of an account's logs stands, for a removal or a change of role to name.
    public static func lastEvents(of account: Account, _ database: Database) throws -> [LastEvent] {
        try LogHeads.all(database).filter { $0.key.account == account && !$0.key.isPrivate }
            .map { LastEvent(host: $0.key.host, seq: $0.value) }.sorted { $0.host < $1.host }
    }

    private static let columns = """
        SELECT account, member.name, state, role, joined, coalesce(about, '') AS about,
            coalesce(interests, '') AS interests, coalesce(can_help_with, '') AS can_help_with,
            coalesce(wants_to_learn, '') AS wants_to_learn, coalesce(pronouns, '') AS pronouns,
            coalesce(zone, '') AS zone, away, coalesce(greets, 0) AS greets,
            EXISTS (SELECT 1 FROM newcomer WHERE newcomer.account = member.account AND answered) AS answered
        FROM member LEFT JOIN profile USING(account)
        """

    private static func member(_ row: Row) -> Member {
        Member(
            account: row["account"], name: row["name"], state: row["state"],
            role: Role(rawValue: row["role"]) ?? .member, joined: row["joined"], about: row["about"],
            interests: row["interests"], canHelpWith: row["can_help_with"], wantsToLearn: row["wants_to_learn"],
            pronouns: row["pronouns"], zone: row["zone"], awayUntil: (row["away"] as Timestamp?).flatMap(\.given),
            greets: row["greets"], isAnswered: row["answered"])
    }
}
