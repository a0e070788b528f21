import Crypto
import Foundation

/// The public half of a member's key: whoever has it can seal a text that only this member opens. X25519, 32 bytes,
/// written as base64.
public struct SealingKey: Hashable, Sendable {
    /// The 32 bytes.
    public let bytes: Data

    init(_ key: Curve25519.KeyAgreement.PublicKey) { bytes = key.rawRepresentation }

    /// A key from its bytes; nothing when they are not 32.
    public init?(bytes: Data) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// What names it where it was used, and the file of its private half.
    public var fingerprint: Fingerprint { Fingerprint(of: bytes) }

    /// The key to agree on a secret with. Throws when it is a point of small order, with which every secret would be
    /// zero and open to everyone (RFC 7748, section 6.1).
    var agreement: Curve25519.KeyAgreement.PublicKey {
        get throws {
            let key = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)
            let secret = try Curve25519.KeyAgreement.PrivateKey().sharedSecretFromKeyAgreement(with: key)
            guard secret.withUnsafeBytes({ $0.contains { $0 != 0 } }) else {
                throw CryptoKitError.incorrectParameterSize
            }
            return key
        }
    }

    /// The name of a key: the first 20 bytes of the SHA-256 of its public half, in 32 letters of base32.
    public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
        /// The letters.
        public let text: String
        /// In words.
        public var description: String { text }

        init(of bytes: Data) { text = Base32.encode(Array(SHA256.hash(data: bytes).prefix(20))) }

        /// A fingerprint from its letters; nothing when they are none, so that it can be part of a file's name.
        public init?(text: String) {
            guard text.utf8.count == 32, text.utf8.allSatisfy({ Base32.value(of: $0) != nil }) else { return nil }
            self.text = text
        }
    }
}

extension SealingKey: Codable {
    /// From its text; throws when it is none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let key = SealingKey(bytes: try container.decode(Data.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a key of 32 bytes")
        }
        self = key
    }

    /// As its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(bytes)
    }
}

extension SealingKey.Fingerprint: Codable {
    /// From its text; throws when it is none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let fingerprint = Self(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a fingerprint")
        }
        self = fingerprint
    }

    /// As its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
