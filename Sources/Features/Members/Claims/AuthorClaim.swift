import Index
import Journal

/// An author of an archive, as an import knows them: no member, unless one says so and a moderator agrees.
public struct ImportedAuthor: Codable, Hashable, Sendable {
    /// The name as the archive gives it.
    public var name: String
    /// Tells authors of one name apart.
    public var address: String?

    /// An author.
    public init(name: String, address: String?) {
        self.name = name
        self.address = address
    }
}

/// A member's word that an imported author was them, as its events made it.
public struct AuthorClaim: Codable, Hashable, Sendable {
    /// Where it stands.
    public enum State: String, Codable, Sendable {
        /// Waiting for a moderator, granted, denied, taken back.
        case open, confirmed, refused, withdrawn
    }

    /// The event that made it.
    public var id: EventID
    /// Who claims.
    public var account: Account
    /// Whom they say they were.
    public var author: ImportedAuthor
    /// How a moderator can tell.
    public var words: String
    /// When it was made.
    public var made: Timestamp
    /// Where it stands.
    public var state = State.open
    /// Since when, by whose doing, by which event.
    public var since: Timestamp
    /// Who brought it there.
    public var by: Account
    /// The event that brought it there.
    public var event: EventID
    /// Why it was decided so.
    public var reason = ""
}

/// Who may do what about claims; each answers why not, or nothing when it is allowed.
public enum ClaimRules {
    /// The most letters of an author's name.
    public static let longestName = 200
    /// The most letters of what is said about it.
    public static let longestWords = 2_000

    /// Claiming. `isLiving` says whether the name is another member's handle.
    public static func refusalToClaim(_ claim: AuthorClaimed, by actor: Standing, isLiving: Bool) -> String? {
        guard actor.role != nil else { return "only members claim what they wrote; `stoa join` makes you one" }
        guard claim.name.contains(where: { !$0.isWhitespace }), claim.name.count <= longestName,
            claim.address.map({ $0.utf8.count <= 200 }) ?? true
        else { return "name the author as the archive does" }
        guard claim.words.count <= longestWords else { return "say it in at most \(longestWords) letters" }
        return isLiving ? "\(claim.name) is a member, who speaks for themselves" : nil
    }

    /// Confirming, refusing, undoing.
    public static func refusalToDecide(
        _ confirmed: Bool, _ claim: AuthorClaim, by actor: Account, standing: Standing, reason: String
    ) -> String? {
        guard standing.isAtLeast(.moderator) else { return "only a moderator decides who an imported author was" }
        guard actor != claim.account else { return "somebody else decides about your own claim" }
        guard reason.count <= longestWords else { return "a reason has at most \(longestWords) letters" }
        if confirmed { return claim.state == .confirmed || claim.state == .withdrawn ? settled(claim) : nil }
        guard claim.state == .open || claim.state == .confirmed else { return settled(claim) }
        return reason.allSatisfy(\.isWhitespace) ? "a no needs a reason" : nil
    }

    /// Taking it back.
    public static func refusalToWithdraw(_ claim: AuthorClaim, by actor: Account) -> String? {
        guard actor == claim.account else { return "only who claimed an author takes it back" }
        return claim.state == .open || claim.state == .confirmed ? nil : settled(claim)
    }

    private static func settled(_ claim: AuthorClaim) -> String { "the claim is \(claim.state.rawValue) already" }
}

extension AuthorClaim {
    init(_ event: Event, by standing: Standing, isLiving: Bool) throws {
        let claim: AuthorClaimed = try event.payload()
        try Refusal.check(ClaimRules.refusalToClaim(claim, by: standing, isLiving: isLiving))
        self.init(
            id: event.id, account: event.by, author: ImportedAuthor(name: claim.name, address: claim.address),
            words: claim.words, made: event.clock, since: event.clock, by: event.by, event: event.id)
    }

    mutating func decide(_ event: Event, _ standing: Standing) throws {
        let decision: AuthorClaimDecided = try event.payload()
        try Refusal.check(
            ClaimRules.refusalToDecide(
                decision.confirmed, self, by: event.by, standing: standing, reason: decision.reason))
        move(to: decision.confirmed ? .confirmed : .refused, event, decision.reason)
    }

    mutating func withdraw(_ event: Event) throws {
        try Refusal.check(ClaimRules.refusalToWithdraw(self, by: event.by))
        move(to: .withdrawn, event)
    }

    private mutating func move(to state: State, _ event: Event, _ text: String = "") {
        self.state = state
        since = event.clock
        by = event.by
        self.event = event.id
        reason = text
    }
}
