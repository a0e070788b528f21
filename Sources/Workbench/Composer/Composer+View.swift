import Journal
import Terminal

extension Composer {
    /// Draws the composer into a block, its heading in the first row.
    func view(size: Size, now: Timestamp, preview: (String, Int) -> [StyledLine]) -> Surface {
        var surface = Surface(size: size)
        PaneBorder.draw(
            StyledLine(isPreviewing ? composition.heading + " (preview)" : composition.heading),
            in: Rectangle(origin: Point(column: 0, row: 0), size: size), isFocused: true, on: &surface)
        var row = drawSteps(from: 1, now: now, on: &surface)
        for (field, label, input) in [(Field.channel, "Channel: #", channel), (.title, composition.titleLabel, title)]
        where fields.contains(field) {
            var line = input.view(label: label, columns: max(0, size.columns - 2))
            if field != self.field { line.cursor = nil }
            surface.draw(line, at: Point(column: 1, row: row))
            row += 1
        }
        // A low screen keeps its rows for the text.
        for (place, thing) in similar.prefix(size.rows < 16 ? 1 : ActionName.similar.count).enumerated()
        where field != .body {
            let line = StyledLine([Span("Alt-\(place + 1) ", .key)] + thing.line.spans)
            surface.write(line.truncated(to: size.columns - 2), at: Point(column: 1, row: row))
            row += 1
        }
        if !fields.dropLast().isEmpty {
            surface.fill(Rectangle(column: 0, row: row, columns: size.columns, rows: 1), "─", style: .border)
            row += 1
        }
        drawBody(
            in: Rectangle(column: 1, row: row, columns: size.columns - 2, rows: size.rows - row), on: &surface, preview)
        return surface
    }

    /// Draws where one is and what is expected there; answers the row below. A low screen keeps its rows for the text.
    private func drawSteps(from row: Int, now: Timestamp, on surface: inout Surface) -> Int {
        guard let steps else { return row }
        let columns = surface.size.columns - 2
        surface.write(steps.line(at: now, columns: columns), at: Point(column: 1, row: row))
        guard surface.size.rows >= 10, let expected = steps.current?.expected, !expected.isEmpty else { return row + 1 }
        surface.write(StyledLine(expected, .muted).truncated(to: columns), at: Point(column: 1, row: row + 1))
        return row + 2
    }

    private func drawBody(
        in block: Rectangle, on surface: inout Surface, _ preview: (String, Int) -> [StyledLine]
    ) {
        if isPreviewing {
            for (offset, line) in preview(body.text, block.size.columns).prefix(block.size.rows).enumerated() {
                surface.write(line, at: Point(column: block.origin.column, row: block.origin.row + offset))
            }
            return
        }
        var inner = body.view(size: block.size)
        if field != .body { inner.cursor = nil }
        surface.draw(inner, at: block.origin)
    }
}
