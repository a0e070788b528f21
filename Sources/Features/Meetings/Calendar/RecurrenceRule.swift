import CCalendar
import Foundation
import Synchronization

/// A rule by which something happens again (RFC 5545, 3.3.10), read and followed by libical. Its times are those of a
/// clock on a wall, so that summer time does not move them.
struct RecurrenceRule: Hashable, Sendable {
    /// The rule: `FREQ=WEEKLY;BYDAY=TH`.
    let text: String

    /// Letters of the longest rule.
    static let longest = 400
    /// The most times that a rule may count to.
    static let mostCount = 1_000
    private static let mostInterval = 1_000

    init(_ text: String) { self.text = text }

    private var parts: [String: String] {
        text.split(separator: ";").reduce(into: [:]) { parts, part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            parts[pair[0].uppercased()] = pair.count == 2 ? pair[1].uppercased() : ""
        }
    }

    /// Whether it ends by itself.
    var isFinite: Bool { parts["COUNT"] != nil || parts["UNTIL"] != nil }
    /// The last time that it may give, if it says so.
    var until: LocalTime? { parts["UNTIL"].flatMap { CalendarTime($0)?.local } }

    /// The same rule with another end.
    func ending(_ until: String?) -> RecurrenceRule {
        var kept = text.split(separator: ";").filter { !$0.uppercased().hasPrefix("UNTIL=") }.map(String.init)
        if let until { kept.append("UNTIL=\(until)") }
        return RecurrenceRule(kept.joined(separator: ";"))
    }

    /// Why a meeting does not follow this rule; nothing when it can. What would have to be searched for long, such as the
    /// 30th of February day by day, is known by its form alone, and is not searched for.
    func refusal(start: LocalTime) -> String? {
        guard !text.isEmpty, text.utf8.count <= Self.longest, text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            return "a rule has 1 to \(Self.longest) letters, such as FREQ=WEEKLY;BYDAY=TH"
        }
        let parts = parts
        guard parts.count == text.split(separator: ";").count else { return "a rule says a thing twice" }
        guard let frequency = parts["FREQ"] else { return "a rule says how often: FREQ=WEEKLY" }
        guard ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].contains(frequency) else {
            return
                "a meeting happens once a day at most; FREQ=\(frequency.prefix(12)) is none of DAILY, WEEKLY, MONTHLY, YEARLY"
        }
        if let odd = ["BYHOUR", "BYMINUTE", "BYSECOND", "RSCALE", "SKIP"].first(where: { parts[$0] != nil }) {
            return "a meeting happens once a day at most, by the usual calendar; leave \(odd) out"
        }
        if frequency == "DAILY" {
            let isSparse = ["BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"].contains { parts[$0] != nil }
            let picks = parts["BYDAY"] != nil || parts["BYMONTH"] != nil
            if isSparse || (picks && parts["INTERVAL"] ?? "1" != "1") {
                return "a daily rule that picks few of its days is written as MONTHLY or YEARLY"
            }
        }
        if let interval = parts["INTERVAL"], !(1...Self.mostInterval).contains(Int(interval) ?? 0) {
            return "INTERVAL is a number from 1 to \(Self.mostInterval)"
        }
        if let count = parts["COUNT"], !(1...Self.mostCount).contains(Int(count) ?? 0) {
            return "COUNT is a number from 1 to \(Self.mostCount)"
        }
        if parts["UNTIL"] != nil, until == nil { return "UNTIL is a day or a time, such as 20261224T180000" }
        let isAccepted = CalendarLibrary.use { stoa_calendar_accepts(text, start.seconds) != 0 }
        return isAccepted ? nil : "this is no rule of RFC 5545, or it never happens"
    }

    // MARK: - Times

    /// The rule's times from `from` until before `until`, at most `limit`.
    func times(start: LocalTime, from: LocalTime, until: LocalTime, limit: Int) -> [LocalTime] {
        guard from < until, limit > 0 else { return [] }
        var found: [LocalTime] = []
        let (first, last) = (from.seconds / Self.span, (until.seconds - 1) / Self.span)
        guard last - first <= 24 else { return expand(start, from, until, limit) }
        for page in first...last where found.count < limit {
            found += Memory.shared.times(self, start, page: page).filter { $0 >= from && $0 < until }
        }
        return Array(found.prefix(limit))
    }

    /// Seconds of a page: what is remembered is remembered for 32 days together.
    private static let span: Int64 = 32 * 86_400
    /// Times of a page at most: one a day.
    private static let page = 33

    private func expand(_ start: LocalTime, _ from: LocalTime, _ until: LocalTime, _ limit: Int) -> [LocalTime] {
        let room = min(limit, Self.mostCount)
        let found = [Int64](unsafeUninitializedCapacity: room) { buffer, count in
            count = CalendarLibrary.use { [base = buffer.baseAddress] in
                Int(
                    stoa_calendar_expand(
                        text, start.seconds, from.seconds, until.seconds, Int32(Self.mostCount + room), base,
                        Int32(room)))
            }
        }
        return found.map { LocalTime(seconds: $0) }
    }

    /// Times that were worked out before: the screen asks for the same weeks again and again.
    private final class Memory: Sendable {
        static let shared = Memory()
        private static let most = 20_000
        private struct Key: Hashable {
            var rule: RecurrenceRule
            var start: LocalTime
            var page: Int64
        }
        private let pages = Mutex<[Key: [LocalTime]]>([:])

        func times(_ rule: RecurrenceRule, _ start: LocalTime, page: Int64) -> [LocalTime] {
            let key = Key(rule: rule, start: start, page: page)
            if let known = pages.withLock({ $0[key] }) { return known }
            let from = LocalTime(seconds: page * RecurrenceRule.span)
            let times = rule.expand(start, from, from.advanced(by: RecurrenceRule.span), RecurrenceRule.page)
            pages.withLock { pages in
                if pages.count >= Self.most { pages.removeAll() }
                pages[key] = times
            }
            return times
        }
    }
}

/// A time as calendars write it: `20261126T180000`, with `Z` in UTC; `20261126` for a whole day.
struct CalendarTime: Hashable, Sendable {
    var local: LocalTime
    var isUTC = false
    var isDay = false

    init?(_ text: String) {
        guard let match = text.wholeMatch(of: /([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?/)
        else { return nil }
        let time = match.4.map { "\($0):\(match.5 ?? "00"):\(min("59", String(match.6 ?? "00")))" }
        // A day as an end is its last second.
        guard let local = LocalTime(text: "\(match.1)-\(match.2)-\(match.3)T\(time ?? "23:59:59")") else { return nil }
        self.local = local
        isUTC = match.7 == "Z"
        isDay = time == nil
    }
}

extension RecurrenceRule {
    /// The end that it names, as it names it.
    var end: CalendarTime? {
        let end = text.split(separator: ";").first { $0.uppercased().hasPrefix("UNTIL=") }
        return end.flatMap { CalendarTime($0.dropFirst(6).uppercased()) }
    }

    /// What it says, in words, as far as there are some: `every Thursday`.
    var words: String {
        let parts = text.uppercased().split(separator: ";").reduce(into: [Substring: Substring]()) { parts, part in
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { parts[pair[0]] = pair[1] }
        }
        let units = ["DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"]
        let unit = units[String(parts["FREQ"] ?? "")] ?? "time"
        let interval = parts["INTERVAL"].flatMap { Int($0) } ?? 1
        var words = interval == 1 ? "every \(unit)" : "every \(interval) \(unit)s"
        if let days = parts["BYDAY"] {
            words += " on " + days.split(separator: ",").map(Self.day).joined(separator: ", ")
        }
        let known: Set<Substring> = ["FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST"]
        if parts.keys.contains(where: { !known.contains($0) }) { words = "by the rule \(text)" }
        if let count = parts["COUNT"] { words += ", \(count) times" }
        if let until { words += ", until " + DateWords.reader.day(until.day, withYear: true) }
        return words
    }

    private static func day(_ code: Substring) -> String {
        let names = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"]
        guard let place = names.firstIndex(of: String(code.suffix(2))) else { return String(code) }
        let name = DateWords.reader.weekdays[place]
        let ordinals = [
            "1": "the first ", "2": "the second ", "3": "the third ", "4": "the fourth ", "-1": "the last ",
        ]
        let number = String(code.dropLast(2))
        return (ordinals[number] ?? (number.isEmpty ? "" : "\(number). ")) + name
    }
}
