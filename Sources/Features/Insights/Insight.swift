import Index
import Journal
import Workbench

/// One measure of how a community is doing, with what it takes to judge it.
struct Insight: Sendable {
    /// Whether it got better or worse, by the measure's own good direction.
    enum Trend: String, Sendable { case better, worse, same }

    /// What programs call it.
    var name: String
    /// What people call it.
    var title: String
    /// What was found, in a sentence.
    var finding: String
    /// How many things were measured; nothing where that is the finding itself.
    var count: Int?
    /// The same for the window before, in a few words.
    var before: String?
    /// What became of it since.
    var trend: Trend?
    /// Which way is good, in words; empty where neither is.
    var good: String
    /// The value by week, the oldest first, where it has one.
    var weeks: [Double?] = []
    /// A mark for each thing, whether all is well with it, where they are few.
    var marks: [Bool] = []
    /// The number behind the finding, for programs.
    var value: Double?
    /// The number's unit.
    var unit = ""
    /// How it is computed, and over which period.
    var how: String
    /// Whether only the reader sees it.
    var isPrivate = false
    /// Things that it leads to.
    var things: [(title: String, thing: Reference)] = []
}

/// The period that is looked at.
struct InsightWindow: Hashable, Sendable {
    /// How many days.
    var days: Int
    var now: Timestamp

    static let day: Int64 = 86_400_000
    /// The most that is looked at.
    static let mostDays = 3_650

    var start: Timestamp { now.advanced(by: -Int64(days) * Self.day) }
    /// As long before.
    var startBefore: Timestamp { now.advanced(by: -2 * Int64(days) * Self.day) }
    /// `the last 30 days`.
    var words: String {
        days == 365 ? "the last year" : days >= Self.mostDays ? "the last ten years" : "the last \(days) days"
    }

    /// The same period, so many days earlier: for what needs time to become known.
    func earlier(_ days: Int) -> InsightWindow {
        InsightWindow(days: self.days, now: now.advanced(by: -Int64(days) * Self.day))
    }

    func contains(_ moment: Timestamp) -> Bool { moment >= start && moment < now }
    func containsBefore(_ moment: Timestamp) -> Bool { moment >= startBefore && moment < start }

    /// How many weeks a sparkline shows.
    var weeks: Int { max(1, min(26, (days + 6) / 7)) }

    /// The week of the sparkline that a moment falls into, the oldest being 0.
    func week(_ moment: Timestamp) -> Int? {
        let ago = Int((now.rawValue - moment.rawValue) / (7 * Self.day))
        return moment < now && ago < weeks ? weeks - 1 - ago : nil
    }
}
