import Terminal

/// A document laid out for a width.
public struct MarkdownLayout: Sendable {
    /// A quotation of which only the first line is shown.
    public struct Fold: Hashable, Sendable {
        /// The line that stands for what is hidden.
        public var line: Int
        /// Lines hidden.
        public var hidden: Int
    }
    /// Quotations of more lines than this are folded.
    public static let foldLimit = 4

    /// One line of the screen each, never wider than asked.
    public fileprivate(set) var lines: [StyledLine] = []
    /// The folded quotations in order.
    public fileprivate(set) var folds: [Fold] = []

    /// The letters alone, a line feed after each line, for commands.
    public var plain: String { lines.map { $0.text + "\n" }.joined() }
}

extension MarkdownDocument {
    /// Lays the document out; a width under 8 columns counts as 8.
    public func layout(columns: Int, foldQuotes: Bool) -> MarkdownLayout {
        var layouter = Layouter(columns: max(columns, 8), foldQuotes: foldQuotes)
        for block in blocks { layouter.add(block) }
        layouter.endQuote()
        return layouter.layout
    }

    /// The text alone at a width, quotes in full.
    public func plain(columns: Int) -> String { layout(columns: columns, foldQuotes: false).plain }
}

private struct Layouter {
    let columns: Int
    let foldQuotes: Bool
    var layout = MarkdownLayout()
    private var lastItem = 0
    private var quoteStart: Int?
    private var previous: [Container] = []

    init(columns: Int, foldQuotes: Bool) {
        self.columns = columns
        self.foldQuotes = foldQuotes
    }

    mutating func add(_ block: Block) {
        if block.containers.first != .quote { endQuote() }
        let startsList = block.containers.contains(where: \.isItem) && !previous.contains(where: \.isItem)
        if !block.isTight || startsList, !layout.lines.isEmpty {
            let shared = zip(previous, block.containers).prefix { $0 == $1 }.map(\.0)
            layout.lines.append(StyledLine(prefixes(of: shared, marks: false).rest))
        }
        if block.containers.first == .quote, quoteStart == nil { quoteStart = layout.lines.count }
        let prefix = prefixes(of: block.containers, marks: true)
        let width = columns - StyledLine(prefix.rest).columns
        for (index, line) in body(of: block.content, columns: width).enumerated() {
            layout.lines.append(StyledLine((index == 0 ? prefix.first : prefix.rest) + line.spans))
        }
        previous = block.containers
    }

    /// Folds the quotation that ends here when it is long.
    mutating func endQuote() {
        guard let start = quoteStart else { return }
        quoteStart = nil
        let count = layout.lines.count - start
        guard foldQuotes, count > MarkdownLayout.foldLimit else { return }
        layout.lines.removeSubrange((start + 1)...)
        layout.folds.append(.init(line: layout.lines.count, hidden: count - 1))
        let note = TextWidth.truncated("⋯ \(count) quoted lines", to: columns)
        layout.lines.append(StyledLine(note, .muted))
    }

    /// What stands before the first and the other lines; never more than half of the width.
    private mutating func prefixes(of containers: [Container], marks: Bool) -> (first: [Span], rest: [Span]) {
        var first: [Span] = []
        var rest: [Span] = []
        var used = 0
        for container in containers {
            let mark = if case .item(_, let marker) = container { marker } else { "▌ " }
            let width = TextWidth.columns(of: mark)
            guard used + width <= columns / 2 else { break }
            used += width
            guard case .item(let number, _) = container else {
                first.append(Span(mark, .quote))
                rest.append(Span(mark, .quote))
                continue
            }
            let blank = Span(String(repeating: " ", count: width))
            first.append(marks && number > lastItem ? Span(mark, .accent) : blank)
            rest.append(blank)
            if marks { lastItem = max(lastItem, number) }
        }
        return (first, rest)
    }

    private func body(of content: Block.Content, columns: Int) -> [StyledLine] {
        switch content {
        case .paragraph(let runs), .heading(let runs): LineWrap.lines(of: runs, columns: columns)
        case .wrapped(let lines): kept(lines, columns: columns)
        case .code(let text, let language): CodeLines.lines(of: text, language: language, columns: columns)
        case .rule: [StyledLine(String(repeating: "─", count: columns), .muted)]
        case .table(let rows): TableLines.lines(of: rows, columns: columns)
        }
    }

    /// Lines as they are where all of them fit, else their words in lines of this width: never a full line and a stump by
    /// turns.
    private func kept(_ lines: [[Span]], columns: Int) -> [StyledLine] {
        let asWritten = lines.map { StyledLine($0) }
        if asWritten.allSatisfy({ $0.columns <= columns }) { return asWritten }
        let space = Span(" ", lines.first?.first?.style ?? .text)
        return LineWrap.lines(of: Array(lines.joined(separator: [space])), columns: columns)
    }
}
