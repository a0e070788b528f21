/// Reads BibTeX. The library btparse was tried first and left: on 1,510 damaged files it ended the program 70 times, by
/// `exit`, by a failed assertion (a NUL byte), by a segmentation fault (a long string), and it keeps its state in globals.
/// This reader is one pass over bytes with every size bounded, no recursion, and an entry that is wrong costs that entry:
/// reading goes on at the next line that begins with `@`.
struct BibTeXReader {
    /// What is read at most.
    enum Limit {
        /// Bytes of a file.
        static let file = 64 << 20
        /// Entries of a file.
        static let entries = 100_000
        /// Bytes of a field's text, and of a name.
        static let text = 100_000, name = 200
        /// Fields of an entry, macros of a file, and bytes that macros may make of their parts.
        static let fields = 200, macros = 5_000
        /// Faults that are told one by one.
        static let faults = 1_000
        /// How often the bytes of a file may be gone through: after something wrong, reading begins again behind it.
        static let passes = 8
    }

    private(set) var entries: [BibTeXEntry] = []
    private(set) var faults: [BibTeXFault] = []
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    private var steps = 0
    private var macros: [String: String] = months

    private static let months = Dictionary(
        uniqueKeysWithValues: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ].map { (String($0.lowercased().prefix(3)), $0) })

    private struct Fault: Error {
        var reason: String
    }

    /// Reads a whole file.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        while let start = findEntry() {
            guard entries.count < Limit.entries, faults.count < Limit.faults - 1,
                steps <= Limit.passes * bytes.count + Limit.text
            else {
                let reason = "too much of the file is wrong, or there are too many entries; the rest is left out"
                note(Fault(reason: reason), line, "")
                return
            }
            read(from: start)
        }
    }

    // MARK: - Entries

    /// Goes to the next `@`, and past it. What stands between entries is a comment.
    private mutating func findEntry() -> (place: Int, line: Int)? {
        while place < bytes.count {
            let byte = advance()
            // In a comment such as an address in mail, `@` stands within a word.
            if byte == UInt8(ascii: "@"), place < 2 || !Self.isOfWords(bytes[place - 2]) { return (place, line) }
        }
        return nil
    }

    private mutating func read(from start: (place: Int, line: Int)) {
        var key = ""
        do {
            // What looks like no entry is a comment: everything outside entries is one.
            skipSpace()
            guard let kind = try? name("the kind of an entry").lowercased() else { return }
            skipSpace()
            guard kind != "comment" else { return skipGroup() }
            guard let closing = opening() else { return }
            switch kind {
            case "preamble": _ = try value()
            case "string":
                let (name, text) = try field()
                guard macros.count < Limit.macros else { throw Fault(reason: "the file has too many @string") }
                macros[name] = text
            default:
                skipSpace()
                key = try citationKey(closing)
                let fields = try fields(closing)
                entries.append(BibTeXEntry(kind: kind, key: key, fields: fields, line: start.line))
                return
            }
            skipSpace()
            guard take(closing) else {
                throw Fault(reason: "@\(kind) does not end with \(Character(Unicode.Scalar(closing)))")
            }
        } catch let fault as Fault {
            note(fault, start.line, key)
            (place, line) = start
            findLineThatBegins()
        } catch {
            note(Fault(reason: "cannot be read"), start.line, key)
        }
    }

    private mutating func note(_ fault: Fault, _ line: Int, _ key: String) {
        guard faults.count < Limit.faults else { return }
        faults.append(BibTeXFault(line: line, key: key, reason: fault.reason))
    }

    /// After something wrong, reading goes on where a line begins with `@`.
    private mutating func findLineThatBegins() {
        var isAtStart = false
        while place < bytes.count {
            let byte = bytes[place]
            if isAtStart, byte == UInt8(ascii: "@") { return }
            if !Self.isSpace(byte) { isAtStart = false }
            if byte == UInt8(ascii: "\n") { isAtStart = true }
            _ = advance()
        }
    }

    private mutating func opening() -> UInt8? {
        if take(UInt8(ascii: "{")) { return UInt8(ascii: "}") }
        return take(UInt8(ascii: "(")) ? UInt8(ascii: ")") : nil
    }

    private mutating func citationKey(_ closing: UInt8) throws -> String {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: ","), bytes[place] != closing,
            !Self.isSpace(bytes[place])
        {
            guard bytes[place] != UInt8(ascii: "="), bytes[place] != UInt8(ascii: "{"), place - start < Limit.name
            else {
                throw Fault(reason: "it has no citation key")
            }
            _ = advance()
        }
        return text(bytes[start..<place])
    }

    private mutating func fields(_ closing: UInt8) throws -> [String: String] {
        var fields: [String: String] = [:]
        while true {
            skipSpace()
            if take(closing) { return fields }
            guard take(UInt8(ascii: ",")) else {
                throw Fault(reason: place < bytes.count ? "a comma or the end is missing" : "the file ends within it")
            }
            skipSpace()
            if take(closing) { return fields }
            // Some programs write two commas.
            if place < bytes.count, bytes[place] == UInt8(ascii: ",") { continue }
            let (name, text) = try field()
            guard fields.count < Limit.fields else { throw Fault(reason: "it has too many fields") }
            // Of two fields with one name BibTeX takes the first.
            if fields[name] == nil { fields[name] = text }
        }
    }

    private mutating func field() throws -> (String, String) {
        skipSpace()
        let name = try name("the name of a field").lowercased()
        skipSpace()
        guard take(UInt8(ascii: "=")) else { throw Fault(reason: "= is missing after \(name)") }
        return (name, try value())
    }

    // MARK: - Values

    /// Strings, numbers and macros, `#` between them.
    private mutating func value() throws -> String {
        var whole = ""
        repeat {
            skipSpace()
            whole += try part()
            guard whole.utf8.count <= Limit.text else {
                throw Fault(reason: "a text is longer than \(Limit.text) bytes")
            }
            skipSpace()
        } while take(UInt8(ascii: "#"))
        return whole
    }

    private mutating func part() throws -> String {
        guard place < bytes.count else { throw Fault(reason: "the file ends within it") }
        switch bytes[place] {
        case UInt8(ascii: "{"): return try delimited(by: UInt8(ascii: "}"))
        case UInt8(ascii: "\""): return try delimited(by: UInt8(ascii: "\""))
        default:
            let word = try name("a text").lowercased()
            if word.utf8.allSatisfy({ (48...57).contains($0) }) { return word }
            guard let text = macros[word] else { throw Fault(reason: "\(word) is no text and no @string") }
            return text
        }
    }

    /// A text up to its end, with the braces within it in pairs; to BibTeX a backslash before a brace changes nothing.
    private mutating func delimited(by end: UInt8) throws -> String {
        _ = advance()
        let start = place
        var depth = 0
        while place < bytes.count {
            let byte = bytes[place]
            if depth == 0, byte == end, !isAccent(end) {
                let found = text(bytes[start..<place])
                _ = advance()
                return found
            }
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            guard depth >= 0 else { throw Fault(reason: "a } has no {") }
            guard place - start < Limit.text else { throw Fault(reason: "a text is longer than \(Limit.text) bytes") }
            _ = advance()
        }
        throw Fault(reason: "the file ends within a text")
    }

    /// Whether a quotation mark is `\"` for two dots, which people write although BibTeX ends the text there.
    private func isAccent(_ end: UInt8) -> Bool {
        guard end == UInt8(ascii: "\""), place > 0, bytes[place - 1] == UInt8(ascii: "\\") else { return false }
        let following = bytes[(place + 1)...].prefix(200).first { !Self.isSpace($0) }
        return following.map { !",#})".utf8.contains($0) } ?? false
    }

    // MARK: - Bytes

    private mutating func advance() -> UInt8 {
        let byte = bytes[place]
        steps += 1
        if byte == UInt8(ascii: "\n") { line += 1 }
        place += 1
        return byte
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        _ = advance()
        return true
    }

    private mutating func skipSpace() {
        while place < bytes.count, Self.isSpace(bytes[place]) { _ = advance() }
    }

    /// What a @comment holds, where it is a group; a comment without one ends at once.
    private mutating func skipGroup() {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "{") else { return }
        let start = (place, line)
        var depth = 0
        while place < bytes.count, place - start.0 < Limit.text {
            let byte = advance()
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { return }
        }
        // A comment that never ends must not take the rest of the file along.
        (place, line) = start
        findLineThatBegins()
    }

    private mutating func name(_ what: String) throws -> String {
        let start = place
        while place < bytes.count, Self.isOfNames(bytes[place]) {
            guard place - start < Limit.name else { throw Fault(reason: "\(what) is longer than \(Limit.name) bytes") }
            _ = advance()
        }
        guard place > start else {
            throw Fault(reason: place < bytes.count ? "\(what) is missing" : "the file ends within it")
        }
        return text(bytes[start..<place])
    }

    /// Files are UTF-8 nowadays; what is not is taken as Latin 1, a letter a byte.
    private func text(_ slice: ArraySlice<UInt8>) -> String {
        String(validating: slice, as: UTF8.self)
            ?? String(String.UnicodeScalarView(slice.map { Unicode.Scalar($0) }))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private static func isOfNames(_ byte: UInt8) -> Bool {
        byte > 32 && byte != 127 && !"\"#%'(),={}@\\~".utf8.contains(byte)
    }

    private static func isOfWords(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 46
    }
}
