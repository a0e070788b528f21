import Journal

/// Gives events whose clock is far ahead a date: they count from when they were first seen, one after the other as they
/// were written, and never before what is known already, even where this machine's own clock has fallen back.
struct FirstSeen {
    private var next: Timestamp

    /// Dates from `now` on, and after `largest`, the largest clock that is known.
    init(now: Timestamp, after largest: Timestamp) { next = max(now, largest.advanced(by: 1)) }

    /// The event as it counts.
    mutating func date(_ event: Event) -> Event {
        guard event.flags.contains(.isFromFuture) else { return event }
        defer { next = next.advanced(by: 1) }
        return event.dated(next)
    }
}
