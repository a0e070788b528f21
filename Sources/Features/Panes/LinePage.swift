import Terminal
import Workbench

/// A page of lines that a cursor goes through; some lines stand for something that keys are for.
struct LinePage<Target: Sendable & Hashable>: Sendable {
    /// One line.
    struct Line: Identifiable, Sendable {
        /// Its place, or what it stands for, so that the cursor finds it again.
        var id: String
        var line: StyledLine
        var target: Target?
    }

    private(set) var list = ListView(FixedRows<Line>())

    /// What the cursor stands on.
    var target: Target? { list.selection?.target }

    /// Takes other lines; the cursor stays on what it stood on.
    mutating func set(_ builder: LinePageBuilder<Target>) throws {
        list.source = FixedRows(builder.lines)
        try list.reload()
    }

    /// Puts the cursor on the line that stands for something.
    mutating func select(_ target: Target) {
        if let line = list.rows.first(where: { $0.target == target }) { list.select(line.id) }
    }

    static var actions: Set<ActionName> {
        [.down, .up, .first, .last, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .readOn]
    }

    /// Does a movement; lines without words are passed over.
    mutating func perform(_ action: ActionName, height: Int) throws {
        let before = list.selected
        _ = try list.perform(action, height: height)
        let step = list.selected >= before ? 1 : -1
        var place = list.selected
        while list.rows.indices.contains(place), list.rows[place].line.spans.isEmpty { place += step }
        if list.rows.indices.contains(place), place != list.selected { try list.move(to: place, height: height) }
    }

    /// Takes the mouse; only lines that stand for something are opened.
    mutating func handle(_ input: PaneInput, height: Int) throws -> LeftToPane {
        try list.handle(input, height: height) && target != nil ? .open : .nothing
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        list.view(size: size, isFocused: isFocused, empty: "") { line, columns in line.line.truncated(to: columns) }
    }

    /// The page, or the one sentence to say when what it is about is not there.
    func view(size: Size, isFocused: Bool, missing: String?) -> Surface {
        guard let missing else { return view(size: size, isFocused: isFocused) }
        var surface = Surface(size: size)
        surface.write(missing, at: Point(column: 1, row: 0), style: .muted)
        return surface
    }
}

/// Makes the lines of a page, for a number of columns.
struct LinePageBuilder<Target: Sendable & Hashable>: Sendable {
    /// The columns that lines may have.
    let columns: Int
    private(set) var lines: [LinePage<Target>.Line] = []

    init(columns: Int) { self.columns = columns - 1 }

    mutating func add(_ line: StyledLine = StyledLine(), _ target: Target? = nil) {
        let id = target.map { "\($0)" } ?? "\(lines.count)"
        lines.append(.init(id: id, line: line, target: target))
    }

    /// A heading with an empty line before it, and something at its right.
    mutating func heading(_ text: String, _ more: String = "") {
        if !lines.isEmpty { add() }
        var line = StyledLine(text, .heading)
        if !more.isEmpty { line.append("  " + more, .muted) }
        add(line)
    }

    /// Words, broken into lines.
    mutating func words(_ text: String, _ style: StyleName = .text) {
        StyledLine(text, style).wrapped(to: columns).forEach { add($0) }
    }

    /// Markdown under the heading, so many columns to the right.
    mutating func text(_ markdown: String, indent: Int = 2) {
        for line in MarkdownDocument(markdown).layout(columns: max(10, columns - indent), foldQuotes: false).lines {
            add(StyledLine([Span(String(repeating: " ", count: indent))] + line.spans))
        }
    }
}
