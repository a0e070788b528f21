import Index
import Journal
import Terminal

/// One part of the screen, as a value: what it holds, how it changes, how it looks. A pane keeps the board session that
/// it asks, reads the index (a matter of milliseconds) and touches nothing else; what is to happen outside it returns
/// as effects. Whatever it throws is shown in the status line, and the pane stays as it was.
public protocol Pane: Sendable {
    /// What stands in its top border.
    var title: StyledLine { get }
    /// Where its keys mean something, the most special first; `everywhere` is added by the frame.
    var contexts: [Context] { get }
    /// The view or channel that it belongs to, as the sidebar names it; empty when it belongs to none.
    var place: String { get }
    /// What it adds to the status line while it has the focus.
    var status: StyledLine { get }
    /// Whether the matches of a search in it show, so that `n`, `N` and Esc belong to them.
    var isFinding: Bool { get }
    /// Whether it needs the whole screen while it has the focus; what is written then stands beside it or below.
    var takesScreen: Bool { get }
    /// The slots whose panes it makes needless while it is the list, since it shows the same in full.
    var standsFor: Set<Slot> { get }
    /// What it is about just now: the selected row, the post that is being read. Actions that are for anything on the
    /// board, whatever feature it belongs to, are given it.
    var subject: Reference? { get }

    /// Whether an action of the table can run in it now. The frame answers for its own actions.
    func availability(of action: ActionName) -> Availability
    /// Does an action that it said is available.
    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect]
    /// Takes what came otherwise than by an action.
    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect]

    /// Runs its queries again.
    mutating func reload() throws
    /// Takes in what a catch-up changed. Unless a pane does better, it runs its queries again.
    mutating func refresh(after changes: ChangeSet) throws
    /// Turns to something that another pane shows now, if that concerns it.
    mutating func follow(_ subject: Reference) throws -> [Effect]
    /// Says what follows from being on the screen and seen, such as marking read. Not called while the reader peeks.
    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect]

    /// When it looks otherwise though nothing happened, since time went on; asked only of panes that show.
    func nextChange(after now: Timestamp) -> Timestamp?

    /// How it looks at this size, without its title.
    func view(size: Size, isFocused: Bool) -> Surface
}

extension Pane {
    /// None but `everywhere`.
    public var contexts: [Context] { [] }
    /// Of no view.
    public var place: String { "" }
    /// Nothing to add.
    public var status: StyledLine { StyledLine() }
    /// Not searched.
    public var isFinding: Bool { false }
    /// Content with its slot.
    public var takesScreen: Bool { false }
    /// Needs no other pane away.
    public var standsFor: Set<Slot> { [] }
    /// About nothing on the board.
    public var subject: Reference? { nil }
    /// Never, unless a pane says otherwise.
    public func nextChange(after now: Timestamp) -> Timestamp? { nil }

    /// Takes nothing but actions.
    public mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] { [] }
    /// Runs its queries again.
    public mutating func refresh(after changes: ChangeSet) throws { try reload() }
    /// Follows nothing.
    public mutating func follow(_ subject: Reference) throws -> [Effect] { [] }
    /// Being seen changes nothing.
    public mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] { [] }
}

/// What reaches a pane otherwise than by an action.
public enum PaneInput: Hashable, Sendable {
    /// A press of the mouse on one of its cells.
    case click(Point)
    /// Two of them.
    case doubleClick(Point)
    /// The wheel, in rows, down being positive.
    case wheel(Int)
    /// The text of a prompt that it asked for, while it is being typed.
    case typing(purpose: String, text: String)
    /// The text of a prompt that it asked for, finished with Enter.
    case entered(purpose: String, text: String)
    /// A prompt that it asked for was left with Esc.
    case cancelled(purpose: String)
    /// Something that answers the post with the cursor is being written beside it: the post should come into view.
    case answering
    /// What was picked from a choice that it asked for.
    case chosen(purpose: String, choice: String)

    /// The purpose of the frame's own prompt for finding something in a pane.
    public static let find = "find"

    /// As the part of a pane sees it that begins so many rows further down.
    public func moved(up rows: Int) -> PaneInput {
        switch self {
        case .click(let point): .click(Point(column: point.column, row: point.row - rows))
        case .doubleClick(let point): .doubleClick(Point(column: point.column, row: point.row - rows))
        default: self
        }
    }
}

/// A place of the screen that holds one pane.
public enum Slot: Int, CaseIterable, Hashable, Sendable {
    /// The left column: where one can go.
    case sidebar
    /// The list of the view.
    case list
    /// What is selected in the list, whole.
    case reader
    /// The right column's upper part.
    case sideUpper
    /// The right column's lower part.
    case sideLower
}
