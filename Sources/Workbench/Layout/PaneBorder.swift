import Terminal

/// The title row of a pane. The pane with the focus has a heavy line and a sign, so that it shows without colour.
enum PaneBorder {
    static func draw(_ title: StyledLine, in block: Rectangle, isFocused: Bool, on surface: inout Surface) {
        let line: Character = isFocused ? "━" : "─"
        let style: StyleName = isFocused ? .borderFocused : .border
        let row = Rectangle(origin: block.origin, size: Size(columns: block.size.columns, rows: 1))
        surface.fill(row, line, style: style)
        guard !title.spans.isEmpty, block.size.columns > 6 else { return }
        let shown = titleLine(title, isFocused: isFocused).truncated(to: block.size.columns - 3)
        surface.write(shown, at: Point(column: block.origin.column + 1, row: block.origin.row))
    }

    private static func titleLine(_ title: StyledLine, isFocused: Bool) -> StyledLine {
        let plain: StyleName = isFocused ? .titleFocused : .title
        let spans = title.spans.map { Span($0.text, $0.style == .text ? plain : $0.style) }
        return StyledLine([Span(isFocused ? "▶ " : " ", plain)] + spans + [Span(" ", plain)])
    }

    /// The block below the title row.
    static func inside(_ block: Rectangle) -> Rectangle {
        Rectangle(
            column: block.origin.column, row: block.origin.row + 1, columns: block.size.columns,
            rows: block.size.rows - 1)
    }
}
