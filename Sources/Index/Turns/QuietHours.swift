import Foundation
import Journal

/// Hours of the day in which nobody is told that something waits: `22:00-07:00`, by the clock of whoever looks.
public struct QuietHours: Hashable, Sendable {
    /// When they begin, in minutes after midnight.
    public let start: Int
    /// When they end; before `start` when midnight is among them, the same when there are none.
    public let end: Int

    private static let day = 24 * 60

    /// No quiet hours.
    public static let none = QuietHours(start: 0, end: 0)

    private init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    /// Reads `22:00-07:00`, `22-7` or `none`; nothing when it is none of these.
    public init?(_ text: String) {
        guard text != "none" else {
            self = .none
            return
        }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minutes)
        guard ends.count == 2, let start = ends[0], let end = ends[1], start != end else { return nil }
        self.init(start: start, end: end)
    }

    private static func minutes(_ text: Substring) -> Int? {
        guard let match = text.wholeMatch(of: /\s*([0-9]{1,2})(?::([0-9]{2}))?\s*/), let hour = Int(match.1) else {
            return nil
        }
        let minute = match.2.flatMap { Int($0) } ?? 0
        guard hour <= 24, minute < 60, hour * 60 + minute <= day else { return nil }
        return (hour * 60 + minute) % day
    }

    /// As people write them.
    public var text: String {
        func clock(_ minutes: Int) -> String {
            let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
            return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
        }
        return start == end ? "none" : "\(clock(start))-\(clock(end))"
    }

    /// The parts of a day that they are, in milliseconds after midnight.
    public var parts: [Range<Int64>] {
        func range(_ from: Int, _ to: Int) -> Range<Int64> { Int64(from) * 60_000..<Int64(to) * 60_000 }
        if start == end { return [] }
        return start < end ? [range(start, end)] : [range(0, end), range(start, Self.day)].filter { !$0.isEmpty }
    }

    /// Whether a moment is among them, where the clock on the wall is so many milliseconds ahead of UTC.
    public func contains(_ moment: Timestamp, offset: Int64) -> Bool {
        let day = Int64(Self.day) * 60_000
        let time = ((moment.rawValue + offset) % day + day) % day
        return parts.contains { $0.contains(time) }
    }

    /// Whether a moment is among them by this machine's clock.
    public func contains(_ moment: Timestamp) -> Bool {
        let date = Date(timeIntervalSince1970: Double(moment.rawValue) / 1_000)
        return contains(moment, offset: Int64(TimeZone.current.secondsFromGMT(for: date)) * 1_000)
    }
}
