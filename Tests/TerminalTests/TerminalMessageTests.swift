import Terminal
import Testing

/// Messages to the terminal, whatever the text in them.
@Suite struct TerminalMessageTests {
    @Test func nothingInATextEndsTheMessage() {
        for hostile in ["a\u{07}b", "a\u{1B}\\b", "a\u{9C}b", "a\u{1B}]52;c;AAAA\u{07}", "a\nb"] {
            for message in [TerminalMessage.title(hostile), TerminalMessage.notice(hostile, [:])] {
                let inside = message.dropFirst(2).dropLast()
                #expect(message.hasSuffix("\u{07}"))
                #expect(
                    inside.unicodeScalars.allSatisfy { $0.value >= 32 && !(0x7F...0x9F).contains($0.value) },
                    "\(inside)")
            }
        }
        #expect(TerminalMessage.title(String(repeating: "x", count: 5_000)).count < 300)
    }

    @Test func tmuxLetsThemThrough() {
        let plain = TerminalMessage.copy("text", [:])
        #expect(plain == "\u{1B}]52;c;dGV4dA==\u{07}")
        #expect(
            TerminalMessage.copy("text", ["TMUX": "/tmp/x"]) == "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;dGV4dA==\u{07}\u{1B}\\")
        let screen = TerminalMessage.copy(String(repeating: "x", count: 2_000), ["TERM": "screen", "STY": "1"])
        #expect(screen.components("\u{1B}P") == 4)
    }

    @Test func whatIsTooLongIsCutAtALetter() {
        let long = TerminalMessage.copy(String(repeating: "ä", count: TerminalMessage.longestCopy), [:])
        #expect(long.utf8.count < 100_000)
        #expect(TerminalMessage.copy("a" + String(repeating: "ä", count: 37_000), [:]).contains("]52;c;"))
    }
}

extension String {
    fileprivate func components(_ separator: String) -> Int { ranges(of: separator).count }
}
