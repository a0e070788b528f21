extension Cursor {
    /// Cells that are sooner written than erased.
    private static let fewCells = 8

    /// Writes a row in the shorter of two ways: cell by cell, or over what has been erased from the first that differs on.
    mutating func write(_ row: DrawnRow) {
        guard let differing = row.differing else { return }
        var erasing = self
        write(row, differing)
        guard differing.count > Self.fewCells, let blank = erasing.erase(differing, of: row) else { return }
        var erased = row
        erased.old.replaceSubrange(differing, with: repeatElement(blank, count: differing.count))
        erasing.write(erased, differing)
        if erasing.bytes.count < bytes.count { self = erasing }
    }

    /// Erases cells of a row, if that is to be had and there are blank ones to gain by it; answers what is there then.
    private mutating func erase(_ columns: Range<Int>, of row: DrawnRow) -> Drawn? {
        guard let blank = row.new[columns].first(where: { $0.isBlank && $0.ink.attributes.isEmpty }),
            let sequence = erasing(columns, of: row.new.count, blank.ink)
        else { return nil }
        go(to: Point(column: columns.lowerBound, row: row.row))
        let first = row.new[columns.lowerBound].ink
        dip(
            first.attributes.isDisjoint(with: [.reverse, .underline]) && first.onBlank == blank.ink ? first : blank.ink)
        send(sequence)
        return blank
    }

    /// Writes the cells of a row that differ, as far as they lie within these columns.
    private mutating func write(_ row: DrawnRow, _ columns: Range<Int>) {
        var column = columns.lowerBound
        while let next = (column..<max(column, columns.upperBound)).first(where: { row.new[$0] != row.old[$0] }) {
            reach(Point(column: next, row: row.row), over: row.new)
            column = writeAlike(row, from: next, in: columns)
        }
    }

    /// Writes cells that are alike as far as any of them differs, and answers the column behind them.
    private mutating func writeAlike(_ row: DrawnRow, from start: Int, in columns: Range<Int>) -> Int {
        let (new, old, cell) = (row.new, row.old, row.new[start])
        guard cell.width == 1 else {
            write(cell, times: 1, at: start, of: new.count)
            return start + max(1, Int(cell.width))
        }
        guard cell.isBlank else {
            let end = (start..<columns.upperBound).first { new[$0] != cell || old[$0] == cell } ?? columns.upperBound
            write(cell, times: end - start, at: start, of: new.count)
            return end
        }
        let end = new[start...].firstIndex { $0 != cell } ?? new.count
        let last = (start..<min(end, columns.upperBound)).last { new[$0] != old[$0] } ?? start
        let behind = last + 1
        writeBlanks(
            cell, start..<behind, of: new.count, following: end < new.count ? new[end].ink : cell.ink,
            isFollowed: behind < columns.upperBound && new[behind] != old[behind])
        return behind
    }

    // MARK: - Ink by ink

    /// Cells of a row that one ink writes.
    private struct Stroke {
        var row: Int
        var columns: Range<Int>
    }

    /// Writes rows ink by ink: in lists, whose rows resemble each other, the cursor gets to the next row with fewer bytes
    /// than a change of ink takes. The ink with most to write comes first.
    mutating func writeInkByInk(_ rows: [DrawnRow]) {
        var strokes: [Ink: [Stroke]] = [:]
        var cells: [Ink: Int] = [:]
        for (index, row) in rows.enumerated() {
            for (ink, columns) in Self.strokes(of: row) {
                strokes[ink, default: []].append(Stroke(row: index, columns: columns))
                cells[ink, default: 0] += columns.count
            }
        }
        let order = strokes.keys.sorted { (cells[$0] ?? 0, $0.order) > (cells[$1] ?? 0, $1.order) }
        for ink in order {
            for stroke in strokes[ink] ?? [] { write(rows[stroke.row], stroke.columns) }
        }
    }

    /// The cells of a row that differ, as what stands together and is written with one ink. Blank ones go with a neighbour
    /// whose ink looks the same on them.
    private static func strokes(of row: DrawnRow) -> [(Ink, Range<Int>)] {
        var strokes: [(ink: Ink, columns: Range<Int>)] = []
        for column in 0..<row.end where row.new[column] != row.old[column] {
            let cell = row.new[column]
            let isNext = strokes.last?.columns.upperBound == column
            if isNext, let last = strokes.last {
                let goesOn = cell.width == 0 || cell.ink == last.ink || cell.isBlank && last.ink.onBlank == cell.ink
                // What has been blank so far may take the ink of the letter behind it.
                let begins = !goesOn && last.ink == cell.ink.onBlank && row.new[last.columns].allSatisfy(\.isBlank)
                if goesOn || begins {
                    strokes[strokes.count - 1].columns = last.columns.lowerBound..<column + 1
                    if begins { strokes[strokes.count - 1].ink = cell.ink }
                    continue
                }
            }
            strokes.append((cell.ink, column..<column + 1))
        }
        return strokes
    }
}

extension Ink {
    /// Any order, the same in every run.
    fileprivate var order: Int { Int(attributes.rawValue) << 20 + Int(foreground + 1) << 10 + Int(background + 1) }
}
