import Terminal

/// Text that is being typed, shown in one line; it may have several where the field takes them.
struct TextField: Hashable, Sendable {
    private(set) var text: String
    private var cursor: String.Index
    private let takesLines: Bool

    /// The most that a field takes, in characters; of one that takes lines, and of one that does not.
    static let (longestText, longest) = (20_000, 1_000)
    /// What is shown where a line ends.
    private static let lineEnd = "↵"

    init(_ text: String = "", takesLines: Bool = false) {
        self.text = text
        self.takesLines = takesLines
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
        case .control("n"): if takesLines { insert("\n") }
        default: if let typed = key.typed { insert(typed) }
        }
        return text != before
    }

    /// Replaces everything.
    mutating func replace(with text: String) { self = TextField(text, takesLines: takesLines) }

    private mutating func insert(_ typed: String) {
        let line = takesLines ? typed : typed.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard text.count + line.count <= (takesLines ? Self.longestText : Self.longest) else { return }
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
        // Every character but the odd one takes a column, so that more of them need not be measured.
        var before = Self.inOneLine(text[..<cursor].suffix(2 * room))
        while TextWidth.columns(of: before) > room { before.removeFirst() }
        let used = surface.write(before, at: Point(column: start, row: 0), style: .input)
        let after = Self.inOneLine(text[cursor...].prefix(2 * room))
        surface.write(after, at: Point(column: start + used, row: 0), style: .input)
        surface.cursor = Point(column: min(columns - 1, start + used), row: 0)
        return surface
    }

    /// A text with marks where its lines end.
    static func inOneLine(_ text: some StringProtocol) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: lineEnd)
    }
}
