/// What a piece of text means on the screen. Themes give each meaning its look; nothing else names a colour.
public enum StyleName: String, CaseIterable, Hashable, Sendable {
    /// Running text, what stands back, what heads, what stands out.
    case text, muted, heading, accent
    /// The frame of a pane.
    case border
    /// The frame of the pane with the focus.
    case borderFocused = "border_focused"
    /// The title in it.
    case title
    /// The title of the pane with the focus.
    case titleFocused = "title_focused"
    /// The selected row where the focus is.
    case selection
    /// The selected row elsewhere.
    case selectionUnfocused = "selection_unfocused"
    /// What a search found.
    case match
    /// The last two lines, and what is typed into.
    case status, key, hint, input, badge
    /// The parts of lists and posts.
    case unread, author, me, moderator, imported, time, channel, pinned, locked
    /// Kinds of threads.
    case question, answered, announcement, activity
    /// Quoted text, and code in it.
    case quote, code
    /// A word that its language gives a meaning.
    case codeKeyword = "code_keyword"
    /// A text in code.
    case codeString = "code_string"
    /// A remark in code.
    case codeComment = "code_comment"
    /// A number in code.
    case codeNumber = "code_number"
    /// Marks in running text.
    case link, emphasis, strong, strikethrough, reaction, online
    /// Differences between versions.
    case added, removed, changed
    /// Messages.
    case error, warning, success
}

/// A colour as a theme names it.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// Entry 0 to 255 of the terminal's palette; the first 16 are the person's own choice.
    case palette(UInt8)
    /// 24-bit red, green and blue; shown by the nearest palette entry where the terminal has no more.
    case rgb(UInt8, UInt8, UInt8)
}

/// How letters are drawn, besides their colour.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Attributes from bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Brighter or heavier letters.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter letters.
    public static let dim = Attributes(rawValue: 2)
    /// Slanted letters.
    public static let italic = Attributes(rawValue: 4)
    /// A line below.
    public static let underline = Attributes(rawValue: 8)
    /// Foreground and background changed over.
    public static let reverse = Attributes(rawValue: 16)
    /// A line through.
    public static let strikethrough = Attributes(rawValue: 32)
}

/// The look of one meaning. `nil` colours let what lies below show through.
public struct Style: Hashable, Sendable {
    /// The letters' colour.
    public var foreground: Color?
    /// The colour behind them.
    public var background: Color?
    /// Bold, underline and so on.
    public var attributes: Attributes

    /// A look; everything left out stays as what lies below has it.
    public init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// This look with `upper` laid over it.
    public func overlaid(with upper: Style) -> Style {
        Style(
            foreground: upper.foreground ?? foreground,
            background: upper.background ?? background,
            attributes: attributes.union(upper.attributes))
    }
}
