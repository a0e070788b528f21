import Journal

/// Who belonged to the board, with which role, at every point of the order. A value kept in memory: a board has
/// hundreds of members, and each changes standing a few times in years.
public struct Authority: Sendable {
    /// One change of an account's standing.
    struct Change: Sendable {
        var stamp: Stamp
        var standing: Standing
        /// For changes that take something away: the last number of each log that still counts as before.
        var last: [String: Int64]?
    }

    let founder: Account
    let admitsByApproval: Bool
    private var changes: [Account: [Change]] = [:]

    /// The state of things before any event: the founder is an admin.
    public init(founder: Account, admitsByApproval: Bool) {
        self.founder = founder
        self.admitsByApproval = admitsByApproval
    }

    /// How an account stands now.
    public func standing(of account: Account) -> Standing {
        changes[account]?.last?.standing ?? initial(account)
    }

    /// How the author of an event stood when writing it.
    public func standing(forWriting event: Event) -> Standing {
        standing(of: event.by, at: event.stamp, host: event.log.host, seq: event.seq)
    }

    /// How an account stood at a point of the order, writing line `seq` of its log on `host`.
    public func standing(of account: Account, at stamp: Stamp, host: String, seq: Int64) -> Standing {
        var standing = initial(account)
        for change in changes[account] ?? [] {
            // What came after the named last event of its log does not count, however it is dated.
            let isDatedBack = change.last.map { seq > $0[host, default: 0] } ?? false
            guard change.stamp < stamp || isDatedBack else { continue }
            standing = change.standing
        }
        return standing
    }

    /// When an account's standing last changed; nothing if it never did.
    func lastChange(of account: Account) -> Stamp? { changes[account]?.last?.stamp }

    mutating func set(_ account: Account, _ standing: Standing, at stamp: Stamp, last: [LastEvent]? = nil) {
        let last = last.map { Dictionary($0.map { ($0.host, $0.seq) }, uniquingKeysWith: max) }
        changes[account, default: []].append(Change(stamp: stamp, standing: standing, last: last))
    }

    mutating func removeAll() { changes.removeAll() }

    private func initial(_ account: Account) -> Standing {
        account == founder ? .member(.admin) : .outsider
    }
}
