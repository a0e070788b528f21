/// A day of the calendar, by its number from 1970-01-01 on.
struct CivilDay: Hashable, Comparable, Sendable {
    var number: Int64

    init(number: Int64) { self.number = number }

    /// A day by year, month and day; nothing when there is no such day.
    init?(year: Int, month: Int, day: Int) {
        guard (1...9_999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        // Days are counted from the first of March, so that leap days come last (Hinnant, days_from_civil).
        let shifted = Int64(month <= 2 ? year - 1 : year)
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func < (left: CivilDay, right: CivilDay) -> Bool { left.number < right.number }

    /// Year, month and day.
    var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let number = Int(month < 10 ? month + 3 : month - 9)
        let year = Int(yearOfEra + era * 400) + (number <= 2 ? 1 : 0)
        return (year, number, Int(dayOfYear - (153 * month + 2) / 5 + 1))
    }

    /// 0 on Sundays to 6 on Saturdays.
    var weekday: Int { Int(((number + 4) % 7 + 7) % 7) }

    func advanced(by days: Int64) -> CivilDay { CivilDay(number: number + days) }

    /// The first of its month.
    var startOfMonth: CivilDay { advanced(by: Int64(1 - parts.day)) }

    /// The first of the month that comes so many later.
    func month(after months: Int) -> CivilDay {
        let (year, month, _) = parts
        let place = year * 12 + month - 1 + months
        return CivilDay(year: place / 12, month: place % 12 + 1, day: 1) ?? startOfMonth
    }

    /// The first day of its week.
    func startOfWeek(firstWeekday: Int) -> CivilDay { advanced(by: Int64(-((weekday - firstWeekday + 7) % 7))) }

    static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// The names that are typed, and that show where no locale has others.
    static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let weekdayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
}
