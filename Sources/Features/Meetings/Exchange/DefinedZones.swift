import CCalendar
import Foundation
import Journal
import Synchronization

/// The time zones that a calendar brings along, by the names that it gives them (VTIMEZONE, RFC 5545, 3.6.5). A meeting
/// keeps its time by a zone of the system's, so one is sought whose clocks show the same.
final class DefinedZones: Sendable {
    private let texts: [String: String]
    private let memory = Mutex<[Key: String?]>([:])

    private struct Key: Hashable {
        var name: String
        var year: Int64
    }

    /// The most zones that a calendar may bring, and bytes of one.
    static let (most, longest) = (200, 64 << 10)
    private static let week: Int64 = 7 * 86_400
    private static let year: Int64 = 365 * 86_400
    /// Weeks over which two zones must show the same: one year before a meeting begins and three from there on.
    private static let weeks: Range<Int64> = -52..<156

    /// Zones by their definitions; what cannot be read is none.
    init(_ definitions: [String] = []) {
        texts = Dictionary(
            definitions.prefix(Self.most).compactMap { text in
                let plain = text.replacing("\r\n ", with: "").replacing("\r\n\t", with: "")
                let name = Self.value(of: "TZID", in: plain)
                return name.flatMap { Self.isSound(plain) ? ($0, plain) : nil }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The zone of the system's that keeps the same time as the one that is defined by this name, for what begins about
    /// then; nothing when none does, or there is no such definition.
    func zone(_ name: String, about time: LocalTime) -> String? {
        guard let text = texts[name] else { return nil }
        let key = Key(name: name, year: time.seconds / Self.year)
        if let known = memory.withLock({ $0[key] }) { return known }
        let found = Self.zone(text, about: key.year * Self.year)
        memory.withLock { $0[key] = .some(found) }
        return found
    }

    /// When the clocks of the zone that is defined by this name show a time.
    func moment(_ name: String, _ time: LocalTime) -> Timestamp? {
        guard let text = texts[name], let first = Self.offsets(text, [time.seconds])?.first,
            let offset = Self.offsets(text, [time.seconds - first])?.first
        else { return nil }
        return Timestamp(rawValue: (time.seconds - offset) * 1_000)
    }

    private static func zone(_ text: String, about start: Int64) -> String? {
        let moments = weeks.map { start + $0 * week }
        guard let offsets = offsets(text, moments), let first = offsets.first else { return nil }
        var candidates = ["UTC"]
        if let place = value(of: "X-LIC-LOCATION", in: text) { candidates.append(place) }
        candidates += CalendarZones.wellKnown
        // Zones of whole hours are called by how far UTC is ahead of them.
        if first % 3_600 == 0 { candidates.append("Etc/GMT\(first > 0 ? "-" : "+")\(abs(first) / 3_600)") }
        return candidates.first { name in
            guard TimeZoneName.isPlain(name), WallClock(zone: name).isKnown else { return false }
            let wall = WallClock(zone: name)
            return zip(moments, offsets).allSatisfy { moment, offset in
                wall.local(Timestamp(rawValue: moment * 1_000)).seconds - moment == offset
            }
        }
    }

    private static func offsets(_ text: String, _ moments: [Int64]) -> [Int64]? {
        CalendarLibrary.use {
            var offsets = [Int32](repeating: 0, count: moments.count)
            let isDefined = stoa_calendar_defined_offsets(text, moments, Int32(moments.count), &offsets) != 0
            return isDefined ? offsets.map { Int64($0) } : nil
        }
    }

    /// Clocks change once or twice a year: what would have libical count seconds is no zone.
    private static func isSound(_ text: String) -> Bool {
        guard text.utf8.count <= longest else { return false }
        return text.split(whereSeparator: \.isNewline).filter { $0.uppercased().hasPrefix("RRULE") }.allSatisfy {
            line in
            guard !line.contains("\""), let colon = line.firstIndex(of: ":") else { return false }
            let rule = RecurrenceRule(String(line[line.index(after: colon)...]).trimmingCharacters(in: .whitespaces))
            return rule.text.uppercased().split(separator: ";").contains("FREQ=YEARLY")
                && rule.refusal(start: LocalTime(seconds: 0)) == nil
        }
    }

    private static func value(of name: String, in text: String) -> String? {
        for line in text.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":"),
                line[..<colon].prefix(while: { $0 != ";" }).uppercased() == name
            else { continue }
            return line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return nil
    }
}
