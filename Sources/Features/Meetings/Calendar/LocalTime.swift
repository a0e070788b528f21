import Foundation

/// A day and a time as the clock on a wall shows them, wherever that wall is.
public struct LocalTime: Hashable, Comparable, Sendable {
    /// Seconds since 1970 by that clock.
    public var seconds: Int64

    /// A time.
    public init(seconds: Int64) { self.seconds = seconds }

    init(day: CivilDay, minutes: Int) { seconds = day.number * 86_400 + Int64(minutes) * 60 }

    /// From `2026-11-26T18:00`, with seconds if there are any; nothing when it is no time.
    public init?(text: String) {
        // Every meeting that is read has several of them, and a regular expression is made anew at each use.
        let bytes = Array(text.utf8)
        guard bytes.count == 16 || bytes.count == 19, bytes[4] == 45, bytes[7] == 45,
            bytes[10] == 84 || bytes[10] == 32,
            bytes[13] == 58, bytes.count == 16 || bytes[16] == 58,
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
            let minute = Self.number(bytes[14..<16]),
            let second = bytes.count == 16 ? 0 : Self.number(bytes[17..<19]),
            let civil = CivilDay(year: year, month: month, day: day),
            (1_970...2_200).contains(year), hour < 24, minute < 60, second < 60
        else { return nil }
        self.init(seconds: civil.number * 86_400 + Int64(hour * 3_600 + minute * 60 + second))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.reduce(0 as Int?) { number, digit in
            number.flatMap { (48...57).contains(digit) ? $0 * 10 + Int(digit) - 48 : nil }
        }
    }

    /// Times are ordered as one wall has them.
    public static func < (left: LocalTime, right: LocalTime) -> Bool { left.seconds < right.seconds }

    var day: CivilDay { CivilDay(number: (seconds - secondOfDay) / 86_400) }
    var secondOfDay: Int64 { (seconds % 86_400 + 86_400) % 86_400 }

    func advanced(by seconds: Int64) -> LocalTime { LocalTime(seconds: self.seconds + seconds) }

    /// `18:00`.
    var clock: String { String(format: "%02d:%02d", secondOfDay / 3_600, secondOfDay / 60 % 60) }

    /// `2026-11-26T18:00`, as events and `--json` have it.
    public var text: String {
        let (year, month, day) = day.parts
        let second = secondOfDay % 60
        return String(format: "%04d-%02d-%02dT", year, month, day) + clock
            + (second == 0 ? "" : String(format: ":%02d", second))
    }

    /// `20261126T180000`, as calendars have it.
    var calendarText: String {
        let (year, month, day) = day.parts
        return String(
            format: "%04d%02d%02dT%02d%02d%02d", year, month, day, secondOfDay / 3_600, secondOfDay / 60 % 60,
            secondOfDay % 60)
    }
}

extension LocalTime: Codable {
    /// From its text; throws when it is none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = LocalTime(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a local time")
        }
        self = time
    }

    /// As its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
