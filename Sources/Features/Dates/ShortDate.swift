import Foundation
import Journal

/// Days as people read them, where they are.
enum ShortDate {
    /// `12 Dec`, with the year when it is another one than now: `12 Dec 2027`; as the reader's locale writes it.
    static func day(_ moment: Timestamp, now: Timestamp, calendar: Calendar = .current) -> String {
        let (date, today) = (date(moment), date(now))
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        let day = CivilDay(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
        // A date of no calendar is shown as it would be typed.
        guard let day else { return typed(moment, calendar: calendar) }
        return DateWords.reader.day(day, withYear: parts.year != calendar.component(.year, from: today))
    }

    /// `2026-12-12`, as it is typed.
    static func typed(_ moment: Timestamp, calendar: Calendar = .current) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date(moment))
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    private static func date(_ moment: Timestamp) -> Date {
        Date(timeIntervalSince1970: Double(moment.rawValue) / 1_000)
    }
}

extension Timestamp {
    /// In an event, a date that is taken away.
    static let none = Timestamp(rawValue: 0)

    /// Nothing when the date is taken away.
    var given: Timestamp? { self == .none ? nil : self }
}
