/// The beginning of an id, as people type it: at least four letters, in either case.
public struct IDPrefix: Hashable, Sendable {
    /// The fewest letters that are taken for an id.
    public static let shortest = 4

    /// The letters, in lower case.
    public let text: String
    /// The first and the last id that begin so, as bytes.
    public let bounds: ClosedRange<EventID>

    /// A prefix, or nothing when the text cannot be the beginning of an id.
    public init?(_ text: some StringProtocol) {
        let lower = text.lowercased()
        guard (Self.shortest...EventID.textLength).contains(lower.utf8.count) else { return nil }
        let missing = EventID.textLength - lower.utf8.count
        guard let first = EventID(text: lower + String(repeating: "0", count: missing)),
            let last = EventID(text: lower + String(repeating: "z", count: missing))
        else { return nil }
        self.text = lower
        bounds = first...last
    }
}
