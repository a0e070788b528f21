/// The terminal's cursor: where it stands, with what ink it writes, and the fewest bytes that take both elsewhere.
struct Cursor {
    /// What is to be sent.
    private(set) var bytes: [UInt8] = []
    /// The ink of what is written next; nothing when it is not known.
    private(set) var ink: Ink?
    /// The cell that is written next; nothing when it is not known.
    private var place: Point?
    /// Whether every terminal agrees on the column: not behind letters of whose width some are of another mind.
    private var isExact = true
    private var inks: Inkwell
    private let capabilities: Capabilities

    init(_ capabilities: Capabilities, _ inks: Inkwell) {
        self.capabilities = capabilities
        self.inks = inks
    }

    /// What is to be sent, once.
    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Nothing is known any more.
    mutating func forget() { (ink, place) = (nil, nil) }

    /// Empties the screen.
    mutating func clear() {
        dip(Ink())
        send(capabilities.clear)
        place = nil
    }

    /// Sends what is no part of a picture.
    mutating func send(_ sequence: String) { bytes += sequence.utf8 }

    /// Takes another ink.
    mutating func dip(_ wanted: Ink) {
        guard ink != wanted else { return }
        bytes += inks.change(from: ink, to: wanted)
        ink = wanted
    }

    /// A look as the terminal shows it.
    func ink(of style: Style) -> Ink { inks.ink(of: style) }

    // MARK: - Moving

    /// Goes to a cell.
    mutating func go(to point: Point) {
        guard place != point || !isExact else { return }
        follow(way(to: point), to: point)
    }

    private mutating func follow(_ way: String, to point: Point) {
        if !capabilities.movesInAnyLook { dip(Ink()) }
        send(way)
        (place, isExact) = (point, true)
    }

    /// Goes to a cell, over what stands between by writing it again where that is shorter than to pass it by.
    mutating func reach(_ point: Point, over row: [Drawn]) {
        guard let from = place, isExact, from.row == point.row, from.column < point.column else { return go(to: point) }
        let (between, way) = (row[from.column..<point.column], way(to: point))
        let isInked = between.allSatisfy { $0.width == 1 && ($0.isBlank ? ink?.onBlank == $0.ink : ink == $0.ink) }
        guard isInked, between.reduce(0, { $0 + $1.letter.count }) <= way.utf8.count else {
            return follow(way, to: point)
        }
        for cell in between { cell.letter.write(to: &bytes) }
        place = point
    }

    /// The rows that are gone down one by one; farther off it is shorter to name the place.
    private static let fewRows = 3

    private func way(to point: Point) -> String {
        let direct = capabilities.moving(to: point)
        guard let place, (0...Self.fewRows).contains(point.row - place.row) else { return direct }
        let rows = point.row - place.row
        guard rows == 0 || capabilities.down != nil else { return direct }
        let down = String(repeating: capabilities.down ?? "", count: rows)
        var ways = [capabilities.moving(column: point.column)]
        let columns = point.column - place.column
        if isExact, columns == 0 { ways.append("") }
        if isExact, columns > 0 { ways.append(capabilities.moving(right: columns)) }
        if isExact, (1...direct.utf8.count).contains(-columns) {
            ways.append(capabilities.back.map { String(repeating: $0, count: -columns) })
        }
        return ways.compactMap { $0 }.map { down + $0 }.reduce(direct) { $1.utf8.count < $0.utf8.count ? $1 : $0 }
    }

    // MARK: - Writing

    /// Writes one character as often as it stands in so many cells from a column on.
    mutating func write(_ cell: Drawn, times: Int, at column: Int, of columns: Int) {
        guard cell.width > 0 else { return }
        dip(cell.ink)
        write(cell.letter, times: times, room: columns - column)
        advance(by: Int(cell.width) * times, at: column, of: columns)
        if cell.width != 1 || !cell.letter.isSimple { isExact = false }
    }

    /// Writes blank cells of one look; `following` is the ink of what stands behind them, `isFollowed` tells whether it is
    /// written next.
    mutating func writeBlanks(
        _ blank: Drawn, _ range: Range<Int>, of columns: Int, following: Ink, isFollowed: Bool
    ) {
        if ink?.onBlank != blank.ink {
            // What follows may have an ink that looks the same here, and then has it already.
            dip(following.onBlank == blank.ink ? following : blank.ink)
        }
        if let erasing = erasing(range, of: columns, blank.ink) {
            // Erasing leaves the cursor where it is.
            let onward = isFollowed ? capabilities.moving(right: range.count)?.utf8.count ?? range.count : 0
            if erasing.utf8.count + onward < range.count { return send(erasing) }
        }
        write(.blank, times: range.count, room: columns - range.lowerBound)
        advance(by: range.count, at: range.lowerBound, of: columns)
    }

    /// Writes a letter so many times. The last columns are written one by one: terminals are of several minds about what
    /// repeating does there.
    private mutating func write(_ letter: Letter, times: Int, room: Int) {
        let more = min(times - 1, room - 3)
        letter.write(to: &bytes)
        var rest = times - 1
        if more > 0, letter.isSimple, let repeating = capabilities.repeating(more),
            repeating.utf8.count < letter.count * more
        {
            send(repeating)
            rest -= more
        }
        for _ in 0..<rest { letter.write(to: &bytes) }
    }

    /// What erases cells from the cursor on with an ink for blanks; nothing when that cannot be had.
    func erasing(_ range: Range<Int>, of columns: Int, _ blank: Ink) -> String? {
        guard blank.attributes.isEmpty, blank.background < 0 || capabilities.erasesInColor else { return nil }
        let rest = range.upperBound == columns ? capabilities.eraseRest : nil
        return [rest, capabilities.erasing(range.count)].compactMap { $0 }.min { $0.utf8.count < $1.utf8.count }
    }

    private mutating func advance(by count: Int, at column: Int, of columns: Int) {
        let next = column + count
        // Behind the last column terminals are of several minds.
        place = next < columns ? place.map { Point(column: next, row: $0.row) } : nil
    }
}
