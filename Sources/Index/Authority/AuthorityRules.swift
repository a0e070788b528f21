import Journal

/// Who may change whose standing; asked before writing and again when reading.
public enum AuthorityRules {
    /// Why `actor` may not admit, or nothing when they may.
    public static func refusalToApprove(by actor: Standing, of subject: Standing) -> String? {
        guard actor.isAtLeast(.moderator) else { return "only a moderator may admit members" }
        guard subject == .applicant else { return "there is no request to join from this account" }
        return nil
    }

    /// Why `actor` may not set a role, or nothing when they may.
    public static func refusalToSetRole(
        by actor: Standing, of account: Account, standing subject: Standing, founder: Account
    ) -> String? {
        guard actor.isAtLeast(.admin) else { return "only an admin may change roles" }
        guard subject.role != nil else { return "\(account) is not a member" }
        guard account != founder else { return "the founder stays an admin" }
        return nil
    }

    /// Why `actor` may not remove a member, or nothing when they may.
    public static func refusalToRemove(
        by actor: Standing, of account: Account, standing subject: Standing, founder: Account
    ) -> String? {
        guard actor.isAtLeast(.moderator) else { return "only a moderator may remove members" }
        guard subject != .outsider else { return "\(account) is not a member" }
        guard account != founder else { return "the founder cannot be removed" }
        if let role = subject.role, role >= .moderator, !actor.isAtLeast(.admin) {
            return "only an admin may remove a \(role.rawValue)"
        }
        return nil
    }
}
