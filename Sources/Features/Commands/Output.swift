import Foundation
import Journal
import Synchronization
import Terminal

/// What commands print. On a terminal nothing that others wrote passes raw; a pipe gets the text as it is.
public enum Output {
    /// Whether it goes to a terminal.
    static var isTerminal: Bool { isPaged || isatty(STDOUT_FILENO) == 1 }

    /// Whether a pager stands between what is printed and the terminal; what others wrote must not pass it raw either.
    public static var isPaged: Bool {
        get { paged.load(ordering: .relaxed) }
        set { paged.store(newValue, ordering: .relaxed) }
    }
    private static let paged = Atomic(false)

    /// Columns to set text in, or 80 where nothing says how many.
    static var columns: Int { knownColumns ?? 80 }

    /// The columns that `$COLUMNS` asks for, else the terminal's; nothing where there is neither.
    public static var knownColumns: Int? {
        let asked = CommandEnvironment.current.variables["COLUMNS"].flatMap { Int($0) }
        if let asked, (20...1_000).contains(asked) { return asked }
        var size = winsize()
        guard ioctl(isPaged ? STDIN_FILENO : STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// Prints lines.
    public static func line(_ text: String = "") {
        print(isTerminal ? Printable.lines(text) : text)
    }

    /// Prints a text that has its own line ends.
    public static func text(_ text: String) {
        print(isTerminal ? Printable.lines(text) : text, terminator: text.hasSuffix("\n") ? "" : "\n")
    }

    /// Says something beside what was asked for, on standard error.
    static func remark(_ text: String) {
        FileHandle.standardError.write(Data((Printable.lines(text) + "\n").utf8))
    }

    /// Prints one JSON document, on one line if asked.
    public static func json(_ value: some Encodable, onOneLine: Bool = false) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if !onOneLine { encoder.outputFormatting.insert(.prettyPrinted) }
        print(escaped(String(decoding: try encoder.encode(value), as: UTF8.self)))
    }

    /// The same document, with what a terminal would obey written in JSON's own way: encoders leave some of it raw.
    private static func escaped(_ json: String) -> String {
        func mayStay(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || !Printable.isUnsafe(scalar) }
        guard !json.unicodeScalars.allSatisfy(mayStay) else { return json }
        return json.unicodeScalars.map { scalar in
            guard !mayStay(scalar) else { return String(scalar) }
            return scalar.utf16.map { String(format: "\\u%04x", $0) }.joined()
        }.joined()
    }
}

/// Moments as JSON and people have them.
extension Timestamp {
    /// RFC 3339 in UTC, with milliseconds.
    var rfc3339: String {
        Date(timeIntervalSince1970: Double(rawValue) / 1000).formatted(
            .iso8601.year().month().day().timeZone(separator: .omitted).time(includingFractionalSeconds: true))
    }
}
