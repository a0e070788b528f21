import Glibc

/// The fields that every line begins with.
struct Envelope {
    var id: EventID
    var seq: Int64
    var prev: EventID?
    var clock: Timestamp
    var kind: String
    var by: String
}

/// Reads and checks a line's envelope without a JSON decoder: the fields stand in a fixed order, so a scan of the bytes
/// does. Whether the payload is sound JSON is left to whoever decodes it.
enum EnvelopeScanner {
    /// Bytes of the longest line, without its line end.
    static let longestLine = 256 << 10
    /// Bytes of the longest kind or account.
    private static let longestName = 128

    /// Why a line is no event.
    enum Fault: Error { case malformed, wrongHash, tooLong, notText }

    /// Reads the envelope and checks all of the line.
    static func scan(_ line: UnsafeRawBufferPointer) throws(Fault) -> Envelope {
        guard line.count <= longestLine else { throw .tooLong }
        guard let start = line.baseAddress, memchr(start, 0, line.count) == nil, isText(line) else { throw .notText }
        let envelope = try read(line)
        guard EventID(hashing: UnsafeRawBufferPointer(rebasing: line[hashedFrom...])) == envelope.id else {
            throw .wrongHash
        }
        return envelope
    }

    /// Where what the id is made of begins.
    private static let hashedFrom = "{\"id\":\"\",".utf8.count + EventID.textLength

    /// Reads the envelope of a line that was checked before, or is yet to be checked.
    static func read(_ line: UnsafeRawBufferPointer) throws(Fault) -> Envelope {
        guard line.last == UInt8(ascii: "}"), line.count <= longestLine else { throw .malformed }
        var cursor = Cursor(bytes: line)
        guard cursor.take("{\"id\":\""), let id = cursor.takeID(), cursor.take("\",") else { throw .malformed }
        guard cursor.take("\"seq\":"), let seq = cursor.takeNumber(), seq > 0, cursor.take(",\"prev\":\"") else {
            throw .malformed
        }
        let prev = cursor.takeID()
        guard cursor.take("\",\"clock\":"), let clock = cursor.takeNumber(), cursor.take(",\"kind\":\""),
            let kind = cursor.takeName(longestName), cursor.take("\",\"by\":\""),
            let by = cursor.takeName(longestName), cursor.take("\""), cursor.isAtFieldEnd
        else { throw .malformed }
        return Envelope(
            id: id, seq: seq, prev: prev, clock: Timestamp(rawValue: clock), kind: kind, by: by)
    }

    /// Whether the bytes are UTF-8; nearly all lines are plain ASCII, which eight bytes at a time can tell.
    private static func isText(_ line: UnsafeRawBufferPointer) -> Bool {
        var offset = 0
        var bits: UInt64 = 0
        while offset + 8 <= line.count {
            bits |= line.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            offset += 8
        }
        for byte in line[offset...] { bits |= UInt64(byte) }
        return bits & 0x8080_8080_8080_8080 == 0 || String(validating: line, as: UTF8.self) != nil
    }

    private struct Cursor {
        let bytes: UnsafeRawBufferPointer
        var offset = 0

        var isAtFieldEnd: Bool {
            offset < bytes.count && (bytes[offset] == UInt8(ascii: ",") || offset == bytes.count - 1)
        }

        mutating func take(_ text: StaticString) -> Bool {
            let count = text.utf8CodeUnitCount
            guard offset + count <= bytes.count, let start = bytes.baseAddress,
                memcmp(start + offset, text.utf8Start, count) == 0
            else { return false }
            offset += count
            return true
        }

        mutating func takeID() -> EventID? {
            guard offset + EventID.textLength <= bytes.count,
                let id = EventID(letters: bytes[offset..<offset + EventID.textLength])
            else { return nil }
            offset += EventID.textLength
            return id
        }

        mutating func takeNumber() -> Int64? {
            var value: Int64 = 0
            let first = offset
            while offset < bytes.count, offset - first < 18, (48...57).contains(bytes[offset]) {
                value = value * 10 + Int64(bytes[offset] - 48)
                offset += 1
            }
            return offset > first ? value : nil
        }

        /// A string without escapes.
        mutating func takeName(_ limit: Int) -> String? {
            let first = offset
            while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
                guard offset - first < limit, bytes[offset] != UInt8(ascii: "\\"), bytes[offset] >= 32 else {
                    return nil
                }
                offset += 1
            }
            return offset > first ? String(decoding: bytes[first..<offset], as: UTF8.self) : nil
        }
    }
}

extension Event {
    /// An event from a line that was checked when it was kept, or nothing when it is none after all.
    public init?(storedLine line: [UInt8], by account: Account, log: LogName) {
        guard let envelope = try? line.withUnsafeBytes({ try EnvelopeScanner.read($0) }) else { return nil }
        self.init(envelope, by: account, log: log, line: line, flags: [])
    }

    /// Whether the line is what its id says: for events that were read without being checked.
    public var isGenuine: Bool { (try? line.withUnsafeBytes { try EnvelopeScanner.scan($0) }) != nil }

    init(_ envelope: Envelope, by account: Account, log: LogName, line: [UInt8], flags: Flags) {
        self.init(
            id: envelope.id, seq: envelope.seq, prev: envelope.prev, clock: envelope.clock, kind: envelope.kind,
            by: account, log: log, line: line, flags: flags)
    }
}
