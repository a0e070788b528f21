import Journal

/// A clock that stands still.
public struct FixedClock: Journal.Clock {
    /// Milliseconds since 1970.
    public var time: Int64

    /// A clock that always shows this time.
    public init(time: Int64) { self.time = time }

    /// The time now.
    public func now() -> Timestamp { Timestamp(rawValue: time) }
}
