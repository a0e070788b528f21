/// One cell of a surface.
public struct Cell: Hashable, Sendable {
    /// What is drawn.
    var letter: Letter
    /// Columns taken: 1, 2, or 0 for the right half of the wide character before it.
    public var width: UInt8
    /// What it means.
    public var style: StyleName
    /// A meaning laid over it, such as the selection.
    public var overlay: StyleName?

    /// A cell.
    public init(_ character: Character = " ", width: UInt8 = 1, style: StyleName = .text, overlay: StyleName? = nil) {
        self.init(Letter(character), width: width, style: style, overlay: overlay)
    }

    init(_ letter: Letter, width: UInt8 = 1, style: StyleName = .text, overlay: StyleName? = nil) {
        self.letter = letter
        self.width = width
        self.style = style
        self.overlay = overlay
    }

    /// What is drawn, already safe for a terminal. The right half of a wide character holds a space and `width` 0.
    public var character: Character { letter.character }
}

/// A grid of cells: what a pane draws, a test reads, and the screen sends. Whatever is written passes
/// `Printable` first, so nothing another person wrote reaches the terminal raw.
public struct Surface: Hashable, Sendable {
    /// How large it is.
    public let size: Size
    /// The cells, row after row.
    public private(set) var cells: [Cell]
    /// Where the terminal's cursor belongs, or nothing to hide it.
    public var cursor: Point?

    /// An empty surface.
    public init(size: Size) {
        self.size = size
        cells = Array(repeating: Cell(.blank), count: size.columns * size.rows)
    }

    /// The cell at a place; a blank one outside.
    public subscript(point: Point) -> Cell {
        guard let offset = offset(of: point) else { return Cell(.blank) }
        return cells[offset]
    }

    /// Row `row` of cells, left to right.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Writes text from `point` to the right, at most `limit` columns and never past the edge. A wide character that
    /// would be cut is left out. Returns the columns written.
    @discardableResult
    public mutating func write(
        _ text: String, at point: Point, style: StyleName = .text, limit: Int = .max
    ) -> Int {
        guard (0..<size.rows).contains(point.row), limit > 0 else { return 0 }
        let end = limit > size.columns - point.column ? size.columns : point.column + limit
        return writeASCII(text, at: point, style: style, end: end)
            ?? writeGlyphs(Printable.text(text), at: point, style: style, end: end)
    }

    /// The quick way for plain letters, which nearly all text is; nothing when there are others.
    private mutating func writeASCII(_ text: String, at point: Point, style: StyleName, end: Int) -> Int? {
        var text = text
        return text.withUTF8 { bytes -> Int? in
            guard bytes.allSatisfy({ $0 >= 32 && $0 < 127 }) else { return nil }
            let count = max(0, min(bytes.count, end - point.column))
            for (index, byte) in bytes.prefix(count).enumerated() where point.column + index >= 0 {
                put(Cell(Letter(ascii: byte), style: style), point.column + index, point.row)
            }
            return count
        }
    }

    private mutating func writeGlyphs(_ text: String, at point: Point, style: StyleName, end: Int) -> Int {
        var column = point.column
        for glyph in text.lazy.flatMap(Glyphs.of) {
            guard column + glyph.columns <= end else { break }
            if column >= 0 {
                put(Cell(glyph.character, width: UInt8(glyph.columns), style: style), column, point.row)
            }
            column += glyph.columns
        }
        return column - point.column
    }

    /// Writes a styled line; see `write(_:at:style:limit:)`.
    @discardableResult
    public mutating func write(_ line: StyledLine, at point: Point, limit: Int = .max) -> Int {
        var written = 0
        for span in line.spans where written < limit {
            written += write(
                span.text, at: Point(column: point.column + written, row: point.row), style: span.style,
                limit: limit - written)
        }
        return written
    }

    /// Fills a block with one narrow character.
    public mutating func fill(_ block: Rectangle, _ character: Character = " ", style: StyleName = .text) {
        let cell = Cell(character, style: style)
        for offset in offsets(in: block) { put(cell, offset % size.columns, offset / size.columns) }
    }

    /// Lays a meaning over a block, keeping what is written there.
    public mutating func overlay(_ style: StyleName, in block: Rectangle) {
        for offset in offsets(in: block) { cells[offset].overlay = style }
    }

    /// Copies another surface here; what reaches past the edges is left out. Takes its cursor over if it has one.
    public mutating func draw(_ other: Surface, at point: Point) {
        for row in 0..<other.size.rows where (0..<size.rows).contains(row + point.row) {
            for (column, cell) in other.row(row).enumerated() where cell.width > 0 {
                guard column + point.column >= 0, column + point.column + Int(cell.width) <= size.columns else {
                    continue
                }
                put(cell, column + point.column, row + point.row)
            }
        }
        if let inner = other.cursor {
            cursor = Point(column: inner.column + point.column, row: inner.row + point.row)
        }
    }

    /// The letters, a line a row, without spaces at the ends: what a snapshot test compares.
    public var text: String {
        (0..<size.rows).map { index in
            var line = String(row(index).filter { $0.width > 0 }.map(\.character))
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    private func offset(of point: Point) -> Int? {
        guard (0..<size.columns).contains(point.column), (0..<size.rows).contains(point.row) else { return nil }
        return point.row * size.columns + point.column
    }

    /// Puts a cell, blanking the other half of any wide character it cuts.
    private mutating func put(_ cell: Cell, _ column: Int, _ row: Int) {
        let start = row * size.columns
        if cells[start + column].width == 0, column > 0 { cells[start + column - 1] = Cell(.blank, style: cell.style) }
        let last = column + Int(cell.width) - 1
        if last + 1 < size.columns, cells[start + last + 1].width == 0 { cells[start + last + 1] = Cell(.blank) }
        cells[start + column] = cell
        if cell.width == 2 {
            cells[start + column + 1] = Cell(.blank, width: 0, style: cell.style, overlay: cell.overlay)
        }
    }

    private func offsets(in block: Rectangle) -> [Int] {
        let rows = (0..<size.rows).clamped(to: block.origin.row..<block.endRow)
        let columns = (0..<size.columns).clamped(to: block.origin.column..<block.endColumn)
        return rows.flatMap { row in columns.map { row * size.columns + $0 } }
    }
}
