import Testing

@testable import Terminal

/// How much is sent ahead of a terminal's answers.
struct FlowControlTests {
    /// A line that carries so many bytes a second, and how long a held key waits behind what was sent before.
    private static func bytesAhead(rate: Int, delay: Int64, picture: Int) -> Int {
        var flow = FlowControl()
        var (now, free, most) = (Int64(0), Int64(0), 0)
        // The program asks before it sends its first picture.
        var answers = flow.asks(now: 0) ? [4 + delay] : []
        for _ in 0..<2_000 {
            now += 10
            while let first = answers.first, first <= now {
                answers.removeFirst()
                flow.answer(now: first)
                if flow.asks(now: first) { answers.append(max(free, now) + delay) }
            }
            guard !flow.isFull(now: now) else { continue }
            flow.note(picture)
            free = max(free, now) + Int64(picture * 1_000 / rate)
            most = max(most, Int(free - now) * rate / 1_000)
            if flow.asks(now: now) { answers.append(free + delay) }
        }
        return most
    }

    @Test func onASlowLineNoMoreIsAheadThanASecondOfIt() {
        #expect(Self.bytesAhead(rate: 960, delay: 0, picture: 200) < 2 * FlowControl.least)
        #expect(Self.bytesAhead(rate: 960, delay: 0, picture: 3_000) < 3_000 + 2 * FlowControl.least)
    }

    @Test func aFarLineIsFilled() {
        // 200 bytes every 10 ms are 20,000 a second, which the line carries; a picture waits now and then, not always.
        var flow = FlowControl()
        #expect(flow.asks(now: 0) == true)
        flow.answer(now: 300)
        for picture in 0..<4 {
            flow.note(200)
            #expect(!flow.isFull(now: 300 + Int64(picture)))
            _ = flow.asks(now: 300 + Int64(picture))
        }
    }

    @Test func aTerminalThatAnswersNothingIsSentEverything() {
        var flow = FlowControl()
        #expect(flow.asks(now: 0) == true)
        for now in 0..<100 {
            flow.note(10_000)
            #expect(!flow.isFull(now: Int64(now)))
            #expect(flow.asks(now: Int64(now)) == false, "it is asked once")
        }
    }

    @Test func anAnswerThatIsLostHoldsNothingUpForGood() {
        var flow = FlowControl()
        #expect(flow.asks(now: 0) == true)
        flow.answer(now: 1)
        flow.note(100_000)
        #expect(flow.asks(now: 1) == true)
        #expect(flow.isFull(now: 2))
        #expect(!flow.isFull(now: 2 + FlowControl.patience))
        #expect(flow.asks(now: 2 + FlowControl.patience) == true)
    }

    @Test func answersAreNoKeys() {
        var decoder = KeyDecoder()
        #expect(decoder.decode(Array("j\u{1B}[0nk".utf8), now: 0) == [.character("j"), .character("k")])
        #expect(decoder.reports == 1)
        #expect(decoder.decode(Array("\u{1B}[0".utf8), now: 0) == [])
        #expect(decoder.decode(Array("n".utf8), now: 0) == [])
        #expect(decoder.reports == 2)
    }
}
