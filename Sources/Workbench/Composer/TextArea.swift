import Terminal

/// Text of many lines that is being written, wrapped to the block that shows it; with the editing keys of readline.
struct TextArea: Hashable, Sendable {
    private var letters: [Character]
    private var cursor = 0
    private var killed: [Character] = []
    private var history: [Change] = []

    /// One step of undo: what came in at a place, and what went.
    private struct Change: Hashable, Sendable {
        var place: Int
        var removed: [Character]
        var addedCount: Int
        var cursorBefore: Int
    }

    /// The most that can be typed or pasted, in characters.
    static let longest = 1_000_000
    private static let undoDepth = 200

    init(_ text: String = "", cursorLine: Int? = nil) {
        letters = Array(text)
        cursor = letters.count
        guard let cursorLine else { return }
        let ends = letters.indices.lazy.filter { [letters] in letters[$0] == "\n" }
        cursor = cursorLine == 0 ? 0 : ends.dropFirst(cursorLine - 1).first.map { $0 + 1 } ?? letters.count
    }

    var text: String { String(letters) }

    /// The letters from the last space to the cursor.
    var wordBeforeCursor: String { String(letters[wordStart..<cursor]) }

    mutating func replaceWordBeforeCursor(with text: String) { replace(wordStart..<cursor, with: Array(text)) }

    mutating func replaceAll(with text: String) { replace(0..<letters.count, with: Array(text)) }

    /// Takes a key; answers whether the text is another one now.
    mutating func press(_ key: Key, columns: Int) -> Bool {
        let before = letters.count
        let wasChanged = edit(key)
        if !wasChanged, let target = destination(of: key, columns: columns) { cursor = target }
        return wasChanged || letters.count != before
    }

    private mutating func edit(_ key: Key) -> Bool {
        switch key {
        case .named(.enter): replace(cursor..<cursor, with: ["\n"])
        case .named(.backspace), .control("h"): replace(max(0, cursor - 1)..<cursor, with: [])
        case .named(.delete), .control("d"): replace(cursor..<min(letters.count, cursor + 1), with: [])
        case .control("k"): kill(cursor..<max(lineEnd, min(letters.count, cursor + (cursor == lineEnd ? 1 : 0))))
        case .control("u"): kill(lineStart..<cursor)
        case .control("w"), .alt("\u{7F}"): kill(previousWord..<cursor)
        case .alt("d"): kill(cursor..<nextWord)
        case .control("y"): replace(cursor..<cursor, with: killed)
        case .control("_"), .alt("u"): return undo()
        default:
            guard let typed = key.typed else { return false }
            replace(cursor..<cursor, with: Array(typed.replacing("\r\n", with: "\n").replacing("\r", with: "\n")))
        }
        return true
    }

    private func destination(of key: Key, columns: Int) -> Int? {
        switch key {
        case .named(.left), .control("b"): max(0, cursor - 1)
        case .named(.right), .control("f"): min(letters.count, cursor + 1)
        case .named(.up), .control("p"): place(rows: -1, columns: columns)
        case .named(.down), .control("n"): place(rows: 1, columns: columns)
        case .named(.pageUp): place(rows: -10, columns: columns)
        case .named(.pageDown): place(rows: 10, columns: columns)
        case .named(.home), .control("a"): lineStart
        case .named(.end), .control("e"): lineEnd
        case .alt("b"): previousWord
        case .alt("f"): nextWord
        case .alt("<"): 0
        case .alt(">"): letters.count
        default: nil
        }
    }

    /// Puts a line at the end.
    mutating func append(line: String) {
        let start = letters.isEmpty || letters.last == "\n" ? "" : "\n"
        replace(letters.count..<letters.count, with: Array(start + line + "\n"))
    }

    /// Goes to the end of what stands under a heading, a line of the text; stays where there is no such line.
    mutating func move(toSection heading: String) {
        let lines = String(letters).split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { $0 == heading }) else { return }
        let next = lines[(first + 1)...].firstIndex { $0.hasPrefix("## ") } ?? lines.count
        var last = next - 1
        // An empty line parts it from the next heading, and is not written in when there is another one to write in.
        while last > first + 1, lines[last].isEmpty, lines[last - 1].isEmpty { last -= 1 }
        cursor = lines[...last].reduce(-1) { $0 + $1.count + 1 }
    }

    // MARK: - Changing

    private mutating func replace(_ range: Range<Int>, with new: [Character]) {
        guard !range.isEmpty || !new.isEmpty, letters.count - range.count + new.count <= Self.longest else { return }
        remember(range, new)
        letters.replaceSubrange(range, with: new)
        cursor = range.lowerBound + new.count
    }

    /// Keeps what undo needs: a word typed letter by letter, or rubbed out so, is one step.
    private mutating func remember(_ range: Range<Int>, _ new: [Character]) {
        if let last = history.last {
            let startsWord = range.lowerBound > 0 && letters[range.lowerBound - 1].isWhitespace
            let goesOn = last.removed.isEmpty && last.place + last.addedCount == range.lowerBound && !startsWord
            if new.count == 1, range.isEmpty, goesOn, new[0] != "\n" {
                history[history.count - 1].addedCount += 1
                return
            }
            if new.isEmpty, range.count == 1, last.addedCount == 0, range.upperBound == last.place,
                !letters[range.lowerBound].isWhitespace
            {
                history[history.count - 1].place -= 1
                history[history.count - 1].removed.insert(letters[range.lowerBound], at: 0)
                return
            }
        }
        history.append(
            Change(place: range.lowerBound, removed: Array(letters[range]), addedCount: new.count, cursorBefore: cursor)
        )
        if history.count > Self.undoDepth { history.removeFirst() }
    }

    private mutating func kill(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        killed = Array(letters[range])
        replace(range, with: [])
    }

    private mutating func undo() -> Bool {
        guard let change = history.popLast() else { return false }
        letters.replaceSubrange(change.place..<change.place + change.addedCount, with: change.removed)
        cursor = change.cursorBefore
        return true
    }

    // MARK: - Places

    private var lineStart: Int { (letters[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
    private var lineEnd: Int { letters[cursor...].firstIndex(of: "\n") ?? letters.count }
    private var wordStart: Int { (letters[..<cursor].lastIndex { $0.isWhitespace } ?? -1) + 1 }

    private var previousWord: Int {
        let last = letters[..<cursor].lastIndex { !$0.isWhitespace } ?? 0
        return (letters[..<last].lastIndex { $0.isWhitespace } ?? -1) + 1
    }

    private var nextWord: Int {
        let first = letters[cursor...].firstIndex { !$0.isWhitespace } ?? letters.count
        return letters[first...].firstIndex { $0.isWhitespace } ?? letters.count
    }

    private func place(rows: Int, columns: Int) -> Int {
        let wrapped = wrapped(columns: columns)
        guard let row = wrapped.lastIndex(where: { $0.lowerBound <= cursor }) else { return cursor }
        let column = TextWidth.columns(of: String(letters[wrapped[row].lowerBound..<cursor]))
        let target = wrapped[min(max(0, row + rows), wrapped.count - 1)]
        var place = target.lowerBound
        var used = 0
        while place < target.upperBound, used < column {
            used += TextWidth.columns(of: letters[place])
            place += 1
        }
        return place
    }

    // MARK: - Showing

    /// The rows of the text on so many columns: broken at spaces where there are any.
    private func wrapped(columns: Int) -> [Range<Int>] {
        let limit = max(2, columns - 1)
        var rows: [Range<Int>] = []
        var (start, used) = (0, 0)
        var lastSpace: Int?
        for (place, letter) in letters.enumerated() {
            if letter == "\n" {
                rows.append(start..<place)
                (start, used, lastSpace) = (place + 1, 0, nil)
                continue
            }
            used += TextWidth.columns(of: letter)
            if letter == " " { lastSpace = place }
            guard used > limit else { continue }
            let end = lastSpace.map { $0 + 1 } ?? place
            rows.append(start..<end)
            start = end
            used = TextWidth.columns(of: String(letters[start..<max(start, place + 1)]))
            lastSpace = nil
        }
        return rows + [start..<letters.count]
    }

    /// Draws the part around the cursor.
    func view(size: Size) -> Surface {
        var surface = Surface(size: size)
        let rows = wrapped(columns: size.columns)
        let current = rows.lastIndex { $0.lowerBound <= cursor } ?? 0
        let top = max(0, min(current - size.rows / 2, rows.count - size.rows))
        for (offset, range) in rows.dropFirst(top).prefix(size.rows).enumerated() {
            surface.write(String(letters[range]), at: Point(column: 0, row: offset))
        }
        let column =
            rows.indices.contains(current)
            ? TextWidth.columns(of: String(letters[rows[current].lowerBound..<cursor])) : 0
        surface.cursor = Point(column: min(column, max(0, size.columns - 1)), row: current - top)
        return surface
    }
}
