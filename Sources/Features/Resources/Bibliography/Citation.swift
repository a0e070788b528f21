import Foundation

/// A publication's names and places in words.
enum Citation {
    /// The names in a field, `and` between them; a family name before a comma goes to the end.
    static func names(_ field: String) -> [String] {
        field.split(separator: " and ", maxSplits: 100).map { name in
            if name == "others" { return "and others" }
            let parts = name.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            switch parts.count {
            case 2: return parts[1] + " " + parts[0]
            case 3: return parts[2] + " " + parts[0] + ", " + parts[1]
            default: return name.trimmingCharacters(in: .whitespaces)
            }
        }
    }

    /// Family names as a list shows them: one, two, or the first one and others.
    static func writers(_ field: String) -> String {
        let families = field.split(separator: " and ", maxSplits: 3).map { name -> String in
            if let comma = name.firstIndex(of: ",") { return String(name[..<comma]) }
            return name.split(separator: " ").last.map(String.init) ?? ""
        }.filter { !$0.isEmpty }
        let shown = families.prefix(2).joined(separator: families.count == 2 && families[1] != "others" ? " & " : " ")
        let words = families.count > 2 || families.last == "others" ? (families.first ?? "") + " et al." : shown
        return String(words.prefix(80))
    }

    /// Where it came out, in one line: `Wellesley, 5th ed., 2016`.
    static func place(_ resource: ResourceRecord) -> String {
        var parts: [String] = []
        if let journal = resource[.journal] {
            let volume = resource[.volume].map { " " + $0 } ?? ""
            parts.append(journal + volume + (resource[.number].map { "(\($0))" } ?? ""))
        } else if let volume = resource[.volume] {
            parts.append("volume " + volume)
        }
        if let book = resource[.booktitle] { parts.append("in " + book) }
        parts += [resource[.series], resource[.publisher], resource[.institution], resource[.place]].compactMap { $0 }
        if let edition = resource[.edition] { parts.append(edition + " ed.") }
        if let pages = resource[.pages] { parts.append("pp. " + pages) }
        if let year = resource[.year] { parts.append(year) }
        return parts.joined(separator: ", ")
    }
}
