import Glibc

/// The terminal that the program draws on. It knows what is there and sends the difference, each picture in one piece.
/// Used by one thread; there is one of it.
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
            difference.use(theme)
            shown = nil
        }
    }

    private let options: Options
    private let capabilities: Capabilities
    private var difference: Difference
    private var shown: Surface?
    private var isCursorShown: Bool?
    private var title: String?
    private var isRunning = false
    /// How the terminal was found, and is given back.
    private var modes = termios()

    /// Takes the terminal over; nothing when it cannot be driven, as when TERM names none.
    public init?(theme: Theme, options: Options = Options()) {
        guard let capabilities = Capabilities(), tcgetattr(STDIN_FILENO, &modes) == 0 else { return nil }
        let hasColor = options.hasColor && capabilities.colors > 0
        self.capabilities = capabilities
        self.options = options
        self.theme = hasColor ? theme : theme.withoutColors
        difference = Difference(capabilities, theme: self.theme, hasColor: hasColor)
        resume()
    }

    deinit { stop() }

    /// How large the terminal is.
    public var size: Size {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return Size(columns: 80, rows: 24)
        }
        return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    /// Shows a surface; only what differs from the last one is sent.
    public func present(_ surface: Surface) {
        guard isRunning else { return }
        difference.show(surface, over: shown?.size == surface.size ? shown : nil)
        shown = surface
        if let cursor = surface.cursor {
            difference.go(to: cursor)
            showCursor(true)
        } else {
            showCursor(false)
        }
        send(difference.take())
    }

    /// Draws everything anew, whatever else has written on the terminal.
    public func redraw() {
        shown = nil
        isCursorShown = nil
        difference.forget()
    }

    /// Gives the terminal back for a while: to an editor, or to the shell.
    public func suspend() {
        guard isRunning else { return }
        isRunning = false
        setModes(on: false)
        if title != nil { send(Array(TerminalMessage.restoreTitle.utf8)) }
        title = nil
        difference.wipe()
        difference.go(to: Point(column: 0, row: max(0, size.rows - 1)))
        showCursor(true)
        difference.send(capabilities.end)
        send(difference.take())
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }

    /// Takes it over again.
    public func resume() {
        guard !isRunning else { return }
        isRunning = true
        var raw = modes
        raw.c_iflag &= ~tcflag_t(IXON | BRKINT | PARMRK | ICRNL | INLCR | IGNCR)
        raw.c_oflag &= ~tcflag_t(ONLCR)
        raw.c_lflag &= ~tcflag_t(ICANON | ISIG | IEXTEN | ECHO | ECHONL)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        send(Array(capabilities.begin.utf8))
        setModes(on: true)
        redraw()
    }

    /// Gives the terminal back for good.
    public func stop() { suspend() }

    /// Puts text into the clipboard of the person's own terminal, also over SSH and through tmux (xterm's OSC 52).
    public func copy(_ text: String) { send(Array(TerminalMessage.copy(text, Self.variables).utf8)) }

    /// Names the window; what it was called before comes back when the terminal is given back.
    public func setTitle(_ text: String) {
        guard isRunning, text != title else { return }
        if title == nil { send(Array(TerminalMessage.keepTitle.utf8)) }
        title = text
        send(Array(TerminalMessage.title(text).utf8))
    }

    /// Shows a notice on the person's desktop, where the terminal knows how.
    public func notify(_ text: String) {
        guard isRunning else { return }
        send(Array(TerminalMessage.notice(text, Self.variables).utf8))
    }

    /// What tells which programs stand between this one and the terminal.
    private static var variables: [String: String] {
        ["TERM", "TMUX", "STY"].reduce(into: [:]) { found, name in
            if let value = getenv(name) { found[name] = String(cString: value) }
        }
    }

    /// Rings the bell.
    public func bell() { send(Array(capabilities.bell.utf8)) }

    private func setModes(on: Bool) {
        // Bracketed paste, and mouse presses with coordinates of any size.
        difference.send("\u{1B}[?2004" + (on ? "h" : "l"))
        if options.hasMouse { difference.send(on ? "\u{1B}[?1000h\u{1B}[?1006h" : "\u{1B}[?1006l\u{1B}[?1000l") }
    }

    private func showCursor(_ isShown: Bool) {
        guard isCursorShown != isShown else { return }
        isCursorShown = isShown
        difference.send(isShown ? capabilities.showCursor : capabilities.hideCursor)
    }

    private func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                var waiting = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
                continue
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
