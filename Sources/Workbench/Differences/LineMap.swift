/// Where the lines of a version of a text went in a later one, so that what was said about them goes with them.
public struct LineMap: Sendable {
    /// What became of a range of lines, numbered from 1.
    public enum Whereabouts: Hashable, Sendable {
        /// They stand there, word for word.
        case kept(ClosedRange<Int>)
        /// They were reworded or stand among others now: what was said about them may be outdated.
        case changed(ClosedRange<Int>)
        /// They are gone.
        case gone
    }

    /// For every old line the new one, and whether it is the same word for word.
    private let places: [Int: (line: Int, isSame: Bool)]
    private let count: Int

    /// The way of the lines from the old version of a difference to its new one.
    public init(_ difference: LineDifference) {
        var places: [Int: (line: Int, isSame: Bool)] = [:]
        for kept in difference.kept {
            for (old, new) in zip(kept.old, kept.new) { places[old + 1] = (new + 1, true) }
        }
        for line in difference.rewordings { places[line.old + 1] = (line.new + 1, false) }
        count = difference.old.count
        self.places = places
    }

    /// What became of these lines.
    public func whereabouts(of lines: ClosedRange<Int>) -> Whereabouts {
        guard lines.lowerBound <= count, lines.upperBound >= 1 else { return .gone }
        let lines = lines.clamped(to: 1...count)
        let found = lines.compactMap { places[$0] }
        guard let first = found.map(\.line).min(), let last = found.map(\.line).max() else { return .gone }
        let isKept = found.count == lines.count && found.allSatisfy(\.isSame) && last - first == lines.count - 1
        return isKept ? .kept(first...last) : .changed(first...last)
    }
}
