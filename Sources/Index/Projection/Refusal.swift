/// Why an event has no effect, said from inside a fold.
public struct Refusal: Error, Hashable, Sendable {
    /// The rule that it breaks, as a sentence for people.
    public let reason: String

    /// A refusal.
    public init(_ reason: String) { self.reason = reason }

    /// Throws what a rule answered, if it has anything against it.
    public static func check(_ reason: String?) throws(Refusal) {
        if let reason { throw Refusal(reason) }
    }
}
