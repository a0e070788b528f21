import Journal

/// Times and rules of meetings as people type them.
enum TypedMeetingTime {
    /// `2026-11-26 18:00`, `thu 18:00`, `tomorrow 18:00`, `18:00`. Throws `CommandFailure` (64) for anything else.
    static func time(_ text: String, now: Timestamp, on wall: WallClock) throws -> LocalTime {
        let words = text.lowercased().split { $0 == " " || $0 == "," }.map(String.init)
        if words.count == 1, let time = LocalTime(text: text.uppercased()) { return time }
        let today = wall.local(now)
        if let clock = words.last.flatMap(minutes), words.count <= 2 {
            guard words.count == 2 else {
                let time = LocalTime(day: today.day, minutes: clock)
                return time > today ? time : LocalTime(day: today.day.advanced(by: 1), minutes: clock)
            }
            if let day = day(words[0], today.day) { return LocalTime(day: day, minutes: clock) }
        }
        throw CommandFailure(
            "“\(text)” is no time of a meeting; write 2026-11-26 18:00, thu 18:00, tomorrow 18:00 or 18:00", .usage)
    }

    /// `18:00`, `9:30`.
    private static func minutes(_ text: String) -> Int? {
        guard let match = text.wholeMatch(of: /([0-9]{1,2}):([0-9]{2})/), let hour = Int(match.1),
            let minute = Int(match.2), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    static func day(_ word: String, _ today: CivilDay) -> CivilDay? {
        if word == "today" { return today }
        if word == "tomorrow" { return today.advanced(by: 1) }
        if let day = LocalTime(text: word + "T00:00")?.day { return day }
        let names = CivilDay.weekdayNames.map { $0.lowercased() }
        guard word.count >= 3, let wanted = names.firstIndex(where: { $0.hasPrefix(word) }) else { return nil }
        let ahead = (wanted - today.weekday + 7) % 7
        return today.advanced(by: Int64(ahead == 0 ? 7 : ahead))
    }

    /// `once`, `daily`, `weekly`, `2 weeks`, `monthly`, `yearly`, or a rule of RFC 5545; then, if it ends,
    /// `until 2027-01-31` or `10 times`. Throws `CommandFailure` (64).
    static func rule(_ text: String, start: LocalTime) throws -> String {
        let text = text.trimmingCharacters(in: .whitespaces)
        if text.uppercased().contains("FREQ=") {
            let rule = text.uppercased().hasPrefix("RRULE:") ? String(text.dropFirst(6)) : text
            if let refusal = RecurrenceRule(rule).refusal(start: start) { throw CommandFailure(refusal, .usage) }
            return rule
        }
        var words = text.lowercased().split { $0 == " " || $0 == "," }.map(String.init)
        var end = ""
        if words.count > 2, words[words.count - 2] == "until",
            let day = LocalTime(text: (words.last ?? "") + "T23:59:59")
        {
            end = ";UNTIL=\(day.calendarText)"
            words.removeLast(2)
        } else if words.count > 2, words.last == "times", let count = Int(words[words.count - 2]) {
            end = ";COUNT=\(count)"
            words.removeLast(2)
        }
        if words.isEmpty || words == ["once"] || words == ["never"] { return "" }
        let rule = try frequency(words.filter { $0 != "every" }, start, text) + end
        if let refusal = RecurrenceRule(rule).refusal(start: start) { throw CommandFailure(refusal, .usage) }
        return rule
    }

    private static func frequency(_ words: [String], _ start: LocalTime, _ text: String) throws -> String {
        let units = [
            "day": "DAILY", "daily": "DAILY", "week": "WEEKLY", "weekly": "WEEKLY", "month": "MONTHLY",
            "monthly": "MONTHLY", "year": "YEARLY", "yearly": "YEARLY",
        ]
        let isMany = words.count == 2
        let name = words.last.map { isMany && $0.hasSuffix("s") ? String($0.dropLast()) : $0 } ?? ""
        guard words.count <= 2, let unit = units[name], let count = isMany ? Int(words[0]) : 1 else {
            throw CommandFailure(
                "“\(text)” is no rule; write once, daily, weekly, 2 weeks, monthly, yearly, or FREQ=… as calendars do, "
                    + "and until 2027-01-31 or 10 times", .usage)
        }
        var rule = "FREQ=\(unit)" + (count == 1 ? "" : ";INTERVAL=\(count)")
        if unit == "MONTHLY" {
            // The same weekday of the month, as people meet; the last one where there is not always a fifth.
            let day = start.day.parts.day
            let code = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"][start.day.weekday]
            rule += ";BYDAY=\(day > 28 ? -1 : (day - 1) / 7 + 1)\(code)"
        }
        return rule
    }

    /// An agenda: a line a step, its minutes first: `10 Welcome`. Throws `CommandFailure` (65).
    static func agenda(_ text: String) throws -> [AgendaStep] {
        try text.split(whereSeparator: \.isNewline).compactMap { line in
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix(">") { return nil }
            guard let match = line.wholeMatch(of: /(?:[-*] )?([0-9]{1,4})(?: ?min)? +(.+)/), let minutes = Int(match.1)
            else {
                throw CommandFailure("“\(line)” is no step; write its minutes and what is done: 10 Welcome", .badData)
            }
            return AgendaStep(String(match.2), minutes: minutes)
        }
    }

    /// An agenda as it is typed.
    static func text(of agenda: [AgendaStep]) -> String {
        agenda.map { "\($0.minutes) \($0.title)" }.joined(separator: "\n")
    }
}
