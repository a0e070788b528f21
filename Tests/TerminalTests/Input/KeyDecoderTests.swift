import Testing

@testable import Terminal

@Suite struct KeyDecoderTests {
    /// What terminals send, and the keys it means.
    private static let sent: [(bytes: String, keys: [Key])] = [
        ("j", [.character("j")]), ("G", [.character("G")]),
        ("é漢🙂", [.character("é"), .character("漢"), .character("🙂")]),
        (" ", [.named(.space)]), ("\t", [.named(.tab)]), ("\r", [.named(.enter)]), ("\n", [.named(.enter)]),
        ("\u{7F}", [.named(.backspace)]), ("\u{8}", [.named(.backspace)]), ("\u{1}", [.control("a")]),
        ("\u{1A}", [.control("z")]), ("\u{1F}", [.control("_")]), ("\u{0}", [.control(" ")]),
        ("\u{1B}x", [.alt("x")]), ("\u{1B}é", [.alt("é")]), ("\u{1B}\u{7F}", [.alt("\u{7F}")]),
        ("\u{1B}\u{1B}x", [.named(.escape), .alt("x")]),
        ("\u{1B}[A", [.named(.up)]), ("\u{1B}OB", [.named(.down)]), ("\u{1B}[H", [.named(.home)]),
        ("\u{1B}[1~", [.named(.home)]), ("\u{1B}[3~", [.named(.delete)]), ("\u{1B}[5~", [.named(.pageUp)]),
        ("\u{1B}[6;2~", [.named(.pageDown)]), ("\u{1B}[Z", [.named(.shiftTab)]), ("\u{1B}[24~", [.named(.f12)]),
        ("\u{1B}[1;5D", [.alt("b")]), ("\u{1B}[1;3C", [.alt("f")]), ("\u{1B}[1;2A", [.named(.up)]),
        ("\u{1B}[200~two\r\nlines\u{1B}[201~j", [.paste("two\nlines"), .character("j")]),
        ("\u{1B}[200~\u{1B}[31m\u{1B}[201~", [.paste("\u{1B}[31m")]),
        ("\u{1B}[<0;5;3M", [.mouse(.init(.press, at: Point(column: 4, row: 2)))]),
        ("\u{1B}[<0;5;3m", [.mouse(.init(.release, at: Point(column: 4, row: 2)))]),
        ("\u{1B}[<64;1;1M", [.mouse(.init(.wheelUp, at: Point(column: 0, row: 0)))]),
        ("\u{1B}[<65;1;1M", [.mouse(.init(.wheelDown, at: Point(column: 0, row: 0)))]),
        // What is no key: a report that nobody asked for, a button that means nothing, a place that cannot be.
        ("\u{1B}[?62;4cj", [.character("j")]), ("\u{1B}[<2;5;3Mj", [.character("j")]),
        ("\u{1B}[<0;0;99999Mj", [.character("j")]),
    ]

    @Test func aKeyIsTheSameHoweverItsBytesAreCut() {
        for (text, keys) in Self.sent {
            let bytes = Array(text.utf8)
            for cut in 0...bytes.count {
                var decoder = KeyDecoder()
                let decoded = decoder.decode(bytes[..<cut], now: 0) + decoder.decode(bytes[cut...], now: 1)
                #expect(decoded == keys, "\(text.debugDescription) cut at \(cut)")
                #expect(!decoder.isUndecided)
            }
            var decoder = KeyDecoder()
            #expect(bytes.flatMap { decoder.decode([$0], now: 0) } == keys, "\(text.debugDescription) byte by byte")
        }
    }

    @Test func keysThatFollowEachOtherAreToldApart() {
        var decoder = KeyDecoder()
        let all = Self.sent.filter { !$0.bytes.contains("<0") }
        #expect(decoder.decode(all.flatMap { Array($0.bytes.utf8) }, now: 0) == all.flatMap(\.keys))
    }

    @Test func anEscapeThatStaysAloneIsTheEscapeKey() {
        var decoder = KeyDecoder()
        #expect(decoder.decode([0x1B], now: 0).isEmpty)
        #expect(decoder.isUndecided)
        #expect(decoder.settle() == [.named(.escape)])
        #expect(!decoder.isUndecided)
        #expect(decoder.settle().isEmpty)
        #expect(decoder.decode(Array("\u{1B}[".utf8), now: 0).isEmpty)
        #expect(decoder.settle() == [.alt("[")])
    }

    @Test func twoPressesOnOneCellSoonAfterEachOtherAreADoubleClick() {
        var decoder = KeyDecoder()
        func press(_ place: String, at time: Int64) -> Key.Mouse.Action? {
            guard case .mouse(let mouse)? = decoder.decode(Array("\u{1B}[<0;\(place)M".utf8), now: time).first else {
                return nil
            }
            return mouse.action
        }
        #expect(press("5;5", at: 0) == .press)
        #expect(press("5;5", at: 300) == .doubleClick)
        #expect(press("5;5", at: 400) == .press, "a third press begins anew")
        #expect(press("5;6", at: 500) == .press, "another cell")
        #expect(press("5;6", at: 1_500) == .press, "too late")
    }

    @Test func brokenLettersAreLeftOutAndTheRestIsRead() {
        var decoder = KeyDecoder()
        let bytes: [UInt8] = [0xFF, 0xC3, 0x28, 0xE2, 0x82, 0x6A, 0x80, 0xF5, 0x6B]
        #expect(decoder.decode(bytes, now: 0) == [.character("("), .character("j"), .character("k")])
    }

    @Test func aHugePasteIsCutAndEnds() {
        var decoder = KeyDecoder()
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        var keys = decoder.decode(Array("\u{1B}[200~".utf8), now: 0)
        for _ in 0..<6 { keys += decoder.decode(chunk, now: 0) }
        keys += decoder.decode(Array("\u{1B}[201~y".utf8), now: 0)
        guard keys.count == 2, case .paste(let text) = keys[0] else {
            Issue.record("expected a paste and a y, saw \(keys.count) keys")
            return
        }
        #expect(text.utf8.count == KeyDecoder.largestPaste)
        #expect(keys[1] == .character("y"))
    }

    @Test func aSequenceThatBreaksOffTakesNothingWithIt() {
        var decoder = KeyDecoder()
        #expect(decoder.decode(Array("\u{1B}[1\rj".utf8), now: 0) == [.named(.enter), .character("j")])
    }
}
