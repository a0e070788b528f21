import Index
import Journal
import Terminal
import Workbench

/// Something on a member's own path: what they reached, what they were given, what they thought about it. Nobody else
/// sees them side by side.
public struct Moment: Hashable, Sendable {
    /// When.
    public var at: Timestamp
    /// What it was, in a word or two: `goal met`, `thanks`.
    public var kind: String
    /// What it is about.
    public var words: String
    /// What it leads to.
    public var thing: Reference?

    /// A moment.
    public init(at: Timestamp, kind: String, words: String, thing: Reference? = nil) {
        self.at = at
        self.kind = kind
        self.words = words
        self.thing = thing
    }
}

/// Something that the reader may take up, or leave: it asks nothing and comes back only when its time comes round again.
public struct Offer: Sendable {
    /// As Home shows it.
    public var line: StyledLine
    /// What follows from taking it up.
    public var opens: [Effect]

    /// An offer.
    public init(_ line: StyledLine, opens: [Effect]) {
        self.line = line
        self.opens = opens
    }
}

extension FeatureTable {
    /// The reader's own path, of all features, the latest first. A feature that has more than `limit` of them is not
    /// followed beyond its last one, and neither are the others, so that nothing is missing in between.
    static func moments(limit: Int, _ session: BoardSession) throws -> [Moment] {
        let parts = try all.map { try $0.moments(limit, session) }
        let horizon = parts.filter { $0.count >= limit }.compactMap { $0.map(\.at).min() }.max()
        let known = parts.joined().filter { moment in horizon.map { moment.at >= $0 } ?? true }
        return known.sorted { ($0.at, $0.kind, $0.words) > ($1.at, $1.kind, $1.words) }
    }
}
