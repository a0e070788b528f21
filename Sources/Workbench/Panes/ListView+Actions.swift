import Terminal

extension ListView {
    /// The actions that every list knows.
    public static var actions: Set<ActionName> {
        [
            .down, .up, .first, .last, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .readOn, .mark, .markRange,
            .nextMatch, .previousMatch, .endFind,
        ]
    }

    /// Does one of the actions that every list knows; answers whether it was one.
    public mutating func perform(_ action: ActionName, height: Int) throws -> Bool {
        switch action {
        case .down, .nextMatch: try move(to: selected + 1, height: height)
        case .up, .previousMatch: try move(to: selected - 1, height: height)
        case .first: try moveToFirst(height: height)
        case .last: try moveToLast(height: height)
        case .pageDown, .readOn: try page(by: max(1, height - 1), height: height)
        case .pageUp: try page(by: -max(1, height - 1), height: height)
        case .halfPageDown: try page(by: max(1, height / 2), height: height)
        case .halfPageUp: try page(by: -max(1, height / 2), height: height)
        case .mark: try toggleMark(height: height)
        case .markRange: toggleRange()
        case .markAll: toggleAllMarks()
        default: return false
        }
        return true
    }

    /// Takes the mouse; answers whether the selected row is to be opened.
    public mutating func handle(_ input: PaneInput, height: Int) throws -> Bool {
        switch input {
        case .click(let point):
            if let place = place(atRow: point.row) { try move(to: place, height: height) }
        case .doubleClick: return true
        case .wheel(let count): try scroll(by: count, height: height)
        default: break
        }
        return false
    }

    /// Moves the selection and the view by so many rows.
    private mutating func page(by count: Int, height: Int) throws {
        let offset = selected - top
        try move(to: selected + count, height: height)
        scroll(top: selected - offset, height: height)
    }

    /// Draws the visible rows. `draw` gives a row's line for a number of columns.
    public func view(
        size: Size, isFocused: Bool, empty: StyledLine, line: (Row, _ columns: Int) -> StyledLine
    ) -> Surface {
        var surface = Surface(size: size)
        guard !rows.isEmpty else {
            for (row, line) in empty.wrapped(to: size.columns - 2).prefix(size.rows).enumerated() {
                surface.write(line, at: Point(column: 1, row: row))
            }
            return surface
        }
        var shown = self
        shown.scroll(height: size.rows)
        let marks = marks
        for (offset, row) in shown.rows.dropFirst(shown.top).prefix(size.rows).enumerated() {
            let isSelected = shown.top + offset == shown.selected
            let mark = isSelected ? (isFocused ? "▶" : "▸") : marks.contains(row.id) ? "✓" : " "
            surface.write(mark, at: Point(column: 0, row: offset), style: marks.contains(row.id) ? .badge : .accent)
            surface.write(
                line(row, max(0, size.columns - 1)), at: Point(column: 1, row: offset), limit: max(0, size.columns - 1))
            if isSelected {
                surface.overlay(
                    isFocused ? .selection : .selectionUnfocused,
                    in: Rectangle(column: 0, row: offset, columns: size.columns, rows: 1))
            }
        }
        return surface
    }
}
