import Foundation
import Journal

/// Time zones by their names, and what time it is there.
enum MemberZone {
    /// The name as the system has it: `europe/lisbon` and `Lisbon` are `Europe/Lisbon`. Throws `CommandFailure` (65) with
    /// what is like it when the system knows no such zone.
    static func named(_ text: String) throws -> String {
        let name = text.trimmingCharacters(in: .whitespaces).replacing(" ", with: "_")
        guard !name.isEmpty, name.lowercased() != "none" else { return "" }
        let known = TimeZone.knownTimeZoneIdentifiers
        if let same = known.first(where: { $0.lowercased() == name.lowercased() }) { return same }
        if name.uppercased() == "UTC" || name.uppercased() == "GMT" { return "UTC" }
        let ends = known.filter { $0.lowercased().hasSuffix("/" + name.lowercased()) }
        if let only = ends.first, ends.count == 1 { return only }
        let like = (ends.isEmpty ? known.filter { $0.lowercased().contains(name.lowercased()) } : ends).prefix(3)
        let hint = like.isEmpty ? "write one such as Europe/Lisbon" : "did you mean \(like.joined(separator: ", "))?"
        throw CommandFailure("this system knows no time zone “\(text)”; \(hint)", .badData)
    }

    /// What a clock in a zone shows, and how far it is from the reader's: `21:40, 8 h ahead of you`; nothing when the
    /// system does not know the zone.
    static func time(in zone: String, at now: Timestamp, reader: TimeZone = .current) -> String? {
        guard !zone.isEmpty, let zone = TimeZone(identifier: zone) else { return nil }
        let date = Date(timeIntervalSince1970: Double(now.rawValue) / 1_000)
        let offset = Double(zone.secondsFromGMT(for: date))
        let there = LocalTime(seconds: Int64((date.timeIntervalSince1970 + offset).rounded(.down)))
        let clock = DateWords.reader.clock(there)
        let minutes = (zone.secondsFromGMT(for: date) - reader.secondsFromGMT(for: date)) / 60
        guard minutes != 0 else { return clock + ", as with you" }
        let hours = abs(minutes) % 60 == 0 ? "\(abs(minutes) / 60)" : String(format: "%.1f", Double(abs(minutes)) / 60)
        return clock + ", \(hours) h \(minutes > 0 ? "ahead of" : "behind") you"
    }
}
