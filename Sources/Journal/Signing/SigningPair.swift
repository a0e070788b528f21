import Crypto
import Foundation

/// The key with which a member signs, both halves. It lies in the member's folder of their own clone, readable by them
/// alone, and is never exchanged.
public struct SigningPair: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    private static let folderName = "keys"
    private static let fileName = "signing"

    /// A new one.
    public init() { key = Curve25519.Signing.PrivateKey() }

    /// The one that a member keeps on a board. Throws when there is none.
    public init(of account: Account, on board: Board) throws(JournalError) {
        guard let own = try OwnFolder.find(board, account),
            let folder = Descriptor.open(Self.folderName, in: own.descriptor, flags: O_RDONLY | O_DIRECTORY),
            let file = Descriptor.open(Self.fileName, in: folder), let bytes = file.read(64, at: 0),
            let raw = Data(base64Encoded: String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
        else {
            throw JournalError(
                .noSuchThing,
                "your key members/\(account)/keys/signing is not in \(board.directory); put a backup of it back")
        }
        self.key = key
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
        let own = try OwnFolder.open(board, account)
        mkdirat(own.descriptor.number, Self.folderName, 0o700)
        let text = Array((key.rawRepresentation.base64EncodedString() + "\n").utf8)
        let flags = O_WRONLY | O_CREAT | O_EXCL
        guard let folder = Descriptor.open(Self.folderName, in: own.descriptor, flags: O_RDONLY | O_DIRECTORY),
            let file = Descriptor.open(Self.fileName, in: folder, flags: flags, mode: 0o600), file.write(text),
            file.sync(), folder.sync()
        else { throw .system("cannot keep a key in \(own.path)", advice: "check who owns its folder keys") }
    }

    func signature(for message: Data) throws(JournalError) -> Data {
        do { return try key.signature(for: message) } catch {
            throw JournalError(.inputOutput, "your log cannot be signed: \(error)")
        }
    }
}
