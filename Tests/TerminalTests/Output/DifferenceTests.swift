import CTerminalEmulator
import TestSupport
import Testing

@testable import Terminal

/// What is sent makes the terminal show the surface, whatever it showed before.
struct DifferenceTests {
    /// Terminals that people have; the emulator understands what all of them are sent.
    static let terminals = ["xterm-256color", "xterm", "screen-256color", "tmux-256color", "linux", "vt100", "vt220"]
    static let looks: [StyleName] = [
        .text, .muted, .unread, .badge, .channel, .link, .emphasis, .status, .match, .codeString, .error,
    ]

    /// A picture with a bit of everything; what is not written anew stays as it was.
    private static func change(_ surface: inout Surface, _ source: inout SplitMix) {
        let texts = ["a", "plain words", "漢字", "é", "e\u{301}", "😀 party", "    ", "──┼──", "    x    ", "0123456789"]
        for _ in 0..<Int(source.next() % 12) {
            let point = Point(column: Int(source.next() % 38), row: Int(source.next() % 9))
            let size = Size(columns: Int(source.next() % 40), rows: Int(source.next() % 3))
            switch source.next() % 4 {
            case 0: surface.fill(Rectangle(origin: point, size: size), style: source.pick(looks))
            case 1:
                surface.overlay(
                    source.pick([.selection, .selectionUnfocused, .status]),
                    in: Rectangle(origin: point, size: size))
            default: surface.write(source.pick(texts), at: point, style: source.pick(looks))
            }
        }
    }

    @Test(arguments: terminals)
    func theTerminalShowsWhatTheSurfaceShows(terminal: String) throws {
        let capabilities = try #require(Capabilities(terminal: terminal))
        for theme in ["default", "dark", "high-contrast", "monochrome"] {
            var source = SplitMix(state: UInt64(theme.utf8.count))
            let theme = ThemeLibrary(folders: []).theme(theme).theme
            let hasColor = capabilities.colors > 0
            var difference = Difference(
                capabilities, theme: hasColor ? theme : theme.withoutColors, hasColor: hasColor)
            var (shown, surface) = (Surface?.none, Surface(size: Size(columns: 40, rows: 10)))
            let going = Emulator(surface.size)
            for step in 0..<60 {
                Self.change(&surface, &source)
                difference.show(surface, over: shown)
                going.read(difference.take())
                shown = surface
                // The same picture, drawn at once on an empty screen.
                let fresh = Emulator(surface.size)
                var whole = Difference(capabilities, theme: hasColor ? theme : theme.withoutColors, hasColor: hasColor)
                whole.show(surface, over: nil)
                fresh.read(whole.take())
                #expect(going.text == surface.text, "\(terminal), \(theme.name), step \(step)")
                let other = Set(going.looks).symmetricDifference(fresh.looks).sorted()
                #expect(other.isEmpty, "\(terminal), \(theme.name), step \(step)")
            }
        }
    }

    /// Rows that resemble each other, as lists have them, with what lists are made of.
    private static func list(from first: Int, selected: Int, in size: Size) -> Surface {
        var surface = Surface(size: size)
        for row in 0..<size.rows {
            var source = SplitMix(state: UInt64(first + row))
            let at = { (column: Int) in Point(column: column, row: row) }
            surface.write("│", at: at(0), style: .border)
            surface.write(String(Int.random(in: 0...99, using: &source)), at: at(4), style: .badge)
            surface.write(source.pick(["3y", "1d", "12w"]), at: at(8), style: .muted)
            let titles = [
                "Plain words", "漢字 in front", "A 😀 party", "e\u{301}e\u{301}", "Rather more words than that", "",
            ]
            surface.write(source.pick(titles) + " \(first + row)", at: at(13), style: .unread)
            surface.write("#week-\(source.next() % 12)", at: at(42), style: .channel)
            surface.write(source.pick(["7", "23"]), at: at(55), style: .muted)
            if row == selected {
                surface.overlay(.selection, in: Rectangle(column: 2, row: row, columns: 56, rows: 1))
            }
        }
        return surface
    }

    @Test(arguments: terminals)
    func aListIsTurnedOver(terminal: String) throws {
        let capabilities = try #require(Capabilities(terminal: terminal))
        let size = Size(columns: 60, rows: 12)
        let hasColor = capabilities.colors > 0
        let library = ThemeLibrary(folders: []).theme("default").theme
        let theme = hasColor ? library : library.withoutColors
        var source = SplitMix(state: 5)
        var difference = Difference(capabilities, theme: theme, hasColor: hasColor)
        var shown: Surface?
        let going = Emulator(size)
        for step in 0..<40 {
            let surface = Self.list(
                from: Int(source.next() % 50), selected: Int(source.next() % 12), in: size)
            difference.show(surface, over: shown)
            going.read(difference.take())
            shown = surface
            let fresh = Emulator(size)
            var whole = Difference(capabilities, theme: theme, hasColor: hasColor)
            whole.show(surface, over: nil)
            fresh.read(whole.take())
            #expect(going.text == surface.text, "\(terminal), step \(step)")
            #expect(Set(going.looks).symmetricDifference(fresh.looks).sorted() == [], "\(terminal), step \(step)")
        }
    }

    @Test func aPageOfAListIsWrittenInkByInk() throws {
        let capabilities = try #require(Capabilities(terminal: "xterm-256color"))
        let size = Size(columns: 60, rows: 30)
        let theme = ThemeLibrary(folders: []).theme("default").theme
        var difference = Difference(capabilities, theme: theme, hasColor: true)
        difference.show(Self.list(from: 0, selected: 0, in: size), over: nil)
        _ = difference.take()
        difference.show(Self.list(from: 100, selected: 0, in: size), over: Self.list(from: 0, selected: 0, in: size))
        // Thirty rows of about thirty letters that differ, in four inks.
        #expect(difference.take().count < 30 * 50)
    }

    @Test func alikeLettersAreRepeated() throws {
        let size = Size(columns: 40, rows: 1)
        var surface = Surface(size: size)
        surface.write(String(repeating: "━", count: 30), at: Point(column: 2, row: 0))
        func sent(_ terminal: String) throws -> String {
            let capabilities = try #require(Capabilities(terminal: terminal))
            var difference = Difference(capabilities, theme: .monochrome, hasColor: false)
            difference.show(Surface(size: size), over: nil)
            _ = difference.take()
            difference.show(surface, over: Surface(size: size))
            return String(decoding: difference.take(), as: UTF8.self)
        }
        #expect(try sent("xterm-256color").hasSuffix("━\u{1B}[29b"))
        #expect(try sent("tmux-256color").hasSuffix(String(repeating: "━", count: 30)), "it knows of no such thing")
    }

    @Test func nothingIsSentForWhatIsShownAlready() throws {
        let capabilities = try #require(Capabilities(terminal: "xterm-256color"))
        var difference = Difference(capabilities, theme: Theme.monochrome, hasColor: true)
        var surface = Surface(size: Size(columns: 20, rows: 3))
        surface.write("Something", at: Point(column: 2, row: 1), style: .unread)
        difference.show(surface, over: nil)
        #expect(!difference.take().isEmpty)
        difference.show(surface, over: surface)
        #expect(difference.take().isEmpty)
    }

    @Test func neighbouringLooksAreSetInOneSequence() throws {
        let capabilities = try #require(Capabilities(terminal: "xterm-256color"))
        var difference = Difference(
            capabilities, theme: ThemeLibrary(folders: []).theme("default").theme, hasColor: true)
        let before = Surface(size: Size(columns: 20, rows: 3))
        difference.show(before, over: nil)
        _ = difference.take()
        var after = before
        after.write("ab", at: Point(column: 2, row: 1), style: .badge)
        after.write("cd", at: Point(column: 6, row: 1), style: .channel)
        difference.show(after, over: before)
        #expect(String(decoding: difference.take(), as: UTF8.self) == "\u{1B}[2;3H\u{1B}[1;33mab  \u{1B}[;34mcd")
    }

    @Test func aTerminalThatCannotSendItsCursorAnywhereIsNone() {
        #expect(Capabilities(terminal: "dumb") == nil)
        #expect(Capabilities(terminal: "no-such-terminal") == nil)
    }

    @Test func marksOfATerminalsOldAgeAreLeftOut() throws {
        let capabilities = try #require(Capabilities(terminal: "vt100"))
        #expect(capabilities.moving(to: Point(column: 4, row: 2)) == "\u{1B}[3;5H")
        #expect(capabilities.plain == "\u{1B}[m")
        #expect(capabilities.colors == 0)
    }
}

/// A terminal emulator that is fed by hand.
private final class Emulator {
    private let emulator: OpaquePointer?
    private let screen: OpaquePointer?
    private let size: Size

    init(_ size: Size) {
        self.size = size
        emulator = vterm_new(Int32(size.rows), Int32(size.columns))
        screen = vterm_obtain_screen(emulator)
        vterm_set_utf8(emulator, 1)
        vterm_screen_reset(screen, 1)
    }

    deinit { vterm_free(emulator) }

    func read(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            _ = vterm_input_write(emulator, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
        }
    }

    private func cell(_ row: Int, _ column: Int) -> VTermScreenCell {
        var cell = VTermScreenCell()
        vterm_screen_get_cell(screen, VTermPos(row: Int32(row), col: Int32(column)), &cell)
        return cell
    }

    var text: String {
        (0..<size.rows).map { row in
            var (text, column) = ("", 0)
            while column < size.columns {
                let cell = cell(row, column)
                let scalars = [cell.chars.0, cell.chars.1, cell.chars.2].prefix { $0 != 0 }
                if scalars.isEmpty { text += " " }
                for scalar in scalars.compactMap(Unicode.Scalar.init) { text.unicodeScalars.append(scalar) }
                column += max(1, Int(cell.width))
            }
            while text.last == " " { text.removeLast() }
            return text
        }.joined(separator: "\n")
    }

    /// How each cell looks: of blank ones, what can be seen of it. The right half of a wide one is drawn with its left.
    var looks: [String] {
        (0..<size.rows).flatMap { row in
            var (looks, column) = ([String](), 0)
            while column < size.columns {
                var cell = cell(row, column)
                looks.append("\(row),\(column): \(Self.look(of: &cell))")
                column += max(1, Int(cell.width))
            }
            return looks
        }
    }

    private static func look(of cell: inout VTermScreenCell) -> String {
        let isBlank = cell.chars.0 == 0 || cell.chars.0 == 0x20
        let (isReverse, isUnderlined) = (stoa_cell_is_reverse(&cell), stoa_cell_is_underlined(&cell))
        let behind = Self.name(of: cell.bg)
        guard !isBlank || isReverse + isUnderlined > 0 else { return behind }
        return "\(isReverse)\(isUnderlined)\(stoa_cell_is_bold(&cell)) \(Self.name(of: cell.fg)) \(behind)"
    }

    private static func name(of color: VTermColor) -> String {
        withUnsafeBytes(of: color) { $0.map { String($0, radix: 16) }.joined(separator: ".") }
    }
}
