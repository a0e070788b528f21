import TOMLKit

/// Reads TOML (https://toml.io) that a person wrote, for themes and configuration.
public enum TOMLText {
    /// Why a text is no TOML, with the line.
    public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        /// One line that names the source and the line in it.
        public let description: String
    }

    /// The table that a text describes; `source` names the text in what is thrown.
    public static func table(_ text: String, source: String) throws(Problem) -> TOMLTable {
        // The parser takes such a heading for impossible, and ends the program.
        if let line = HeadingCheck.lineOfBadHeading(in: text) {
            throw Problem(description: "\(source), line \(line): a heading is a name in brackets, such as [keys]")
        }
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw Problem(description: "\(source), line \(error.source.begin.line): \(error.description)")
        } catch {
            throw Problem(description: "\(source): \(error)")
        }
    }
}

/// Looks for `[` at the beginning of a line that no name can follow, past strings, comments and values in brackets.
private struct HeadingCheck {
    private var line = 1
    private var depth = 0
    private var isAtStart = true
    private var rest: Substring.UnicodeScalarView

    static func lineOfBadHeading(in text: String) -> Int? {
        var check = HeadingCheck(rest: Substring(text).unicodeScalars)
        return check.run()
    }

    private init(rest: Substring.UnicodeScalarView) { self.rest = rest }

    private mutating func run() -> Int? {
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\n":
                line += 1
                isAtStart = true
                continue
            case " ", "\t", "\u{FEFF}": continue
            case "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}":
                isAtStart = true
                continue
            case _ where scalar.properties.isWhitespace: continue
            case "#": rest = rest.drop { $0 != "\n" }
            case "\"", "'": skipString(scalar)
            case "[" where isAtStart && depth == 0:
                if !canBeNamed() { return line }
                // The rest of the line is the parser's affair.
                rest = rest.drop { $0 != "\n" }
            case "[", "{": depth += 1
            case "]", "}": depth = max(0, depth - 1)
            default: break
            }
            isAtStart = false
        }
        return nil
    }

    /// Whether what follows an opening bracket is a name, a second bracket and a name, or what the parser complains of.
    private func canBeNamed() -> Bool {
        let name = (rest.first == "[" ? rest.dropFirst() : rest).drop {
            $0 != "\n" && $0.properties.isWhitespace
        }
        guard let first = name.first else { return true }
        return first == "\"" || first == "'" || first == "]" || first == "-" || first == "_"
            || (first.isASCII && first.properties.isAlphabetic) || ("0"..."9").contains(first)
    }

    /// Goes behind a string that has begun: of one line, or of many between three quotation marks.
    private mutating func skipString(_ quote: Unicode.Scalar) {
        let isLong = rest.prefix(2).elementsEqual([quote, quote])
        if isLong { rest = rest.dropFirst(2) }
        while let scalar = rest.first {
            if !isLong, scalar == "\n" { return }
            rest = rest.dropFirst()
            if scalar == "\n" { line += 1 }
            if scalar == "\\", quote == "\"" { rest = rest.dropFirst() }
            guard scalar == quote else { continue }
            guard isLong else { return }
            guard rest.prefix(2).elementsEqual([quote, quote]) else { continue }
            rest = rest.dropFirst(2)
            return
        }
    }
}
