/// What an action is called in configuration, in the palette and in code: `open`, `next-unread`.
public struct ActionName: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// Lower-case words joined by hyphens.
    public let rawValue: String

    /// An action by its name; whether there is one, the table says.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// An action by its name; whether there is one, the table says.
    public init(stringLiteral value: String) { rawValue = value }

    /// The name.
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
    /// Down a row.
    public static let down: ActionName = "down"
    /// Up a row.
    public static let up: ActionName = "up"
    /// To the first row.
    public static let first: ActionName = "first"
    /// To the last row.
    public static let last: ActionName = "last"
    /// A page down.
    public static let pageDown: ActionName = "page-down"
    /// A page up.
    public static let pageUp: ActionName = "page-up"
    /// Half a page down.
    public static let halfPageDown: ActionName = "half-page-down"
    /// Half a page up.
    public static let halfPageUp: ActionName = "half-page-up"
    /// Opens what is selected.
    public static let open: ActionName = "open"
    /// Back to where one was.
    public static let back: ActionName = "back"
    /// Back, and at the top out of the program.
    public static let leave: ActionName = "leave"
    /// The next pane.
    public static let nextPane: ActionName = "next-pane"
    /// The pane before.
    public static let previousPane: ActionName = "previous-pane"

    // Reading.
    /// A page down, and at the end on to the next unread post.
    public static let readOn: ActionName = "read-on"
    /// The next unread post.
    public static let nextUnread: ActionName = "next-unread"
    /// The unread post before.
    public static let previousUnread: ActionName = "previous-unread"
    /// The next thread with something unread.
    public static let nextUnreadThread: ActionName = "next-unread-thread"
    /// Read or unread.
    public static let toggleRead: ActionName = "toggle-read"
    /// Everything here read.
    public static let markAllRead: ActionName = "mark-all-read"
    /// Unread from here on.
    public static let unreadFromHere: ActionName = "unread-from-here"
    /// Out of a thread, with nothing in it marked read.
    public static let leaveForLater: ActionName = "leave-for-later"
    /// Keeps for later.
    public static let star: ActionName = "star"
    /// Watches or mutes.
    public static let watch: ActionName = "watch"
    /// Folds a branch.
    public static let fold: ActionName = "fold"
    /// Folds all branches.
    public static let foldAll: ActionName = "fold-all"
    /// Reads without marking anything read.
    public static let peek: ActionName = "peek"
    /// Sorts in what came meanwhile.
    public static let sortIn: ActionName = "sort-in"

    // Writing.
    /// Begins something new.
    public static let compose: ActionName = "compose"
    /// Answers.
    public static let reply: ActionName = "reply"
    /// Answers, with the text quoted.
    public static let quoteReply: ActionName = "quote-reply"
    /// Changes what one wrote.
    public static let edit: ActionName = "edit"
    /// Accepts an answer.
    public static let accept: ActionName = "accept"
    /// Reacts with a sign.
    public static let react: ActionName = "react"
    /// Takes back what one wrote.
    public static let retract: ActionName = "retract"
    /// What was typed and not sent.
    public static let drafts: ActionName = "drafts"

    // Taking along.
    /// Opens a link or a file.
    public static let openLink: ActionName = "open-link"
    /// Copies.
    public static let copy: ActionName = "copy"
    /// Marks a row.
    public static let mark: ActionName = "mark"
    /// Marks a range of rows.
    public static let markRange: ActionName = "mark-range"
    /// Marks all rows.
    public static let markAll: ActionName = "mark-all"
    /// Does the last action again.
    public static let repeatLast: ActionName = "repeat"
    /// Takes the last action back.
    public static let undo: ActionName = "undo"

    // Finding.
    /// Finds in a list or text.
    public static let find: ActionName = "find"
    /// The next match.
    public static let nextMatch: ActionName = "next-match"
    /// The match before.
    public static let previousMatch: ActionName = "previous-match"
    /// Ends the search.
    public static let endFind: ActionName = "end-find"
    /// What means something only while the matches of a search show.
    public static let amongMatches: Set<ActionName> = [.nextMatch, .previousMatch, .endFind]
    /// Searches the board.
    public static let search: ActionName = "search"

    // The frame.
    /// Any action, by a few letters.
    public static let palette: ActionName = "palette"
    /// The keys of the screen.
    public static let help: ActionName = "help"
    /// The whole screen for a pane, and back.
    public static let zoom: ActionName = "zoom"
    /// Shows or hides the right column.
    public static let sideColumn: ActionName = "side-column"
    /// Draws everything anew.
    public static let redraw: ActionName = "redraw"
    /// To the shell.
    public static let suspend: ActionName = "suspend"
    /// Leaves what is under way; never loses text.
    public static let cancel: ActionName = "cancel"
    /// Leaves the program.
    public static let quit: ActionName = "quit"

    // The composer.
    /// Asks what is to become of the text.
    public static let finish: ActionName = "finish"
    /// Sends the text.
    public static let sendText: ActionName = "send"
    /// Throws the text away.
    public static let discardText: ActionName = "discard"
    /// Keeps the text as a draft.
    public static let keepDraft: ActionName = "keep-draft"
    /// To the person's editor and back.
    public static let externalEditor: ActionName = "external-editor"
    /// How the text will look.
    public static let preview: ActionName = "preview"
    /// Completes the word.
    public static let complete: ActionName = "complete"
    /// The field before.
    public static let previousField: ActionName = "previous-field"
    /// Sends in spite of a remark.
    public static let sendAsItIs: ActionName = "send-as-it-is"
    /// The next step of a protocol.
    public static let nextStep: ActionName = "next-step"
    /// The step before.
    public static let previousStep: ActionName = "previous-step"
    static let similar: [ActionName] = ["open-similar-1", "open-similar-2", "open-similar-3"]
    /// Scrolls what stands beside the text down.
    public static let readOnBehind: ActionName = "scroll-behind"
    /// Scrolls what stands beside the text up.
    public static let readBackBehind: ActionName = "scroll-back-behind"
}
