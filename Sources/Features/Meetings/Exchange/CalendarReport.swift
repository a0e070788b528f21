/// What became of every component of a calendar. The five ends of one add up to what was read.
struct CalendarReport: Encodable, Equatable, Sendable {
    /// A component that was left out, and why.
    struct Failure: Encodable, Equatable, Sendable {
        /// Which one: its number, and what it is called.
        var component: String
        var reason: String
    }

    /// Components that the calendar has, but for its time zones.
    var read = 0
    /// Those that became meetings now.
    var imported = 0
    /// Those that changed a meeting, or one time of it.
    var updated = 0
    /// Those that are in the calendar twice.
    var duplicates = 0
    /// Those that the board had already.
    var already_there = 0
    var failures: [Failure] = []
    /// Time zones that only the calendar knows, and what they were taken for.
    var zones: [String: String] = [:]
    /// Whether nothing was written because only a report was asked for.
    var dry_run = false

    /// Whether every component is accounted for.
    var addsUp: Bool { read == imported + updated + duplicates + already_there + failures.count }

    /// For people, a line for each fact.
    var text: String {
        let verb = dry_run ? "would become meetings" : "became meetings"
        let first =
            "\(read) entries read: \(imported) \(verb), \(updated) changed one, \(duplicates) duplicates, "
            + "\(already_there) already there, \(failures.count) failed."
        let taken = zones.sorted { $0.key < $1.key }.map {
            "The time zone “\($0.key.prefix(60))” was taken for \($0.value), whose clocks show the same."
        }
        return ([first] + taken + failures.map { "Left out: \($0.component): \($0.reason)." }).joined(separator: "\n")
    }

    mutating func fail(_ part: CalendarSplitter.Part, _ title: String, _ reason: String) {
        let name = title.isEmpty ? part.name : "“\(title.prefix(60))”"
        failures.append(Failure(component: "entry \(part.number), \(name)", reason: reason))
    }
}
