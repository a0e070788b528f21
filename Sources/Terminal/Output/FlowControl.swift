/// Keeps pictures from queueing up on a slow line, where each would be out of date by the time it is seen: once in a while
/// the terminal is asked to say that it has come so far, and no more is sent ahead of its answers than the line carries
/// in a second. A terminal that never answers is sent everything at once.
struct FlowControl {
    /// Asks the terminal whether it is well (ECMA-48, "device status report"); all that show Stoa answer.
    static let question = "\u{1B}[5n"
    /// Bytes that are always sent ahead.
    static let least = 1_024
    /// Bytes that are worth a question.
    private static let worthAsking = 512
    /// Milliseconds after which an answer does not come any more.
    static let patience: Int64 = 10_000

    private var sent = 0
    private var answered = 0
    private var asked: (upTo: Int, at: Int64)?
    /// What may be sent ahead; nothing until the terminal has answered once.
    private var limit: Int?

    /// Whether another picture would wait behind those that the terminal has not shown.
    func isFull(now: Int64) -> Bool {
        guard let limit, let asked, now - asked.at < Self.patience else { return false }
        return sent - answered >= limit
    }

    /// Whether an answer may still come, having been asked for within so many milliseconds.
    func isAsking(within milliseconds: Int64, now: Int64) -> Bool {
        asked.map { now - $0.at < milliseconds } ?? false
    }

    /// Bytes were sent.
    mutating func note(_ bytes: Int) { sent += bytes }

    /// Whether to ask, and with that it has been asked.
    mutating func asks(now: Int64) -> Bool {
        if let asked, limit != nil, now - asked.at >= Self.patience { self = FlowControl() }
        guard asked == nil, limit == nil || sent - answered >= Self.worthAsking else { return false }
        sent += Self.question.utf8.count
        asked = (sent, now)
        return true
    }

    /// The terminal answered.
    mutating func answer(now: Int64) {
        guard let asked else { return }
        limit = max(Self.least, (asked.upTo - answered) * 1_000 / Int(max(1, now - asked.at)))
        answered = asked.upTo
        self.asked = nil
    }
}
