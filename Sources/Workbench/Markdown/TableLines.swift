import Terminal

/// Lays out tables: in columns where they fit, else each cell on lines of its own behind its header.
enum TableLines {
    /// The lines of a table whose first row is the header.
    static func lines(of rows: [[[Span]]], columns: Int) -> [StyledLine] {
        guard let header = rows.first else { return [] }
        let widths = header.indices.map { column in
            rows.map { $0.indices.contains(column) ? StyledLine($0[column]).columns : 0 }.max() ?? 0
        }
        guard widths.reduce(0, +) + 3 * (widths.count - 1) <= columns else { return stacked(rows, columns) }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─")
        var lines = rows.map { aligned($0, widths) }
        lines.insert(StyledLine(rule, .border), at: 1)
        return lines
    }

    private static func aligned(_ row: [[Span]], _ widths: [Int]) -> StyledLine {
        var line = StyledLine()
        for (column, (cell, width)) in zip(row, widths).enumerated() {
            if column > 0 { line.append(" │ ", .border) }
            line.spans += cell
            line.append(String(repeating: " ", count: max(0, width - StyledLine(cell).columns)))
        }
        return line
    }

    private static func stacked(_ rows: [[[Span]]], _ columns: Int) -> [StyledLine] {
        guard let header = rows.first else { return [] }
        return rows.dropFirst().flatMap { row in
            zip(header, row).flatMap { name, cell in
                let label = Span(StyledLine(name).text + ": ", .strong)
                return LineWrap.lines(of: [label] + cell, columns: columns)
            }
        }
    }
}
