import Terminal

/// How far something has come: so much of so much.
public struct Completion: Hashable, Codable, Sendable {
    /// What is done.
    public var done: Double
    /// What there is to do.
    public var total: Double

    /// So much of so much.
    public init(done: Double, total: Double) {
        self.done = done
        self.total = total
    }

    /// Between 0 and 1.
    public var fraction: Double { total > 0 ? min(1, max(0, done / total)) : 0 }

    /// Both together.
    public static func + (left: Completion, right: Completion) -> Completion {
        Completion(done: left.done + right.done, total: left.total + right.total)
    }

    /// `4/10`.
    public var words: String { "\(Self.text(done))/\(Self.text(total))" }

    /// A bar of so many columns, its ends among them: `[####------]`. It is full only when all is done, and empty only
    /// when nothing is.
    public func bar(columns: Int) -> String {
        let room = max(1, columns - 2)
        var filled = Int((fraction * Double(room)).rounded())
        if fraction < 1 { filled = min(filled, room - 1) }
        if fraction > 0 { filled = max(filled, 1) }
        return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: room - filled) + "]"
    }

    /// A number without what it does not need: `4`, `3.5`.
    static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15
            ? String(Int64(number)) : String((number * 100).rounded() / 100)
    }
}
