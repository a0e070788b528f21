import CCalendar
import Synchronization

/// The door to libical, which keeps what it knows in places that all threads share: one at a time goes through.
enum CalendarLibrary {
    private static let door = Mutex(())
    private static let isReady: Bool = {
        stoa_calendar_begin()
        return true
    }()

    /// Runs what calls libical.
    static func use<Value>(_ body: () throws -> sending Value) rethrows -> sending Value {
        try door.withLock { _ in
            _ = isReady
            return try body()
        }
    }

    /// A zone of the system's by name. Only while the door is held.
    static func zone(_ name: String) -> OpaquePointer? {
        guard TimeZoneName.isPlain(name) else { return nil }
        return name == "UTC" ? icaltimezone_get_utc_timezone() : icaltimezone_get_builtin_timezone(name)
    }
}

/// What a zone may be called. Names come from others, and libical makes paths of them.
enum TimeZoneName {
    static func isPlain(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: 47, omittingEmptySubsequences: false)
        return name.utf8.count <= 40 && parts.count <= 3
            && parts.allSatisfy { part in part.first.map(isLetter) ?? false && part.allSatisfy(isInName) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

    /// Letters, digits, `+`, `-` and `_`.
    private static func isInName(_ byte: UInt8) -> Bool {
        isLetter(byte) || (48...57).contains(byte) || [43, 45, 95].contains(byte)
    }
}
