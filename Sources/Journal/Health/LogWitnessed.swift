/// `log.witnessed`: the ends of other logs that a member has seen, so that whoever rewrites their past is noticed by
/// everyone, a new reader too.
public struct LogWitnessed: EventPayload, Hashable {
    /// What logs call it.
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

        /// The end of a log.
        public init(account: Account, host: String, seq: Int64, head: EventID) {
            self.account = account
            self.host = host
            self.seq = seq
            self.head = head
        }
    }

    /// One head a log.
    public var heads: [Head]

    /// The most heads one event carries, so that its line stays within bounds.
    public static let mostHeads = 1_000

    /// A member's word on these ends; what is beyond `mostHeads` is left out.
    public init(heads: [Head]) { self.heads = Array(heads.prefix(Self.mostHeads)) }
}
