import Terminal

extension Workbench {
    /// The whole screen as it is now.
    public mutating func draw() -> Surface {
        var surface = Surface(size: size)
        let layout = layout
        guard !layout.isTooSmall else {
            let smallest = Layout.smallest
            surface.write("Stoa needs \(smallest.columns)x\(smallest.rows);", at: Point(column: 0, row: 0))
            surface.write("enlarge the window", at: Point(column: 0, row: 1))
            return surface
        }
        drawPanes(layout, on: &surface)
        drawComposer(layout, on: &surface)
        surface.write(footer(columns: size.columns), at: layout.footer.origin)
        surface.overlay(.status, in: layout.status)
        surface.write(status(columns: size.columns), at: layout.status.origin)
        surface.overlay(.status, in: layout.status)
        drawHint(layout, on: &surface)
        drawOverlay(layout, on: &surface)
        return surface
    }

    private mutating func drawPanes(_ layout: Layout, on surface: inout Surface) {
        for separator in layout.separators { surface.fill(separator, "│", style: .border) }
        for (slot, block) in layout.slots {
            guard let pane = stage[slot] else { continue }
            let isFocused = slot == focus && composer == nil
            PaneBorder.draw(pane.title, in: block, isFocused: isFocused, on: &surface)
            let inside = PaneBorder.inside(block)
            let shown = Shown(version: stage.version(of: slot), size: inside.size, isFocused: isFocused)
            let occasion = PanePictures.Occasion(shown: shown, second: now.rawValue / 1_000)
            var view = pictures.picture(of: slot, occasion) { pane.view(size: inside.size, isFocused: isFocused) }
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
        let inside = Size(columns: view.size.columns - 2, rows: view.size.rows - 2)
        let origin = Panel.origin(of: inside, in: size)
        surface.draw(view, at: Point(column: origin.column - 1, row: origin.row - 1))
    }

    // MARK: - The two last lines

    /// The keys that work here and now, as many as there is room for, the most useful first.
    private func footer(columns: Int) -> StyledLine {
        if let overlay { return Self.row(overlay.keys, columns: columns) }
        let active: Set<Context> = composer == nil ? Set(contexts) : [.composer]
        let prominent = table.actions.filter { $0.prominence > 0 && active.contains($0.context) }
            .sorted { $0.prominence > $1.prominence }
        var line = StyledLine()
        var told: Set<String> = []
        for action in prominent {
            // A key does one thing here: the first that it can.
            guard let key = keyMap.label(of: action.name), !told.contains(key) else { continue }
            // Whether it can run may cost a query, so that is asked only of what there is room for.
            let entry = Self.entry(key, help(for: action))
            guard line.columns + entry.columns <= columns, availability(of: action.name) == .available else { continue }
            line.spans += entry.spans
            told.insert(key)
        }
        return line
    }

    /// What an action does here: at the top the way back leads out.
    private func help(for action: Action) -> String { action.name == .leave && isAtTop ? "quit" : action.help }

    /// As many keys as there is room for.
    private static func row(_ keys: [(key: String, does: String)], columns: Int) -> StyledLine {
        var line = StyledLine()
        for (key, does) in keys {
            let entry = entry(key, does)
            if line.columns + entry.columns <= columns { line.spans += entry.spans }
        }
        return line
    }

    private static func entry(_ key: String, _ does: String) -> StyledLine {
        StyledLine([Span(" \(key)", .key), Span(" \(does) ", .hint)])
    }

    /// What may follow a prefix key, on as many of the last lines as that takes.
    private func drawHint(_ layout: Layout, on surface: inout Surface) {
        guard overlay == nil, let prefix, prefix.isHinted else { return }
        let columns = surface.size.columns
        let keys = keyMap.continuations(of: prefix.key, in: contexts).map { key, action in
            (key: key.label, does: table[action]?.help ?? action.rawValue)
        }
        var lines: [StyledLine] = []
        for (key, does) in [(prefix.key.label, "and then")] + keys {
            let entry = Self.entry(key, does)
            if let last = lines.last, last.columns + entry.columns <= columns {
                lines[lines.count - 1].spans += entry.spans
            } else {
                lines.append(entry)
            }
        }
        // One line of keys leaves the status where it is.
        let bottom = lines.count == 1 ? layout.footer.origin.row : layout.status.origin.row
        for (offset, line) in lines.reversed().enumerated() where bottom - offset > 0 {
            let row = Rectangle(column: 0, row: bottom - offset, columns: columns, rows: 1)
            surface.fill(row)
            surface.write(line, at: row.origin)
            surface.overlay(.status, in: row)
        }
    }

    private func status(columns: Int) -> StyledLine {
        let right = standingLine(columns: columns - Self.leastPlace)
        if let message {
            let left = StyledLine(" " + message.text, message.isWarning ? .warning : .status)
            // A message is worth more than the counts, which come back after it.
            return left.columns + right.columns < columns
                ? left.justified(with: right, columns: columns) : left.truncated(to: columns)
        }
        return place(columns: columns - right.columns - 1).justified(with: right, columns: columns)
    }

    /// The columns that are kept for where one is.
    private static let leastPlace = 12

    /// What waits for the reader, as much of it as there is room for, the weightiest first.
    private func standingLine(columns: Int) -> StyledLine {
        let parts = (isPeeking ? [StyledLine("peek", .badge)] : []) + standing
        var line = StyledLine(" ", .status)
        for part in parts where line.columns + part.columns + 2 <= columns {
            if line.spans.count > 1 { line.append("  ", .status) }
            line.spans += part.spans
        }
        line.append(" ", .status)
        return line
    }

    /// Where one is. Where room is short the board's name goes first, then the end of the pane's title: what the pane has
    /// to say is nowhere else.
    private func place(columns: Int) -> StyledLine {
        let board = StyledLine(" " + fittings.board, .status)
        guard let pane = stage[focus], !pane.title.spans.isEmpty else { return board }
        let detail = pane.status.spans.isEmpty ? StyledLine() : StyledLine([Span("  ", .status)] + pane.status.spans)
        let whole = StyledLine(board.spans + [Span(" › " + pane.title.text, .status)] + detail.spans)
        guard whole.columns > columns else { return whole }
        let title = StyledLine(" " + pane.title.text, .status).truncated(to: max(0, columns - detail.columns))
        return StyledLine(title.spans + detail.spans)
    }
}
