import Foundation
import GRDB
import Index
import Journal

/// Time on days that are no rest days and in no quiet hours: what people wait for each other in.
public struct WorkingTime: Hashable, Sendable {
    private static let day: Int64 = 86_400_000

    /// The days on which nobody is expected to work, from 1, Monday, to 7, Sunday.
    public var restDays: Set<Int>
    /// The hours of every day in which nobody is.
    public var quiet: QuietHours
    /// How far the clock on the wall is ahead of UTC, in milliseconds.
    public var offset: Int64

    /// The working time of a board, by the clock of the person who looks.
    public init(restDays: Set<Int>, quiet: QuietHours = .none, offset: Int64) {
        self.restDays = restDays
        self.quiet = quiet
        self.offset = offset
    }

    /// The working time of a board, by the clock of this machine.
    public init(_ terms: FeedbackBoardTerms, now: Timestamp) {
        let date = Date(timeIntervalSince1970: Double(now.rawValue) / 1_000)
        self.init(
            restDays: terms.restDays, quiet: terms.quietHours,
            offset: Int64(TimeZone.current.secondsFromGMT(for: date)) * 1_000)
    }

    /// When a member may be reminded: in no quiet hours of theirs, or else of the group's, and never while away.
    public static func forReminders(
        of account: Account, _ terms: FeedbackBoardTerms, now: Timestamp, _ database: Database
    ) throws -> WorkingTime {
        var time = WorkingTime(terms, now: now)
        if let own = CommandEnvironment.current.quietHours { time.quiet = own }
        let sql = "SELECT 1 FROM feedback_availability WHERE account = ? AND away_until > ?"
        let isAway = try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [account, now]) != nil
        if isAway { time.restDays = Set(1...7) }
        return time
    }

    private func day(of moment: Timestamp) -> Int64 {
        let local = moment.rawValue + offset
        return local >= 0 ? local / Self.day : (local - Self.day + 1) / Self.day
    }

    /// Whether nobody is expected to work at a moment.
    public func isRest(_ moment: Timestamp) -> Bool { isRest(day: day(of: moment)) }

    /// Whether a moment is in quiet hours.
    public func isQuiet(_ moment: Timestamp) -> Bool { quiet.contains(moment, offset: offset) }

    /// 1 January 1970 was a Thursday.
    private func isRest(day: Int64) -> Bool { restDays.contains(Int(((day + 3) % 7 + 7) % 7) + 1) }

    /// Working milliseconds from one moment to a later one.
    public func between(_ start: Timestamp, _ end: Timestamp) -> Int64 {
        let length = max(0, end.rawValue - start.rawValue)
        let quiet = quiet.parts
        guard !(restDays.isEmpty && quiet.isEmpty), length > 0 else { return length }
        // Any whole week holds as much rest as any other.
        let weeks = length / (7 * Self.day)
        let begin = start.advanced(by: weeks * 7 * Self.day)
        let restingDays = Int64(restDays.count)
        let quietTime = quiet.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
        var rest = weeks * (restingDays * Self.day + (7 - restingDays) * quietTime)
        for day in day(of: begin)...day(of: end) {
            let dawn = day * Self.day - offset
            for pause in isRest(day: day) ? [0..<Self.day] : quiet {
                rest += max(
                    0, min(end.rawValue, dawn + pause.upperBound) - max(begin.rawValue, dawn + pause.lowerBound))
            }
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
