import Terminal

/// One line of a mail: how deep it is quoted, and its letters as they are shown.
private struct MailLine {
    var level: Int
    var isSignature: Bool
    var letters: String

    var style: StyleName { isSignature ? .muted : level > 0 ? .quote : .text }
    var columns: Int { TextWidth.columns(of: letters) }

    /// Whether it may be a line of running text: no list, no indented code, no drawing.
    var isProse: Bool {
        !isSignature && (letters.first.map { $0.isLetter || $0.isNumber || "\"'(«“‘".contains($0) } ?? false)
    }

    var firstWord: Substring { letters.prefix { $0 != " " } }
}

extension MarkdownDocument {
    /// Reads the plain text of a mail: lines stay as they were written where they fit, `>` deepens a quote, what follows
    /// `-- ` is a signature (RFC 3676).
    public init(mail source: String) {
        let (kept, wasCut) = Self.bounded(source)
        self.init("")
        var paragraph: [MailLine] = []
        for line in Self.mailLines(kept) {
            if let last = paragraph.last, !(last.isProse && line.isProse && last.level == line.level) {
                append(paragraph)
                paragraph = []
            }
            paragraph.append(line)
        }
        append(paragraph)
        if wasCut { appendCutNote() }
    }

    /// Adds lines that stand together: as one block where a program had wrapped them, else each by itself.
    private mutating func append(_ lines: [MailLine]) {
        guard let first = lines.first else { return }
        let runs = lines.map { PlainRuns.linked(in: $0.letters, style: $0.style) }
        links += runs.joined().compactMap { run in run.link.map { Link(text: run.text, address: $0) } }
        let containers = [Container](repeating: .quote, count: min(first.level, Self.depthLimit))
        let contents: [Block.Content] = Self.wereWrapped(lines) ? [.wrapped(runs)] : runs.map { .paragraph($0) }
        blocks += contents.map { Block(containers: containers, content: $0, isTight: true) }
    }

    /// Whether a program broke these lines at a width, and no person: each is so long that the first word of the next
    /// would have gone beyond the longest.
    private static func wereWrapped(_ lines: [MailLine]) -> Bool {
        let leastWidth = 60
        let width = lines.reduce(0) { max($0, $1.columns) }
        guard lines.count > 1, width >= leastWidth else { return false }
        return zip(lines, lines.dropFirst()).allSatisfy { line, next in
            line.columns + 1 + TextWidth.columns(of: String(next.firstWord)) > width
        }
    }

    private static func mailLines(_ source: String) -> [MailLine] {
        var isSignature = false
        return source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            let (level, rest) = quoteLevel(of: line)
            if level == 0, rest == "-- " { isSignature = true }
            let letters = Printable.text(
                rest.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    "))
            return MailLine(level: level, isSignature: isSignature, letters: letters)
        }
    }

    private static func quoteLevel(of line: Substring) -> (Int, Substring) {
        var rest = line
        var level = 0
        while rest.first == ">" {
            level += 1
            rest = rest.dropFirst()
            if rest.hasPrefix(" >") { rest = rest.dropFirst() }
        }
        if level > 0, rest.first == " " { rest = rest.dropFirst() }
        return (level, rest)
    }
}
