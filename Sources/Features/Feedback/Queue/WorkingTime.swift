import Foundation
import Index
import Journal

/// Time on days that are no rest days: what people wait for each other in.
public struct WorkingTime: Hashable, Sendable {
    private static let day: Int64 = 86_400_000

    /// The days on which nobody is expected to work, from 1, Monday, to 7, Sunday.
    public var restDays: Set<Int>
    /// How far the clock on the wall is ahead of UTC, in milliseconds.
    public var offset: Int64

    /// The working time of a board, by the clock of the person who looks.
    public init(restDays: Set<Int>, offset: Int64) {
        self.restDays = restDays
        self.offset = offset
    }

    /// The working time of a board, by the clock of this machine.
    public init(_ terms: FeedbackBoardTerms, now: Timestamp) {
        let date = Date(timeIntervalSince1970: Double(now.rawValue) / 1_000)
        self.init(restDays: terms.restDays, offset: Int64(TimeZone.current.secondsFromGMT(for: date)) * 1_000)
    }

    private func day(of moment: Timestamp) -> Int64 {
        let local = moment.rawValue + offset
        return local >= 0 ? local / Self.day : (local - Self.day + 1) / Self.day
    }

    /// Whether nobody is expected to work at a moment.
    public func isRest(_ moment: Timestamp) -> Bool { isRest(day: day(of: moment)) }

    /// 1 January 1970 was a Thursday.
    private func isRest(day: Int64) -> Bool { restDays.contains(Int(((day + 3) % 7 + 7) % 7) + 1) }

    /// Working milliseconds from one moment to a later one.
    public func between(_ start: Timestamp, _ end: Timestamp) -> Int64 {
        let length = max(0, end.rawValue - start.rawValue)
        guard !restDays.isEmpty, length > 0 else { return length }
        // Any whole week holds as much rest as any other.
        let weeks = length / (7 * Self.day)
        let begin = start.advanced(by: weeks * 7 * Self.day)
        var rest = weeks * Int64(restDays.count) * Self.day
        for day in day(of: begin)...day(of: end) where isRest(day: day) {
            let dawn = day * Self.day - offset
            rest += max(0, min(end.rawValue, dawn + Self.day) - max(begin.rawValue, dawn))
        }
        return length - rest
    }

    /// The moment so many working days later; the beginning of the next working day when it falls on a rest day.
    public func after(_ moment: Timestamp, days: Int) -> Timestamp {
        var moment = working(moment)
        for _ in 0..<days { moment = working(moment.advanced(by: Self.day)) }
        return moment
    }

    /// The moment itself, or the beginning of the next working day.
    public func working(_ moment: Timestamp) -> Timestamp {
        guard restDays.count < 7, isRest(moment) else { return moment }
        var day = day(of: moment)
        while isRest(day: day) { day += 1 }
        return Timestamp(rawValue: day * Self.day - offset)
    }
}
