import TestSupport

/// Texts of letters that are hard to draw and of signs that must not be drawn.
enum HostileText {
    private static let pieces: [String] = [
        "a", "Z", " ", "~", "é", "e\u{301}", "漢", "字", "한", "ｱ", "שלום", "مرحبا", "हिन्दी", "🙂", "👩‍🚀", "👍🏽", "🇩🇪", "🇩", "❤️",
        "\u{200D}",
        "\u{301}", "\u{FE0F}", "\u{1B}[31m", "\u{1B}]0;x\u{7}", "\u{9B}2J", "\u{0}", "\r\n", "\n", "\t", "\u{7F}",
        "\u{85}", "\u{202E}",
        "\u{2066}", "\u{200F}", "\u{FEFF}", "\u{E0041}", "\u{E000}", "\u{378}", "\u{2028}", "…", "─", "\u{AD}",
        "\u{115F}", "\u{3000}",
        "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
    ]

    static func text(_ random: inout SplitMix, longest: Int = 20) -> String {
        (0..<Int.random(in: 0...longest, using: &random)).map { _ in random.pick(pieces) }.joined()
    }

    /// Any scalars at all.
    static func noise(_ random: inout SplitMix, longest: Int = 20) -> String {
        let scalars = (0..<Int.random(in: 0...longest, using: &random)).compactMap { _ in
            let highest: UInt32 = random.pick([0x7F, 0xFF, 0x2FFF, 0x10FFFF])
            return Unicode.Scalar(UInt32.random(in: 0...highest, using: &random))
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
