import Journal

/// `author.claimed`: a member says that an imported author was them. The event's id is the claim's.
public struct AuthorClaimed: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "author.claimed"
    /// The author's name as the archive gives it.
    public var name: String
    /// Tells authors of one name apart, as the archive's import has it.
    public var address: String?
    /// How a moderator can tell that it is so.
    public var words: String

    /// A claim.
    public init(name: String, address: String?, words: String) {
        self.name = name
        self.address = address
        self.words = words
    }
}

/// `author.claim_decided`: a moderator confirms a claim, refuses it, or undoes what was confirmed.
public struct AuthorClaimDecided: EventPayload {
    /// What logs call it.
    public static let kind = "author.claim_decided"
    /// Which claim.
    public var claim: EventID
    /// Whether the posts are the member's.
    public var confirmed: Bool
    /// Why, for everyone to read.
    public var reason: String

    /// A decision.
    public init(claim: EventID, confirmed: Bool, reason: String = "") {
        self.claim = claim
        self.confirmed = confirmed
        self.reason = reason
    }
}

/// `author.claim_withdrawn`: who claimed an author takes it back, confirmed or not.
public struct AuthorClaimWithdrawn: EventPayload {
    /// What logs call it.
    public static let kind = "author.claim_withdrawn"
    /// Which claim.
    public var claim: EventID

    /// Taking back.
    public init(claim: EventID) { self.claim = claim }
}
