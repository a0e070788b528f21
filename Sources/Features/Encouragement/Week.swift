import Foundation
import Journal

/// A week of the calendar, Monday to Sunday, as ISO 8601 numbers them.
public struct Week: Hashable, Comparable, Codable, Sendable {
    /// The year that the week belongs to.
    public let year: Int
    /// Its number in it, from 1.
    public let number: Int

    /// The week that a moment falls into, where the calendar's owner is.
    init(_ moment: Timestamp, _ calendar: Calendar) {
        self.init(Date(timeIntervalSince1970: Double(moment.rawValue) / 1_000), calendar)
    }

    init(_ date: Date, _ calendar: Calendar) {
        year = calendar.component(.yearForWeekOfYear, from: date)
        number = calendar.component(.weekOfYear, from: date)
    }

    /// From `2026-W48`; nothing for other texts.
    public init?(_ text: String) {
        guard let match = text.uppercased().wholeMatch(of: /([0-9]{4})-W([0-9]{1,2})/), let year = Int(match.1),
            let number = Int(match.2), (1...53).contains(number)
        else { return nil }
        self.year = year
        self.number = number
    }

    /// From its text; throws when it is none.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let week = Week(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no week"))
        }
        self = week
    }

    /// As its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// `2026-W48`.
    public var text: String { "\(year)-W" + (number < 10 ? "0" : "") + "\(number)" }

    /// The earlier first.
    public static func < (left: Week, right: Week) -> Bool { (left.year, left.number) < (right.year, right.number) }

    /// The calendar that weeks are counted by, in a time zone.
    static func calendar(_ zone: TimeZone = .current) -> Calendar {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = zone
        return calendar
    }
}
