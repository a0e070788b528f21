import Terminal

extension MarkdownDocument {
    /// Reads the plain text of a mail: lines stay as they were written, `>` deepens a quote, what follows `-- ` is a
    /// signature (RFC 3676).
    public init(mail source: String) {
        let (kept, wasCut) = Self.bounded(source)
        self.init("")
        var isSignature = false
        for line in kept.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let (level, rest) = Self.quoteLevel(of: line)
            if level == 0, rest == "-- " { isSignature = true }
            let style: StyleName = isSignature ? .muted : level > 0 ? .quote : .text
            let letters = Printable.text(
                rest.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    "))
            let runs = PlainRuns.linked(in: letters, style: style)
            links += runs.compactMap { run in run.link.map { Link(text: run.text, address: $0) } }
            let containers = [Container](repeating: .quote, count: min(level, Self.depthLimit))
            blocks.append(Block(containers: containers, content: .paragraph(runs), isTight: true))
        }
        if wasCut { appendCutNote() }
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
