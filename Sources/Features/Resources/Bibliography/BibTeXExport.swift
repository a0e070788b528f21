import Foundation
import Index
import Journal

/// Resources as BibTeX: UTF-8, an entry each, with a key that no other entry of the file has.
struct BibTeXExport {
    private(set) var text = ""
    private(set) var count = 0
    /// Notes and people, which BibTeX has nothing for.
    private(set) var leftOut = 0
    private var keys: Set<String> = []

    /// Adds a resource.
    mutating func add(_ resource: ResourceRecord) {
        guard resource.kind != .note, resource.kind != .person else { return leftOut += 1 }
        var fields: [(String, String)] = [("title", Self.title(resource.title))]
        for field in ResourceField.allCases {
            guard let name = field.bibtex, let value = resource[field] else { continue }
            let isOfThesis = field == .institution && resource[.entry]?.hasSuffix("thesis") == true
            fields.append((isOfThesis ? "school" : name, Self.value(field, value)))
        }
        if let address = resource.address, ResourceAddress.doi(address) == nil || resource[.doi] == nil {
            fields.append(("url", Self.verbatim(address)))
        }
        if !resource.tags.isEmpty {
            fields.append(("keywords", LaTeXText.latex(resource.tags.joined(separator: ", "))))
        }
        if !resource.note.isEmpty { fields.append(("annote", Self.paragraphs(resource.note))) }
        text += "@\(Self.kind(of: resource)){\(key(for: resource)),\n"
        text += fields.map { "  \($0.0) = {\($0.1)}" }.joined(separator: ",\n") + "\n}\n\n"
        count += 1
    }

    private static func kind(of resource: ResourceRecord) -> String {
        if let entry = resource[.entry], entry.utf8.allSatisfy({ (97...122).contains($0) }),
            !["string", "comment", "preamble"].contains(entry)
        {
            return entry
        }
        switch resource.kind {
        case .book: return "book"
        case .paper:
            if resource[.journal] != nil { return "article" }
            return resource[.booktitle] != nil ? "inproceedings" : "misc"
        default: return "misc"
        }
    }

    private mutating func key(for resource: ResourceRecord) -> String {
        let known = resource[.key].flatMap { key in
            key.unicodeScalars.allSatisfy(ResourceRules.isOfKeys) && !key.isEmpty ? key : nil
        }
        let base = known ?? CitationKey.made(title: resource.title, fields: resource.fields)
        var key = base
        var number = 2
        // BibTeX takes capital and small letters of keys for the same.
        while !keys.insert(key.lowercased()).inserted {
            key = "\(base)-\(number)"
            number += 1
        }
        return key
    }

    private static func value(_ field: ResourceField, _ value: String) -> String {
        switch field {
        case .doi: verbatim(value)
        case .pages: LaTeXText.latex(value).replacing("–", with: "--")
        default: LaTeXText.latex(value)
        }
    }

    /// Styles write titles small; what is an acronym or a name stays as it is.
    private static func title(_ title: String) -> String {
        title.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let text = LaTeXText.latex(String(word))
            return word.dropFirst().contains(where: \.isUppercase) ? "{\(text)}" : text
        }.joined(separator: " ")
    }

    /// An address: nothing in it is a command, and no brace of it ends the field.
    private static func verbatim(_ text: String) -> String {
        text.replacing("{", with: "%7B").replacing("}", with: "%7D").replacing("\\", with: "%5C")
            .filter { !$0.isWhitespace }
    }

    private static func paragraphs(_ text: String) -> String {
        text.split(separator: "\n\n").map { LaTeXText.latex(String($0)) }.joined(separator: "\n\n")
    }
}

extension BibTeXExport {
    private struct Summary: Encodable {
        var entries: Int
        var notes_left_out: Int
        var path: String
    }

    /// `stoa export bibtex`: into a new file, into a folder, or to standard output.
    static func give(_ path: String, _ session: BoardSession) throws -> ExchangeFormat.Report {
        let export = try all(session)
        guard path != "-" else {
            Output.text(export.text)
            return ExchangeFormat.Report(text: "") {}
        }
        let written = try write(export.text, to: path)
        let notes =
            export.leftOut == 0 ? "" : " Left out: \(export.leftOut) notes and people, which BibTeX has nothing for."
        return ExchangeFormat.Report(text: "\(export.count) entries written to \(written).\(notes)") {
            try Output.json(Summary(entries: export.count, notes_left_out: export.leftOut, path: written))
        }
    }

    /// All resources that are on the list, the oldest first.
    static func all(_ session: BoardSession) throws -> BibTeXExport {
        var export = BibTeXExport()
        var after: Int64 = 0
        while true {
            let page = try session.read { try ResourceQueries.records(after: after, limit: 500, $0) }
            guard let last = page.last else { return export }
            for (_, record) in page { export.add(record) }
            after = last.number
        }
    }

    private static func write(_ text: String, to destination: String) throws -> String {
        var path = destination
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            path += (path.hasSuffix("/") ? "" : "/") + "resources.bib"
        }
        do { try WholeFile.write(Data(text.utf8), to: path) } catch is WholeFile.Taken {
            throw CommandFailure("\(path) is there already; name another file", .cannotCreate)
        }
        return path
    }
}
