/// A moment in milliseconds since 1970, UTC.
public struct Timestamp: RawRepresentable, Hashable, Comparable, Codable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var rawValue: Int64

    /// A moment.
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// The earlier first.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.rawValue < right.rawValue }

    /// The moment `milliseconds` later; the last or first that there is, rather than one beyond it.
    public func advanced(by milliseconds: Int64) -> Timestamp {
        let (sum, isBeyond) = rawValue.addingReportingOverflow(milliseconds)
        return Timestamp(rawValue: isBeyond ? (milliseconds > 0 ? .max : .min) : sum)
    }

    /// The years 1 to 9999, in milliseconds: what people can mean, and what can be counted with.
    private static let years = -62_135_596_800_000...253_402_300_799_999 as ClosedRange<Int64>

    /// What somebody else wrote. Throws when no calendar has such a moment: whoever counts on with it would come to the
    /// end of what a number can hold.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int64.self)
        guard Self.years.contains(rawValue) else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "no moment of any calendar"))
        }
    }
}

/// An event's place in the one order that every reader agrees on: by clock, then by id.
public struct Stamp: Hashable, Comparable, Codable, Sendable {
    /// The hybrid logical clock of the event.
    public var clock: Timestamp
    /// The event.
    public var id: EventID

    /// A place in the order.
    public init(clock: Timestamp, id: EventID) {
        self.clock = clock
        self.id = id
    }

    /// The order of all events: by clock, then by id.
    public static func < (left: Stamp, right: Stamp) -> Bool {
        (left.clock, left.id) < (right.clock, right.id)
    }
}

/// Where the time comes from, so that tests can hold it still.
public protocol Clock: Sendable {
    /// The wall clock's time.
    func now() -> Timestamp
}
