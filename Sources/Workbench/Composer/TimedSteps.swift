import Journal
import Terminal

/// The steps that something is done in, each with the time it is meant to take. The time says how long there is, and
/// forces nobody.
public struct TimedSteps: Hashable, Sendable {
    /// One step.
    public struct Step: Hashable, Sendable {
        /// Its heading.
        public var title: String
        /// How long it is meant to take; nothing for as long as it needs.
        public var minutes: Int?
        /// What is expected in it.
        public var expected: String
        /// Whose step it is, as a word to the reader; empty where it is everyone's.
        public var whose: String
        /// The headings of the text under which it is written.
        public var headings: [String]

        /// A step.
        public init(title: String, minutes: Int?, expected: String, whose: String, headings: [String]) {
            self.title = title
            self.minutes = minutes
            self.expected = expected
            self.whose = whose
            self.headings = headings
        }
    }

    /// The steps, in order.
    public let all: [Step]
    /// Where one is; nothing before the first step has begun.
    public var place: StoredDraft.Step?

    /// Steps, at a place; one beyond them is the last.
    public init(_ all: [Step], at place: StoredDraft.Step?) {
        self.all = all
        self.place = place
    }

    private static let minute: Int64 = 60_000

    /// The step one is at.
    public var current: Step? { place.flatMap { all.prefix(max(1, $0.number)).last } }

    /// Milliseconds until the step's time is over, no fewer than 0; nothing where it takes as long as it needs.
    public func left(at now: Timestamp) -> Int64? {
        guard let place, let minutes = current?.minutes else { return nil }
        let whole = Int64(minutes) * Self.minute
        return min(whole, max(0, place.since.rawValue + whole - now.rawValue))
    }

    /// The remaining time in words, which change as seldom as they can.
    public func words(at now: Timestamp) -> String {
        guard let left = left(at: now) else { return current == nil ? "" : "no hurry" }
        if left == 0 { return "time is over; go on when you are ready" }
        let steps = Self.steps(of: left)
        return left > Self.minute ? "\(steps) min left" : "\(steps * 10) s left"
    }

    /// The next moment at which the words are others; nothing when they stay.
    public func nextChange(after now: Timestamp) -> Timestamp? {
        guard let place, let minutes = current?.minutes, let left = left(at: now), left > 0 else { return nil }
        let end = place.since.advanced(by: Int64(minutes) * Self.minute)
        return max(now.advanced(by: 1), end.advanced(by: -(Self.steps(of: left) - 1) * Self.size(of: left)))
    }

    /// Whole minutes; in the last one ten seconds at a time.
    private static func size(of left: Int64) -> Int64 { left > minute ? minute : 10_000 }

    private static func steps(of left: Int64) -> Int64 { (left + size(of: left) - 1) / size(of: left) }

    /// Where one is and how long there is, in a line: `Step 3 of 8  Clarifying questions  4 min left`.
    public func line(at now: Timestamp, columns: Int) -> StyledLine {
        guard let place, let current else {
            let minutes = all.reduce(0) { $0 + ($1.minutes ?? 0) }
            return StyledLine("\(all.count) steps, \(minutes) min, not begun", .muted).truncated(to: columns)
        }
        let isOver = left(at: now) == 0
        var time = StyledLine("  " + words(at: now), isOver ? .warning : .time)
        if !current.whose.isEmpty { time = StyledLine([Span("  " + current.whose, .badge)] + time.spans) }
        let short = "\(min(place.number, all.count))/\(all.count)  "
        let long = "Step \(min(place.number, all.count)) of \(all.count)  "
        let wanted = long.count + TextWidth.columns(of: current.title) + time.columns
        let head = StyledLine([Span(wanted > columns ? short : long, .accent), Span(current.title, .strong)])
        // What is left is worth more than the end of the title.
        return StyledLine(head.truncated(to: max(0, columns - time.columns)).spans + time.spans).truncated(to: columns)
    }
}

/// Steps that several people go through together: going on is written where all see it, and where all are is read there.
public struct SharedSteps: Sendable {
    /// What begins the step of a number, from 1.
    public var begin: @Sendable (Int) throws -> Writing
    /// Where all are.
    public var place: @Sendable () throws -> StoredDraft.Step?

    /// Shared steps.
    public init(
        begin: @escaping @Sendable (Int) throws -> Writing, place: @escaping @Sendable () throws -> StoredDraft.Step?
    ) {
        self.begin = begin
        self.place = place
    }
}
