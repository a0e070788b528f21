import Journal

/// `member.joined`: an account becomes a member, or asks to where the board admits by approval.
public struct MemberJoined: EventPayload {
    /// What logs call it.
    public static let kind = "member.joined"
    /// The name to show, chosen by the member.
    public var name: String

    /// Joining under a name.
    public init(name: String) { self.name = name }
}

/// `member.left`: a member leaves; what they wrote stays.
public struct MemberLeft: EventPayload {
    /// What logs call it.
    public static let kind = "member.left"

    /// Leaving.
    public init() {}
}

/// `member.approved`: a moderator admits an applicant.
public struct MemberApproved: EventPayload {
    /// What logs call it.
    public static let kind = "member.approved"
    /// Who is admitted.
    public var account: Account
    /// The key by which they sign, where signatures say who wrote.
    public var key: SigningKey?

    /// Admitting an account.
    public init(account: Account, key: SigningKey? = nil) {
        self.account = account
        self.key = key
    }
}

/// `member.role_set`: an admin gives a member a role.
public struct MemberRoleSet: EventPayload {
    /// What logs call it.
    public static let kind = "member.role_set"
    /// Whose role.
    public var account: Account
    /// The role from here on.
    public var role: Role
    /// The last event of each of the account's logs that still counts under the role before.
    public var last: [LastEvent]

    /// Giving an account a role.
    public init(account: Account, role: Role, last: [LastEvent]) {
        self.account = account
        self.role = role
        self.last = last
    }
}

/// `member.removed`: a moderator takes a membership away.
public struct MemberRemoved: EventPayload {
    /// What logs call it.
    public static let kind = "member.removed"
    /// Who is removed.
    public var account: Account
    /// Why, for everyone to read.
    public var reason: String
    /// The last event of each of the account's logs that still counts.
    public var last: [LastEvent]

    /// Removing an account.
    public init(account: Account, reason: String, last: [LastEvent]) {
        self.account = account
        self.reason = reason
        self.last = last
    }
}

/// Where a log stood when a role or membership was taken away, so that nobody gets back in by dating an event back.
public struct LastEvent: Codable, Hashable, Sendable {
    /// The host whose log it is.
    public var host: String
    /// The event's number in that log.
    public var seq: Int64

    /// The last event of a log that counts.
    public init(host: String, seq: Int64) {
        self.host = host
        self.seq = seq
    }
}
