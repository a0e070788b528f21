import Journal
import Terminal

/// A short list that narrows while one types: choices and the palette.
struct Picker: Overlay {
    private let title: String
    private let items: [Choice.Item]
    private let outcome: Outcome
    private var field = TextField()
    private var shown: [Choice.Item]
    private var selected = 0

    private enum Outcome: Sendable {
        case choice(purpose: String)
        case action
        case draft([String: Composition])
    }

    init(_ choice: Choice) {
        self.init(title: choice.title, items: choice.items, outcome: .choice(purpose: choice.purpose))
    }

    /// Every action that can run now, by what it does, its name and its keys.
    init(palette bench: Workbench) {
        let items = bench.table.actions.compactMap { action -> Choice.Item? in
            guard action.name != .palette, bench.availability(of: action.name) == .available else { return nil }
            let keys = bench.keyMap.keys(of: action.name).map(\.label).joined(separator: " ")
            // A name that only says the same again with hyphens would be noise.
            let isSaid = action.name.rawValue == action.help.lowercased().replacing(" ", with: "-")
            let label = isSaid ? action.help : "\(action.help) · \(action.name)"
            return Choice.Item(action.name.rawValue, label: label, detail: keys)
        }
        self.init(title: "Do what?", items: items, outcome: .action)
    }

    /// Drafts to go on with.
    init(drafts: [(draft: StoredDraft, composition: Composition)]) {
        let items = drafts.map { entry in
            let first = entry.draft.body.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
            let label = entry.draft.title.isEmpty ? first : entry.draft.title
            return Choice.Item(entry.draft.id, label: label, detail: entry.composition.heading)
        }
        self.init(
            title: "Drafts", items: items,
            outcome: .draft(Dictionary(drafts.map { ($0.draft.id, $0.composition) }, uniquingKeysWith: { $1 })))
    }

    private init(title: String, items: [Choice.Item], outcome: Outcome) {
        self.title = title
        self.items = items
        self.outcome = outcome
        shown = items
    }

    var isLine: Bool { false }
    var keys: [(key: String, does: String)] {
        [("Enter", "choose"), ("↑ ↓", "move"), ("a…z", "narrow"), ("Esc", "leave")]
    }

    mutating func press(_ key: Key, size: Size) -> OverlayStep {
        switch key {
        case _ where key.isCancelling: return .ends
        case .named(.enter): return picked()
        case .mouse(let mouse): return take(mouse, size: size)
        case .named(.down), .control("n"), .named(.tab): selected = min(selected + 1, max(0, shown.count - 1))
        case .named(.up), .control("p"), .named(.shiftTab): selected = max(0, selected - 1)
        default: if field.press(key) { narrow() }
        }
        return .stays
    }

    /// The wheel moves, a click picks.
    private mutating func take(_ mouse: Key.Mouse, size: Size) -> OverlayStep {
        switch mouse.action {
        case .wheelDown: selected = min(selected + 1, max(0, shown.count - 1))
        case .wheelUp: selected = max(0, selected - 1)
        case .press:
            let origin = Panel.origin(of: inside(size), in: size)
            let row = mouse.point.row - origin.row - 1
            guard row >= 0, row < inside(size).rows - 1, shown.indices.contains(top(size) + row) else { return .stays }
            selected = top(size) + row
            return picked()
        default: break
        }
        return .stays
    }

    private func inside(_ size: Size) -> Size { Panel.inside(size, columns: 64, rows: min(items.count + 1, 18)) }

    /// The first entry that is visible.
    private func top(_ size: Size) -> Int {
        let height = max(1, inside(size).rows - 1)
        return max(0, min(selected - height / 2, shown.count - height))
    }

    private mutating func narrow() {
        selected = 0
        shown = FuzzyMatch.sorted(items, by: field.text) { $0.label }
    }

    private func picked() -> OverlayStep {
        guard shown.indices.contains(selected) else { return OverlayStep(isOver: true, effects: nothing) }
        let name = shown[selected].name
        if let effects = shown[selected].effects {
            do { return OverlayStep(isOver: true, effects: try effects()) } catch {
                return OverlayStep(isOver: true, effects: [.warn(Workbench.sentence(for: error))])
            }
        }
        switch outcome {
        case .choice(let purpose): return OverlayStep(isOver: true, input: .chosen(purpose: purpose, choice: name))
        case .action: return OverlayStep(isOver: true, effects: [.perform(ActionName(rawValue: name))])
        case .draft(let compositions):
            return OverlayStep(isOver: true, effects: compositions[name].map { [.compose($0)] } ?? [])
        }
    }

    /// What is said when nothing that was typed can be picked.
    private var nothing: [Effect] {
        guard !field.text.isEmpty else { return [] }
        return [.say("nothing here is called “\(field.text)”; ? shows what is, and why not the rest")]
    }

    func view(in size: Size) -> Surface {
        let inside = inside(size)
        var surface = Surface(size: inside)
        surface.draw(field.view(label: "› ", columns: inside.columns), at: Point(column: 0, row: 0))
        let height = max(1, inside.rows - 1)
        let top = top(size)
        for (offset, item) in shown.dropFirst(top).prefix(height).enumerated() {
            let isSelected = top + offset == selected
            let left = StyledLine([Span(isSelected ? "▶ " : "  ", .accent), Span(item.label)])
            let line = left.justified(with: StyledLine(" \(item.detail) ", .key), columns: inside.columns)
            surface.write(line, at: Point(column: 0, row: offset + 1))
            guard isSelected else { continue }
            surface.overlay(.selection, in: Rectangle(column: 0, row: offset + 1, columns: inside.columns, rows: 1))
        }
        if shown.isEmpty { surface.write("nothing matches", at: Point(column: 2, row: 1), style: .muted) }
        return Panel.framed(surface, title: title)
    }

    // MARK: - Line by line

    var spoken: [String] {
        let items = shown.enumerated().map { place, item in
            "\(place + 1). \(item.label)" + (item.detail.isEmpty ? "" : ", \(item.detail)")
        }
        return [title] + (shown.isEmpty ? ["nothing matches"] : items) + ["A number, letters to narrow, or . to leave"]
    }

    mutating func take(line: String) -> OverlayStep {
        if line == "." { return .ends }
        if let number = Int(line), shown.indices.contains(number - 1) {
            selected = number - 1
            return picked()
        }
        field.replace(with: line)
        narrow()
        return shown.count == 1 ? picked() : .stays
    }
}
