/// A width and a height in terminal cells.
public struct Size: Hashable, Sendable {
    /// Cells across.
    public var columns: Int
    /// Cells down.
    public var rows: Int

    /// A size of so many columns and rows; negative numbers count as zero.
    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// A cell's place, counted from zero at the top left.
public struct Point: Hashable, Sendable {
    /// Cells from the left edge.
    public var column: Int
    /// Cells from the top edge.
    public var row: Int

    /// The place at this column and row.
    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// A block of cells.
public struct Rectangle: Hashable, Sendable {
    /// The top left cell.
    public var origin: Point
    /// How far it reaches.
    public var size: Size

    /// A block at `origin`, `size` cells large.
    public init(origin: Point, size: Size) {
        self.origin = origin
        self.size = size
    }

    /// A block by its four numbers.
    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.init(origin: Point(column: column, row: row), size: Size(columns: columns, rows: rows))
    }

    /// The column just right of the block.
    public var endColumn: Int { origin.column + size.columns }
    /// The row just below the block.
    public var endRow: Int { origin.row + size.rows }

    /// Whether the cell lies inside.
    public func contains(_ point: Point) -> Bool {
        (origin.column..<endColumn).contains(point.column) && (origin.row..<endRow).contains(point.row)
    }
}
