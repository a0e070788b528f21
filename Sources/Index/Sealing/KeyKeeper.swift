import Journal
import Synchronization

/// Sees to it that a member has a key that others can seal to, before they ever open a feature that needs one.
final class KeyKeeper: Sendable {
    private let board: Board
    private let account: Account
    /// The key that is known to be published and held, so that most writes need not look.
    private let known = Mutex<SealingKey?>(nil)

    init(board: Board, account: Account) {
        self.board = board
        self.account = account
    }

    /// The member's key, made if need be, and whether it has still to be published. A key whose private half has gone is
    /// not used again. Throws when none can be kept.
    func key(_ index: BoardIndex) throws -> (key: SealingKey, isNew: Bool) {
        var ring = try KeyRing(board: board, account: account)
        let published = try index.read { try SealingQueries.key(of: account, $0) }
        if let published, ring.publicKeys.contains(published) {
            notePublished(published)
            return (published, false)
        }
        return (try ring.publicKeys.first ?? ring.make(), true)
    }

    /// The event that publishes the member's key, when one has to be. That none can be kept is no reason not to write:
    /// it is said when somebody wants to seal.
    func publication(_ index: BoardIndex) -> MemberKeyPublished? {
        guard known.withLock({ $0 }) == nil, let (key, isNew) = try? key(index), isNew else { return nil }
        return MemberKeyPublished(key: key)
    }

    /// What is to be said when the published key's private half has gone.
    func finding(_ index: BoardIndex) throws -> String? {
        guard let published = try index.read({ try SealingQueries.key(of: account, $0) }),
            try !KeyRing(board: board, account: account).publicKeys.contains(published)
        else { return nil }
        return
            "members/\(account)/keys/sealing-\(published.fingerprint): is gone, so texts sealed to it cannot be opened; "
            + "put a backup of it back and run `stoa doctor --repair`; what you write next publishes a new key"
    }

    func notePublished(_ key: SealingKey) { known.withLock { $0 = key } }
}

extension BoardSession {
    /// Seals a text for members, and for the one who writes it, as part of an event of this kind. `about` is what else it
    /// must not be torn from; reading names the same. Throws when one of them has no key yet.
    public func seal(_ text: String, to accounts: [Account], kind: String, about: String) throws -> SealedText {
        var recipients = [me: try keeper.key(index).key]
        let keys = try read { database in
            try accounts.map { ($0, try SealingQueries.key(of: $0, database)) }
        }
        let without = keys.filter { $0.1 == nil && $0.0 != me }.map { "@\($0.0)" }
        guard without.isEmpty else {
            throw JournalError(
                .noSuchThing,
                "\(without.joined(separator: ", ")) cannot be sealed to yet: they get a key when they next write here")
        }
        for (account, key) in keys where account != me { recipients[account] = key }
        let context = SealingContext(board: board.identity.id, author: me, kind: kind, about: about)
        return try SealedText(text, to: recipients, in: context)
    }

    /// What is wrong with the member's own key, and what to do about it; nothing when all is well.
    public func keyFinding() throws -> String? { try keeper.finding(index) }
}
