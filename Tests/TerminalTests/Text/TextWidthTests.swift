import TestSupport
import Testing

@testable import Terminal

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("plain", 5), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("한글", 4), ("ｱ", 1), ("Ａ", 2), ("שלום", 4),
        ("مرحبا", 5), ("🙂", 2),
        ("👩‍🚀", 2), ("👍🏽", 2), ("🇩🇪", 2), ("👨‍👩‍👧‍👦", 2), ("❤️", 1), ("…", 1), ("─│", 2), ("a\u{301}\u{302}\u{303}", 1),
        ("\u{3000}", 2),
        // What is shown as a mark takes the mark's room.
        ("\u{1B}[0m", 4), ("\u{202E}", 1), ("\u{7F}", 1), ("\t", 1),
    ])
    func countsColumns(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
    }

    @Test(arguments: [
        ("plain", 5, "plain"), ("plain", 4, "pla…"), ("plain", 1, "…"), ("plain", 0, ""), ("漢字漢字", 5, "漢字…"),
        ("漢字漢字", 4, "漢…"),
        ("漢字", 1, "…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("👩‍🚀👩‍🚀", 3, "👩‍🚀…"),
    ])
    func cutsAtALetter(text: String, limit: Int, expected: String) {
        #expect(TextWidth.truncated(text, to: limit) == expected)
    }

    @Test func countsWhatIsDrawnAndCutsToWhatFits() {
        var random = SplitMix(state: 5)
        for round in 0..<5_000 {
            let text = round.isMultiple(of: 2) ? HostileText.text(&random) : HostileText.noise(&random)
            var surface = Surface(size: Size(columns: 400, rows: 1))
            let written = surface.write(text, at: Point(column: 0, row: 0))
            #expect(written == TextWidth.columns(of: text), "\(text.debugDescription)")
            let limit = Int.random(in: 0...12, using: &random)
            #expect(TextWidth.columns(of: TextWidth.truncated(text, to: limit)) <= limit, "\(text.debugDescription)")
        }
    }
}
