/// Writes what makes a terminal that shows one picture show another: the cells that differ, in as few bytes as that
/// takes, all of them at once.
struct Difference {
    /// What is to be sent.
    private(set) var bytes: [UInt8] = []
    private let capabilities: Capabilities
    private var inks: Inkwell
    private var theme: Theme
    /// The ink of what is written next; nothing when it is not known.
    private var ink: Ink?
    /// The cell that is written next; nothing when it is not known.
    private var place: Point?
    private var looks: [Look: Ink] = [:]

    private struct Look: Hashable {
        var style: StyleName
        var overlay: StyleName?
    }

    init(_ capabilities: Capabilities, theme: Theme, hasColor: Bool) {
        self.capabilities = capabilities
        self.theme = theme
        inks = Inkwell(capabilities, hasColor: hasColor)
    }

    /// What is to be sent, once.
    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Another program may have used the terminal.
    mutating func forget() { (ink, place) = (nil, nil) }

    /// Gives everything another look.
    mutating func use(_ theme: Theme) {
        self.theme = theme
        looks.removeAll()
    }

    /// Takes every look back.
    mutating func wipe() { dip(Ink()) }

    /// Sends the cursor to a cell.
    mutating func go(to point: Point) {
        guard place != point else { return }
        if !capabilities.movesInAnyLook { dip(Ink()) }
        send(capabilities.moving(to: point))
        place = point
    }

    /// Shows `after` where `before` is; without one, on an empty screen.
    mutating func show(_ after: Surface, over before: Surface?) {
        if before == nil {
            dip(Ink())
            send(capabilities.clear)
            place = nil
        }
        let blank = Array(repeating: Drawn(), count: after.size.columns)
        for row in 0..<after.size.rows {
            let cells = after.row(row)
            if let before, before.row(row) == cells { continue }
            show(
                drawn(cells), over: before.map { drawn($0.row(row)) } ?? blank, in: row,
                isLast: row + 1 == after.size.rows)
        }
    }

    // MARK: - A row

    /// A cell as the terminal shows it. Of blank ones only that counts which can be seen.
    private struct Drawn: Equatable {
        var letter = Letter.blank
        var width: UInt8 = 1
        var ink = Ink()

        var isBlank: Bool { width == 1 && letter.isBlank }
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
        let ink = inks.ink(of: theme.style(of: look.style, overlay: look.overlay))
        looks[look] = ink
        return ink
    }

    /// Writes a row in the shorter of two ways: cell by cell, or over what has been erased from the first that differs on.
    private mutating func show(_ new: [Drawn], over old: [Drawn], in row: Int, isLast: Bool) {
        // Where it would move everything up, the last cell of all stays empty.
        let end = isLast && capabilities.scrollsAtEnd ? new.count - 1 : new.count
        let differing = (0..<end).filter { new[$0] != old[$0] }
        guard let first = differing.first, let last = differing.last else { return }
        var erasing = self
        write(new, over: old, in: row, first..<last + 1)
        guard differing.count > Self.fewCells, let blank = erasing.erase(first..<last + 1, of: new, in: row) else {
            return
        }
        erasing.write(new, over: old.replaced(first..<last + 1, by: blank), in: row, first..<last + 1)
        if erasing.bytes.count < bytes.count { self = erasing }
    }

    /// Cells that are sooner written than erased.
    private static let fewCells = 8

    /// Erases cells of a row, if that is to be had and there are blank ones to gain by it; answers what is there then.
    private mutating func erase(_ columns: Range<Int>, of row: [Drawn], in number: Int) -> Drawn? {
        guard let blank = row[columns].first(where: { $0.isBlank && $0.ink.attributes.isEmpty }),
            blank.ink.background < 0 || capabilities.erasesInColor,
            let some = capabilities.erasing(columns.count)
        else { return nil }
        go(to: Point(column: columns.lowerBound, row: number))
        let first = row[columns.lowerBound].ink
        dip(
            first.attributes.isDisjoint(with: [.reverse, .underline]) && first.onBlank == blank.ink ? first : blank.ink)
        send(columns.upperBound == row.count ? shorter(capabilities.eraseRest, some) : some)
        return blank
    }

    private mutating func write(_ new: [Drawn], over old: [Drawn], in row: Int, _ columns: Range<Int>) {
        var column = columns.lowerBound
        while let next = (column..<max(column, columns.upperBound)).first(where: { new[$0] != old[$0] }) {
            reach(Point(column: next, row: row), over: new)
            if new[next].isBlank {
                column = writeBlanks(new, over: old, from: next, in: columns)
            } else {
                column = write(new[next], at: next, of: new.count)
            }
        }
    }

    /// Gets to a cell of a row: over what stands between by writing it again, where that is shorter than to pass it by.
    private mutating func reach(_ point: Point, over row: [Drawn]) {
        guard let from = place, from.row == point.row, from.column < point.column else { return go(to: point) }
        let between = row[from.column..<point.column]
        let jump = shorter(capabilities.moving(right: point.column - from.column), capabilities.moving(to: point))
        let isInked = between.allSatisfy { $0.width == 1 && ($0.isBlank ? ink?.onBlank == $0.ink : ink == $0.ink) }
        if isInked, between.reduce(0, { $0 + $1.letter.count }) <= jump.utf8.count {
            for cell in between { cell.letter.write(to: &bytes) }
        } else {
            if !capabilities.movesInAnyLook { dip(Ink()) }
            send(jump)
        }
        place = point
    }

    private func shorter(_ one: String?, _ other: String) -> String {
        one.map { $0.utf8.count <= other.utf8.count ? $0 : other } ?? other
    }

    /// Writes one character; answers the column behind it.
    private mutating func write(_ cell: Drawn, at column: Int, of columns: Int) -> Int {
        let next = column + max(1, Int(cell.width))
        guard cell.width > 0 else { return next }
        dip(cell.ink)
        cell.letter.write(to: &bytes)
        // Behind the last column terminals are of several minds.
        place = next < columns ? place.map { Point(column: next, row: $0.row) } : nil
        return next
    }

    /// Writes blank cells of one look as far as any of them differs, and answers the column behind them.
    private mutating func writeBlanks(_ new: [Drawn], over old: [Drawn], from start: Int, in columns: Range<Int>) -> Int
    {
        let blank = new[start]
        let end = new[start...].firstIndex { $0 != blank } ?? new.count
        let last = (start..<min(end, columns.upperBound)).last { new[$0] != old[$0] } ?? start
        if ink?.onBlank != blank.ink {
            // What follows may have an ink that looks the same here, and then has it already.
            let following = end < new.count ? new[end].ink : blank.ink
            dip(following.onBlank == blank.ink ? following : blank.ink)
        }
        bytes += repeatElement(UInt8(ascii: " "), count: last + 1 - start)
        place = last + 1 < new.count ? place.map { Point(column: last + 1, row: $0.row) } : nil
        return last + 1
    }

    // MARK: - Bytes

    private mutating func dip(_ wanted: Ink) {
        guard ink != wanted else { return }
        bytes += inks.change(from: ink, to: wanted)
        ink = wanted
    }

    /// Sends what is no part of a picture.
    mutating func send(_ sequence: String) { bytes += sequence.utf8 }
}

extension Array {
    fileprivate func replaced(_ range: Range<Int>, by element: Element) -> [Element] {
        var copy = self
        copy.replaceSubrange(range, with: repeatElement(element, count: range.count))
        return copy
    }
}
