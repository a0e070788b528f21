import CMail
import Journal

/// The line that begins a message in an mbox: `From ADDRESS Fri Oct 27 00:16:56 2006` (RFC 4155). Programs differ in
/// what stands for the address (spaces too) and around the year (a time zone), so only the date is held to.
enum MboxMarker {
    private static let weekdays: [Substring] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The date as the line has it, in UTC: `Fri Oct 27 00:16:56 2006`.
    static func date(_ moment: Timestamp) -> String {
        guard let date = g_date_time_new_from_unix_utc(gint64(moment.rawValue / 1000)) else { return "" }
        defer { g_date_time_unref(date) }
        let day = g_date_time_get_day_of_month(date)
        let time = [g_date_time_get_hour(date), g_date_time_get_minute(date), g_date_time_get_second(date)]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        let names = (
            weekdays[Int(g_date_time_get_day_of_week(date) + 6) % 7], months[Int(g_date_time_get_month(date) + 11) % 12]
        )
        return "\(names.0) \(names.1) \(day < 10 ? " " : "")\(day) \(time) \(g_date_time_get_year(date))"
    }

    /// Whether a line that begins with `From ` parts two messages, rather than a sentence of somebody.
    static func isPlausible(_ line: String) -> Bool { date(of: line) != nil }

    /// The date in the line as RFC 5322 puts it, in UTC unless the line says otherwise.
    static func date(of line: String) -> String? {
        let words = line.split(whereSeparator: \.isWhitespace).prefix(40)
        guard words.first == "From",
            let weekday = words.indices.dropFirst().first(where: { index in
                weekdays.contains(words[index]) && index + 3 < words.endIndex && months.contains(words[index + 1])
            })
        else { return nil }
        let month = words[weekday + 1]
        let day = words[weekday + 2]
        let time = words[weekday + 3]
        guard (1...2).contains(day.utf8.count), day.allSatisfy(\.isASCIIDigit), isTime(time) else { return nil }
        let rest = words[(weekday + 4)...].prefix(3)
        guard let year = rest.first(where: { $0.utf8.count == 4 && $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
        let zone = rest.first { $0.hasPrefix("+") || $0.hasPrefix("-") } ?? "+0000"
        return "\(day) \(month) \(year) \(time) \(zone)"
    }

    private static func isTime(_ word: Substring) -> Bool {
        let fields = word.split(separator: ":", omittingEmptySubsequences: false)
        return (2...3).contains(fields.count)
            && fields.allSatisfy { (1...2).contains($0.utf8.count) && $0.allSatisfy(\.isASCIIDigit) }
    }
}

extension Character {
    /// Whether it is one of 0 to 9.
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
