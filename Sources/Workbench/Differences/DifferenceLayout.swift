import Terminal

extension LineDifference {
    /// Unchanged lines shown around a change.
    public static let context = 3

    /// The difference as lines of at most `columns` (20 or more). Each begins with the line's number and a sign, so
    /// that it reads without colour: `-` removed, `+` added, `~` reworded with `[-old-]{+new+}` words.
    public func layout(columns: Int) -> [StyledLine] {
        guard !isEmpty else { return [StyledLine("Nothing has changed.", .muted)] }
        var layouter = DifferenceLayouter(self, columns: max(20, columns))
        layouter.run()
        return layouter.lines
    }

    /// How much differs, in words: `3 lines added, 1 removed, 2 reworded`.
    public var summary: String {
        let reworded = rewordings.count
        let added = changes.reduce(-reworded) { $0 + $1.new.count }
        let removed = changes.reduce(-reworded) { $0 + $1.old.count }
        let parts = [(added, "added"), (removed, "removed"), (reworded, "reworded")].filter { $0.0 > 0 }
        guard let first = parts.first else { return "nothing has changed" }
        let head = "\(first.0) \(first.0 == 1 ? "line" : "lines") \(first.1)"
        return ([head] + parts.dropFirst().map { "\($0.0) \($0.1)" }).joined(separator: ", ")
    }
}

private struct DifferenceLayouter {
    private let difference: LineDifference
    private let columns: Int
    private let digits: Int
    /// The reworded lines that have not been shown yet.
    private var rewordings: ArraySlice<LineDifference.Rewording>
    private(set) var lines: [StyledLine] = []

    init(_ difference: LineDifference, columns: Int) {
        self.difference = difference
        self.columns = columns
        rewordings = difference.rewordings[...]
        digits = String(max(difference.old.count, difference.new.count)).count
    }

    mutating func run() {
        var start = 0
        for change in difference.changes {
            unchanged(start..<change.new.lowerBound, isFirst: start == 0, isLast: false)
            show(change)
            start = change.new.upperBound
        }
        unchanged(start..<difference.new.count, isFirst: false, isLast: true)
    }

    /// Lines around changes; what lies further off is told by its number.
    private mutating func unchanged(_ range: Range<Int>, isFirst: Bool, isLast: Bool) {
        let context = LineDifference.context
        let head = isFirst ? 0 : context
        let tail = isLast ? 0 : context
        guard range.count > head + tail + 1 else { return range.forEach { show($0) } }
        range.prefix(head).forEach { show($0) }
        let hidden = range.count - head - tail
        lines.append(
            StyledLine([
                Span(String(repeating: " ", count: digits + 1)), Span("⋯ \(hidden) lines as they were", .muted),
            ]))
        range.suffix(tail).forEach { show($0) }
    }

    private mutating func show(_ line: Int) { add(line, " ", [Span(difference.new[line])], .text) }

    private mutating func show(_ change: LineDifference.Change) {
        var (old, new) = (change.old.lowerBound, change.new.lowerBound)
        while let rewording = rewordings.first, change.new.contains(rewording.new) {
            rewordings.removeFirst()
            replace(old..<rewording.old, new..<rewording.new)
            add(rewording.new, "~", Self.spans(of: rewording.words), .changed)
            (old, new) = (rewording.old + 1, rewording.new + 1)
        }
        replace(old..<change.old.upperBound, new..<change.new.upperBound)
    }

    private mutating func replace(_ old: Range<Int>, _ new: Range<Int>) {
        for line in old { add(line, "-", [Span(difference.old[line], .removed)], .removed) }
        for line in new { add(line, "+", [Span(difference.new[line], .added)], .added) }
    }

    private static func spans(of words: WordDifference) -> [Span] {
        words.pieces.map { piece in
            switch piece.fate {
            case .kept: Span(piece.text)
            case .removed: Span("[-\(piece.text)-]", .removed)
            case .added: Span("{+\(piece.text)+}", .added)
            }
        }
    }

    private mutating func add(_ line: Int, _ sign: String, _ spans: [Span], _ style: StyleName) {
        let number = String(line + 1)
        let margin = String(repeating: " ", count: digits - number.count) + number + " "
        let safe = spans.map { Span(Printable.text($0.text.replacing("\t", with: "    ")), $0.style) }
        for (row, wrapped) in LineWrap.lines(of: safe, columns: max(8, columns - digits - 3)).enumerated() {
            let head = row == 0 ? margin : String(repeating: " ", count: digits + 1)
            lines.append(StyledLine([Span(head, .muted), Span(sign + " ", style)] + wrapped.spans))
        }
    }
}
