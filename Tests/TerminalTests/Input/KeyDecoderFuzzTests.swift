import TestSupport
import Testing

@testable import Terminal

/// Bytes that no terminal should send.
@Suite struct KeyDecoderFuzzTests {
    private static let pieces: [[UInt8]] = [
        [0x1B], [0x5B], [0x4F], [0x1B, 0x5B], Array("200~".utf8), Array("201".utf8), Array("<0;1;1M".utf8), [0x7E],
        [0x3B],
        Array("99999999999999999999".utf8), [0xFF], [0xE2, 0x82], [0xF0, 0x9F], [0x00], [0x80], [0x9B], Array("漢".utf8),
        [0x6A], [0x20], [0x0D],
    ]

    @Test func whateverComesTheDecoderFindsItsFeetAgain() {
        var random = SplitMix(state: 7)
        for _ in 0..<3_000 {
            var decoder = KeyDecoder()
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                _ = decoder.decode(random.pick(Self.pieces), now: 0)
                if random.isOnce(in: 9) { _ = decoder.settle() }
            }
            // The end of a paste, in case one was begun, and a pause.
            _ = decoder.decode(Array("\u{1B}[201~".utf8), now: 0)
            _ = decoder.settle()
            #expect(decoder.decode([0x6A], now: 0) == [.character("j")])
        }
    }

    @Test func aSequenceWithoutEndIsGivenUp() {
        var decoder = KeyDecoder()
        _ = decoder.decode([0x1B, 0x5B] + [UInt8](repeating: 0x31, count: 100_000), now: 0)
        #expect(!decoder.isUndecided)
        #expect(decoder.decode([0x6A], now: 0) == [.character("j")])
    }
}
