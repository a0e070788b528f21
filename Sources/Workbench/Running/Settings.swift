/// What a person may set about the frame; read from the configuration by the program.
public struct Settings: Hashable, Sendable {
    /// Where Enter after sending leads.
    public enum AfterSend: String, CaseIterable, Hashable, Sendable {
        /// To what was sent.
        case stay
        /// To the next unread post.
        case next
    }

    /// What happens when something new is for the reader.
    public enum Notice: String, CaseIterable, Hashable, Sendable {
        /// Nothing but what the screen shows.
        case none
        /// The terminal's bell.
        case bell
        /// A notice on the desktop, where the terminal knows how (OSC 9).
        case desktop
    }

    /// The theme's name.
    public var theme = "default"
    /// Whether the mouse is listened to.
    public var hasMouse = true
    /// Whether reading marks nothing.
    public var isPeeking = false
    /// Whether others see that the member is here.
    public var showsPresence = true
    /// Where sending leads.
    public var afterSend = AfterSend.stay
    /// What happens when something new is for the reader.
    public var notice = Notice.none
    /// Whether the terminal's title names the board and what is unread.
    public var hasTitle = true
    /// Whether the program speaks line by line instead of drawing a screen.
    public var isPlain = false
    /// The columns that running text is set in then.
    public var plainColumns = 120
    /// Whether there is a shell to go to while the program waits.
    public var hasShell = true
    /// The editor and its arguments; nothing means the built-in composer only.
    public var editor: [String] = []
    /// The program and its arguments that links are opened with; nothing means that they are shown.
    public var browser: [String] = []
    /// A person's own keys.
    public var keys: [KeyBinding] = []
    /// What is wrong with the configuration, shown when the program starts.
    public var problems: [String] = []

    /// The settings of someone who has set nothing.
    public init() {}
}
