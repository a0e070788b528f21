/// Writes what makes a terminal that shows one picture show another: the cells that differ, in as few bytes as that
/// takes, all of them at once.
struct Difference {
    private var cursor: Cursor
    private var theme: Theme
    private var looks: [Look: Ink] = [:]
    private let scrollsAtEnd: Bool

    private struct Look: Hashable {
        var style: StyleName
        var overlay: StyleName?
    }

    init(_ capabilities: Capabilities, theme: Theme, hasColor: Bool) {
        self.theme = theme
        scrollsAtEnd = capabilities.scrollsAtEnd
        cursor = Cursor(capabilities, Inkwell(capabilities, hasColor: hasColor))
    }

    /// What is to be sent, once.
    mutating func take() -> [UInt8] { cursor.take() }

    /// Another program may have used the terminal.
    mutating func forget() { cursor.forget() }

    /// Gives everything another look.
    mutating func use(_ theme: Theme) {
        self.theme = theme
        looks.removeAll()
    }

    /// Takes every look back.
    mutating func wipe() { cursor.dip(Ink()) }

    /// Sends the cursor to a cell.
    mutating func go(to point: Point) { cursor.go(to: point) }

    /// Sends what is no part of a picture.
    mutating func send(_ sequence: String) { cursor.send(sequence) }

    /// Rows that are sooner written one after the other than ink by ink.
    private static let fewRows = 2

    /// Shows `after` where `before` is; without one, on an empty screen.
    mutating func show(_ after: Surface, over before: Surface?) {
        if before == nil { cursor.clear() }
        let rows = differingRows(after, before)
        var inkByInk = cursor
        for row in rows { cursor.write(row) }
        guard rows.count > Self.fewRows else { return }
        inkByInk.writeInkByInk(rows)
        if inkByInk.bytes.count < cursor.bytes.count { cursor = inkByInk }
    }

    private mutating func differingRows(_ after: Surface, _ before: Surface?) -> [DrawnRow] {
        let blank = Array(repeating: Drawn(), count: after.size.columns)
        var rows: [DrawnRow] = []
        for row in 0..<after.size.rows {
            let cells = after.row(row)
            if let before, before.row(row) == cells { continue }
            // Where it would move everything up, the last cell of all stays empty.
            let isLast = row + 1 == after.size.rows && scrollsAtEnd
            rows.append(
                DrawnRow(
                    row: row, new: drawn(cells), old: before.map { drawn($0.row(row)) } ?? blank,
                    end: isLast ? cells.count - 1 : cells.count))
        }
        return rows
    }

    private mutating func drawn(_ cells: ArraySlice<Cell>) -> [Drawn] {
        var (look, ink) = (Look?.none, Ink())
        return cells.map { cell in
            let next = Look(style: cell.style, overlay: cell.overlay)
            if look != next { (look, ink) = (next, self.ink(of: next)) }
            // The right half of a wide character is drawn with its left one.
            return Drawn(
                letter: cell.letter, width: cell.width,
                ink: cell.width == 0 ? Ink() : cell.letter.isBlank ? ink.onBlank : ink)
        }
    }

    private mutating func ink(of look: Look) -> Ink {
        if let known = looks[look] { return known }
        let ink = cursor.ink(of: theme.style(of: look.style, overlay: look.overlay))
        looks[look] = ink
        return ink
    }
}
