import Terminal

/// Lines of text that are scrolled and searched: what every pane that shows text shares.
public struct TextView: Hashable, Sendable {
    /// The lines, already wrapped.
    public var lines: [StyledLine]
    /// The first visible line.
    public private(set) var top = 0
    /// What is being looked for; empty for nothing.
    public private(set) var sought = ""

    /// A text of these lines.
    public init(_ lines: [StyledLine] = []) { self.lines = lines }

    /// The actions that every text knows.
    public static let actions: Set<ActionName> = [
        .down, .up, .first, .last, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .readOn, .nextMatch, .previousMatch,
        .endFind,
    ]

    /// Whether the last line is visible.
    public func isAtEnd(height: Int) -> Bool { top + height >= lines.count }

    /// Scrolls so that a line is the first one, as far as there is text.
    public mutating func scroll(to line: Int, height: Int) {
        top = min(max(0, line), max(0, lines.count - height))
    }

    /// Does one of the actions that every text knows; answers whether it was one.
    public mutating func perform(_ action: ActionName, height: Int) -> Bool {
        switch action {
        case .down: scroll(to: top + 1, height: height)
        case .up: scroll(to: top - 1, height: height)
        case .first: scroll(to: 0, height: height)
        case .last: scroll(to: lines.count, height: height)
        case .pageDown, .readOn: scroll(to: top + max(1, height - 1), height: height)
        case .pageUp: scroll(to: top - max(1, height - 1), height: height)
        case .halfPageDown: scroll(to: top + max(1, height / 2), height: height)
        case .halfPageUp: scroll(to: top - max(1, height / 2), height: height)
        case .nextMatch: find(forward: true, height: height)
        case .previousMatch: find(forward: false, height: height)
        case .endFind: sought = ""
        default: return false
        }
        return true
    }

    /// Looks for a text from the first visible line on, and goes to where it is.
    public mutating func find(_ text: String, height: Int) {
        sought = text
        guard !text.isEmpty else { return }
        let found = lines.indices.filter { lines[$0].contains(text) }
        if let line = found.first(where: { $0 >= top }) ?? found.first { scroll(to: line, height: height) }
    }

    private mutating func find(forward: Bool, height: Int) {
        guard !sought.isEmpty else { return }
        let found = lines.indices.filter { lines[$0].contains(sought) }
        let next = forward ? found.first { $0 > top } ?? found.first : found.last { $0 < top } ?? found.last
        if let next { scroll(to: next, height: height) }
    }

    /// Draws the visible lines.
    public func view(size: Size) -> Surface {
        var surface = Surface(size: size)
        let start = min(top, max(0, lines.count - 1))
        for (row, line) in lines.dropFirst(start).prefix(size.rows).enumerated() {
            surface.write(line.highlighting(sought), at: Point(column: 1, row: row), limit: max(0, size.columns - 1))
        }
        return surface
    }
}
