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

    /// `12 Dec 17:30`, with the year when it is another one than now.
    static func time(_ moment: Timestamp, now: Timestamp, calendar: Calendar = .current) -> String {
        day(moment, now: now, calendar: calendar) + " " + DateWords.reader.clock(local(moment, calendar))
    }

    /// A moment to come: `today 17:30`, `Fri 08:00`, and from six days on `Fri 4 Dec`.
    static func soon(_ moment: Timestamp, now: Timestamp, calendar: Calendar = .current) -> String {
        let words = DateWords.reader
        let local = local(moment, calendar)
        if local.day == self.local(now, calendar).day { return "today " + words.clock(local) }
        let isSoon = moment.rawValue - now.rawValue < 6 * 86_400_000
        return words.shortWeekdays[local.day.weekday] + " "
            + (isSoon ? words.clock(local) : day(moment, now: now, calendar: calendar))
    }

    /// What the clocks of this machine say.
    private static func local(_ moment: Timestamp, _ calendar: Calendar) -> LocalTime {
        let date = date(moment)
        return LocalTime(
            seconds: Int64(date.timeIntervalSince1970.rounded(.down))
                + Int64(calendar.timeZone.secondsFromGMT(for: date)))
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
