import Foundation

/// How the numbers are made; each is what learning communities' health is measured by elsewhere.
enum Measures {
    /// The value below which so much of the values lie, none interpolated; nothing without values.
    static func percentile(_ share: Double, of values: [Int64]) -> Int64? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        return sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
    }

    /// How unevenly something is spread: 0 when everyone has the same, near 1 when one has all.
    /// `sum_i sum_j |x_i - x_j| / (2 n^2 mean)`.
    static func gini(_ values: [Int]) -> Double? {
        let sum = values.reduce(0, +)
        guard sum > 0 else { return nil }
        let count = Double(values.count)
        // The same as the double sum, in one go over the sorted values.
        let weighted = values.sorted().enumerated().reduce(0.0) { $0 + Double($1.offset + 1) * Double($1.element) }
        return 2 * weighted / (count * Double(sum)) - (count + 1) / count
    }

    /// Pielou's evenness, `H / ln S` with `H = -sum p ln p`: 1 when everyone has the same.
    static func pielou(_ values: [Int]) -> Double? {
        let present = values.filter { $0 > 0 }
        let sum = Double(present.reduce(0, +))
        guard present.count > 1 else { return nil }
        let entropy = present.reduce(0.0) { total, value in
            let share = Double(value) / sum
            return total - share * log(share)
        }
        return entropy / log(Double(present.count))
    }

    /// How few of them have half of it all.
    static func halfIsFrom(_ values: [Int]) -> Int {
        let sum = values.reduce(0, +)
        var reached = 0
        for (place, value) in values.sorted(by: >).enumerated() {
            reached += value
            if 2 * reached >= sum { return place + 1 }
        }
        return values.count
    }

    /// `40 min`, `3.5 h`, `2 d`.
    static func words(_ milliseconds: Int64) -> String {
        let minutes = Double(milliseconds) / 60_000
        func number(_ value: Double) -> String {
            let rounded = value < 10 ? (value * 10).rounded() / 10 : value.rounded()
            return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
        }
        switch minutes {
        case ..<1: return "under a minute"
        case ..<90: return "\(number(minutes)) min"
        case ..<(36 * 60): return "\(number(minutes / 60)) h"
        default: return "\(number(minutes / 1_440)) d"
        }
    }

    /// `83%`.
    static func percent(_ part: Int, of whole: Int) -> String {
        whole > 0 ? "\(Int((Double(part) / Double(whole) * 100).rounded()))%" : "-"
    }
}
