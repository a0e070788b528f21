import CCalendar
import Foundation
import Journal
import Synchronization

/// What clocks on walls show in a time zone of the system's.
struct WallClock: Hashable, Sendable {
    /// The zone's name: `Europe/Berlin`.
    let zone: String

    /// The zone of whoever reads: `$TZ`, else the machine's.
    static var reader: WallClock {
        WallClock(zone: TimeZone.current.identifier == "GMT" ? "UTC" : TimeZone.current.identifier)
    }

    /// Whether the system knows the zone; one that it does not know is taken for UTC.
    var isKnown: Bool { Offsets.of(zone) != nil }

    /// What the clock shows at a moment.
    func local(_ moment: Timestamp) -> LocalTime {
        let seconds = Int64((Double(moment.rawValue) / 1_000).rounded(.down))
        return LocalTime(seconds: seconds + offset(at: seconds))
    }

    /// When the clock shows a time. Of an hour that it shows twice the first one counts; in one that it leaves out it
    /// goes on as before (RFC 5545, 3.3.5).
    func moment(_ time: LocalTime) -> Timestamp {
        let (before, after) = (offset(at: time.seconds - 86_400), offset(at: time.seconds + 86_400))
        if before != after, offset(at: time.seconds - before) != before, offset(at: time.seconds - after) == after {
            return Timestamp(rawValue: (time.seconds - after) * 1_000)
        }
        return Timestamp(rawValue: (time.seconds - before) * 1_000)
    }

    /// Seconds ahead of UTC.
    private func offset(at seconds: Int64) -> Int64 { Offsets.of(zone)?.at(seconds) ?? 0 }

    /// What libical was asked before. A zone's clocks change in few of the days, so that most days need one answer.
    private final class Offsets: Sendable {
        private let zone: String
        private let days = Mutex<[Int64: Int64]>([:])
        private static let known = Mutex<[String: Offsets?]>([:])
        private static let mostDays = 20_000
        private static let mostZones = 2_000

        private init(_ zone: String) { self.zone = zone }

        static func of(_ zone: String) -> Offsets? {
            if let known = known.withLock({ $0[zone] }) { return known }
            let found = CalendarLibrary.use { CalendarLibrary.zone(zone) != nil } ? Offsets(zone) : nil
            known.withLock { known in
                if known.count >= mostZones { known.removeAll() }
                known[zone] = .some(found)
            }
            return found
        }

        func at(_ seconds: Int64) -> Int64 {
            guard zone != "UTC" else { return 0 }
            let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
            let (first, next) = (atStart(of: day), atStart(of: day + 1))
            return first == next ? first : ask(seconds)
        }

        private func atStart(of day: Int64) -> Int64 {
            if let known = days.withLock({ $0[day] }) { return known }
            let offset = ask(day * 86_400)
            days.withLock { days in
                if days.count >= Self.mostDays { days.removeAll() }
                days[day] = offset
            }
            return offset
        }

        private func ask(_ seconds: Int64) -> Int64 {
            CalendarLibrary.use {
                CalendarLibrary.zone(zone).map { Int64(stoa_calendar_offset($0, seconds)) } ?? 0
            }
        }
    }
}
