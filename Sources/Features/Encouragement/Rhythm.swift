import Foundation
import Journal
import Terminal

/// A member's own weeks and days: for them alone, and nothing in it can be lost.
struct Rhythm: Sendable {
    /// What a week was.
    enum State: String, Codable, Sendable {
        case active, rest, quiet

        /// As the row of weeks shows it.
        var sign: String {
            switch self {
            case .active: "●"
            case .rest: "·"
            case .quiet: "○"
            }
        }
    }

    /// The weeks that are shown.
    static let weekCount = 12
    /// The weeks of the calendar.
    static let calendarWeeks = 26

    /// The last weeks, the latest last.
    let weeks: [(week: Week, state: State)]
    /// How much was done a day, Mondays first, the latest week last; nothing for days to come.
    let days: [[Int?]]

    /// From the moments at which the member did something that counts, and the weeks in which they rest.
    init(moments: [Timestamp], rests: Set<Week>, now: Timestamp, calendar: Calendar = Week.calendar()) {
        let today = Date(timeIntervalSince1970: Double(now.rawValue) / 1_000)
        func date(weeksAgo count: Int) -> Date { calendar.date(byAdding: .day, value: -7 * count, to: today) ?? today }
        let active = Set(moments.map { Week($0, calendar) })
        weeks = (0..<Self.weekCount).reversed().map { count in
            let week = Week(date(weeksAgo: count), calendar)
            return (week, rests.contains(week) ? .rest : active.contains(week) ? .active : .quiet)
        }
        var counts: [Date: Int] = [:]
        for moment in moments {
            let day = calendar.startOfDay(for: Date(timeIntervalSince1970: Double(moment.rawValue) / 1_000))
            counts[day, default: 0] += 1
        }
        days = (0..<Self.calendarWeeks).reversed().map { count in
            let start = calendar.dateInterval(of: .weekOfYear, for: date(weeksAgo: count))?.start ?? today
            return (0..<7).map { offset in
                guard let day = calendar.date(byAdding: .day, value: offset, to: start), day <= today else {
                    return nil
                }
                return counts[calendar.startOfDay(for: day)] ?? 0
            }
        }
    }

    /// `●●○●●●·●●●●●  10 of 12 (1 rest)`.
    var line: String {
        let active = weeks.count { $0.state == .active }
        let rests = weeks.count { $0.state == .rest }
        return weeks.map(\.state.sign).joined() + "  \(active) of \(weeks.count)"
            + (rests > 0 ? " (\(rests) rest)" : "")
    }

    /// The calendar, a line a weekday; the more was done on a day, the denser its sign.
    var calendar: [String] {
        // These weeks are counted as ISO 8601 numbers them, so they begin on Monday for everyone.
        let names = DateWords.reader.shortWeekdays
        return (0..<7).map { row in
            let name = row.isMultiple(of: 2) ? names[(row + 1) % 7] : ""
            return Self.label(name) + " " + days.map { week in week[row].map(Self.sign) ?? " " }.joined()
        }
    }

    /// The beginning of a name, in two columns.
    private static func label(_ name: String) -> String {
        let short = TextWidth.columns(of: String(name.prefix(2))) > 2 ? name.prefix(1) : name.prefix(2)
        return short + String(repeating: " ", count: max(0, 2 - TextWidth.columns(of: String(short))))
    }

    /// What the signs of the calendar mean.
    static let legend = "none _   1 .   2 to 4 :   5 or more #"

    private static func sign(_ count: Int) -> String {
        switch count {
        case 0: "_"
        case 1: "."
        case ..<5: ":"
        default: "#"
        }
    }
}
