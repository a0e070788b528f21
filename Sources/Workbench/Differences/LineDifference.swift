/// What became of the lines of a text in its next version.
///
/// Lines that occur once in both versions anchor the comparison; between them the standard library's difference is
/// used where little enough is left. What is larger counts as rewritten, so no text can take long.
public struct LineDifference: Sendable {
    /// A run of lines, numbered from 0, in both versions.
    public struct Change: Hashable, Sendable {
        /// The lines of the old version; empty where some were added.
        public var old: Range<Int>
        /// The lines of the new version; empty where some were removed.
        public var new: Range<Int>
    }

    /// The lines of the old version.
    public let old: [String]
    /// The lines of the new version.
    public let new: [String]
    /// Where the versions differ, in order, with at least one unchanged line between any two.
    public let changes: [Change]
    /// The lines that were reworded, in order.
    let rewordings: [Rewording]

    /// An old line and the new one that says the same in other words.
    struct Rewording: Hashable, Sendable {
        var old: Int
        var new: Int
        var words: WordDifference
    }

    /// Lines between two anchors that are compared one by one, both versions together.
    static let longestStretch = 600

    /// Compares two versions of a text.
    public init(from old: String, to new: String) {
        self.init(from: Self.lines(of: old), to: Self.lines(of: new))
    }

    /// Compares two versions, line by line.
    public init(from old: [String], to new: [String]) {
        self.old = old
        self.new = new
        var comparison = LineComparison(old: old, new: new)
        comparison.run()
        changes = comparison.changes
        rewordings = Rewordings.find(in: comparison.changes, old: old, new: new)
    }

    /// The lines of a text; a line feed at its end begins no line.
    public static func lines(of text: String) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Whether nothing differs.
    public var isEmpty: Bool { changes.isEmpty }

    /// The runs of lines that both versions have, around the changes.
    public var kept: [Change] {
        let ends = changes + [Change(old: old.count..<old.count, new: new.count..<new.count)]
        var (oldStart, newStart) = (0, 0)
        return ends.compactMap { change in
            defer { (oldStart, newStart) = (change.old.upperBound, change.new.upperBound) }
            guard oldStart < change.old.lowerBound else { return nil }
            return Change(old: oldStart..<change.old.lowerBound, new: newStart..<change.new.lowerBound)
        }
    }
}

/// Finds the changes: numbers stand for lines, since they compare quickly.
private struct LineComparison {
    private let old: [Int]
    private let new: [Int]
    private(set) var changes: [LineDifference.Change] = []

    init(old: [String], new: [String]) {
        var numbers: [String: Int] = [:]
        func number(_ line: String) -> Int {
            if let known = numbers[line] { return known }
            numbers[line] = numbers.count
            return numbers.count - 1
        }
        self.old = old.map(number)
        self.new = new.map(number)
    }

    mutating func run() {
        var (oldStart, newStart) = (0, 0)
        for anchor in anchors() + [(old: old.count, new: new.count)] {
            compare(oldStart..<anchor.old, newStart..<anchor.new)
            (oldStart, newStart) = (anchor.old, anchor.new)
        }
    }

    /// The longest row of lines that occur once in each version and stand in the same order.
    private func anchors() -> [(old: Int, new: Int)] {
        let inOld = Self.places(old)
        let inNew = Self.places(new)
        let pairs = old.indices.compactMap { place -> (old: Int, new: Int)? in
            guard inOld[old[place]] == .some(place), let other = inNew[old[place]], let other else { return nil }
            return (place, other)
        }
        return Self.longestRise(pairs)
    }

    /// Where each line stands that occurs once; nothing for those that occur oftener.
    private static func places(_ lines: [Int]) -> [Int: Int?] {
        Dictionary(lines.enumerated().map { ($1, $0) }, uniquingKeysWith: { _, _ in nil })
    }

    private static func longestRise(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
        var tops: [Int] = []
        var before: [Int?] = []
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, tops.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[tops[middle]].new < pair.new { low = middle + 1 } else { high = middle }
            }
            before.append(low > 0 ? tops[low - 1] : nil)
            if low == tops.count { tops.append(index) } else { tops[low] = index }
        }
        var row: [(old: Int, new: Int)] = []
        var last = tops.last
        while let index = last {
            row.append(pairs[index])
            last = before[index]
        }
        return row.reversed()
    }

    /// Compares what lies between two anchors; the first lines may be an anchor themselves.
    private mutating func compare(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
        var (oldRange, newRange) = (oldRange, newRange)
        while let first = oldRange.first, let other = newRange.first, old[first] == new[other] {
            (oldRange, newRange) = (oldRange.dropFirst(), newRange.dropFirst())
        }
        while let last = oldRange.last, let other = newRange.last, old[last] == new[other] {
            (oldRange, newRange) = (oldRange.dropLast(), newRange.dropLast())
        }
        guard !oldRange.isEmpty, !newRange.isEmpty, oldRange.count + newRange.count <= LineDifference.longestStretch
        else { return note(oldRange, newRange) }
        let difference = new[newRange].difference(from: old[oldRange])
        let removed = Set(difference.removals.map { $0.offset + oldRange.lowerBound })
        let added = Set(difference.insertions.map { $0.offset + newRange.lowerBound })
        var (place, other) = (oldRange.lowerBound, newRange.lowerBound)
        while place < oldRange.upperBound || other < newRange.upperBound {
            let oldEnd = Self.end(of: removed, from: place)
            let newEnd = Self.end(of: added, from: other)
            note(place..<oldEnd, other..<newEnd)
            (place, other) = (min(oldEnd + 1, oldRange.upperBound), min(newEnd + 1, newRange.upperBound))
        }
    }

    private static func end(of places: Set<Int>, from place: Int) -> Int {
        var end = place
        while places.contains(end) { end += 1 }
        return end
    }

    private mutating func note(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
        guard !oldRange.isEmpty || !newRange.isEmpty else { return }
        if let last = changes.last, last.old.upperBound == oldRange.lowerBound,
            last.new.upperBound == newRange.lowerBound
        {
            changes[changes.count - 1].old = last.old.lowerBound..<oldRange.upperBound
            changes[changes.count - 1].new = last.new.lowerBound..<newRange.upperBound
        } else {
            changes.append(.init(old: oldRange, new: newRange))
        }
    }
}
