import Terminal
import Workbench

/// A list with tabs above it, in which something can be found: what panes of such lists do alike. A pane fills it whenever
/// it loads, with the rows of the tab that shows. Without tabs it is the list alone.
struct TabbedList<Row: Sendable & Identifiable>: Sendable where Row.ID: Sendable {
    var tabs: TabLine
    /// What is sought; empty when nothing is.
    private(set) var sought = ""
    private var list = ListView(FixedRows<Row>())

    init(tabs titles: [String] = []) { tabs = TabLine(tabs: titles.map { TabLine.Tab(title: $0) }) }

    var selection: Row? { list.selection }
    var chosen: [Row] { list.chosen }
    var marks: Set<Row.ID> { list.marks }
    var isFinding: Bool { !sought.isEmpty }
    /// What is sought, for people.
    var status: StyledLine { StyledLine(isFinding ? "with “\(sought)”" : "", .status) }

    /// Takes other rows, those in which what is sought is found; the selection stays on its row.
    mutating func fill(_ rows: [Row], where isMatch: (Row, _ sought: String) -> Bool = { _, _ in true }) throws {
        list.source = FixedRows(isFinding ? rows.filter { isMatch($0, sought) } : rows)
        try list.reload()
    }

    mutating func select(_ id: Row.ID) { list.select(id) }

    /// Shows another tab; the pane then fills the list.
    mutating func show(_ tab: Int) {
        tabs.shown = tab
        list = ListView(FixedRows())
    }

    /// Whether an action is one of the list's own, or of `onRows`, which the pane does for the selected row; `none` is what
    /// to say when there is no row.
    func availability(of action: ActionName, onRows: Set<ActionName>, none: String) -> Availability {
        if action == .find { return .available }
        if [.tabLeft, .tabRight].contains(action) { return tabs.tabs.isEmpty ? .absent : .available }
        if ActionName.amongMatches.contains(action) { return isFinding ? .available : .absent }
        guard onRows.contains(action) || ListView<FixedRows<Row>>.actions.contains(action) else { return .absent }
        return selection == nil ? .unavailable(none) : .available
    }

    /// Does an action that every such list knows.
    mutating func perform(_ action: ActionName, in size: Size) throws -> LeftToPane {
        switch action {
        case .tabRight, .tabLeft:
            tabs.step(by: action == .tabRight ? 1 : -1)
            show(tabs.shown)
        case .endFind: sought = ""
        default:
            _ = try list.perform(action, height: height(size))
            return .nothing
        }
        return .reload
    }

    /// Takes the mouse and what is sought.
    mutating func handle(_ input: PaneInput, in size: Size) throws -> LeftToPane {
        switch input {
        case .typing(PaneInput.find, let text), .entered(PaneInput.find, let text): sought = text
        case .cancelled(PaneInput.find): sought = ""
        case .click(let point) where point.row < head:
            guard point.row == 0, let tab = tabs.tab(atColumn: point.column, columns: size.columns) else {
                return .nothing
            }
            show(tab)
        default: return try list.handle(input.moved(up: head), height: height(size)) ? .open : .nothing
        }
        return .reload
    }

    /// Rows above the list.
    private var head: Int { tabs.tabs.isEmpty ? 0 : 2 }

    private func height(_ size: Size) -> Int { max(1, size.rows - head) }

    /// Draws the tabs and the rows. `line` gives a row's line for a number of columns.
    func view(
        size: Size, isFocused: Bool, empty: String, line: (Row, _ columns: Int) -> StyledLine
    ) -> Surface {
        var surface = Surface(size: size)
        surface.write(tabs.line(columns: size.columns), at: Point(column: 0, row: 0))
        let rows = list.view(
            size: Size(columns: size.columns, rows: height(size)), isFocused: isFocused,
            empty: StyledLine(empty, .muted), line: line)
        surface.draw(rows, at: Point(column: 0, row: head))
        return surface
    }
}
