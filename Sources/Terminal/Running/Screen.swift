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
    private let output = OutputQueue()
    private var flow = FlowControl()
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
        ask()
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
        let isTaken = output.finish()
        if isTaken { awaitAnswer() }
        tcsetattr(STDIN_FILENO, isTaken ? TCSADRAIN : TCSANOW, &modes)
    }

    /// Takes it over again.
    public func resume() {
        guard !isRunning else { return }
        isRunning = true
        var raw = modes
        raw.c_iflag &= ~tcflag_t(IXON | BRKINT | PARMRK | ICRNL | INLCR | IGNCR)
        raw.c_oflag &= ~tcflag_t(ONLCR | OCRNL | ONOCR | ONLRET)
        raw.c_lflag &= ~tcflag_t(ICANON | ISIG | IEXTEN | ECHO | ECHONL)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        flow = FlowControl()
        send(Array(capabilities.begin.utf8))
        ask()
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
        guard !bytes.isEmpty else { return }
        flow.note(bytes.count)
        output.send(bytes)
    }
}

extension Screen {
    /// Whether a picture would be seen soon; until then drawing one is in vain, since a newer one will take its place.
    public var isReady: Bool { output.isEmpty && !flow.isFull(now: EventLoop.now()) }

    /// What can be written to again when the terminal takes more; nothing when it has taken everything.
    public var blocked: Int32? { output.isEmpty ? nil : output.descriptor }

    /// Goes on sending what the terminal did not take.
    public func advance() { output.advance() }

    /// Takes in that the terminal has come as far as it was asked for.
    public func hasCaughtUp() {
        flow.answer(now: EventLoop.now())
        ask()
    }

    /// Asks the terminal to tell how far it has come, where that is worth the bytes.
    private func ask() {
        if flow.asks(now: EventLoop.now()) { output.send(FlowControl.question.utf8) }
    }

    /// Waits a little for an answer that is on its way, which the next program would take for something typed.
    private func awaitAnswer() {
        let deadline = EventLoop.now() + Self.answerPatience
        var decoder = KeyDecoder()
        while flow.isAsking(within: 2 * Self.answerPatience, now: EventLoop.now()), decoder.reports == 0 {
            var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, Int32(max(0, deadline - EventLoop.now()))) > 0 else { return }
            var buffer = [UInt8](repeating: 0, count: 256)
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            guard count > 0 else { return }
            _ = decoder.decode(buffer[..<count], now: 0)
        }
    }

    private static let answerPatience: Int64 = 500
}
