import Foundation

/// Which zone of the system's a calendar means.
enum CalendarZones {
    /// The zone of a TZID; nothing when it is not known here.
    static func zone(_ name: String) -> String? {
        let plain = name.trimmingCharacters(in: .init(charactersIn: "\" "))
        if plain == "UTC" || plain == "GMT" || plain == "Etc/UTC" { return "UTC" }
        if let known = windows[plain] { return known }
        // Programs put their own names before those of the system: /freeassociation.sourceforge.net/Europe/Berlin.
        let parts = plain.split(separator: "/")
        for count in [3, 2, 1] where parts.count >= count {
            let name = parts.suffix(count).joined(separator: "/")
            guard count > 1 || parts.count == 1 else { continue }
            if TimeZoneName.isPlain(name), WallClock(zone: name).isKnown { return name }
        }
        return nil
    }

    /// Zones that many live in, a name for each way of keeping time.
    static let wellKnown = windows.values.sorted()

    /// What Outlook calls them (Unicode CLDR, windowsZones, territory 001).
    private static let windows = [
        "GMT Standard Time": "Europe/London", "Greenwich Standard Time": "Atlantic/Reykjavik",
        "W. Europe Standard Time": "Europe/Berlin", "Central Europe Standard Time": "Europe/Budapest",
        "Romance Standard Time": "Europe/Paris", "Central European Standard Time": "Europe/Warsaw",
        "E. Europe Standard Time": "Europe/Chisinau", "FLE Standard Time": "Europe/Kiev",
        "GTB Standard Time": "Europe/Bucharest", "Turkey Standard Time": "Europe/Istanbul",
        "Russian Standard Time": "Europe/Moscow", "Israel Standard Time": "Asia/Jerusalem",
        "Egypt Standard Time": "Africa/Cairo", "South Africa Standard Time": "Africa/Johannesburg",
        "Arab Standard Time": "Asia/Riyadh", "Arabian Standard Time": "Asia/Dubai", "Iran Standard Time": "Asia/Tehran",
        "Pakistan Standard Time": "Asia/Karachi", "India Standard Time": "Asia/Kolkata",
        "SE Asia Standard Time": "Asia/Bangkok", "China Standard Time": "Asia/Shanghai",
        "Singapore Standard Time": "Asia/Singapore", "Taipei Standard Time": "Asia/Taipei",
        "Tokyo Standard Time": "Asia/Tokyo", "Korea Standard Time": "Asia/Seoul",
        "W. Australia Standard Time": "Australia/Perth", "AUS Eastern Standard Time": "Australia/Sydney",
        "E. Australia Standard Time": "Australia/Brisbane", "New Zealand Standard Time": "Pacific/Auckland",
        "Eastern Standard Time": "America/New_York", "Central Standard Time": "America/Chicago",
        "Mountain Standard Time": "America/Denver", "US Mountain Standard Time": "America/Phoenix",
        "Pacific Standard Time": "America/Los_Angeles", "Alaskan Standard Time": "America/Anchorage",
        "Hawaiian Standard Time": "Pacific/Honolulu", "Atlantic Standard Time": "America/Halifax",
        "Newfoundland Standard Time": "America/St_Johns", "E. South America Standard Time": "America/Sao_Paulo",
        "Argentina Standard Time": "America/Buenos_Aires", "SA Pacific Standard Time": "America/Bogota",
    ]
}
