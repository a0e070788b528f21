import Terminal

extension Workbench {
    /// The whole screen as it is now.
    public func draw() -> Surface {
        var surface = Surface(size: size)
        let layout = layout
        guard !layout.isTooSmall else {
            let smallest = Layout.smallest
            surface.write("Stoa needs \(smallest.columns)x\(smallest.rows);", at: Point(column: 0, row: 0))
            surface.write("please enlarge the window.", at: Point(column: 0, row: 1))
            return surface
        }
        drawPanes(layout, on: &surface)
        drawComposer(layout, on: &surface)
        surface.write(footer(columns: size.columns), at: layout.footer.origin)
        surface.overlay(.status, in: layout.status)
        surface.write(status(columns: size.columns), at: layout.status.origin)
        surface.overlay(.status, in: layout.status)
        drawOverlay(layout, on: &surface)
        return surface
    }

    private func drawPanes(_ layout: Layout, on surface: inout Surface) {
        for separator in layout.separators { surface.fill(separator, "│", style: .border) }
        for (slot, block) in layout.slots {
            guard let pane = stage[slot] else { continue }
            let isFocused = slot == focus && composer == nil
            PaneBorder.draw(pane.title, in: block, isFocused: isFocused, on: &surface)
            let inside = PaneBorder.inside(block)
            var view = pane.view(size: inside.size, isFocused: isFocused)
            if !isFocused { view.cursor = nil }
            surface.draw(view, at: inside.origin)
        }
    }

    private func drawOverlay(_ layout: Layout, on surface: inout Surface) {
        guard let overlay else { return }
        surface.cursor = nil
        let view = overlay.view(in: size)
        guard !overlay.isLine else {
            surface.fill(layout.status)
            surface.draw(view, at: layout.status.origin)
            return
        }
        let origin = Point(
            column: max(0, (size.columns - view.size.columns) / 2), row: max(0, (size.rows - 2 - view.size.rows) / 2))
        surface.draw(view, at: origin)
    }

    // MARK: - The two last lines

    /// The keys that work here and now, as many as there is room for, the most useful first.
    private func footer(columns: Int) -> StyledLine {
        if let prefix, prefix.isHinted { return hint(after: prefix.key, columns: columns) }
        let active: Set<Context> = composer == nil ? Set(contexts) : [.composer]
        let offered = table.actions
            .filter { $0.prominence > 0 && active.contains($0.context) && availability(of: $0.name) == .available }
            .sorted { $0.prominence > $1.prominence }
        var line = StyledLine()
        for action in offered {
            guard let key = keyMap.label(of: action.name) else { continue }
            let entry = StyledLine([Span(" \(key)", .key), Span(" \(action.help) ", .hint)])
            guard line.columns + entry.columns <= columns else { continue }
            line.spans += entry.spans
        }
        return line
    }

    private func hint(after prefix: Key, columns: Int) -> StyledLine {
        var line = StyledLine([Span(" \(prefix.label)", .key), Span(" and then ", .hint)])
        for (key, action) in keyMap.continuations(of: prefix, in: contexts) {
            line.append(" \(key.label)", .key)
            line.append(" \(table[action]?.help ?? action.rawValue) ", .hint)
        }
        return line.truncated(to: columns)
    }

    private func status(columns: Int) -> StyledLine {
        var right = StyledLine([Span(" ", .status)] + standing.spans)
        if isPeeking { right = StyledLine([Span(" peek ", .badge)] + right.spans) }
        right.append(" ")
        if let message {
            let left = StyledLine(" " + message.text, message.isWarning ? .warning : .status)
            // A message is worth more than the counts, which come back after it.
            return left.columns + right.columns < columns
                ? left.justified(with: right, columns: columns) : left.truncated(to: columns)
        }
        var left = StyledLine(" " + fittings.board, .status)
        if let pane = stage[focus] {
            if !pane.title.spans.isEmpty { left.append(" › " + pane.title.text, .status) }
            if !pane.status.spans.isEmpty { left.spans += [Span("  ", .status)] + pane.status.spans }
        }
        return left.justified(with: right, columns: columns)
    }
}
