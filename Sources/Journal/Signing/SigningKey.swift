import Crypto
import Foundation

/// The public half of the key with which a member signs: whoever has it can tell the member's logs from anybody else's.
/// Ed25519, 32 bytes, written as base64.
public struct SigningKey: Hashable, Sendable {
    /// The 32 bytes.
    public let bytes: Data

    /// A key from its bytes; nothing when they are not 32.
    public init?(bytes: Data) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// What people compare when they meet: the first 20 bytes of SHA-256 in base32, in groups of four.
    public var fingerprint: String {
        let letters = Array(Base32.encode(Array(SHA256.hash(data: bytes).prefix(20))))
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: "-")
    }

    func isRight(_ signature: Data, for message: Data) -> Bool {
        (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes))?.isValidSignature(signature, for: message)
            ?? false
    }
}

extension SigningKey: Codable {
    /// From its text; throws when it is none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let key = SigningKey(bytes: try container.decode(Data.self)) else {
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
