import Crypto
import Foundation

/// The private keys of one member, as they lay in `keys/` when it was read: a file each, readable by the member alone.
/// A key is never replaced nor thrown away by Stoa, so that what was sealed to it stays readable. All machines of the
/// member find the same ones, since they lie on the board.
public struct KeyRing: Sendable {
    /// Files that are looked at.
    private static let mostKeys = 1_000
    private static let folderName = "keys"
    private static let prefix = "sealing-"

    private let board: Board
    private let account: Account
    /// The newest first.
    private var keys: [Held] = []

    /// A key, and when its file was made, in seconds since 1970.
    private struct Held {
        var made: Int
        var key: Curve25519.KeyAgreement.PrivateKey
        var published: SealingKey { SealingKey(key.publicKey) }
    }

    /// Reads the keys of `account`. None is no error; a file that is no key, or that belongs to another account, is
    /// passed over. Throws when the board cannot be looked into.
    public init(board: Board, account: Account) throws(JournalError) {
        self.board = board
        self.account = account
        // A member who never wrote has no folder, and looking must not make one.
        guard let own = try OwnFolder.find(board, account),
            let folder = Descriptor.open(Self.folderName, in: own.descriptor, flags: O_RDONLY | O_DIRECTORY)
        else { return }
        keys = folderEntries(folder, limit: Self.mostKeys).names.compactMap { Self.load($0, folder) }
        keys.sort { ($0.made, $0.published.fingerprint.text) > ($1.made, $1.published.fingerprint.text) }
    }

    /// The public halves, the newest first.
    public var publicKeys: [SealingKey] { keys.map(\.published) }

    /// Makes a key and answers its public half, which is of use once it is published. Throws when it cannot be kept.
    public mutating func make() throws(JournalError) -> SealingKey {
        let key = Curve25519.KeyAgreement.PrivateKey()
        let own = try OwnFolder.open(board, account)
        mkdirat(own.descriptor.number, Self.folderName, 0o700)
        guard let folder = Descriptor.open(Self.folderName, in: own.descriptor, flags: O_RDONLY | O_DIRECTORY),
            folder.status?.st_uid == own.owner, fchmod(folder.number, 0o700) == 0
        else { throw .system("cannot keep a key in \(own.path)", advice: "check who owns its folder keys") }
        let name = Self.prefix + SealingKey(key.publicKey).fingerprint.text
        let temporary = ".\(name)-\(getpid())"
        let text = Array((key.rawRepresentation.base64EncodedString() + "\n").utf8)
        guard let file = Descriptor.open(temporary, in: folder, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600),
            file.write(text), file.sync(),
            renameat(folder.number, temporary, folder.number, name) == 0, folder.sync()
        else {
            let error = JournalError.system("cannot keep a key in \(own.path)")
            unlinkat(folder.number, temporary, 0)
            throw error
        }
        keys.insert(Held(made: .max, key: key), at: 0)
        return SealingKey(key.publicKey)
    }

    func key(_ fingerprint: SealingKey.Fingerprint) -> Curve25519.KeyAgreement.PrivateKey? {
        keys.first { $0.published.fingerprint == fingerprint }?.key
    }

    private static func load(_ name: String, _ folder: Descriptor) -> Held? {
        guard name.hasPrefix(prefix), let file = Descriptor.open(name, in: folder), let status = file.status,
            status.isRegularFile, status.st_uid == geteuid(), let bytes = file.read(64, at: 0),
            let raw = Data(base64Encoded: String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)),
            let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: raw)
        else { return nil }
        return Held(made: status.st_mtim.tv_sec, key: key)
    }
}
