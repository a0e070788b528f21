import Terminal

/// Where everything is on the screen: a pure function of its size and of what there is to show.
public struct Layout: Hashable, Sendable {
    /// The smallest screen that can be worked with.
    public static let smallest = Size(columns: 40, rows: 12)
    /// The fewest rows that a reader and what answers it can share.
    static let lowestToShare = 18

    /// What there is to show.
    public struct Request: Hashable, Sendable {
        /// The whole screen.
        public var size: Size
        /// The slots that hold a pane.
        public var filled: Set<Slot>
        /// The slot with the focus.
        public var focus: Slot
        /// Whether that slot has the whole screen.
        public var isZoomed = false
        /// Whether text is being written beside that slot, and both share the screen.
        public var sharesWithComposer = false
        /// Whether the right column was asked for or sent away; nothing leaves it to the width.
        public var isSideShown: Bool?

        /// A screen of this size with these slots filled.
        public init(size: Size, filled: Set<Slot>, focus: Slot) {
            self.size = size
            self.filled = filled
            self.focus = focus
        }
    }

    /// The slots that are visible and the blocks they have, each with its title in the first row.
    public private(set) var slots: [Slot: Rectangle] = [:]
    /// The columns of the lines between panes, and the block each of them covers.
    public private(set) var separators: [Rectangle] = []
    /// The block that list and reader share, for what is laid over them.
    public private(set) var content: Rectangle
    /// The block for what is being written, where it shares the screen with what it is about.
    public private(set) var composer: Rectangle?
    /// The row of keys.
    public let footer: Rectangle
    /// The last row.
    public let status: Rectangle
    /// Whether the screen is too small to show anything but a sentence saying so.
    public let isTooSmall: Bool

    /// Lays the screen out.
    public init(_ request: Request) {
        let size = request.size
        isTooSmall = size.columns < Self.smallest.columns || size.rows < Self.smallest.rows
        status = Rectangle(column: 0, row: max(0, size.rows - 1), columns: size.columns, rows: 1)
        footer = Rectangle(column: 0, row: max(0, size.rows - 2), columns: size.columns, rows: 1)
        content = Rectangle(column: 0, row: 0, columns: size.columns, rows: max(0, size.rows - 2))
        guard !isTooSmall else { return }
        let widths = Widths.of(size.columns)
        if request.isZoomed || widths.isSingle {
            slots = [request.focus: content]
            if request.sharesWithComposer { shareWithComposer(request.focus) }
            return
        }
        let hasSide = request.filled.contains(.sideUpper) || request.filled.contains(.sideLower)
        let isSideFocused = request.focus == .sideUpper || request.focus == .sideLower
        // Where it takes the place of list and reader, it goes when they have the keys.
        let showsSide = !widths.sideReplacesContent && request.isSideShown ?? widths.showsSide
        let wantsSide = hasSide && (isSideFocused || showsSide)
        if request.filled.contains(.sidebar) { takeLeft(widths.sidebar, for: .sidebar) }
        if wantsSide { takeRight(widths.sideReplacesContent ? content.size.columns : widths.side, request) }
        guard content.size.columns > 0 else { return }
        splitContent(request)
    }

    /// Whether a screen of so many columns can show the right column beside the others.
    static func hasRoomForSide(columns: Int) -> Bool {
        let widths = Widths.of(columns)
        return !widths.isSingle && !widths.sideReplacesContent
    }

    /// Beside each other where both have room, else the work above what is written about it.
    private mutating func shareWithComposer(_ slot: Slot) {
        let (columns, rows) = (content.size.columns, content.size.rows)
        if columns >= Widths.besideFrom {
            let left = columns / 2
            slots[slot] = Rectangle(column: 0, row: 0, columns: left, rows: rows)
            separators.append(Rectangle(column: left, row: 0, columns: 1, rows: rows))
            composer = Rectangle(column: left + 1, row: 0, columns: columns - left - 1, rows: rows)
        } else {
            let upper = rows * 9 / 20
            slots[slot] = Rectangle(column: 0, row: 0, columns: columns, rows: upper)
            composer = Rectangle(column: 0, row: upper, columns: columns, rows: rows - upper)
        }
    }

    private mutating func takeLeft(_ columns: Int, for slot: Slot) {
        slots[slot] = Rectangle(origin: content.origin, size: Size(columns: columns, rows: content.size.rows))
        separators.append(Rectangle(column: columns, row: 0, columns: 1, rows: content.size.rows))
        content = Rectangle(
            column: columns + 1, row: 0, columns: content.size.columns - columns - 1, rows: content.size.rows)
    }

    private mutating func takeRight(_ columns: Int, _ request: Request) {
        let start = content.endColumn - columns
        let upperRows =
            !request.filled.contains(.sideLower)
            ? content.size.rows : request.filled.contains(.sideUpper) ? content.size.rows / 2 : 0
        if request.filled.contains(.sideUpper) {
            slots[.sideUpper] = Rectangle(column: start, row: 0, columns: columns, rows: upperRows)
        }
        if request.filled.contains(.sideLower) {
            slots[.sideLower] = Rectangle(
                column: start, row: upperRows, columns: columns, rows: content.size.rows - upperRows)
        }
        let left = content.size.columns - columns - 1
        if left > 0 { separators.append(Rectangle(column: start - 1, row: 0, columns: 1, rows: content.size.rows)) }
        content = Rectangle(column: content.origin.column, row: 0, columns: left, rows: content.size.rows)
    }

    private mutating func splitContent(_ request: Request) {
        let hasList = request.filled.contains(.list)
        guard request.filled.contains(.reader) else {
            if hasList { slots[.list] = content }
            return
        }
        guard hasList else {
            slots[.reader] = content
            return
        }
        let (column, columns, rows) = (content.origin.column, content.size.columns, content.size.rows)
        if columns >= Widths.besideFrom {
            let list = min(64, columns * 2 / 5)
            slots[.list] = Rectangle(column: column, row: 0, columns: list, rows: rows)
            separators.append(Rectangle(column: column + list, row: 0, columns: 1, rows: rows))
            slots[.reader] = Rectangle(column: column + list + 1, row: 0, columns: columns - list - 1, rows: rows)
        } else if request.sharesWithComposer, request.focus == .reader {
            let upper = rows * 9 / 20
            slots[.reader] = Rectangle(column: column, row: 0, columns: columns, rows: upper)
            composer = Rectangle(column: column, row: upper, columns: columns, rows: rows - upper)
        } else {
            let list = max(5, rows * 3 / 10)
            slots[.list] = Rectangle(column: column, row: 0, columns: columns, rows: list)
            slots[.reader] = Rectangle(column: column, row: list, columns: columns, rows: rows - list)
        }
    }
}

/// How a screen of some width is shared out.
struct Widths {
    /// From how many columns this row of the table holds.
    var from: Int
    /// Whether only one pane shows at a time.
    var isSingle = false
    /// Columns of the sidebar.
    var sidebar = 0
    /// Columns of the right column.
    var side = 0
    /// Whether the right column shows without being asked for.
    var showsSide = false
    /// Whether the right column, asked for, takes the place of list and reader.
    var sideReplacesContent = false

    /// Columns from which list and reader stand side by side.
    static let besideFrom = 110

    static let table = [
        Widths(from: 160, sidebar: 24, side: 32, showsSide: true),
        Widths(from: 120, sidebar: 20, side: 28, showsSide: true),
        Widths(from: 100, sidebar: 20, side: 28),
        Widths(from: 70, sidebar: 18, sideReplacesContent: true),
    ]

    static func of(_ columns: Int) -> Widths {
        table.first { columns >= $0.from } ?? Widths(from: 0, isSingle: true)
    }
}
