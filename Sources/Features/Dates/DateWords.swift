import Foundation
import Synchronization
import Terminal

/// Days and times as the reader's locale writes them. The program speaks English; the names of months and days, the order
/// of a date, the day on which weeks begin and 12 or 24 hours are the locale's, as `LC_TIME` asks of every program. The names
/// come with Foundation, so a locale need not be installed. What is typed, what a log holds and what `--json` prints never
/// depends on it.
struct DateWords: Hashable, Sendable {
    /// The names of the months, where they stand alone and where they follow a day.
    private var alone: [String]
    private var months: [String]
    private var shortAlone: [String]
    private var shortMonths: [String]
    /// The names of the days of the week, Sunday first.
    private(set) var weekdays: [String]
    /// The same in few letters.
    private(set) var shortWeekdays: [String]
    /// The day on which weeks begin; 0 is Sunday.
    private(set) var firstWeekday: Int
    private var dayPattern: String
    private var yearPattern: String
    private var monthPattern: String
    /// How a clock of twelve hours is written; nothing where clocks have 24.
    private var twelveHours: String?
    private var halves: [String]
    /// The columns of the widest date without its year, of the widest day of the week in few letters, and of the widest
    /// time, so that they stand under one another.
    private var dayColumns = 6
    private var weekdayColumns = 3
    private(set) var clockColumns = 5

    /// English, `26 Nov 2026`, Monday, 24 hours: where no locale says anything else.
    static let plain = DateWords()

    /// The reader's, by the variables that surround the command.
    static var reader: DateWords { of(CommandEnvironment.current.variables) }

    /// What the variables ask for, in the order that POSIX gives them.
    static func of(_ variables: [String: String]) -> DateWords {
        let name = ["LC_ALL", "LC_TIME", "LANG"].lazy.compactMap { variables[$0] }.first { !$0.isEmpty } ?? ""
        guard !["", "C", "POSIX"].contains(name.prefix { $0 != "." }) else { return plain }
        return known.withLock { known in
            if let words = known[name] { return words }
            // Whoever comes in by a key names their locale themselves.
            if known.count >= 100 { known.removeAll() }
            let words = DateWords(locale: name)
            known[name] = words
            return words
        }
    }

    private static let known = Mutex<[String: DateWords]>([:])

    private init() {
        (alone, months) = (CivilDay.monthNames, CivilDay.monthNames)
        shortMonths = CivilDay.monthNames.map { String($0.prefix(3)) }
        shortAlone = shortMonths
        weekdays = CivilDay.weekdayNames
        shortWeekdays = weekdays.map { String($0.prefix(3)) }
        firstWeekday = 1
        (dayPattern, yearPattern, monthPattern) = ("d MMM", "d MMM y", "LLLL y")
        halves = ["AM", "PM"]
    }

    /// A locale's, by its name as the system has it: `de_DE.UTF-8`, `sr_RS@latin`. One that nobody knows is plain, and of
    /// one without a country only the language counts.
    init(locale name: String) {
        self.init()
        guard
            let match = name.wholeMatch(of: /([A-Za-z]{2,3})(?:_([A-Za-z]{2}|[0-9]{3}))?(?:\.[^@]*)?(?:@(\w{1,20}))?/),
            Locale.LanguageCode(String(match.1)).isISOLanguage
        else { return }
        let script = match.3.flatMap { ["latin": "_Latn", "cyrillic": "_Cyrl"][$0] } ?? ""
        let locale = Locale(
            identifier: match.1 + script + (match.2.map { "_" + $0 } ?? "") + "@calendar=gregorian;numbers=latn")
        if match.2 != nil {
            var calendar = Calendar(identifier: .gregorian)
            calendar.locale = locale
            firstWeekday = (calendar.firstWeekday + 6) % 7
            twelveHours = Self.pattern("jm", locale).flatMap { $0.contains("h") || $0.contains("K") ? $0 : nil }
        } else if match.1 == "en" {
            return
        }
        let formatter = DateFormatter()
        formatter.locale = locale
        formatter.calendar = Calendar(identifier: .gregorian)
        alone = Self.names(formatter.standaloneMonthSymbols, or: alone)
        months = Self.names(formatter.monthSymbols, or: months)
        shortAlone = Self.names(formatter.shortStandaloneMonthSymbols, or: shortAlone)
        shortMonths = Self.names(formatter.shortMonthSymbols, or: shortMonths)
        weekdays = Self.names(formatter.standaloneWeekdaySymbols, or: weekdays)
        shortWeekdays = Self.names(formatter.shortStandaloneWeekdaySymbols, or: shortWeekdays)
        halves = Self.names([formatter.amSymbol, formatter.pmSymbol], or: halves)
        dayPattern = Self.pattern("MMMd", locale) ?? dayPattern
        yearPattern = Self.pattern("yMMMd", locale) ?? yearPattern
        monthPattern = Self.pattern("yMMMM", locale) ?? monthPattern
        let days = (1...12).compactMap { CivilDay(year: 2_026, month: $0, day: 28) }.map { day($0) }
        dayColumns = days.map(TextWidth.columns).max() ?? dayColumns
        weekdayColumns = shortWeekdays.map(TextWidth.columns).max() ?? weekdayColumns
        clockColumns = TextWidth.columns(of: clock(LocalTime(seconds: 22 * 3_600)))
    }

    private static func names(_ found: [String]?, or plain: [String]) -> [String] {
        guard let found, found.count == plain.count else { return plain }
        return found
    }

    /// A locale's order for these fields (UTS 35), with spaces that every terminal shows and no marks of
    /// direction.
    private static func pattern(_ fields: String, _ locale: Locale) -> String? {
        DateFormatter.dateFormat(fromTemplate: fields, options: 0, locale: locale).map { pattern in
            String(
                String.UnicodeScalarView(
                    pattern.unicodeScalars.filter { $0.properties.generalCategory != .format }.map {
                        $0.properties.isWhitespace ? " " : $0
                    }))
        }
    }

    // MARK: - In words

    /// `26 Nov`, `26. Nov.`, `Nov 26`; with the year, if it is asked for.
    func day(_ day: CivilDay, withYear: Bool = false) -> String {
        let (year, month, number) = day.parts
        return fill(withYear ? yearPattern : dayPattern) { letter, length in
            switch letter {
            case "y": "\(year)"
            case "M", "L": self.month(month, letter, length)
            case "d": "\(number)"
            default: nil
            }
        }
    }

    /// `November 2026`.
    func month(_ month: Int, of year: Int) -> String {
        fill(monthPattern) { letter, length in
            switch letter {
            case "y": "\(year)"
            case "M", "L": self.month(month, letter, length)
            default: nil
            }
        }
    }

    /// `18:00`, or `6:00 PM` where clocks have twelve hours.
    func clock(_ time: LocalTime) -> String {
        guard let twelveHours else { return time.clock }
        let (hour, minute) = (Int(time.secondOfDay / 3_600), Int(time.secondOfDay / 60 % 60))
        return fill(twelveHours) { letter, _ in
            switch letter {
            case "h": "\((hour + 11) % 12 + 1)"
            case "K": "\(hour % 12)"
            case "m": (minute < 10 ? "0" : "") + "\(minute)"
            case "a", "b", "B": halves[hour / 12]
            default: nil
            }
        }
    }

    private func month(_ month: Int, _ letter: Character, _ length: Int) -> String {
        let isAlone = letter == "L"
        return switch length {
        case ...2: "\(month)"
        case 3: (isAlone ? shortAlone : shortMonths)[month - 1]
        default: (isAlone ? alone : months)[month - 1]
        }
    }

    /// A pattern with its fields filled in; what stands in quotes, and what is no letter, stays.
    private func fill(_ pattern: String, _ field: (_ letter: Character, _ length: Int) -> String?) -> String {
        var text = ""
        var isQuoted = false
        var rest = Substring(pattern)
        while let letter = rest.first {
            let run = rest.prefix { $0 == letter }
            rest = rest.dropFirst(run.count)
            if letter == "'" {
                if run.count.isMultiple(of: 2) { text += "'" } else { isQuoted.toggle() }
            } else {
                text += isQuoted ? String(run) : field(letter, run.count) ?? String(run)
            }
        }
        return text
    }
}

extension DateWords {
    /// A date without its year at the right end of its column, after the day of the week: `Thu  6 Nov`.
    func listed(_ day: CivilDay) -> String {
        let words = self.day(day)
        let name = shortWeekdays[day.weekday]
        return name.padded(to: weekdayColumns) + " " + Self.space(dayColumns - TextWidth.columns(of: words)) + words
    }

    /// A time, as wide as every other.
    func listedClock(_ time: LocalTime) -> String { clock(time).padded(to: clockColumns) }

    private static func space(_ columns: Int) -> String { String(repeating: " ", count: max(0, columns)) }
}

extension String {
    /// With spaces behind it up to so many columns.
    fileprivate func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(0, columns - TextWidth.columns(of: self)))
    }
}
