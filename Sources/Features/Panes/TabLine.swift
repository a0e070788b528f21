import Terminal
import Workbench

/// The views of a pane side by side, each with how much it holds; brackets say without colour which one shows.
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

    func line(columns: Int) -> StyledLine {
        var line = StyledLine()
        for place in tabs.indices {
            line.append(label(place), place == shown ? .titleFocused : tabs[place].count > 0 ? .text : .muted)
            line.append(" ")
        }
        return line.truncated(to: columns)
    }

    /// The tab whose label stands at a column.
    func tab(atColumn column: Int) -> Int? {
        var end = 0
        return tabs.indices.first { place in
            end += TextWidth.columns(of: label(place)) + 1
            return column < end
        }
    }
}
