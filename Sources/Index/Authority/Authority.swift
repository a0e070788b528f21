import Journal

/// Who belonged to the board, with which role, at every point of the order. A value kept in memory: a board has
/// hundreds of members, and each changes standing a few times in years.
public struct Authority: Sendable {
    /// One change of an account's standing.
    struct Change: Hashable, Sendable {
        var stamp: Stamp
        var standing: Standing
        /// For changes that take something away: the last number of each log that still counts as before.
        var last: [String: Int64]?

        /// Whether it takes something from the event with this number of a log, however that is dated.
        func takes(host: String, seq: Int64) -> Bool { last.map { seq > $0[host, default: 0] } ?? false }
    }

    let founder: Account
    let admitsByApproval: Bool
    private var changes: [Account: [Change]] = [:]
    /// What will be taken away further on in the order, while events before it are replayed.
    private var foreseen: [Account: [Change]] = [:]
    /// Lines that no key of their author's vouches for, where signatures say who wrote: as if a stranger wrote them.
    var unvouched: [Account: Set<Stretch>] = [:]

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
        guard !isUnvouched(account, host: host, seq: seq) else { return .outsider }
        var standing = initial(account)
        for change in changes[account] ?? [] {
            // What came after the named last event of its log does not count, however it is dated.
            let isDatedBack = change.takes(host: host, seq: seq)
            guard change.stamp < stamp || isDatedBack else { continue }
            standing = change.standing
        }
        for change in foreseen[account] ?? [] where change.stamp >= stamp && change.takes(host: host, seq: seq) {
            standing = change.standing
        }
        return standing
    }

    /// The changes that take something away.
    var takings: [Account: [Change]] {
        changes.mapValues { $0.filter { $0.last != nil } }.filter { !$0.value.isEmpty }
    }

    /// Since when each account's standing differs from what it was; accounts whose standing is the same are left out.
    func differences(from old: Authority) -> [Account: Timestamp] {
        var differences: [Account: Timestamp] = [:]
        for account in Set(changes.keys).union(old.changes.keys) {
            let (now, before) = (changes[account] ?? [], old.changes[account] ?? [])
            let same = zip(now, before).prefix { $0 == $1 }.count
            let others = now.dropFirst(same) + before.dropFirst(same)
            guard let first = others.map(\.stamp.clock).min() else { continue }
            // What takes something away reaches back to events that are dated before it.
            differences[account] = others.contains { $0.last != nil } ? Timestamp(rawValue: 0) : first
        }
        for account in Set(unvouched.keys).union(old.unvouched.keys) where unvouched[account] != old.unvouched[account]
        {
            differences[account] = Timestamp(rawValue: 0)
        }
        return differences
    }

    mutating func set(_ account: Account, _ standing: Standing, at stamp: Stamp, last: [LastEvent]? = nil) {
        let last = last.map { Dictionary($0.map { ($0.host, $0.seq) }, uniquingKeysWith: max) }
        changes[account, default: []].append(Change(stamp: stamp, standing: standing, last: last))
    }

    /// Forgets all changes, knowing what the order will take away.
    mutating func removeAll(foreseeing takings: [Account: [Change]]) {
        changes.removeAll()
        foreseen = takings
    }

    private func initial(_ account: Account) -> Standing {
        account == founder ? .member(.admin) : .outsider
    }
}
