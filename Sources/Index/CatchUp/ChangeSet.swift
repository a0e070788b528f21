import Journal

/// What a catch-up changed, so that panes know whether to ask again.
public struct ChangeSet: Sendable {
    /// Rows by table name, as features touched them.
    public var rows: [String: Set<Int64>] = [:]
    /// Accounts whose standing changed.
    public var standings: Set<Account> = []
    /// Whether another process caught up, so that anything may have changed.
    public var isUnbounded = false
    /// Whether other members came or went, or the reader's drafts are others.
    public var hasOtherSurroundings = false
    /// How many events took effect, were refused, or wait.
    public var eventCount = 0
    /// What reading found wrong; the sentences are for people.
    public var findings: [Finding] = []

    /// No change.
    public init() {}

    /// Anything may have changed.
    public static var anything: ChangeSet {
        var changes = ChangeSet()
        changes.isUnbounded = true
        return changes
    }

    /// Whether nothing changed.
    public var isEmpty: Bool { eventCount == 0 && !isUnbounded && !hasOtherSurroundings && findings.isEmpty }

    /// Whether rows of any of these tables may have changed.
    public func concern(_ tables: String...) -> Bool {
        isUnbounded || tables.contains { rows[$0] != nil }
    }

    /// Adds the changes of a later catch-up.
    public mutating func merge(_ other: ChangeSet) {
        rows.merge(other.rows) { $0.union($1) }
        standings.formUnion(other.standings)
        isUnbounded = isUnbounded || other.isUnbounded
        hasOtherSurroundings = hasOtherSurroundings || other.hasOtherSurroundings
        eventCount += other.eventCount
        findings += other.findings
    }
}

/// How far a catch-up has come.
public struct CatchUpProgress: Sendable {
    /// Bytes of logs read.
    public var readBytes: Int64
    /// Bytes of logs to read in all.
    public var totalBytes: Int64
}
