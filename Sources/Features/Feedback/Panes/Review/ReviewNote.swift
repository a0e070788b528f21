import Journal
import Workbench

/// Something said about the work: a small thread, or a point of a response.
struct ReviewNote: Hashable, Sendable {
    /// Where it stands in the version that is shown.
    enum Place: Hashable, Sendable {
        /// At these lines; outdated when they were reworded since.
        case lines(ClosedRange<Int>, isOutdated: Bool)
        /// At lines of an earlier version that are gone.
        case gone(ClosedRange<Int>, version: Int)
        /// On the whole.
        case whole
    }

    var target: ReviewTarget
    var place: Place

    /// Whether it speaks of a line.
    func covers(_ line: Int) -> Bool {
        if case .lines(let range, _) = place { range.contains(line) } else { false }
    }

    /// The line that it stands below.
    var line: Int? {
        if case .lines(let range, _) = place { range.upperBound } else { nil }
    }
}

/// Finds where everything that was said stands in one version.
struct ReviewNotes {
    /// In the order of the work's lines, then what is on the whole, then what speaks of lines that are gone.
    private(set) var threads: [ReviewNote] = []
    /// The points that speak of lines of this version; all others stand with their response.
    private(set) var points: [ReviewNote] = []

    private let material: ReviewMaterial
    private let shown: Int
    private var maps: [Int: LineMap] = [:]

    init(_ material: ReviewMaterial, shown: Int) {
        self.material = material
        self.shown = shown
        var found: [ReviewNote] = []
        for comment in material.request.comments where comment.root == comment.id && comment.content.point == nil {
            let place = place(of: comment.content.lines, version: comment.content.version)
            found.append(ReviewNote(target: .thread(comment.id), place: place))
        }
        threads = found.filter { $0.line != nil }.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
        threads += found.filter { $0.place == .whole }
        threads += found.filter { $0.line == nil && $0.place != .whole }
        for response in material.request.responses {
            for (number, point) in (material.contents[response.id]?.points ?? []).enumerated() {
                let note = ReviewNote(
                    target: .point(PointName(response: response.id, point: number)),
                    place: place(of: point.lines, version: response.version))
                if note.line != nil { points.append(note) }
            }
        }
        points.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private mutating func place(of lines: LineRange?, version: Int) -> ReviewNote.Place {
        guard let lines, lines.from >= 1, lines.from <= lines.to, let text = material.texts[shown] else {
            return .whole
        }
        let range = lines.from...lines.to
        guard version != shown else {
            let count = LineDifference.lines(of: text).count
            guard lines.from <= count else { return .gone(range, version: version) }
            return .lines(range.clamped(to: 1...count), isOutdated: false)
        }
        guard let map = map(from: version, to: text) else { return .gone(range, version: version) }
        return switch map.whereabouts(of: range) {
        case .kept(let range): .lines(range, isOutdated: false)
        case .changed(let range): .lines(range, isOutdated: true)
        case .gone: .gone(range, version: version)
        }
    }

    private mutating func map(from version: Int, to text: String) -> LineMap? {
        if let known = maps[version] { return known }
        guard let old = material.texts[version] else { return nil }
        let map = LineMap(LineDifference(from: old, to: text))
        maps[version] = map
        return map
    }
}
