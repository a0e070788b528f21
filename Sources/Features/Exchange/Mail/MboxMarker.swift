/// The line that begins a message in an mbox: `From ADDRESS Fri Oct 27 00:16:56 2006` (RFC 4155). Programs differ in
/// what stands for the address (spaces too) and around the year (a time zone), so only the date is held to.
enum MboxMarker {
    private static let weekdays: Set<Substring> = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    /// Months as such a line names them.
    static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

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
