import Crypto

/// The name of an event and its checksum at once: the first 20 bytes of SHA-256 over the line's bytes after the id
/// field. Written as 32 letters of lower-case Crockford base32 (https://www.crockford.com/base32.html).
public struct EventID: Hashable, Comparable, Sendable {
    /// How many bytes an id has.
    public static let byteCount = 20
    /// How many letters a whole id has.
    public static let textLength = 32

    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    /// An id from exactly 20 bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard let id = Array(bytes).withUnsafeBytes({ EventID(bytes: $0) }) else { return nil }
        self = id
    }

    /// An id from exactly 20 bytes.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(exactly: bytes)
    }

    private init(exactly bytes: UnsafeRawBufferPointer) {
        high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    }

    /// The id of a line whose bytes after the id field are `content` (without the line end).
    public init(hashing content: UnsafeRawBufferPointer) {
        var digest = SHA256()
        digest.update(bufferPointer: content)
        self = digest.finalize().withUnsafeBytes { EventID(exactly: $0) }
    }

    /// An id from its 32 letters, as they stand in a line.
    public init?(text: some StringProtocol) {
        guard let id = Base32.decode(text.utf8) else { return nil }
        self = id
    }

    /// An id from the 32 bytes of its letters.
    public init?(letters: some Collection<UInt8>) {
        guard let id = Base32.decode(letters) else { return nil }
        self = id
    }

    init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    /// The 20 bytes, most significant first, so that their order is the order of ids.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: high >> shift)) }
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: middle >> shift)) }
        for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: low >> shift)) }
        return bytes
    }

    /// The 20 bytes, for as long as `body` looks at them.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        Swift.withUnsafeBytes(of: (high.bigEndian, middle.bigEndian, low.bigEndian)) {
            body(UnsafeRawBufferPointer(rebasing: $0.prefix(Self.byteCount)))
        }
    }

    /// The 32 letters.
    public var text: String { Base32.encode(bytes) }

    /// Ids are ordered as their letters are.
    public static func < (left: EventID, right: EventID) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }

    /// By its first bytes.
    public func hash(into hasher: inout Hasher) {
        // The bits are already evenly spread, so eight bytes of them are hash enough.
        hasher.combine(high)
    }
}

extension EventID: CustomStringConvertible {
    /// In words.
    public var description: String { text }
}

extension EventID: Codable {
    /// From its text; throws when it is none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = EventID(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an event id")
        }
        self = id
    }

    /// As its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
