/// What a person may set about the frame; read from the configuration by the program.
public struct Settings: Hashable, Sendable {
    /// Where Enter after sending leads.
    public enum AfterSend: String, CaseIterable, Hashable, Sendable {
        /// To what was sent.
        case stay
        /// To the next unread post.
        case next
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
