import Journal

/// `key.changed`: a member signs by another key from here on. It stands in a part of the log that the old key signed.
public struct KeyChanged: EventPayload {
    /// The kind of event.
    public static let kind = "key.changed"
    /// The new key.
    public var key: SigningKey
    /// The last event of each of the member's other logs that the old key still vouches for.
    public var last: [LastEvent]

    /// Changing to a key.
    public init(key: SigningKey, last: [LastEvent]) {
        self.key = key
        self.last = last
    }
}

/// `key.revoked`: a key is lost or in other hands, so that it vouches for nothing more. A member says so of their own, a
/// moderator of a member's who cannot say it any more, and names the key that takes its place.
public struct KeyRevoked: EventPayload {
    /// The kind of event.
    public static let kind = "key.revoked"
    /// Whose key.
    public var account: Account
    /// The keys.
    public var keys: [SigningKey]
    /// The key by which they sign from now on.
    public var replacement: SigningKey?
    /// Why, for everyone to read.
    public var reason: String
    /// The last event of each of the member's logs that the keys still vouch for.
    public var last: [LastEvent]

    /// Revoking keys.
    public init(
        account: Account, keys: [SigningKey], replacement: SigningKey?, reason: String, last: [LastEvent]
    ) {
        self.account = account
        self.keys = keys
        self.replacement = replacement
        self.reason = reason
        self.last = last
    }
}

/// A key that an event names for a member.
public struct KeyNaming: Hashable, Sendable {
    /// Whose key it is to be.
    public let account: Account
    /// The key.
    public let key: SigningKey

    /// The kinds of events that name keys.
    public static let kinds: Set<String> = [MemberApproved.kind, KeyChanged.kind, KeyRevoked.kind]

    /// What an event names; nothing for most.
    public init?(_ event: Event) {
        switch event.kind {
        case MemberApproved.kind:
            guard let payload: MemberApproved = try? event.payload(), let key = payload.key else { return nil }
            self.init(account: payload.account, key: key)
        case KeyChanged.kind:
            guard let payload: KeyChanged = try? event.payload() else { return nil }
            self.init(account: event.by, key: payload.key)
        case KeyRevoked.kind:
            guard let payload: KeyRevoked = try? event.payload(), let key = payload.replacement else { return nil }
            self.init(account: payload.account, key: key)
        default: return nil
        }
    }

    private init(account: Account, key: SigningKey) {
        self.account = account
        self.key = key
    }
}

/// Who may change whose keys; asked before writing and again when reading.
public enum SigningRules {
    /// Why `author` may not revoke a member's keys, or nothing when they may.
    public static func refusalToRevoke(
        by author: Account, _ actor: Standing, of account: Account, standing subject: Standing, founder: Account,
        isReplacing: Bool
    ) -> String? {
        guard actor.role != nil else { return "only members may revoke keys" }
        guard author != account else {
            return isReplacing ? "a member changes their own key by the one they have" : nil
        }
        guard let role = subject.role else { return "\(account) is not a member" }
        guard actor.isAtLeast(.moderator) else { return "only a moderator may revoke the key of another member" }
        if role >= .moderator || account == founder, !actor.isAtLeast(.admin) {
            return "only an admin may revoke the key of a \(role.rawValue)"
        }
        return nil
    }
}
