import Foundation
import Journal
import Terminal

/// What commands print. On a terminal nothing that others wrote passes raw; a pipe gets the text as it is.
enum Output {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Columns of the terminal, or 80 where there is none.
    static var columns: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Prints lines.
    static func line(_ text: String = "") {
        print(isTerminal ? Printable.lines(text) : text)
    }

    /// Prints a text that has its own line ends.
    static func text(_ text: String) {
        print(isTerminal ? Printable.lines(text) : text, terminator: text.hasSuffix("\n") ? "" : "\n")
    }

    /// Says something beside what was asked for, on standard error.
    static func remark(_ text: String) {
        FileHandle.standardError.write(Data((Printable.lines(text) + "\n").utf8))
    }

    /// Prints one JSON document.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
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
