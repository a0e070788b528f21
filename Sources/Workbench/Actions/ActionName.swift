/// What an action is called in configuration, in the palette and in code: `open`, `next-unread`.
public struct ActionName: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// Lower-case words joined by hyphens.
    public let rawValue: String

    /// An action by its name; whether there is one, the table says.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// An action by its name; whether there is one, the table says.
    public init(stringLiteral value: String) { rawValue = value }

    public var description: String { rawValue }
}

/// Where keys mean what they mean. Features may add their own.
public struct Context: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// A lower-case word.
    public let rawValue: String

    /// A context by its name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A context by its name.
    public init(stringLiteral value: String) { rawValue = value }

    /// Every pane.
    public static let everywhere: Context = "everywhere"
    /// While the matches of a search in a pane show.
    public static let matches: Context = "matches"
    /// While text is being written.
    public static let composer: Context = "composer"
}

/// The actions that the frame and most panes share.
extension ActionName {
    // Moving.
    public static let down: ActionName = "down"
    public static let up: ActionName = "up"
    public static let first: ActionName = "first"
    public static let last: ActionName = "last"
    public static let pageDown: ActionName = "page-down"
    public static let pageUp: ActionName = "page-up"
    public static let halfPageDown: ActionName = "half-page-down"
    public static let halfPageUp: ActionName = "half-page-up"
    public static let open: ActionName = "open"
    public static let back: ActionName = "back"
    public static let leave: ActionName = "leave"
    public static let nextPane: ActionName = "next-pane"
    public static let previousPane: ActionName = "previous-pane"

    // Reading.
    public static let readOn: ActionName = "read-on"
    public static let nextUnread: ActionName = "next-unread"
    public static let previousUnread: ActionName = "previous-unread"
    public static let nextUnreadThread: ActionName = "next-unread-thread"
    public static let toggleRead: ActionName = "toggle-read"
    public static let markAllRead: ActionName = "mark-all-read"
    public static let unreadFromHere: ActionName = "unread-from-here"
    public static let leaveForLater: ActionName = "leave-for-later"
    public static let star: ActionName = "star"
    public static let watch: ActionName = "watch"
    public static let fold: ActionName = "fold"
    public static let foldAll: ActionName = "fold-all"
    public static let peek: ActionName = "peek"
    public static let sortIn: ActionName = "sort-in"

    // Writing.
    public static let compose: ActionName = "compose"
    public static let reply: ActionName = "reply"
    public static let quoteReply: ActionName = "quote-reply"
    public static let edit: ActionName = "edit"
    public static let accept: ActionName = "accept"
    public static let react: ActionName = "react"
    public static let retract: ActionName = "retract"
    public static let drafts: ActionName = "drafts"

    // Taking along.
    public static let openLink: ActionName = "open-link"
    public static let copy: ActionName = "copy"
    public static let mark: ActionName = "mark"
    public static let markRange: ActionName = "mark-range"
    public static let repeatLast: ActionName = "repeat"
    public static let undo: ActionName = "undo"

    // Finding.
    public static let find: ActionName = "find"
    public static let nextMatch: ActionName = "next-match"
    public static let previousMatch: ActionName = "previous-match"
    public static let endFind: ActionName = "end-find"
    /// What means something only while the matches of a search show.
    public static let amongMatches: Set<ActionName> = [.nextMatch, .previousMatch, .endFind]
    public static let search: ActionName = "search"

    // The frame.
    public static let palette: ActionName = "palette"
    public static let help: ActionName = "help"
    public static let zoom: ActionName = "zoom"
    public static let sideColumn: ActionName = "side-column"
    public static let redraw: ActionName = "redraw"
    public static let suspend: ActionName = "suspend"
    public static let cancel: ActionName = "cancel"
    public static let quit: ActionName = "quit"

    // The composer.
    public static let finish: ActionName = "finish"
    public static let sendText: ActionName = "send"
    public static let discardText: ActionName = "discard"
    public static let keepDraft: ActionName = "keep-draft"
    public static let externalEditor: ActionName = "external-editor"
    public static let preview: ActionName = "preview"
    public static let complete: ActionName = "complete"
    public static let previousField: ActionName = "previous-field"
    public static let sendAsItIs: ActionName = "send-as-it-is"
    static let similar: [ActionName] = ["open-similar-1", "open-similar-2", "open-similar-3"]
    public static let readOnBehind: ActionName = "scroll-behind"
    public static let readBackBehind: ActionName = "scroll-back-behind"
}
