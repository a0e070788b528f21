import CSystem
import Glibc

/// One thing that a terminal draws in one or two columns.
public struct Glyph: Hashable, Sendable {
    /// What is drawn.
    public let character: Character
    /// Columns: 1 or 2.
    public let columns: Int
}

/// Turns letters into what a terminal can draw without anyone miscounting columns.
///
/// ncurses counts by the C library's wcwidth(3), scalar by scalar; terminals disagree with it, and with each other, about
/// emoji that are joined, coloured or flagged. Such sequences are shown by their first emoji alone, on which all agree.
enum Glyphs {
    /// Marks that may stand on one letter: an ncurses cell holds five scalars.
    private static let mostMarks = 4

    private static let isReady: Bool = {
        setlocale(LC_CTYPE, "")
        if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
        return true
    }()

    /// The glyphs of one character; none for what has no width.
    static func of(_ character: Character) -> [Glyph] {
        if let ascii = character.asciiValue, ascii >= 32, ascii < 127 {
            return [Glyph(character: character, columns: 1)]
        }
        var glyphs: [Glyph] = []
        var held = String.UnicodeScalarView()
        var columns = 0
        for scalar in reduced(character) {
            let width = width(of: scalar)
            if width > 0, columns > 0 {
                glyphs.append(Glyph(character: Character(String(held)), columns: columns))
                held = String.UnicodeScalarView()
                columns = 0
            }
            guard width > 0 || (columns > 0 && held.count <= mostMarks) else { continue }
            held.append(scalar)
            columns += width
        }
        if columns > 0 { glyphs.append(Glyph(character: Character(String(held)), columns: columns)) }
        return joiningFlags(glyphs)
    }

    /// Columns of one scalar.
    static func width(of scalar: Unicode.Scalar) -> Int {
        if scalar.value >= 32, scalar.value < 127 { return 1 }
        return isReady ? max(0, Int(stoa_column_width(scalar.value))) : 1
    }

    /// The scalars without what only changes the look of an emoji.
    private static func reduced(_ character: Character) -> [Unicode.Scalar] {
        let scalars = Array(character.unicodeScalars)
        guard scalars.count > 1 else { return scalars }
        let isEmoji = scalars[0].properties.isEmoji && scalars[0].value > 0xFF
        let joined = isEmoji ? scalars.prefix { $0.value != 0x200D } : scalars[...]
        return joined.filter { scalar in
            switch scalar.value {
            case 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF, 0xE0000...0xE007F: scalar == scalars[0]
            default: true
            }
        }
    }

    /// Two regional letters make a flag of two columns.
    private static func joiningFlags(_ glyphs: [Glyph]) -> [Glyph] {
        guard glyphs.count == 2,
            glyphs.allSatisfy({ glyph in
                glyph.character.unicodeScalars.allSatisfy { (0x1F1E6...0x1F1FF).contains($0.value) }
            }), glyphs[0].columns + glyphs[1].columns == 2
        else { return glyphs }
        return [Glyph(character: Character(String(glyphs[0].character) + String(glyphs[1].character)), columns: 2)]
    }
}
