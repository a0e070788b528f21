import Journal

/// A clock that stands still.
public struct StillClock: Journal.Clock {
    /// Milliseconds since 1970.
    public var time: Int64

    /// A clock that stands at this moment.
    public init(_ time: Int64 = 1_700_000_000_000) { self.time = time }

    public func now() -> Timestamp { Timestamp(rawValue: time) }
}
