import Terminal

/// One line of text that is being typed.
struct TextField: Hashable, Sendable {
    private(set) var text: String
    private var cursor: String.Index

    /// The most that a field takes, in characters.
    static let longest = 1_000

    init(_ text: String = "") {
        self.text = text
        cursor = text.endIndex
    }

    /// Takes a key; answers whether the text is another one now.
    mutating func press(_ key: Key) -> Bool {
        let before = text
        switch key {
        case .named(.left), .control("b"): if cursor > text.startIndex { cursor = text.index(before: cursor) }
        case .named(.right), .control("f"): if cursor < text.endIndex { cursor = text.index(after: cursor) }
        case .named(.home), .control("a"): cursor = text.startIndex
        case .named(.end), .control("e"): cursor = text.endIndex
        case .named(.backspace): deleteBackward(while: { _, count in count == 0 })
        case .named(.delete), .control("d"): if cursor < text.endIndex { remove(cursor..<text.index(after: cursor)) }
        case .control("u"): remove(text.startIndex..<cursor)
        case .control("k"): remove(cursor..<text.endIndex)
        case .control("w"): deleteWord()
        default: if let typed = key.typed { insert(typed) }
        }
        return text != before
    }

    /// Replaces everything.
    mutating func replace(with text: String) { self = TextField(text) }

    private mutating func insert(_ typed: String) {
        let line = typed.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard text.count + line.count <= Self.longest else { return }
        let offset = text.distance(from: text.startIndex, to: cursor) + line.count
        text.insert(contentsOf: line, at: cursor)
        cursor = text.index(text.startIndex, offsetBy: min(offset, text.count))
    }

    private mutating func deleteWord() {
        deleteBackward { character, _ in character.isWhitespace }
        deleteBackward { character, _ in !character.isWhitespace }
    }

    private mutating func deleteBackward(while matches: (Character, _ count: Int) -> Bool) {
        var start = cursor
        var count = 0
        while start > text.startIndex, matches(text[text.index(before: start)], count) {
            start = text.index(before: start)
            count += 1
        }
        remove(start..<cursor)
    }

    private mutating func remove(_ range: Range<String.Index>) {
        let offset = text.distance(from: text.startIndex, to: range.lowerBound)
        text.removeSubrange(range)
        cursor = text.index(text.startIndex, offsetBy: offset)
    }

    /// Draws the part around the cursor after a label.
    func view(label: String, columns: Int) -> Surface {
        var surface = Surface(size: Size(columns: columns, rows: 1))
        let start = surface.write(label, at: Point(column: 0, row: 0), style: .key)
        let room = max(1, columns - start - 1)
        var before = String(text[..<cursor])
        while TextWidth.columns(of: before) > room { before.removeFirst() }
        let used = surface.write(before, at: Point(column: start, row: 0), style: .input)
        surface.write(String(text[cursor...]), at: Point(column: start + used, row: 0), style: .input)
        surface.cursor = Point(column: min(columns - 1, start + used), row: 0)
        return surface
    }
}
