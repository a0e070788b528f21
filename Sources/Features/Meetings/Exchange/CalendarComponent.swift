import CCalendar
import Foundation

/// A component of a calendar, read by libical, as far as a meeting needs it.
struct CalendarComponent: Hashable, Sendable {
    /// A time with the zone that it names.
    struct Moment: Hashable, Sendable {
        var time: CalendarTime
        var zone: String?
    }

    var uid = ""
    var sequence = 0
    var summary = ""
    var description = ""
    var location = ""
    var url = ""
    var organizer: String?
    var categories = ""
    var isCancelled = false
    var start: Moment?
    var end: Moment?
    /// Seconds that it lasts, if it says that instead of its end.
    var duration: Int64?
    var rules: [String] = []
    var dates: [Moment] = []
    var except: [Moment] = []
    /// Which time of a series it speaks of.
    var recurrence: Moment?
    /// The steps of an agenda, where Stoa wrote it.
    var steps: [String] = []
    /// What it says that cannot be read, by name.
    var unreadable: Set<String> = []

    /// Reads one component's lines. Nothing when libical finds none in them.
    init?(lines: String) {
        let names = Set(
            lines.split(whereSeparator: \.isNewline).map { $0.prefix { $0 != ":" && $0 != ";" }.uppercased() })
        let read: CalendarComponent? = CalendarLibrary.use {
            guard let component = icalcomponent_new_from_string(lines) else { return nil }
            defer { icalcomponent_free(component) }
            var read = CalendarComponent()
            read.take(component)
            return read
        }
        guard var read else { return nil }
        read.unreadable = Set(
            [("DTSTART", read.start == nil), ("RRULE", read.rules.isEmpty), ("RECURRENCE-ID", read.recurrence == nil)]
                .filter { names.contains($0.0) && $0.1 }.map(\.0))
        self = read
    }

    private init() {}

    private mutating func take(_ component: OpaquePointer) {
        var property = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY)
        while let known = property {
            take(property: known)
            property = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)
        }
        let seconds = stoa_calendar_duration(component)
        duration = seconds >= 0 ? seconds : nil
    }

    private mutating func take(property: OpaquePointer) {
        switch icalproperty_isa(property) {
        case ICAL_UID_PROPERTY: uid = Self.words(property)
        case ICAL_SEQUENCE_PROPERTY: sequence = Int(icalproperty_get_sequence(property))
        case ICAL_SUMMARY_PROPERTY: summary = Self.words(property)
        case ICAL_DESCRIPTION_PROPERTY: description = Self.words(property)
        case ICAL_LOCATION_PROPERTY: location = Self.words(property)
        case ICAL_URL_PROPERTY: url = Self.words(property)
        case ICAL_CATEGORIES_PROPERTY: categories = Self.words(property)
        case ICAL_STATUS_PROPERTY: isCancelled = icalproperty_get_status(property) == ICAL_STATUS_CANCELLED
        case ICAL_ORGANIZER_PROPERTY: organizer = Self.organizer(property)
        case ICAL_DTSTART_PROPERTY: start = start ?? Self.moments(property).first
        case ICAL_DTEND_PROPERTY: end = end ?? Self.moments(property).first
        case ICAL_RECURRENCEID_PROPERTY: recurrence = recurrence ?? Self.moments(property).first
        case ICAL_RRULE_PROPERTY: rules.append(Self.raw(property))
        case ICAL_RDATE_PROPERTY:
            dates += Self.moments(property).prefix(Self.mostDates - min(Self.mostDates, dates.count))
        case ICAL_EXDATE_PROPERTY:
            except += Self.moments(property).prefix(Self.mostDates - min(Self.mostDates, except.count))
        case ICAL_X_PROPERTY:
            let name = icalproperty_get_x_name(property).map { String(cString: $0) } ?? ""
            if name == CalendarWriter.stepName, steps.count < MeetingRules.mostSteps {
                steps.append(CalendarWriter.opened(Self.words(property)))
            }
        default: break
        }
    }

    /// One more than a meeting takes, so that it can be told.
    private static let mostDates = MeetingRules.mostDates + 1

    /// A text without its escapes.
    private static func words(_ property: OpaquePointer) -> String {
        guard let value = icalproperty_get_value(property), icalvalue_isa(value) != ICAL_NO_VALUE else { return "" }
        if icalvalue_isa(value) == ICAL_TEXT_VALUE {
            return icalvalue_get_text(value).map { String(cString: $0) } ?? ""
        }
        return raw(property)
    }

    /// A value as it is written.
    private static func raw(_ property: OpaquePointer) -> String {
        guard let text = icalproperty_get_value_as_string_r(property) else { return "" }
        defer { icalmemory_free_buffer(text) }
        return String(cString: text)
    }

    private static func organizer(_ property: OpaquePointer) -> String? {
        if let parameter = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER),
            let name = icalparameter_get_cn(parameter)
        {
            return String(cString: name)
        }
        // An address is nobody's to keep; what stands before the @ names them well enough.
        let address = raw(property)
        let plain = address.lowercased().hasPrefix("mailto:") ? String(address.dropFirst(7)) : address
        return plain.split(separator: "@").first.map(String.init)
    }

    private static func moments(_ property: OpaquePointer) -> [Moment] {
        let zone = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER).flatMap { parameter in
            icalparameter_get_tzid(parameter).map { String(cString: $0) }
        }
        return raw(property).split(separator: ",").compactMap { text in
            // Of a period the beginning counts.
            let start = text.prefix { $0 != "/" }
            return CalendarTime(String(start)).map { Moment(time: $0, zone: zone) }
        }
    }
}

/// Finds the components of a calendar in its lines. What is too long, too deep or unfinished is a component that says so,
/// and the others are none the worse for it.
struct CalendarSplitter {
    struct Part: Hashable, Sendable {
        /// Its number in the file, from 1.
        var number: Int
        /// `VEVENT`.
        var name: String
        var lines: String
        /// Why it cannot be used.
        var failure: String?
    }

    /// A calendar's parts and the zones that it defines; nothing when the text is no calendar.
    static func split(_ bytes: [UInt8]) -> CalendarSplitter? {
        var splitter = CalendarSplitter()
        var isCalendar = false
        for line in bytes.split(omittingEmptySubsequences: true, whereSeparator: { $0 == 10 || $0 == 13 }) {
            // What is no UTF-8 is read with marks in its place; what ends texts in C has no business here.
            let text = String(decoding: line.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
            if text.uppercased().hasPrefix("BEGIN:VCALENDAR") { isCalendar = true }
            guard isCalendar, splitter.parts.count <= CalendarLimits.components else { continue }
            splitter.take(text)
        }
        splitter.end(isFinished: false)
        return isCalendar ? splitter : nil
    }

    private(set) var parts: [Part] = []
    /// The lines of its time zones.
    private(set) var zones: [String] = []
    private var lines: [String] = []
    private var size = 0
    private var depth = 0
    private var name = ""
    private static let deepest = 4

    private mutating func take(_ line: String) {
        let upper = line.prefix(40).uppercased()
        if upper.hasPrefix("BEGIN:") {
            let begun = String(upper.dropFirst(6)).trimmingCharacters(in: .whitespaces)
            if begun == "VCALENDAR" { return end(isFinished: false) }
            if begun == "VEVENT", depth > 0 { end(isFinished: false) }
            if depth == 0 { name = begun }
            depth += 1
        }
        guard depth > 0 else { return }
        size += line.utf8.count + 2
        if size <= CalendarLimits.componentBytes, depth <= Self.deepest { lines.append(line) }
        if upper.hasPrefix("END:") {
            if upper.hasPrefix("END:VCALENDAR") { return end(isFinished: false) }
            depth -= 1
            if depth == 0 { end(isFinished: true) }
        }
        if depth > Self.deepest { size = .max / 2 }
    }

    private mutating func end(isFinished: Bool) {
        defer { (lines, size, depth, name) = ([], 0, 0, "") }
        guard !name.isEmpty else { return }
        guard name != "VTIMEZONE" else {
            if isFinished, size <= DefinedZones.longest, zones.count < DefinedZones.most {
                zones.append(lines.joined(separator: "\r\n") + "\r\n")
            }
            return
        }
        let isTooMany = parts.count >= CalendarLimits.components
        let failure: String? =
            !isFinished
            ? "it has no end"
            : size > CalendarLimits.componentBytes
                ? "it is too long or too deep"
                : isTooMany
                    ? "a calendar with more than \(CalendarLimits.components) components is imported in parts" : nil
        parts.append(
            Part(
                number: parts.count + 1, name: name,
                lines: failure == nil ? lines.joined(separator: "\r\n") + "\r\n" : "",
                failure: failure))
    }
}
