/// Makes text from other people safe to show.
public enum Printable {
    /// The text on one line, with every control character, escape, bidirectional control and unassigned code point
    /// replaced by a visible mark.
    public static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isUnsafe($0) ? mark(for: $0) : $0 }))
    }

    /// Several lines made safe: as `text`, but line ends stay and tabs become spaces.
    public static func lines(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map { self.text(String($0).replacing("\t", with: "    ")) }.joined(separator: "\n")
    }

    /// The picture of a control character (U+2400 and on), or the replacement character.
    private static func mark(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.value < 0x20 { return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}" }
        return scalar.value == 0x7F ? "\u{2421}" : "\u{FFFD}"
    }

    /// Whether a terminal would obey it, or nobody would see it.
    public static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value < 0x20 }
        switch scalar.value {
        // What turns the direction of writing, and what hides between letters without belonging to any script.
        case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0x200B, 0x2060...0x2064, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0001:
            return true
        default: break
        }
        return switch scalar.properties.generalCategory {
        case .control, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
