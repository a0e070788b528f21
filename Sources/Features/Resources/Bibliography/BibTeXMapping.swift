import Foundation
import Journal

/// What BibTeX's entries are on a board, and the other way round.
enum BibTeXMapping {
    /// A resource made of an entry, and the names of fields that no resource has.
    struct Made {
        var resource: ResourceAdded
        var dropped: [String] = []
    }

    private static let kinds: [String: ResourceKind] = [
        "book": .book, "booklet": .book, "inbook": .book, "manual": .book, "proceedings": .book, "collection": .book,
        "mvbook": .book, "article": .paper, "inproceedings": .paper, "conference": .paper, "incollection": .paper,
        "phdthesis": .paper, "mastersthesis": .paper, "thesis": .paper, "techreport": .paper, "report": .paper,
        "unpublished": .paper, "video": .video, "movie": .video, "online": .link, "electronic": .link, "www": .link,
    ]

    /// BibLaTeX's names for what BibTeX calls otherwise.
    private static let names: [String: ResourceField] = {
        var names = Dictionary(
            ResourceField.allCases.compactMap { field in field.bibtex.map { ($0, field) } },
            uniquingKeysWith: { first, _ in first })
        names["journaltitle"] = .journal
        names["location"] = .place
        names["school"] = .institution
        names["date"] = .year
        return names
    }()

    private static let texts = ["note", "annote", "annotation", "abstract"]

    /// Makes a resource of an entry. Throws a sentence when there is no title.
    static func resource(_ entry: BibTeXEntry, tags: [String]) throws -> Made {
        let title = LaTeXText.plain(entry.fields["title"] ?? "")
        guard !title.isEmpty else { throw CommandFailure("it has no title", .badData) }
        var dropped: [String] = []
        var fields: [String: String] = [:]
        var notes = texts.compactMap { entry.fields[$0].map(paragraphs) }.filter { !$0.isEmpty }
        for (name, raw) in entry.fields.sorted(by: { $0.key < $1.key }) {
            guard let field = names[name] else {
                if !known.contains(name) { dropped.append(name) }
                continue
            }
            guard fields[field.rawValue] == nil || name == field.bibtex else { continue }
            guard let value = value(field, raw) else {
                dropped.append(name)
                continue
            }
            fields[field.rawValue] = value
        }
        let address = address(entry, doi: fields["doi"])
        let kind = kind(of: entry.kind, hasAddress: address != nil)
        fields[ResourceField.entry.rawValue] = entry.kind
        var shown = title
        if title.count > ResourceRules.longestTitle {
            shown = title.prefix(ResourceRules.longestTitle - 1) + "…"
            notes.insert(title, at: 0)
        }
        fields[ResourceField.key.rawValue] =
            isKey(entry.key) ? entry.key : CitationKey.made(title: title, fields: fields)
        let note = String(notes.joined(separator: "\n\n").prefix(ResourceRules.longestNote / 4))
        return Made(
            resource: ResourceAdded(
                resourceKind: kind, title: shown, address: address, note: note,
                tags: allTags(entry, tags), fields: fields),
            dropped: dropped)
    }

    private static let known = Set(["title", "url", "keywords", "howpublished"] + texts)

    private static func kind(of entry: String, hasAddress: Bool) -> ResourceKind {
        let kind = kinds[entry] ?? (hasAddress ? .link : .paper)
        return (kind == .link || kind == .video) && !hasAddress ? .paper : kind
    }

    private static func isKey(_ key: String) -> Bool {
        !key.isEmpty && key.utf8.count <= 200 && key.unicodeScalars.allSatisfy(ResourceRules.isOfKeys)
    }

    /// A field's text; nothing when it is none that a resource can have.
    private static func value(_ field: ResourceField, _ raw: String) -> String? {
        switch field {
        case .doi: return ResourceAddress.doi(unescaped(raw))
        case .authors, .editors: return names(LaTeXText.plain(raw))
        default:
            let plain = LaTeXText.plain(raw)
            return plain.isEmpty || plain.utf8.count > ResourceField.longest ? nil : plain
        }
    }

    /// Names up to what a field holds; those that are left out are others.
    private static func names(_ field: String) -> String? {
        guard !field.isEmpty else { return nil }
        guard field.utf8.count > ResourceField.longest else { return field }
        var kept = ""
        for name in field.split(separator: " and ") {
            guard kept.utf8.count + name.utf8.count + 20 < ResourceField.longest else { break }
            kept += (kept.isEmpty ? "" : " and ") + name
        }
        return kept.isEmpty ? nil : kept + " and others"
    }

    private static func paragraphs(_ raw: String) -> String {
        raw.split(separator: "\n\n").map { LaTeXText.plain(String($0)) }.filter { !$0.isEmpty }.joined(
            separator: "\n\n")
    }

    private static func address(_ entry: BibTeXEntry, doi: String?) -> String? {
        let published = entry.fields["howpublished"].flatMap { text in
            text.range(of: "\\url{").map { String(text[$0.upperBound...].prefix { $0 != "}" }) }
        }
        for candidate in [entry.fields["url"], published] {
            let address = unescaped(candidate ?? "")
            if ResourceRules.refusal(ofAddress: address) == nil { return address }
        }
        return doi.map(ResourceAddress.link(doi:))
    }

    /// An address or a DOI: LaTeX's backslashes and braces away, the rest as it is.
    private static func unescaped(_ raw: String) -> String {
        raw.replacing("\\_", with: "_").replacing("\\%", with: "%").replacing("\\#", with: "#")
            .replacing("\\&", with: "&").replacing("\\~{}", with: "~").replacing("\\~", with: "~")
            .filter { !"{}".contains($0) && !$0.isWhitespace }
    }

    /// Words of a list as tags: what a tag may not hold becomes a dash.
    private static func allTags(_ entry: BibTeXEntry, _ tags: [String]) -> [String] {
        let words = LaTeXText.plain(entry.fields["keywords"] ?? "").split { ",;".contains($0) }
        let made = words.map { word in
            let parts = word.split { !($0.isLetter || $0.isNumber || "_+.".contains($0)) }
            return String(parts.joined(separator: "-").lowercased().prefix(40))
        }.filter { !$0.isEmpty }
        return Array(ResourceTag.sorted(tags + made).prefix(ResourceRules.mostTags))
    }
}

/// Keys for what has none: the first author's family name, the year, the title's first word.
enum CitationKey {
    static func made(title: String, fields: [String: String]) -> String {
        let authors = fields[ResourceField.authors.rawValue] ?? fields[ResourceField.editors.rawValue] ?? ""
        let first = authors.split(separator: " and ").first.map(String.init) ?? ""
        let family =
            first.contains(",")
            ? String(first.prefix { $0 != "," }) : first.split(separator: " ").last.map(String.init) ?? ""
        let year = (fields[ResourceField.year.rawValue] ?? "").filter(\.isNumber).prefix(4)
        let dull: Set = ["a", "an", "the", "on", "of", "der", "die", "das", "le", "la", "les", "un", "une"]
        let word = title.split { !$0.isLetter && !$0.isNumber }.first { !dull.contains($0.lowercased()) } ?? ""
        let made = plain(family) + year + plain(String(word))
        return made.isEmpty ? "resource" : String(made.prefix(60))
    }

    /// Letters that every BibTeX takes.
    private static func plain(_ text: String) -> String {
        let folded = text.folding(options: .diacriticInsensitive, locale: nil).lowercased()
        return folded.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
}
