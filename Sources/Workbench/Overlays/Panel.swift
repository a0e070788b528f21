import Terminal

/// A framed block in the middle of the screen.
enum Panel {
    /// Draws a frame with a title around a surface.
    static func framed(_ inner: Surface, title: String) -> Surface {
        let size = Size(columns: inner.size.columns + 2, rows: inner.size.rows + 2)
        var surface = Surface(size: size)
        let edge = String(repeating: "─", count: inner.size.columns)
        surface.write("┌" + edge + "┐", at: Point(column: 0, row: 0), style: .borderFocused)
        surface.write("└" + edge + "┘", at: Point(column: 0, row: size.rows - 1), style: .borderFocused)
        for row in 1..<max(1, size.rows - 1) {
            surface.write("│", at: Point(column: 0, row: row), style: .borderFocused)
            surface.write("│", at: Point(column: size.columns - 1, row: row), style: .borderFocused)
        }
        surface.write(
            " \(TextWidth.truncated(title, to: max(0, inner.size.columns - 3))) ", at: Point(column: 1, row: 0),
            style: .titleFocused)
        surface.draw(inner, at: Point(column: 1, row: 1))
        return surface
    }

    /// The inside of a panel that leaves a rim around it on a screen of this size. A rim of a letter or two would show
    /// only scraps of what is behind; so there is either a good one or none.
    static func inside(_ size: Size, columns: Int, rows: Int) -> Size {
        let widest = size.columns - 2
        return Size(columns: columns > widest - 6 ? widest : columns, rows: min(rows, size.rows - 4))
    }

    /// Where the inside of a panel of this size begins: the panel stands in the middle, above the two last lines.
    static func origin(of inside: Size, in size: Size) -> Point {
        Point(
            column: max(0, (size.columns - inside.columns - 2) / 2) + 1,
            row: max(0, (size.rows - 2 - inside.rows - 2) / 2) + 1)
    }
}
