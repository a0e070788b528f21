import Terminal
import Workbench

/// The views of the queue side by side, each with how much it holds.
struct QueueTabs: Hashable, Sendable {
    /// The views the reader has, in their order.
    var views: [QueueView] = QueueView.allCases.filter { $0 != .rescue }
    /// How much each holds, where that is known.
    var counts: [QueueView: Int] = [:]
    /// The one that shows.
    var shown = QueueView.yourTurn

    private func label(_ view: QueueView) -> String {
        let count = counts[view] ?? 0
        let text = count > 0 ? "\(view.title) \(count)" : view.title
        // The brackets say without colour which one shows.
        return view == shown ? "[\(text)]" : " \(text) "
    }

    /// The views that fit, the one that shows among them.
    private func visible(columns: Int) -> ArraySlice<QueueView> {
        var first = 0
        let place = views.firstIndex(of: shown) ?? 0
        while first < place, width(views[first...place]) > columns { first += 1 }
        var last = place
        while last + 1 < views.count, width(views[first...(last + 1)]) <= columns { last += 1 }
        return views[first...last]
    }

    private func width(_ views: ArraySlice<QueueView>) -> Int {
        views.reduce(0) { $0 + TextWidth.columns(of: label($1)) + 1 }
    }

    func line(columns: Int) -> StyledLine {
        var line = StyledLine()
        let visible = visible(columns: columns - 2)
        if visible.first != views.first { line.append("‹", .hint) }
        for view in visible {
            let hasSome = (counts[view] ?? 0) > 0
            line.append(label(view), view == shown ? .titleFocused : hasSome ? .text : .muted)
            line.append(" ")
        }
        if visible.last != views.last { line.append("›", .hint) }
        return line.truncated(to: columns)
    }

    /// The view whose label stands at a column.
    func tab(atColumn column: Int, columns: Int) -> QueueView? {
        var end = 0
        return visible(columns: columns - 2).first { view in
            end += TextWidth.columns(of: label(view)) + 1
            return column < end
        }
    }
}
