import Foundation

/// Quick access to the top-level fields of a line without a decoder: for the kinds that a board is full of.
public struct FieldScanner {
    private let line: [UInt8]
    private var fields: [(name: Range<Int>, value: Range<Int>)] = []

    /// Finds the fields of a line that holds a JSON object. A line that is none has no fields from where it goes wrong.
    public init(_ line: [UInt8]) {
        self.line = line
        fields.reserveCapacity(16)
        var offset = 1
        while let field = nextField(&offset) { fields.append(field) }
    }

    /// The value of a field that holds an id, told from the end of the line alone where it is the last one.
    public static func lastID(_ name: StaticString, of line: [UInt8]) -> EventID? {
        let start = line.count - EventID.textLength - 2
        let quoted = name.utf8CodeUnitCount + 4
        guard start > quoted, line[start + EventID.textLength] == UInt8(ascii: "\""), line.last == UInt8(ascii: "}"),
            line[start - quoted] == UInt8(ascii: ","), line[start - quoted + 1] == UInt8(ascii: "\""),
            line[(start - 3)..<start].elementsEqual("\":\"".utf8)
        else { return nil }
        let found = line[(start - quoted + 2)..<(start - 3)]
        guard name.withUTF8Buffer({ found.elementsEqual($0) }) else { return nil }
        return EventID(letters: line[start..<start + EventID.textLength])
    }

    /// The value of a string field, its escapes undone.
    public func string(_ name: String) -> String? {
        guard let value = value(name), value.count >= 2, line[value.lowerBound] == UInt8(ascii: "\"") else {
            return nil
        }
        let inner = line[value.lowerBound + 1..<value.upperBound - 1]
        guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
        return Self.unescaped(inner) ?? (try? JSONDecoder().decode(String.self, from: Data(line[value])))
    }

    /// The letters that stand for another one behind a backslash (RFC 8259, section 7).
    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 10, UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "b"): 8,
        UInt8(ascii: "f"): 12,
    ]

    /// A text without its escapes; nothing when it holds others than line ends and the like, which need a decoder.
    private static func unescaped(_ escaped: ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(escaped.count)
        var rest = escaped
        while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) {
            guard backslash + 1 < rest.endIndex, let letter = escapes[rest[backslash + 1]] else { return nil }
            bytes += rest[..<backslash]
            bytes.append(letter)
            rest = rest[(backslash + 2)...]
        }
        bytes += rest
        return String(validating: bytes, as: UTF8.self)
    }

    /// The value of a field that holds an id.
    public func id(_ name: String) -> EventID? {
        guard let value = value(name), value.count == EventID.textLength + 2 else { return nil }
        return EventID(letters: line[value.lowerBound + 1..<value.upperBound - 1])
    }

    /// The JSON of a field, as it stands.
    public func raw(_ name: String) -> [UInt8]? { value(name).map { Array(line[$0]) } }

    private func value(_ name: String) -> Range<Int>? {
        let name = name.utf8
        return fields.first { $0.name.count == name.count && line[$0.name].elementsEqual(name) }?.value
    }

    private func nextField(_ offset: inout Int) -> (name: Range<Int>, value: Range<Int>)? {
        skip(&offset) { $0 == UInt8(ascii: ",") || $0 <= 32 }
        guard let name = string(from: &offset) else { return nil }
        skip(&offset) { $0 == UInt8(ascii: ":") || $0 <= 32 }
        let start = offset
        var depth = 0
        while offset < line.count {
            switch line[offset] {
            case UInt8(ascii: "\""):
                guard string(from: &offset) != nil else { return nil }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return offset > start ? (name, start..<offset) : nil }
                depth -= 1
            case UInt8(ascii: ",") where depth == 0:
                return offset > start ? (name, start..<offset) : nil
            default: break
            }
            offset += 1
        }
        return nil
    }

    /// The letters between quotation marks at `offset`, which moves behind them.
    private func string(from offset: inout Int) -> Range<Int>? {
        guard offset < line.count, line[offset] == UInt8(ascii: "\"") else { return nil }
        let start = offset + 1
        var searched = start
        while let end = quotationMark(from: searched) {
            // Behind an odd number of backslashes it stands for itself.
            var first = end
            while first > searched, line[first - 1] == UInt8(ascii: "\\") { first -= 1 }
            searched = end + 1
            guard (end - first) % 2 == 0 else { continue }
            offset = searched
            return start..<end
        }
        return nil
    }

    private func quotationMark(from start: Int) -> Int? {
        line.withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress else { return nil }
            return memchr(base + start, CInt(UInt8(ascii: "\"")), bytes.count - start).map {
                UnsafeRawPointer($0) - base
            }
        }
    }

    private func skip(_ offset: inout Int, while isSkipped: (UInt8) -> Bool) {
        while offset < line.count, isSkipped(line[offset]) { offset += 1 }
    }
}

extension Event {
    /// The id in one of its fields, told without a decoder. Throws `DecodingError` when there is none.
    public func id(in field: String) throws -> EventID {
        guard let id = FieldScanner(line).id(field) else {
            throw DecodingError.valueNotFound(
                EventID.self, DecodingError.Context(codingPath: [], debugDescription: "no id in \(field)"))
        }
        return id
    }
}
