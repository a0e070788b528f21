import Journal

extension Account: ExpressibleByStringLiteral {
    /// An account as tests write it.
    public init(stringLiteral name: String) { self.init(name) }
}
