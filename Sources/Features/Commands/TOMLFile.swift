import TOMLKit
import Terminal

/// Small TOML files that people write and boards carry: protocols, rubrics, templates.
enum TOMLFile {
    private static let largest = 64 << 10

    /// Decodes a text. Throws `CommandFailure` (65) with the line or the key that is wrong.
    static func read<Value: Decodable>(_ text: String, named name: String) throws -> Value {
        try decode(try table(text, named: name), named: name)
    }

    /// The table that a text describes. Throws as `read` does.
    static func table(_ text: String, named name: String) throws -> TOMLTable {
        guard text.utf8.count <= largest else { throw CommandFailure("\(name) is over 64 KiB", .badData) }
        do { return try TOMLText.table(text, source: name) } catch {
            throw CommandFailure(error.description, .badData)
        }
    }

    /// The value of one key of a table, in which nothing may stand that is not read; nothing when the key is not there.
    static func read<Value: Decodable>(_ key: String, of table: TOMLTable, named name: String) throws -> Value? {
        guard let value = table[key] else { return nil }
        let part = TOMLTable()
        part[key] = value
        let decoded: [String: Value] = try decode(part, named: name, isStrict: true)
        return decoded[key]
    }

    private static func decode<Value: Decodable>(
        _ table: TOMLTable, named name: String, isStrict: Bool = false
    ) throws -> Value {
        do {
            return try TOMLDecoder(strictDecoding: isStrict).decode(Value.self, from: table)
        } catch let error as UnexpectedKeysError {
            let unknown = error.keys.values.map(path).sorted().joined(separator: ", ")
            throw CommandFailure("\(name) says what nothing reads: \(unknown)", .badData)
        } catch let DecodingError.keyNotFound(key, context) {
            throw CommandFailure(
                "\(name) has no “\(path(context.codingPath.filter { $0.stringValue != key.stringValue } + [key]))”",
                .badData)
        } catch let DecodingError.typeMismatch(_, context), let DecodingError.valueNotFound(_, context),
            let DecodingError.dataCorrupted(context)
        {
            throw CommandFailure("\(name): “\(path(context.codingPath))” is not what it should be", .badData)
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map { "[\($0 + 1)]" } ?? $0.stringValue }.joined(separator: ".")
    }
}

/// A number that people may write with a fraction or without; TOML takes those for two types.
struct TOMLNumber: Decodable, Sendable {
    let value: Double

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = try (try? container.decode(Int.self)).map(Double.init) ?? container.decode(Double.self)
    }
}
