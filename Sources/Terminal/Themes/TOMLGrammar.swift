/// Looks whether a text is TOML (https://toml.io/en/v1.0.0) before the parser sees it, since the parser takes some texts that are
/// none for impossible and ends the program. What nobody writes by hand (dates, hexadecimal numbers, infinities) is left
/// out.
struct TOMLGrammar {
    /// What is wrong, and in which line.
    struct Failure: Error {
        var line: Int
        var reason: String
    }

    private static let deepest = 32
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// Throws at the first thing that is no TOML.
    static func check(_ text: String) throws(Failure) {
        var grammar = TOMLGrammar(text)
        try grammar.readDocument()
    }

    // MARK: - Lines

    private mutating func readDocument() throws(Failure) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        while true {
            skipBlanks()
            guard let byte = peek() else { return }
            if isLineEnd() {
                try endLine()
            } else if byte == UInt8(ascii: "#") {
                try endLine()
            } else if byte == UInt8(ascii: "[") {
                try readHeading()
                try endLine()
            } else {
                try readPair(0)
                try endLine()
            }
        }
    }

    private mutating func readHeading() throws(Failure) {
        let reason = "a heading is a name in brackets, such as [keys]"
        place += 1
        let isArray = take("[")
        do { try readKeys() } catch { throw fail(reason) }
        guard take("]"), !isArray || take("]") else { throw fail(reason) }
    }

    /// `name = value`.
    private mutating func readPair(_ depth: Int) throws(Failure) {
        try readKeys()
        guard take("=") else { throw fail("a setting is a name, = and a value") }
        skipBlanks()
        try readValue(depth)
    }

    private mutating func readKeys() throws(Failure) {
        repeat {
            skipBlanks()
            if peek() == UInt8(ascii: "\"") || peek() == UInt8(ascii: "'") {
                try readString()
            } else {
                let start = place
                while let byte = peek(), Self.isBare(byte) { place += 1 }
                guard place > start else { throw fail("a setting is a name, = and a value") }
            }
            skipBlanks()
        } while take(".")
    }

    /// White space, a remark and the end of the line, or of the text.
    private mutating func endLine() throws(Failure) {
        skipBlanks()
        if take("#") {
            while let byte = peek(), byte != 10, byte != 13 {
                guard byte == 9 || byte >= 32 && byte != 127 else { throw fail("a remark has no control characters") }
                place += 1
            }
        }
        if take("\r") {
            guard peek() == 10 else { throw fail("a line ends in the middle") }
        }
        guard peek() != nil else { return }
        guard take("\n") else { throw fail("more stands behind what belongs in this line") }
        line += 1
    }

    // MARK: - Values

    private mutating func readValue(_ depth: Int) throws(Failure) {
        guard depth < Self.deepest else { throw fail("brackets stand too deep in each other") }
        switch peek() {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): try readString()
        case UInt8(ascii: "["): try readArray(depth)
        case UInt8(ascii: "{"): try readInlineTable(depth)
        default: try readScalar()
        }
    }

    private mutating func readArray(_ depth: Int) throws(Failure) {
        place += 1
        while true {
            try skipLines()
            if take("]") { return }
            try readValue(depth + 1)
            try skipLines()
            if take("]") { return }
            guard take(",") else { throw fail("a list has commas between its values and ] behind them") }
        }
    }

    private mutating func readInlineTable(_ depth: Int) throws(Failure) {
        place += 1
        skipBlanks()
        if take("}") { return }
        repeat {
            try readPair(depth + 1)
            skipBlanks()
        } while take(",")
        guard take("}") else { throw fail("settings in braces have commas between them and } behind them") }
    }

    private mutating func readScalar() throws(Failure) {
        let start = place
        while let byte = peek(), Self.isBare(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") {
            place += 1
        }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        guard word == "true" || word == "false" || Self.isNumber(word) else {
            throw fail("a value is a \"text\", a number, true, false, or a list in brackets")
        }
    }

    private static func isNumber(_ word: String) -> Bool {
        var rest = Substring(word)
        if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
        let whole = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(whole.count)
        guard (1...18).contains(whole.count), whole.count == 1 || whole.first != "0" else { return false }
        guard rest.first == "." else { return rest.isEmpty }
        let fraction = rest.dropFirst()
        return (1...18).contains(fraction.count) && fraction.allSatisfy { $0.isASCII && $0.isNumber }
    }

    // MARK: - Strings

    private mutating func readString() throws(Failure) {
        guard let quote = peek() else { return }
        let isLong = bytes[place...].prefix(3).elementsEqual([quote, quote, quote])
        place += isLong ? 3 : 1
        while let byte = peek() {
            if byte == quote, !isLong || bytes[place...].prefix(3).elementsEqual([quote, quote, quote]) {
                place += isLong ? 3 : 1
                // Up to two quotation marks may stand before the three that end a long text.
                for _ in 0..<(isLong ? 2 : 0) where peek() == quote { place += 1 }
                return
            }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                try readEscape(isLong)
            } else {
                try readLetter(byte, isLong)
            }
        }
        throw fail("a quotation does not end")
    }

    private mutating func readLetter(_ byte: UInt8, _ isLong: Bool) throws(Failure) {
        if byte == 13, isLong, place + 1 < bytes.count, bytes[place + 1] == 10 { place += 1 }
        let letter = bytes[place]
        guard letter >= 32 && letter != 127 || letter == 9 || letter == 10 && isLong else {
            throw fail("a quotation does not end, or has a control character in it")
        }
        if letter == 10 { line += 1 }
        place += 1
    }

    private mutating func readEscape(_ isLong: Bool) throws(Failure) {
        place += 1
        let digits = [UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8]
        guard let byte = peek() else { throw fail("a quotation does not end") }
        if let count = digits[byte] {
            let code = bytes[(place + 1)...].prefix(count)
            let number = code.count == count ? UInt32(String(decoding: code, as: UTF8.self), radix: 16) : nil
            guard code.first != UInt8(ascii: "+"), number.flatMap(Unicode.Scalar.init) != nil else {
                throw fail("\\u takes four digits of a letter's number, \\U eight")
            }
            place += 1 + count
        } else if "btnfr\"\\".utf8.contains(byte) {
            place += 1
        } else {
            // The end of the line is left out, and what stands before the next line's first letter.
            let start = place
            skipBlanks()
            guard isLong, isLineEnd() else {
                place = start
                throw fail("a backslash in a text is written twice")
            }
        }
    }

    // MARK: - Letters

    private static func isBare(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
    }

    private func peek() -> UInt8? { place < bytes.count ? bytes[place] : nil }

    private func isLineEnd() -> Bool { peek() == 10 || peek() == 13 }

    private mutating func take(_ letter: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: letter) else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() { while peek() == 32 || peek() == 9 { place += 1 } }

    private mutating func skipLines() throws(Failure) {
        skipBlanks()
        while peek() == UInt8(ascii: "#") || isLineEnd() {
            try endLine()
            skipBlanks()
        }
    }

    private func fail(_ reason: String) -> Failure { Failure(line: line, reason: reason) }
}
