/// `log.witnessed`: the ends of other logs that a member has seen, so that whoever rewrites their past is noticed by
/// everyone, a new reader too.
public struct LogWitnessed: EventPayload, Hashable {
    public static let kind = "log.witnessed"

    /// The end of one log as it was seen.
    public struct Head: Codable, Hashable, Sendable {
        /// Whose log it is.
        public var account: Account
        /// The host that writes it.
        public var host: String
        /// The number of its last event then.
        public var seq: Int64
        /// Its last event then.
        public var head: EventID

        /// What is wrong when the log holds `held` under that number now; nothing when it is the same event. A log that
        /// was read only as far as `lastSeq` proves nothing about what comes later.
        public func finding(held: EventID?, lastSeq: Int64) -> Finding? {
            guard lastSeq >= seq, held != head else { return nil }
            return Finding(.witnessDiffers, "log-" + host, account: account)
        }
    }

    /// One head a log.
    public var heads: [Head]

    /// The most heads one event carries, so that its line stays within bounds.
    public static let mostHeads = 1_000

    /// The public logs' heads among the positions that reading has reached.
    public init(_ positions: [LogPosition]) {
        heads = positions.filter { !$0.isPrivate }.prefix(Self.mostHeads).compactMap { position in
            position.head.map {
                Head(account: position.account, host: position.host, seq: position.seq, head: $0)
            }
        }
    }
}
