import Crypto
import Foundation

/// Where a sealed text belongs. It opens nowhere else: a copy in another board, in somebody else's log, in another kind
/// of event or about another thing is damaged.
public struct SealingContext: Hashable, Sendable {
    /// The board's id.
    public var board: String
    /// Who wrote the event.
    public var author: Account
    /// The event's kind.
    public var kind: String
    /// What else it must not be torn from, as the feature wants it: the request that it answers, the recipients.
    public var about: String

    /// A place for a sealed text.
    public init(board: String, author: Account, kind: String, about: String) {
        self.board = board
        self.author = author
        self.kind = kind
        self.about = about
    }

    /// The fields one after another, each led by its length, so that no two contexts have the same bytes.
    var bytes: Data {
        ["stoa sealed text 1", board, author.rawValue, kind, about].reduce(into: Data()) { bytes, field in
            withUnsafeBytes(of: UInt32(field.utf8.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: field.utf8)
        }
    }
}

/// A text that only its recipients can read, as part of an event that everyone can: who they are and how long it is
/// shows, what it says does not.
///
/// The text is encrypted once, by AES-GCM with a key made for it; that key is sealed to each recipient by HPKE (RFC 9180,
/// base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM).
public struct SealedText: Codable, Hashable, Sendable {
    /// Nonce, ciphertext and tag.
    var text: Data
    /// The text's key, once a recipient.
    var keys: [Entry]

    /// The text's key, sealed to one recipient.
    struct Entry: Codable, Hashable, Sendable {
        /// The recipient.
        var to: Account
        /// Which of their keys opens it.
        var key: SealingKey.Fingerprint
        /// The encapsulated key, then the text's key, encrypted.
        var sealed: Data
    }

    /// The most members a text can be sealed to, its author included.
    public static let mostRecipients = 100
    /// Bytes of the longest text; base64 makes it longer by a third, and a line holds 256 KiB.
    public static let longestText = 128 << 10

    private static let suite = HPKE.Ciphersuite(kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_256)
    private static let encapsulatedBytes = 32

    /// Seals a text to members, who should include its author. Throws when it is too long, they are too many, or a
    /// published key is none.
    public init(
        _ clear: String, to recipients: [Account: SealingKey], in context: SealingContext
    ) throws(JournalError) {
        guard clear.utf8.count <= Self.longestText else {
            throw JournalError(
                .badData, "over \(Self.longestText >> 10) KiB of text cannot be sealed; shorten it")
        }
        guard recipients.count <= Self.mostRecipients else {
            throw JournalError(.badData, "a text can be sealed to \(Self.mostRecipients) members at most")
        }
        let key = SymmetricKey(size: .bits256)
        let place = context.bytes
        guard let box = try? AES.GCM.seal(Data(clear.utf8), using: key, authenticating: place).combined else {
            throw JournalError(.badData, "this text cannot be sealed")
        }
        text = box
        keys = []
        for (account, publicKey) in recipients.sorted(by: { $0.key < $1.key }) {
            guard let entry = try? Self.entry(key, to: account, publicKey, place) else {
                throw JournalError(.badData, "the key that \(account) published cannot be used; ask them for a new one")
            }
            keys.append(entry)
        }
    }

    /// Who can read it.
    public var recipients: [Account] { keys.map(\.to) }

    /// Bytes of the text.
    public var size: Int { max(0, text.count - 28) }

    /// What `reader` can make of it with their keys.
    public func open(as reader: Account, with ring: KeyRing, in context: SealingContext) -> OpenedText {
        // Nobody has reason to name a recipient more often than they have keys; the bound is for those who mean harm.
        let mine = keys.lazy.filter { $0.to == reader }.prefix(8)
        guard let first = mine.first else { return .notForMe }
        for entry in mine {
            guard let key = ring.key(entry.key) else { continue }
            return Self.open(text, entry, with: key, context.bytes).map(OpenedText.text) ?? .damaged
        }
        return .keyMissing(first.key)
    }

    private static func entry(
        _ key: SymmetricKey, to account: Account, _ publicKey: SealingKey, _ place: Data
    ) throws -> Entry {
        var sender = try HPKE.Sender(recipientKey: try publicKey.agreement, ciphersuite: suite, info: place)
        let bytes = key.withUnsafeBytes { Data($0) }
        let sealed = try sender.seal(bytes, authenticating: Data(account.rawValue.utf8))
        return Entry(to: account, key: publicKey.fingerprint, sealed: sender.encapsulatedKey + sealed)
    }

    private static func open(
        _ text: Data, _ entry: Entry, with key: Curve25519.KeyAgreement.PrivateKey, _ place: Data
    ) -> String? {
        guard entry.sealed.count > encapsulatedBytes,
            var recipient = try? HPKE.Recipient(
                privateKey: key, ciphersuite: suite, info: place,
                encapsulatedKey: entry.sealed.prefix(encapsulatedBytes)),
            let bytes = try? recipient.open(
                entry.sealed.dropFirst(encapsulatedBytes), authenticating: Data(entry.to.rawValue.utf8)),
            bytes.count == 32, let box = try? AES.GCM.SealedBox(combined: text),
            let clear = try? AES.GCM.open(box, using: SymmetricKey(data: bytes), authenticating: place)
        else { return nil }
        return String(decoding: clear, as: UTF8.self)
    }
}

/// What a reader can make of a sealed text.
public enum OpenedText: Hashable, Sendable {
    /// What it says.
    case text(String)
    /// It is sealed to others.
    case notForMe
    /// It is sealed to a key of the reader's that is not in their `keys` folder any more.
    case keyMissing(SealingKey.Fingerprint)
    /// It was changed, or copied from where it belongs.
    case damaged

    /// The text, if it could be opened.
    public var text: String? { if case .text(let text) = self { text } else { nil } }

    /// What to show in place of a text that could not be opened: why, and what can be done.
    public func explanation(for reader: Account) -> String? {
        switch self {
        case .text: nil
        case .notForMe: "sealed for others"
        case .keyMissing(let key):
            """
            sealed to a key that you no longer have: members/\(reader)/keys/sealing-\(key) is gone. If you have a backup \
            of that file, put it back and run `stoa doctor --repair`; without it nobody can open this copy for you, and \
            only who wrote it can send it again. What is sealed from now on goes to your new key.
            """
        case .damaged: "sealed, but it was changed or copied from another place, so it cannot be trusted or read"
        }
    }
}
