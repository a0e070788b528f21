import Terminal

/// A text over everything, until it is put away.
struct PageView: Overlay {
    private let title: String
    private var text: TextView

    init(_ page: Page) {
        title = page.title
        text = TextView(page.lines)
    }

    var isLine: Bool { false }
    var spoken: [String] { [title] + text.lines.map(\.text) }
    var endsWhenSpoken: Bool { true }
    mutating func take(line: String) -> OverlayStep { .ends }
    var keys: [(key: String, does: String)] { [("q", "back"), ("j k", "move"), ("Space -", "page")] }

    /// Columns of the widest page.
    static let columns = 84

    private static let keys: [Key: ActionName] = [
        .character("j"): .down, .named(.down): .down, .character("k"): .up, .named(.up): .up,
        .named(.space): .pageDown, .named(.pageDown): .pageDown, .character("-"): .pageUp, .named(.pageUp): .pageUp,
        .character("g"): .first, .named(.home): .first, .character("G"): .last, .named(.end): .last,
        .control("d"): .halfPageDown, .control("u"): .halfPageUp,
    ]

    mutating func press(_ key: Key, size: Size) -> OverlayStep {
        let height = inside(size).rows
        if let action = Self.keys[key] {
            _ = text.perform(action, height: height)
            return .stays
        }
        switch key {
        case .mouse(let mouse) where mouse.action == .wheelDown: text.scroll(to: text.top + 3, height: height)
        case .mouse(let mouse) where mouse.action == .wheelUp: text.scroll(to: text.top - 3, height: height)
        case .mouse: break
        default: return .ends
        }
        return .stays
    }

    private func inside(_ size: Size) -> Size {
        Panel.inside(size, columns: Self.columns, rows: max(3, text.lines.count))
    }

    func view(in size: Size) -> Surface {
        let inside = inside(size)
        var surface = Panel.framed(text.view(size: inside), title: title)
        if !text.isAtEnd(height: inside.rows) {
            surface.write(" ↓ more ", at: Point(column: max(0, inside.columns - 8), row: inside.rows + 1), style: .hint)
        }
        return surface
    }
}

/// The help of the screen, made from the table of actions: what can be done here, and why not what cannot.
enum HelpPage {
    static func page(for bench: Workbench) -> PageView {
        var lines: [StyledLine] = []
        for group in Action.Group.allCases {
            let actions = bench.table.actions.filter { $0.group == group }
            let entries = actions.flatMap { entry($0, bench) }
            guard !entries.isEmpty else { continue }
            if !lines.isEmpty { lines.append(StyledLine()) }
            lines.append(StyledLine(group.rawValue, .heading))
            lines += entries
        }
        return PageView(Page(title: "Keys of this screen", lines: lines))
    }

    private static func entry(_ action: Action, _ bench: Workbench) -> [StyledLine] {
        let columns = Panel.inside(bench.size, columns: PageView.columns, rows: 1).columns
        let keys = bench.keyMap.keys(of: action.name).map(\.label).joined(separator: " ")
        let name = keys.isEmpty ? ":\(action.name)" : keys
        var line = StyledLine(name, .key).padded(to: 18)
        switch action.context == .composer ? .available : bench.availability(of: action.name) {
        case .absent: return []
        case .available: line.append(action.help)
        case .unavailable(let why):
            line.append(action.help, .muted)
            line.append(" (\(why))", .muted)
        }
        let indent = columns < 60 ? 4 : 20
        let hint = action.hint.isEmpty ? [] : StyledLine(action.hint, .hint).wrapped(to: max(16, columns - indent - 2))
        return [line] + hint.map { StyledLine([Span(String(repeating: " ", count: indent))] + $0.spans) }
    }
}
