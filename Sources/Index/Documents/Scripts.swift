/// Which writing systems put no spaces between words, so that words cannot be told apart by them.
enum Scripts {
    /// Whether the text holds Chinese, Japanese, Thai, Lao, Khmer or Burmese letters.
    static func lackSpaces(_ text: String) -> Bool {
        // All of these take three or four bytes in UTF-8 and begin with E0 or more; most text holds none.
        var text = text
        let mayHold = text.withUTF8 { bytes in bytes.contains { $0 >= 0xE0 } }
        return mayHold && text.unicodeScalars.contains(where: isSpaceless)
    }

    private static func isSpaceless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xF900...0xFAFF, 0x20000...0x3FFFF:
            true
        default:
            false
        }
    }
}
