import CNcurses
import Synchronization

/// What a terminal can do, as terminfo(5) has it: the sequences that the program sends.
struct Capabilities: Sendable {
    /// Colours there are; 0 when there are none.
    let colors: Int
    /// Attributes that cannot be shown together with a colour.
    let colorless: Attributes
    /// Whether what is erased takes the background that was set last.
    let erasesInColor: Bool
    /// Whether the cursor may go elsewhere without the look of letters being taken back first.
    let movesInAnyLook: Bool
    /// Whether a letter in the last cell of all moves everything up a row.
    let scrollsAtEnd: Bool

    /// Takes the whole screen, and gives it back.
    let begin, end: String
    /// Shows and hides the cursor.
    let showCursor, hideCursor: String
    /// Empties the screen.
    let clear: String
    /// Erases to the end of the row.
    let eraseRest: String?
    /// Rings.
    let bell: String
    /// Takes every look back, and whatever another program left behind.
    let reset: String
    /// Takes every look back.
    let plain: String
    /// What begins an attribute, in this order.
    let attributes: [(Attributes, String)]

    /// Sends the cursor a row down, and a column back.
    let down, back: String?
    /// Whether colours are taken back by themselves (ECMA-48, parameters 39 and 49).
    let takesColorsBack: Bool

    private let place: Sequence
    private let column, right, erase, foreground, background: Sequence?
    private let repeatsLetters: Bool

    /// terminfo keeps the terminal and what it writes in variables of the process.
    private static let terminfo = Mutex<Void>(())

    /// What is known of a terminal; nothing for `name` asks TERM. Nothing comes of it when the terminal is not known, or
    /// cannot send its cursor to any cell.
    init?(terminal name: String? = nil) {
        let found = Self.terminfo.withLock { _ in
            (name.map { stoa_find_terminal($0) } ?? stoa_find_terminal(nil)) ? Found() : nil
        }
        guard let found, let place = found["cup"], let clear = found["clear"] else { return nil }
        self.place = Sequence(place)
        self.clear = clear
        // A cookie is a look that takes a cell of its own; without looks the cells stay where they are.
        let hasCookies = found.numbers["xmc", default: 0] > 0
        colors = hasCookies ? 0 : max(0, found.numbers["colors", default: 0])
        let barred = max(0, found.numbers["ncv", default: 0])
        colorless = Attributes(
            [Attributes.underline, .reverse, [], .dim, .bold].enumerated().filter {
                barred & (2 << $0.offset) != 0
            }.map(\.element))
        erasesInColor = found.flags.contains("bce")
        movesInAnyLook = found.flags.contains("msgr")
        scrollsAtEnd = found.flags.contains("am") && !found.flags.contains("xenl")
        (begin, end) = (found["smcup"] ?? "", found["rmcup"] ?? "")
        (showCursor, hideCursor) = (found["cnorm"] ?? "", found["civis"] ?? "")
        bell = found["bel"] ?? "\u{07}"
        (down, back) = (found["cud1"], found["cub1"])
        takesColorsBack = found.flags.contains("AX")
        column = found["hpa"].map(Sequence.init)
        right = found["cuf"].map(Sequence.init)
        eraseRest = found["el"]
        erase = found["ech"].map(Sequence.init)
        foreground = found["setaf"].map(Sequence.init)
        background = found["setab"].map(Sequence.init)
        // As ECMA-48 has it, it is good for any letter; other ways take bytes.
        repeatsLetters = found["rep"] == "%p1%c\u{1B}[%p2%{1}%-%db"
        reset = (found["sgr0"] ?? "") + (found["rmir"] ?? "") + (found["smam"] ?? "")
        plain = Self.withoutCharsets(found["sgr0"] ?? "")
        let beginnings: [(Attributes, String?)] = [
            (.bold, found["bold"]), (.dim, found["dim"]), (.italic, found["sitm"]), (.underline, found["smul"]),
            (.reverse, found["rev"] ?? found["smso"]),
        ]
        // What cannot be taken back is not begun.
        attributes = hasCookies || plain.isEmpty ? [] : beginnings.compactMap { known in known.1.map { (known.0, $0) } }
    }

    /// Sends the cursor to a cell.
    func moving(to point: Point) -> String { place.filled(point.row, point.column) }

    /// Sends the cursor to a column of its row.
    func moving(column: Int) -> String? { self.column?.filled(column) }

    /// Sends the cursor to the right.
    func moving(right columns: Int) -> String? { right?.filled(columns) }

    /// Erases cells from the cursor on, which stays.
    func erasing(_ columns: Int) -> String? { erase?.filled(columns) }

    /// Writes the letter before so many times more.
    func repeating(_ times: Int) -> String? { repeatsLetters ? "\u{1B}[\(times)b" : nil }

    /// Sets the colour of letters, and of what lies behind them.
    func coloring(_ entry: Int32) -> String { foreground?.filled(Int(entry)) ?? "" }
    func coloring(behind entry: Int32) -> String { background?.filled(Int(entry)) ?? "" }

    /// A sequence with places for numbers.
    private struct Sequence: Sendable {
        private enum Part: Sendable { case text(String), number(Int) }

        private let whole: String
        /// Its parts, where they are as plain as cursor movements mostly are: filling those in needs nobody's help.
        private var parts: [Part]? = []
        private var counts = 0

        init(_ whole: String) {
            self.whole = whole
            var rest = whole[...]
            while let start = rest.firstIndex(of: "%") {
                parts?.append(.text(String(rest[..<start])))
                rest = rest[start...]
                if rest.hasPrefix("%i"), counts == 0 {
                    counts = 1
                    rest = rest.dropFirst(2)
                } else if rest.hasPrefix("%p1%d") || rest.hasPrefix("%p2%d") {
                    parts?.append(.number(rest.hasPrefix("%p1") ? 0 : 1))
                    rest = rest.dropFirst(5)
                } else {
                    parts = nil
                    return
                }
            }
            parts?.append(.text(String(rest)))
        }

        func filled(_ first: Int, _ second: Int = 0) -> String {
            guard let parts else {
                return Capabilities.terminfo.withLock { _ in
                    stoa_filled(whole, Int32(clamping: first), Int32(clamping: second)).map { String(cString: $0) }
                        ?? ""
                }
            }
            return parts.reduce(into: "") { filled, part in
                switch part {
                case .text(let text): filled += text
                case .number(let place): filled += String((place == 0 ? first : second) + counts)
                }
            }
        }
    }

    /// The end of a look without the end of the alternative letters, which the program never begins.
    private static func withoutCharsets(_ sequence: String) -> String {
        sequence.replacing("\u{1B}(B", with: "").replacing("\u{0F}", with: "")
    }
}

/// What terminfo says of the terminal that was looked up last.
private struct Found {
    private let sequences: [String: String]
    let numbers: [String: Int]
    let flags: Set<String>

    init() {
        let names = [
            "cup", "clear", "el", "ech", "cuf", "hpa", "cud1", "cub1", "rep", "smcup", "rmcup", "cnorm", "civis", "bel",
            "sgr0", "rmir", "smam", "bold", "dim", "sitm", "smul", "rev", "smso", "setaf", "setab",
        ]
        sequences = names.reduce(into: [:]) { known, name in
            if let text = stoa_sequence(name) { known[name] = Self.withoutPadding(String(cString: text)) }
        }
        numbers = ["colors", "ncv", "xmc"].reduce(into: [:]) { $0[$1] = Int(tigetnum($1)) }
        flags = Set(["bce", "msgr", "am", "xenl", "AX"].filter { tigetflag($0) > 0 })
    }

    subscript(name: String) -> String? { sequences[name] }

    /// Pauses (`$<5>`) were for terminals that could not keep up; those that are left say so themselves.
    private static func withoutPadding(_ sequence: String) -> String {
        var kept = ""
        var rest = sequence[...]
        while let start = rest.firstRange(of: "$<"), let end = rest[start.upperBound...].firstIndex(of: ">") {
            kept += rest[..<start.lowerBound]
            rest = rest[rest.index(after: end)...]
        }
        return kept + rest
    }
}
