import Terminal

/// Lays out code, where every letter and space counts.
enum CodeLines {
    /// The lines of `text`; one that is too long goes on behind a `↪`.
    static func lines(of text: String, columns: Int) -> [StyledLine] {
        var rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if rows.last?.isEmpty == true { rows.removeLast() }
        return rows.flatMap { row in
            pieces(of: Printable.text(String(row.replacing("\t", with: "    "))), columns: columns)
        }
    }

    private static func pieces(of row: String, columns: Int) -> [StyledLine] {
        var pieces: [StyledLine] = []
        var piece = ""
        var used = 0
        for character in row {
            let width = TextWidth.columns(of: character)
            if used + width > columns, used > 1 {
                pieces.append(StyledLine(piece, .code))
                piece = "↪"
                used = 1
            }
            piece.append(character)
            used += width
        }
        return pieces + [StyledLine(piece, .code)]
    }
}
