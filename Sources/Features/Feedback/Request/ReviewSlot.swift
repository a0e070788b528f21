import Journal

/// One reviewer's part in a request, over all rounds.
public struct ReviewSlot: Codable, Hashable, Sendable {
    /// What the reviewer last said. Whether a claim has lapsed depends on the moment; see `isLive`.
    public enum State: String, Codable, Sendable {
        /// Asked by name, or handed to.
        case asked
        /// Promised a review.
        case claimed
        /// Claimed when all places were taken; may review all the same.
        case late
        /// Not taken, given back, and done.
        case declined, released, given
    }

    /// Who.
    public var reviewer: Account
    /// What they last said.
    public var state: State
    /// Since when.
    public var since: Timestamp
    /// Until when a claim holds.
    public var until: Timestamp?
    /// Why they declined.
    public var reason: DeclineReason?
    /// A word about it; for a late claim, who was first.
    public var note: String?
    /// The round of their last response; 0 when there is none.
    public var round = 0
    /// When they mean to do it, as they said when they put it off.
    public var planned: Timestamp?
    /// When they were asked by name; nothing when they came by themselves.
    public var asked: Timestamp?

    /// Clocks of two machines may differ by this much, in milliseconds.
    public static let tolerance: Int64 = 2 * 60_000

    /// When they mean to do it, while that is still to come and still expected of them.
    public func plans(at moment: Timestamp) -> Timestamp? {
        [.asked, .claimed, .late].contains(state) ? planned.flatMap { $0 > moment ? $0 : nil } : nil
    }

    /// Whether the reviewer is at it at a moment.
    public func isLive(at moment: Timestamp) -> Bool {
        guard state == .claimed, let until else { return false }
        return moment <= until.advanced(by: Self.tolerance)
    }
}
