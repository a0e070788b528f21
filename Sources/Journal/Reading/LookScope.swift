/// In which members' folders something may have changed: those alone are looked into for news. A folder that was never
/// looked into always is.
public enum LookScope: Hashable, Sendable {
    /// In all of them.
    case everywhere
    /// In these, by their names in `members/`.
    case folders(Set<String>)
    /// In those of an account.
    case account(Account)

    /// Whether a folder that was seen before is to be looked into again.
    func holds(_ folder: String, of account: Account) -> Bool {
        switch self {
        case .everywhere: true
        case .folders(let names): names.contains(folder)
        case .account(let own): own == account
        }
    }

    /// What holds both.
    public func merged(with other: LookScope) -> LookScope {
        guard case .folders(let names) = self, case .folders(let others) = other else { return .everywhere }
        return .folders(names.union(others))
    }
}
