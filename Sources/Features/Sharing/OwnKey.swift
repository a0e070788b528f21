import Index
import Journal

/// The key by which the clone's own member signs, and whether it counts.
struct OwnKey {
    private let session: BoardSession

    init(_ session: BoardSession) { self.session = session }

    /// Signs what the member wrote, unless that would count for nothing; whether anything was signed.
    func sign(_ holdings: Holdings) throws -> Bool {
        let isSigned = holdings.logs.values.filter { $0.log.account == session.me }.allSatisfy(\.isSigned)
        guard !isSigned else { return false }
        guard try refusal() == nil else { return false }
        try session.sign()
        return true
    }

    /// Why what the member writes is not sent; nothing when it is.
    func refusal() throws -> CommandFailure? {
        try finishChange()
        let key = try SigningPair(of: session.me, on: session.board).published
        switch try standing(of: key) {
        case .valid, .awaited: return nil
        case .ended:
            return CommandFailure(
                "your key \(key.fingerprint.prefix(9)) was changed or revoked, so what you write here is not sent; bring the "
                    + "new one into members/\(session.me)/keys, or make a clone with `stoa sync clone --lost-key`",
                .notPermitted)
        case .unknown:
            return CommandFailure(
                "your key was not accepted yet, so what you write is not sent; a moderator says `stoa sync key replace "
                    + "\(session.me) \(key.bytes.base64EncodedString())`", .notPermitted)
        }
    }

    /// Ends a change of the key that was interrupted after it had been written.
    private func finishChange() throws {
        guard let next = try SigningPair.next(of: session.me, on: session.board),
            try standing(of: next.published) == .valid
        else { return }
        try SigningPair.adoptNext(of: session.me, on: session.board)
    }

    private func standing(of key: SigningKey) throws -> SigningQueries.Standing {
        try session.read { try SigningQueries.standing(of: key, session.me, session.board.identity, $0) }
    }
}
