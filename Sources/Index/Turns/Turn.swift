import GRDB
import Journal

/// An entry of the turn ledger: somebody is expected to act on something.
///
/// Features derive a subject's turns from what they know and hand them over with `Projecting.setTurns`. An entry counts
/// from `starts` until `ends`; so leases lapse and offers open by themselves, when they are read, and nobody has to
/// write it down.
public struct Turn: Hashable, Sendable {
    /// Who is expected to act.
    public enum Holder: Hashable, Sendable {
        /// One member.
        case account(Account)
        /// Any one of those with at least this role.
        case role(Role)
        /// Whoever takes it: the pool.
        case anyone
    }

    /// What it is about: a question, a request, an application.
    public var subject: EventID
    /// Which feature's matter it is: `feedback`, `question`, `answer`, `join`.
    public var kind: String
    /// Who is expected to act.
    public var holder: Holder
    /// Why they are: a word that the feature turns into a sentence.
    public var reason: String
    /// Since when; also what a snooze is compared with, so it moves when the other side acts.
    public var since: Timestamp
    /// Until when it is hoped for.
    public var due: Timestamp?
    /// From when on it counts; at once when left out.
    public var starts: Timestamp?
    /// From when on it no longer counts; never when left out.
    public var ends: Timestamp?

    /// An entry of the ledger.
    public init(
        subject: EventID, kind: String, holder: Holder, reason: String, since: Timestamp, due: Timestamp? = nil,
        starts: Timestamp? = nil, ends: Timestamp? = nil
    ) {
        self.subject = subject
        self.kind = kind
        self.holder = holder
        self.reason = reason
        self.since = since
        self.due = due
        self.starts = starts
        self.ends = ends
    }

    /// The member who is expected to act; nothing when it is a role's turn or anyone's.
    public var account: Account? {
        if case .account(let account) = holder { account } else { nil }
    }

    static let columns = "turn.subject, kind, account, role, reason, since, due, starts, ends"

    init(row: Row) {
        let account: Account? = row["account"]
        let role = (row["role"] as String?).flatMap(Role.init)
        self.init(
            subject: row["subject"], kind: row["kind"],
            holder: account.map(Holder.account) ?? role.map(Holder.role) ?? .anyone, reason: row["reason"],
            since: row["since"], due: row["due"], starts: row["starts"], ends: row["ends"])
    }
}
