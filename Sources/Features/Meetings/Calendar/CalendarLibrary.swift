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
        name.utf8.count <= 40
            && name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_+\-]*(?:\/[A-Za-z][A-Za-z0-9_+\-]*){0,2}/) != nil
    }
}
