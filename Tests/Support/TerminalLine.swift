/// The line between a program and the terminal that a person sits at.
public struct TerminalLine: Sendable {
    /// Bytes that it carries in a second in either direction; nothing when it carries any number.
    var bytesPerSecond: Double?
    /// Seconds from one end to the other.
    var delay: Double
    /// Whether the terminal answers when it is asked something.
    var answers: Bool

    /// A line that is there and does nothing.
    public static let direct = TerminalLine(delay: 0, answers: true)
    /// A serial line of 9,600 baud.
    public static let slow = TerminalLine(bytesPerSecond: 960, delay: 0, answers: true)
    /// A line around half the world: 300 ms there and back.
    public static let far = TerminalLine(delay: 0.15, answers: true)
    /// The same line with a terminal that answers nothing.
    public var withoutAnswers: TerminalLine {
        TerminalLine(bytesPerSecond: bytesPerSecond, delay: delay, answers: false)
    }

    /// Whether bytes are at the other end at once.
    var isDirect: Bool { bytesPerSecond == nil && delay == 0 }

    /// Bytes on their way to one end.
    struct Journey {
        private let line: TerminalLine
        private var travelling: [(due: Double, bytes: [UInt8])] = []
        /// When the line has carried everything that was given to it.
        private var free = 0.0

        init(_ line: TerminalLine) { self.line = line }

        /// How many bytes can be taken from the sender now.
        func room(at now: Double) -> Int {
            guard let rate = line.bytesPerSecond else { return 64 << 10 }
            return free > now ? 0 : max(1, Int(rate / 20))
        }

        /// Takes bytes from the sender.
        mutating func take(_ bytes: [UInt8], at now: Double) {
            free = max(free, now) + (line.bytesPerSecond.map { Double(bytes.count) / $0 } ?? 0)
            travelling.append((free + line.delay, bytes))
        }

        /// What has arrived by now.
        mutating func arrived(by now: Double) -> [UInt8] {
            let count = travelling.prefix { $0.due <= now }.count
            defer { travelling.removeFirst(count) }
            return travelling.prefix(count).flatMap(\.bytes)
        }

        /// Milliseconds until something arrives or there is room again, at most `most`.
        func pause(at now: Double, most: Int32) -> Int32 {
            let moments = [travelling.first?.due, free > now ? free : nil].compactMap { $0 }
            return moments.min().map { min(most, max(1, Int32(max(0, $0 - now) * 1_000))) } ?? most
        }

        /// Whether nothing is on its way.
        var isEmpty: Bool { travelling.isEmpty }
    }
}
