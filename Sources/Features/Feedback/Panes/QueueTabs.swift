import Terminal

/// The views of the queue side by side, each with how much it holds.
struct QueueTabs: Hashable, Sendable {
    /// The views the reader has, in their order.
    var views: [QueueView] = QueueView.allCases.filter { $0 != .rescue }
    /// How much each holds, where that is known.
    var counts: [QueueView: Int] = [:]
    /// The one that shows.
    var shown = QueueView.yourTurn

    private var tabs: TabLine {
        TabLine(
            tabs: views.map { TabLine.Tab(title: $0.title, count: counts[$0] ?? 0) },
            shown: views.firstIndex(of: shown) ?? 0)
    }

    func line(columns: Int) -> StyledLine { tabs.line(columns: columns) }

    /// The view whose label stands at a column.
    func tab(atColumn column: Int, columns: Int) -> QueueView? {
        tabs.tab(atColumn: column, columns: columns).map { views[$0] }
    }
}
