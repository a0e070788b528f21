/// Columns that text takes on a terminal.
public enum TextWidth {
    /// Columns of one character (a grapheme cluster) as a surface shows it: what is unsafe takes the room of its mark.
    public static func columns(of character: Character) -> Int {
        if let ascii = character.asciiValue, ascii >= 32, ascii < 127 { return 1 }
        return Printable.text(String(character)).reduce(0) { $0 + drawnColumns(of: $1) }
    }

    /// Columns of a whole text.
    public static func columns(of text: String) -> Int {
        var text = text
        let ascii = text.withUTF8 { bytes in bytes.allSatisfy { $0 >= 32 && $0 < 127 } ? bytes.count : nil }
        return ascii ?? Printable.text(text).reduce(0) { $0 + drawnColumns(of: $1) }
    }

    private static func drawnColumns(of character: Character) -> Int {
        Glyphs.of(character).reduce(0) { $0 + $1.columns }
    }

    /// The longest beginning of `text` that fits `limit` columns, with `…` at its end when something was cut.
    public static func truncated(_ text: String, to limit: Int) -> String {
        guard columns(of: text) > limit else { return text }
        guard limit > 0 else { return "" }
        var kept = ""
        var used = 0
        for character in text {
            let width = columns(of: character)
            guard used + width <= limit - 1 else { break }
            kept.append(character)
            used += width
        }
        return kept + "…"
    }
}
