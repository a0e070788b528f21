import Journal

/// What the frame wants from the world outside its state.
public enum Errand: Sendable {
    /// Events are to be written and the index brought up to date; the answer comes as `Workbench.written`.
    case write(Writing, ticket: Int)
    /// Something is to be done away from the screen; the answer comes as `Workbench.worked`.
    case work(Work)
    /// A draft is to be on disk.
    case saveDraft(StoredDraft)
    /// A draft is no longer needed.
    case discardDraft(String)
    /// Text goes to the clipboard.
    case copy(String)
    /// A link is to be opened.
    case openLink(String)
    /// Text is to be edited with the person's editor; the answer comes as `Workbench.edited`.
    case editOutside(String)
    /// Everything is to be drawn anew.
    case redraw
    /// The program is to stop until the shell continues it.
    case suspend
    /// The program is to end.
    case quit
}
