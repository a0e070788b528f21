import Dispatch
import Journal
import Synchronization

/// Reads and checks the logs on another core, one part ahead of whoever applies the events.
final class ReadAhead: Sendable {
    /// Events in their order, and what is known of the logs after them.
    struct Part: Sendable {
        var events: [Event] = []
        /// Where reading each log that holds something new goes on.
        var positions: [LogPosition] = []
        /// Bytes read so far.
        var readBytes: Int64 = 0
        /// What was found wrong; in the last part.
        var findings: [Finding] = []
        var isLast = false
        var isEmpty: Bool { events.isEmpty && positions.isEmpty }
    }

    /// Events in a part: enough to make the handing over cheap, few enough to stay small in memory.
    private static let mostEvents = 2_000

    private let scanner: Mutex<BoardScanner>
    private let firstSeen: Mutex<FirstSeen>
    private let queue = DispatchQueue(label: "stoa.reading")
    private let isRead = DispatchSemaphore(value: 0)
    /// The part that is being read, and what came of it.
    private let ahead = Mutex<(isUnderWay: Bool, part: Part)>((false, Part()))

    init(_ scanner: sending BoardScanner, firstSeen: FirstSeen) {
        self.scanner = Mutex(scanner)
        self.firstSeen = Mutex(firstSeen)
    }

    /// The next part; nothing may be asked for after the last.
    func next() -> Part {
        let part: Part
        if ahead.withLock({ $0.isUnderWay }) {
            isRead.wait()
            part = ahead.withLock { ahead in
                defer { ahead = (false, Part()) }
                return ahead.part
            }
        } else {
            part = read()
        }
        guard !part.isLast else { return part }
        ahead.withLock { $0.isUnderWay = true }
        queue.async { [self] in
            let part = read()
            ahead.withLock { $0.part = part }
            isRead.signal()
        }
        return part
    }

    private func read() -> Part {
        scanner.withLock { scanner in
            var part = Part()
            while part.events.count < Self.mostEvents, let event = scanner.next() {
                part.events.append(firstSeen.withLock { $0.date(event) })
            }
            part.positions = scanner.positions
            part.readBytes = scanner.readBytes
            part.isLast = scanner.isAtEnd
            if part.isLast { part.findings = scanner.findings }
            return part
        }
    }
}
