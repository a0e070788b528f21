/// A moment in milliseconds since 1970, UTC.
public struct Timestamp: RawRepresentable, Hashable, Comparable, Codable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var rawValue: Int64

    /// A moment.
    public init(rawValue: Int64) { self.rawValue = rawValue }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.rawValue < right.rawValue }

    /// The moment `milliseconds` later.
    public func advanced(by milliseconds: Int64) -> Timestamp { Timestamp(rawValue: rawValue + milliseconds) }
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

    public static func < (left: Stamp, right: Stamp) -> Bool {
        (left.clock, left.id) < (right.clock, right.id)
    }
}

/// Where the time comes from, so that tests can hold it still.
public protocol Clock: Sendable {
    /// The wall clock's time.
    func now() -> Timestamp
}
