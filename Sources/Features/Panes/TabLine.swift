import Terminal
import Workbench

/// The views of a pane side by side, each with how much it holds; brackets say without colour which one shows. Where there
/// is not room for all, the one that shows is among those that are there, and arrows say on which sides there are more.
struct TabLine: Hashable, Sendable {
    /// One view.
    struct Tab: Hashable, Sendable {
        var title: String
        var count = 0
    }

    var tabs: [Tab]
    var shown = 0

    private func label(_ place: Int) -> String {
        let tab = tabs[place]
        let text = tab.count > 0 ? "\(tab.title) \(tab.count)" : tab.title
        return place == shown ? "[\(text)]" : " \(text) "
    }

    /// Goes on by so many tabs, round the end.
    mutating func step(by step: Int) {
        guard !tabs.isEmpty else { return }
        shown = (shown + step + tabs.count) % tabs.count
    }

    /// The tabs that fit with an arrow at each end, the one that shows among them.
    private func visible(columns: Int) -> Range<Int> {
        guard tabs.indices.contains(shown), width(tabs.indices) > columns else { return tabs.indices }
        var visible = shown..<(shown + 1)
        for first in tabs.indices.prefix(shown).reversed() {
            guard width(first..<visible.upperBound) <= columns - 2 else { break }
            visible = first..<visible.upperBound
        }
        for end in (shown + 2)..<(max(shown + 2, tabs.count + 1)) {
            guard width(visible.lowerBound..<end) <= columns - 2 else { break }
            visible = visible.lowerBound..<end
        }
        return visible
    }

    private func width(_ places: Range<Int>) -> Int {
        places.reduce(0) { $0 + TextWidth.columns(of: label($1)) + 1 }
    }

    func line(columns: Int) -> StyledLine {
        let visible = visible(columns: columns)
        var line = StyledLine()
        if visible.lowerBound > 0 { line.append("‹", .hint) }
        for place in visible {
            line.append(label(place), place == shown ? .titleFocused : tabs[place].count > 0 ? .text : .muted)
            line.append(" ")
        }
        if visible.upperBound < tabs.count { line.append("›", .hint) }
        return line.truncated(to: columns)
    }

    /// The tab whose label stands at a column.
    func tab(atColumn column: Int, columns: Int) -> Int? {
        let visible = visible(columns: columns)
        var end = visible.lowerBound > 0 ? 1 : 0
        return visible.first { place in
            end += TextWidth.columns(of: label(place)) + 1
            return column < end
        }
    }
}
