/// What a member may do on the board; each role may do all that the ones before it may.
public enum Role: String, Codable, CaseIterable, Comparable, Sendable {
    /// From who may do least to who may do most.
    case member, moderator, admin

    /// Who may do less first.
    public static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// How an account stands towards the board at one point of the order.
public enum Standing: Hashable, Sendable {
    /// Never joined, left, or was removed.
    case outsider
    /// Asked to join a board that admits by approval.
    case applicant
    /// Belongs to the board, with a role.
    case member(Role)

    /// The role, when the account is a member.
    public var role: Role? {
        if case .member(let role) = self { role } else { nil }
    }

    /// Whether the account is a member with at least this role.
    public func isAtLeast(_ role: Role) -> Bool {
        self.role.map { $0 >= role } ?? false
    }
}
