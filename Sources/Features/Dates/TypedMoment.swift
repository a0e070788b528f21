import Foundation
import Journal

/// Moments as people type them.
enum TypedMoment {
    /// `3h`, `2d`, `1w`, `today`, `tomorrow`, `monday`, `2026-12-01`, or RFC 3339. Days end at their midnight, where the
    /// member is. Throws `CommandFailure` (64) for anything else.
    static func moment(_ text: String, now: Timestamp, calendar: Calendar = .current) throws -> Timestamp {
        let word = text.lowercased()
        if let match = word.wholeMatch(of: /([0-9]{1,4})([hdw])/), let count = Int64(match.1) {
            let hours: Int64 = ["h": 1, "d": 24, "w": 168][String(match.2)] ?? 1
            return now.advanced(by: count * hours * 3_600_000)
        }
        let today = Date(timeIntervalSince1970: Double(now.rawValue) / 1_000)
        if let day = day(word, today, calendar) { return end(of: day, calendar) }
        if word.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil, let day = date(word, calendar) {
            return end(of: day, calendar)
        }
        if let date = try? Date(text, strategy: .iso8601) {
            return Timestamp(rawValue: Int64(date.timeIntervalSince1970 * 1_000))
        }
        throw CommandFailure(
            "“\(text)” is no time; write 3h, 2d, 1w, tomorrow, friday, 2026-12-01 or 2026-12-01T18:00:00Z", .usage)
    }

    /// The same, or `never` for a date that is taken away.
    static func orNever(_ text: String, now: Timestamp) throws -> Timestamp {
        text.lowercased() == "never" ? .none : try moment(text, now: now)
    }

    private static func day(_ word: String, _ today: Date, _ calendar: Calendar) -> Date? {
        if word == "today" { return today }
        if word == "tomorrow" { return calendar.date(byAdding: .day, value: 1, to: today) }
        let days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
        guard word.count >= 3, let wanted = days.firstIndex(where: { $0.hasPrefix(word) }) else { return nil }
        let ahead = (wanted + 1 - calendar.component(.weekday, from: today) + 7) % 7
        return calendar.date(byAdding: .day, value: ahead == 0 ? 7 : ahead, to: today)
    }

    private static func date(_ word: String, _ calendar: Calendar) -> Date? {
        let parts = word.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
        return calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2]))
    }

    private static func end(of day: Date, _ calendar: Calendar) -> Timestamp {
        let start = calendar.startOfDay(for: day)
        let next = calendar.date(byAdding: .day, value: 1, to: start) ?? start
        return Timestamp(rawValue: Int64(next.timeIntervalSince1970 * 1_000) - 1)
    }
}
