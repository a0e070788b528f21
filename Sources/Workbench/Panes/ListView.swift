import Terminal

/// A list that shows a window of its rows: the selection, the marks and the scrolling that every list pane shares.
/// What a move costs depends on the rows that are visible, not on how many there are.
public struct ListView<Source: RowSource>: Sendable {
    /// One row.
    public typealias Row = Source.Row

    /// Where the rows come from.
    public var source: Source
    /// The rows that are loaded, a window of all.
    public private(set) var rows: [Row] = []
    /// The selected row's place in `rows`.
    public private(set) var selected = 0
    /// The first visible row's place in `rows`.
    public private(set) var top = 0
    /// Rows that are marked for an action on all of them, with the range that is being drawn up to the selection.
    public var marks: Set<Row.ID> { rangeStart == nil ? kept : kept.union(range) }
    private var kept: Set<Row.ID> = []
    private var rangeStart: Row.ID?
    private var isAtStart = true
    private var isAtEnd = true

    /// How many rows are fetched at once.
    public static var page: Int { 200 }
    /// How many are kept; what is scrolled far away is let go.
    static var window: Int { 1_000 }
    /// Rows kept visible above and below the selection.
    static var margin: Int { 2 }

    /// An empty list; `reload` fills it.
    public init(_ source: Source) { self.source = source }

    /// The selected row, unless the list is empty.
    public var selection: Row? { rows.indices.contains(selected) ? rows[selected] : nil }

    /// Whether nothing can be above what is shown.
    public var isAtTop: Bool { isAtStart && top == 0 }

    /// The rows an action is for: the marked ones, or the selected one.
    public var chosen: [Row] {
        let marks = marks
        let marked = marks.isEmpty ? [] : reachable.filter { marks.contains($0.id) }
        return marked.isEmpty ? selection.map { [$0] } ?? [] : marked
    }

    /// Fetches the rows anew from the first on; the selection stays on its row while that is still in reach, else in its
    /// place.
    public mutating func reload() throws {
        let kept = selection?.id
        rows = try source.rows(after: nil, limit: max(Self.page, min(Self.window, rows.count)))
        isAtStart = true
        isAtEnd = rows.count < Self.page
        select(kept)
        // What is not there any more is not marked either.
        if !self.kept.isEmpty, let all = source.everything { self.kept.formIntersection(all.map(\.id)) }
    }

    /// Looks up what the loaded rows, or those of them that changed, say now without changing their order; the selection
    /// stays on its row.
    public mutating func refresh(where hasChanged: (Row) -> Bool = { _ in true }) throws {
        let changed = rows.filter(hasChanged)
        guard !changed.isEmpty else { return }
        let kept = selection?.id
        let now = Dictionary(try source.current(changed).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        rows = rows.compactMap { hasChanged($0) ? now[$0.id] : $0 }
        select(kept)
    }

    /// Puts rows in their places among the loaded ones, from the first on, and takes away those that they replace.
    public mutating func sortIn(
        _ changed: [Row], insteadOf isReplaced: (Row) -> Bool, by isBefore: (Row, Row) -> Bool
    ) throws {
        guard isAtStart, changed.count <= Self.page / 2 else { return try reload() }
        let (kept, end) = (selection?.id, rows.last)
        rows.removeAll(where: isReplaced)
        // What comes after the window's end is not loaded, so nobody knows what stands before it.
        for row in changed where isAtEnd || end.map({ isBefore(row, $0) }) ?? false {
            let place = rows.firstIndex { isBefore(row, $0) } ?? rows.endIndex
            rows.insert(row, at: place)
        }
        if rows.count > Self.window {
            rows.removeLast(rows.count - Self.window)
            isAtEnd = false
        }
        guard isAtEnd || rows.count >= Self.page / 2 else { return try reload() }
        select(kept)
    }

    /// Selects a row if it is loaded.
    @discardableResult
    public mutating func select(_ id: Row.ID?) -> Bool {
        let place = id.flatMap { id in rows.firstIndex { $0.id == id } }
        selected = place ?? min(selected, max(0, rows.count - 1))
        return place != nil
    }

    /// Selects the row at a place in `rows`, fetching more when it comes near an end of the window.
    public mutating func move(to place: Int, height: Int) throws {
        selected = place
        try fetch(near: selected, height: height)
        selected = min(max(0, selected), max(0, rows.count - 1))
        scroll(height: height)
    }

    /// Brings the selection into view.
    public mutating func scroll(height: Int) {
        guard height > 0 else { return }
        let margin = min(Self.margin, (height - 1) / 2)
        let lowest = max(0, rows.count - height)
        top = min(max(top, selected - height + 1 + margin), max(0, selected - margin))
        top = min(max(0, top), lowest)
    }

    /// Shows this row first, as far as the selection stays in view.
    mutating func scroll(top place: Int, height: Int) {
        top = place
        scroll(height: height)
    }

    /// Moves by whole rows without moving the selection out of view: the mouse wheel.
    public mutating func scroll(by count: Int, height: Int) throws {
        top = min(max(0, top + count), max(0, rows.count - height))
        let margin = min(Self.margin, max(0, (height - 1) / 2))
        try move(to: min(max(selected, top + margin), top + height - 1 - margin), height: height)
    }

    /// The row shown at so many rows from the top of the pane.
    public func place(atRow row: Int) -> Int? {
        row >= 0 && rows.indices.contains(top + row) ? top + row : nil
    }

    /// Marks the selected row, or takes the mark off, and goes on.
    public mutating func toggleMark(height: Int) throws {
        guard let id = selection?.id else { return }
        if kept.remove(id) == nil { kept.insert(id) }
        try move(to: selected + 1, height: height)
    }

    /// Begins a range at the selected row, which grows with every move, or ends it here.
    public mutating func toggleRange() {
        if rangeStart == nil {
            rangeStart = selection?.id
        } else {
            kept = marks
            rangeStart = nil
        }
    }

    /// Marks every row that marks can reach, those that are not loaded as well; takes all marks off when every one has
    /// one.
    public mutating func toggleAllMarks() {
        let all = Set(reachable.map(\.id))
        let hadAll = all.isSubset(of: marks)
        clearMarks()
        if !hadAll { kept = all }
    }

    /// The rows that marks can reach: all where the source has them at hand, else those that are loaded.
    private var reachable: [Row] { source.everything ?? rows }

    /// The rows from where the range began to the selection.
    private var range: [Row.ID] {
        let all = reachable
        guard let selection, let start = all.firstIndex(where: { $0.id == rangeStart }),
            let end = all.firstIndex(where: { $0.id == selection.id })
        else { return [] }
        return all[min(start, end)...max(start, end)].map(\.id)
    }

    /// Takes all marks off.
    public mutating func clearMarks() {
        kept = []
        rangeStart = nil
    }

    /// Goes to the first rows of all.
    public mutating func moveToFirst(height: Int) throws {
        if !isAtStart {
            rows = try source.rows(after: nil, limit: Self.page)
            isAtStart = true
            isAtEnd = rows.count < Self.page
        }
        try move(to: 0, height: height)
    }

    /// Goes to the last rows of all.
    public mutating func moveToLast(height: Int) throws {
        if !isAtEnd {
            rows = try source.rows(before: nil, limit: Self.page)
            isAtEnd = true
            isAtStart = rows.count < Self.page
        }
        try move(to: rows.count - 1, height: height)
    }

    private mutating func fetch(near place: Int, height: Int) throws {
        if !isAtEnd, place + height >= rows.count {
            let more = try source.rows(after: rows.last, limit: Self.page)
            isAtEnd = more.count < Self.page
            rows += more
            let surplus = min(rows.count - Self.window, place - height)
            if surplus > 0 { drop(first: surplus) }
        }
        if !isAtStart, place - height < 0 {
            let more = try source.rows(before: rows.first, limit: Self.page)
            isAtStart = more.count < Self.page
            rows = more + rows
            selected += more.count
            top += more.count
            let surplus = min(rows.count - Self.window, rows.count - selected - 2 * height)
            if surplus > 0 {
                rows.removeLast(surplus)
                isAtEnd = false
            }
        }
    }

    private mutating func drop(first count: Int) {
        rows.removeFirst(count)
        selected -= count
        top = max(0, top - count)
        isAtStart = false
    }
}
