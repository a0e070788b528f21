import TestSupport
import Testing

@testable import Terminal

@Suite struct PrintableTests {
    @Test(arguments: [
        ("plain é 漢 👩‍🚀", "plain é 漢 👩‍🚀"), ("\u{1B}[31mred", "␛[31mred"), ("\u{9B}31m", "\u{FFFD}31m"),
        ("bell\u{7}", "bell␇"),
        ("two\nlines", "two␊lines"), ("del\u{7F}", "del␡"), ("turned\u{202E}txet", "turned\u{FFFD}txet"),
        ("\u{E000}", "\u{FFFD}"),
        ("\u{2028}", "\u{FFFD}"), ("\u{FEFF}start", "\u{FFFD}start"),
    ])
    func showsWhatWouldActAsAMark(text: String, shown: String) {
        #expect(Printable.text(text) == shown)
    }

    @Test func keepsTheLinesOfAText() {
        #expect(Printable.lines("a\tb\r\nc\u{1B}\n") == "a    b\nc␛\n")
    }

    @Test func nothingThatActsEverComesOut() {
        var random = SplitMix(state: 3)
        for round in 0..<20_000 {
            let text = round.isMultiple(of: 2) ? HostileText.text(&random) : HostileText.noise(&random)
            let shown = Printable.text(text)
            let acting = shown.unicodeScalars.filter(acts)
            #expect(acting.isEmpty, "\(text.debugDescription)")
            #expect(Printable.text(shown) == shown)
        }
    }

    /// Written down here once more, so that a change over there is noticed.
    private func acts(_ scalar: Unicode.Scalar) -> Bool {
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        let isBidirectional =
            [0x200E, 0x200F, 0x61C].contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value)
        let isLineEnd = scalar.value == 0x2028 || scalar.value == 0x2029
        return isControl || isBidirectional || isLineEnd || scalar.properties.generalCategory == .unassigned
    }
}
