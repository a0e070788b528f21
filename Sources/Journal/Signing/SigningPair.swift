import Crypto
import Foundation

/// The key with which a member signs, both halves. It lies in the member's folder of their own clone, readable by them
/// alone, and is never exchanged.
public struct SigningPair: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    private static let folderName = "keys"
    private static let fileName = "signing"
    /// Where a new pair waits until the old one has signed the change.
    private static let nextName = "signing.next"

    /// A new one.
    public init() { key = Curve25519.Signing.PrivateKey() }

    /// The one that 32 bytes make, always the same; nothing when they are not 32.
    public init?(seed: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Data(seed)) else { return nil }
        self.key = key
    }

    /// The one that a member keeps on a board. Throws when there is none.
    public init(of account: Account, on board: Board) throws(JournalError) {
        guard let own = try OwnFolder.find(board, account), let pair = Self.read(Self.fileName, in: own) else {
            throw JournalError(
                .noSuchThing,
                "your key members/\(account)/keys/signing is not in \(board.directory); put a backup of it back")
        }
        self = pair
    }

    /// The one that is to take the other's place, if a change was begun.
    public static func next(of account: Account, on board: Board) throws(JournalError) -> SigningPair? {
        try OwnFolder.find(board, account).flatMap { read(nextName, in: $0) }
    }

    /// Lets the new pair take the old one's place. Throws when there is none or it cannot be put there.
    public static func adoptNext(of account: Account, on board: Board) throws(JournalError) {
        let own = try OwnFolder.open(board, account)
        guard let folder = Descriptor.open(folderName, in: own.descriptor, flags: O_RDONLY | O_DIRECTORY),
            renameat(folder.number, nextName, folder.number, fileName) == 0, folder.sync()
        else { throw .system("cannot put your new key in \(own.path)/keys", advice: "sync, which tries again") }
    }

    private static func read(_ name: String, in own: MemberFolder) -> SigningPair? {
        guard let folder = Descriptor.open(folderName, in: own.descriptor, flags: O_RDONLY | O_DIRECTORY),
            let file = Descriptor.open(name, in: folder), let bytes = file.read(64, at: 0),
            let raw = Data(base64Encoded: String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self))
        else { return nil }
        return SigningPair(seed: [UInt8](raw))
    }

    /// The half that others know.
    public var published: SigningKey {
        get throws(JournalError) {
            guard let key = SigningKey(bytes: key.publicKey.rawRepresentation) else {
                throw JournalError(.badData, "the key for signing is none; put a backup of it back")
            }
            return key
        }
    }

    /// Keeps it for a member. Throws when they have one already or it cannot be written.
    public func save(for account: Account, on board: Board) throws(JournalError) {
        try save(Self.fileName, for: account, on: board)
    }

    /// Keeps it as the one that is to take the other's place; one of a change that was never written gives way to it.
    public func saveAsNext(for account: Account, on board: Board) throws(JournalError) {
        let own = try OwnFolder.open(board, account)
        if let folder = Descriptor.open(Self.folderName, in: own.descriptor, flags: O_RDONLY | O_DIRECTORY) {
            unlinkat(folder.number, Self.nextName, 0)
        }
        try save(Self.nextName, for: account, on: board)
    }

    private func save(_ name: String, for account: Account, on board: Board) throws(JournalError) {
        let own = try OwnFolder.open(board, account)
        mkdirat(own.descriptor.number, Self.folderName, 0o700)
        let text = Array((key.rawRepresentation.base64EncodedString() + "\n").utf8)
        let flags = O_WRONLY | O_CREAT | O_EXCL
        guard let folder = Descriptor.open(Self.folderName, in: own.descriptor, flags: O_RDONLY | O_DIRECTORY),
            let file = Descriptor.open(name, in: folder, flags: flags, mode: 0o600), file.write(text), file.sync(),
            folder.sync()
        else { throw .system("cannot keep a key in \(own.path)", advice: "check who owns its folder keys") }
    }

    func signature(for message: Data) throws(JournalError) -> Data {
        do { return try key.signature(for: message) } catch {
            throw JournalError(.inputOutput, "your log cannot be signed: \(error)")
        }
    }
}
