import CNcurses
import Glibc

/// The terminal that the program draws on. ncurses keeps what is there and sends the difference. Used by one thread;
/// there is one of it.
public final class Screen {
    /// What the terminal can do and the person wants.
    public struct Options: Sendable {
        /// Whether the mouse is listened to.
        public var hasMouse: Bool
        /// Whether colours are used when there are any.
        public var hasColor: Bool

        /// The options.
        public init(hasMouse: Bool = true, hasColor: Bool = true) {
            self.hasMouse = hasMouse
            self.hasColor = hasColor
        }
    }

    /// The look of everything.
    public var theme: Theme {
        didSet {
            looks.removeAll()
            shown = nil
        }
    }

    private let options: Options
    private let terminal: OpaquePointer
    private var shown: Surface?
    private var looks: [Look: (attributes: attr_t, pair: Int32)] = [:]
    private var pairs: [ColorPair: Int32] = [:]
    private var isRunning = false

    private struct Look: Hashable {
        var style: StyleName
        var overlay: StyleName?
    }

    private struct ColorPair: Hashable {
        var foreground: Int32
        var background: Int32
    }

    /// Takes the terminal over; nothing when it cannot be driven, as when TERM names none.
    public init?(theme: Theme, options: Options = Options()) {
        _ = TextWidth.columns(of: "…")
        guard let terminal = stoa_open_terminal() else { return nil }
        guard stoa_can_address_cursor() else {
            endwin()
            return nil
        }
        self.terminal = terminal
        self.theme = theme
        self.options = options
        set_escdelay(25)
        raw()
        noecho()
        nonl()
        intrflush(stoa_standard_screen(), false)
        leaveok(stoa_standard_screen(), false)
        if options.hasColor, has_colors() {
            start_color()
            use_default_colors()
        } else {
            self.theme = theme.withoutColors
        }
        resume()
    }

    deinit { stop() }

    /// How large the terminal is.
    public var size: Size {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return Size(columns: Int(stoa_columns()), rows: Int(stoa_lines()))
        }
        return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    /// Shows a surface; only what differs from the last one is touched.
    public func present(_ surface: Surface) {
        let fits = stoa_columns() == Int32(surface.size.columns) && stoa_lines() == Int32(surface.size.rows)
        if !fits { resizeterm(Int32(surface.size.rows), Int32(surface.size.columns)) }
        let before = shown?.size == surface.size ? shown : nil
        if before == nil { erase() }
        for row in 0..<surface.size.rows {
            let cells = surface.row(row)
            if let before, before.row(row) == cells { continue }
            draw(cells, row: Int32(row))
        }
        if let cursor = surface.cursor {
            move(Int32(cursor.row), Int32(cursor.column))
            curs_set(1)
        } else {
            curs_set(0)
        }
        refresh()
        shown = surface
    }

    /// Draws everything anew, whatever else has written on the terminal.
    public func redraw() {
        shown = nil
        clearok(stoa_standard_screen(), true)
    }

    /// Gives the terminal back for a while: to an editor, or to the shell.
    public func suspend() {
        guard isRunning else { return }
        isRunning = false
        setModes(on: false)
        endwin()
    }

    /// Takes it over again.
    public func resume() {
        guard !isRunning else { return }
        isRunning = true
        setModes(on: true)
        redraw()
    }

    /// Gives the terminal back for good.
    public func stop() { suspend() }

    /// Puts text into the clipboard of the person's own terminal, also over SSH (xterm's OSC 52).
    public func copy(_ text: String) {
        send("\u{1B}]52;c;" + Base64.encode(Array(text.utf8)) + "\u{07}")
    }

    /// Rings the bell.
    public func bell() { beep() }

    private func setModes(on: Bool) {
        // Bracketed paste, and mouse presses with coordinates of any size.
        send("\u{1B}[?2004" + (on ? "h" : "l"))
        if options.hasMouse { send(on ? "\u{1B}[?1000h\u{1B}[?1006h" : "\u{1B}[?1006l\u{1B}[?1000l") }
    }

    private func send(_ text: String) {
        fflush(nil)
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Writes a row as runs of one look.
    private func draw(_ cells: ArraySlice<Cell>, row: Int32) {
        move(row, 0)
        var run = ""
        var look: Look?
        for cell in cells where cell.width > 0 {
            let next = Look(style: cell.style, overlay: cell.overlay)
            if next != look {
                flush(&run, look)
                look = next
            }
            run.append(cell.character)
        }
        flush(&run, look)
    }

    private func flush(_ run: inout String, _ look: Look?) {
        guard let look, !run.isEmpty else { return }
        let (attributes, pair) = resolve(look)
        stoa_set_style(attributes, pair)
        addstr(run)
        run = ""
    }

    private func resolve(_ look: Look) -> (attributes: attr_t, pair: Int32) {
        if let known = looks[look] { return known }
        let style = theme.style(of: look.style, overlay: look.overlay)
        var attributes: attr_t = 0
        for (attribute, bits) in Self.attributeBits where style.attributes.contains(attribute) { attributes |= bits }
        let resolved = (attributes, pair(style))
        looks[look] = resolved
        return resolved
    }

    private func pair(_ style: Style) -> Int32 {
        let colors = Int(stoa_colors())
        guard options.hasColor, colors >= 8 else { return 0 }
        let wanted = ColorPair(
            foreground: style.foreground?.entry(of: colors) ?? -1, background: style.background?.entry(of: colors) ?? -1
        )
        guard wanted.foreground >= 0 || wanted.background >= 0 else { return 0 }
        if let known = pairs[wanted] { return known }
        let number = Int32(pairs.count + 1)
        guard init_extended_pair(number, wanted.foreground, wanted.background) == OK else { return 0 }
        pairs[wanted] = number
        return number
    }

    /// The bits of curs_attr(3X): A_BOLD and so on are macros that Swift cannot see.
    private static let attributeBits: [(Attributes, attr_t)] = [
        (.bold, 1 << 21), (.dim, 1 << 20), (.italic, 1 << 31), (.underline, 1 << 17), (.reverse, 1 << 18),
    ]
}
