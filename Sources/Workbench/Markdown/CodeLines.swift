import Terminal

/// Lays out code, where every letter and space counts.
public enum CodeLines {
    /// The lines of `text`, coloured when the language is known; one that is too long goes on behind a `↪`.
    static func lines(of text: String, language: String = "", columns: Int) -> [StyledLine] {
        rows(of: text, language: CodeLanguage.named(language)).flatMap { wrapped($0, columns: columns) }
    }

    /// The lines of `text` at their full length, safe to show.
    public static func rows(of text: String, language: CodeLanguage?) -> [StyledLine] {
        var rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if rows.last?.isEmpty == true { rows.removeLast() }
        var highlighter = language.map(CodeHighlighter.init)
        return rows.map { row in
            let safe = Printable.text(String(row.replacing("\t", with: "    ")))
            return highlighter.map { _ in StyledLine(highlighter?.spans(of: safe) ?? []) } ?? StyledLine(safe, .code)
        }
    }

    /// A line in pieces of at most `columns` (2 or more).
    public static func wrapped(_ row: StyledLine, columns: Int) -> [StyledLine] {
        var pieces: [StyledLine] = []
        var piece = StyledLine()
        var used = 0
        for span in row.spans {
            var run = ""
            for character in span.text {
                let width = TextWidth.columns(of: character)
                if used + width > columns, used > 1 {
                    if !run.isEmpty { piece.append(run, span.style) }
                    pieces.append(piece)
                    (piece, run, used) = (StyledLine("↪", .code), "", 1)
                }
                run.append(character)
                used += width
            }
            if !run.isEmpty { piece.append(run, span.style) }
        }
        return pieces + [piece]
    }
}
