import Foundation
import Terminal

extension StyledLine {
    /// The line cut to so many columns, with `…` where something was cut.
    public func truncated(to limit: Int) -> StyledLine {
        guard columns > limit else { return self }
        var kept = StyledLine()
        var left = limit
        for span in spans where left > 0 {
            let width = TextWidth.columns(of: span.text)
            var shortened = span
            // One column is kept back for the sign unless this run still leaves room after it.
            if width >= left { shortened.text = TextWidth.truncated(span.text + " ", to: left) }
            kept.spans.append(shortened)
            left -= min(width, left)
        }
        return kept
    }

    /// The line broken at spaces into lines of at most so many columns.
    public func wrapped(to limit: Int) -> [StyledLine] { LineWrap.lines(of: spans, columns: max(2, limit)) }

    /// The line with spaces at its end up to so many columns, or cut to them.
    public func padded(to limit: Int) -> StyledLine {
        var line = truncated(to: limit)
        let missing = limit - line.columns
        if missing > 0 { line.append(String(repeating: " ", count: missing)) }
        return line
    }

    /// This line at the left and `right` at the right edge of so many columns; the left one gives way.
    public func justified(with right: StyledLine, columns limit: Int) -> StyledLine {
        let rightColumns = right.columns
        guard rightColumns > 0, rightColumns < limit else { return truncated(to: limit) }
        return StyledLine(padded(to: limit - rightColumns).spans + right.spans)
    }

    /// Whether the letters hold `text`, in either case.
    public func contains(_ text: String) -> Bool {
        self.text.range(of: text, options: [.caseInsensitive, .diacriticInsensitive]) != nil
    }

    /// The line with every place that holds `text` given the meaning `match`.
    public func highlighting(_ text: String) -> StyledLine {
        guard !text.isEmpty, contains(text) else { return self }
        return StyledLine(spans.flatMap { Self.split($0, at: text) })
    }

    private static func split(_ span: Span, at text: String) -> [Span] {
        var parts: [Span] = []
        var rest = span.text[...]
        while let found = rest.range(of: text, options: [.caseInsensitive, .diacriticInsensitive]), !found.isEmpty {
            if found.lowerBound > rest.startIndex {
                parts.append(Span(String(rest[..<found.lowerBound]), span.style, link: span.link))
            }
            parts.append(Span(String(rest[found]), .match, link: span.link))
            rest = rest[found.upperBound...]
        }
        if !rest.isEmpty { parts.append(Span(String(rest), span.style, link: span.link)) }
        return parts
    }
}
