import Foundation
import Index
import Journal
import Workbench

/// What became of every entry of a BibTeX file. The four ends of an entry add up to what was read.
struct BibTeXReport: Encodable, Equatable, Sendable {
    /// One entry.
    struct Entry: Encodable, Equatable, Sendable {
        /// The line that it begins on.
        var line: Int
        /// By what it is cited.
        var key: String
        /// `imported`, `duplicate`, `already_there` or `failed`.
        var outcome: String
        /// What it is called.
        var title: String?
        /// The resource that it became, or that is there already.
        var resource: EventID?
        /// Why it was left out.
        var reason: String?
    }

    var read = 0
    var imported = 0
    var duplicates = 0
    var already_there = 0
    var failed = 0
    /// Fields that no resource has, and in how many entries they were left out.
    var dropped_fields: [String: Int] = [:]
    var dry_run = false
    var entries: [Entry] = []

    /// Whether every entry is accounted for.
    var addsUp: Bool { read == imported + duplicates + already_there + failed && read == entries.count }

    /// The report for people, a line for each entry that is not simply imported, and the sums.
    var text: String {
        let verb = dry_run ? "would be imported" : "imported"
        var lines = entries.map { entry -> String in
            let name = "line \(entry.line)" + (entry.key.isEmpty ? "" : " " + entry.key)
            let said = [entry.outcome.replacing("_", with: " "), entry.reason].compactMap { $0 }.joined(separator: ": ")
            return "\(name): \(said)" + (entry.title.map { " “\($0)”" } ?? "")
        }
        lines.append(
            "\(read) entries read: \(imported) \(verb), \(duplicates) duplicates, \(already_there) already there, "
                + "\(failed) failed.")
        if !dropped_fields.isEmpty {
            let names = dropped_fields.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
            lines.append("Left out of entries, since no resource has them: \(names.joined(separator: ", ")).")
        }
        return lines.joined(separator: "\n")
    }
}

/// Makes resources of a BibTeX file.
struct BibTeXImport {
    let session: BoardSession
    let tags: [String]
    let isDryRun: Bool
    private(set) var report = BibTeXReport()
    private var seen: [String: EventID?] = [:]
    /// The places in the report of what is to be written.
    private var waiting: [(place: Int, event: NewEvent)] = []
    private static let batch = 200

    init(_ session: BoardSession, tags: [String], isDryRun: Bool) {
        self.session = session
        self.tags = tags
        self.isDryRun = isDryRun
        report.dry_run = isDryRun
    }

    /// Takes in what a file holds. Throws only when nothing may be shared, or when the disk fails.
    mutating func run(_ bytes: [UInt8]) throws {
        try ResourceWriting(session).allowAdding()
        let reader = BibTeXReader(bytes)
        for entry in reader.entries { try take(entry) }
        try flush()
        for fault in reader.faults {
            add(BibTeXReport.Entry(line: fault.line, key: fault.key, outcome: "failed", reason: fault.reason))
            report.failed += 1
        }
        report.entries.sort { $0.line < $1.line }
    }

    private mutating func add(_ entry: BibTeXReport.Entry) {
        report.read += 1
        report.entries.append(entry)
    }

    private mutating func take(_ entry: BibTeXEntry) throws {
        var row = BibTeXReport.Entry(line: entry.line, key: entry.key, outcome: "failed")
        do {
            let made = try BibTeXMapping.resource(entry, tags: tags)
            row.title = made.resource.title
            if let refusal = ResourceRules.refusal(of: made.resource) { throw CommandFailure(refusal, .badData) }
            let marks = Self.marks(of: made.resource)
            if marks.contains(where: { seen[$0] != nil }) {
                row.outcome = "duplicate"
                report.duplicates += 1
            } else if let known = try session.read({ try ResourceQueries.alike(marks, $0) }).first {
                row.outcome = "already_there"
                row.resource = known.id
                report.already_there += 1
            } else {
                row.outcome = "imported"
                report.imported += 1
                for name in made.dropped { report.dropped_fields[name, default: 0] += 1 }
                if !isDryRun { waiting.append((report.entries.count, try NewEvent(made.resource))) }
            }
            for mark in marks { seen[mark] = .some(row.resource) }
        } catch let failure as CommandFailure {
            row.reason = failure.description
            report.failed += 1
        }
        add(row)
        if waiting.count >= Self.batch { try flush() }
    }

    /// By what an entry is the same as another: how it is cited with its title, its DOI; a book's ISBN, a page's address.
    private static func marks(of resource: ResourceAdded) -> Set<String> {
        let fields = resource.fields ?? [:]
        let all = ResourceIdentity.all(
            title: resource.title, address: resource.address, file: nil, path: nil, fields: fields)
        let isWhole = fields[ResourceField.entry.rawValue] == "book"
        return all.filter { mark in
            mark.hasPrefix("cite:") || mark.hasPrefix("doi:") || mark.hasPrefix("isbn:") && isWhole
                || mark.hasPrefix("url:") && resource.resourceKind == .link
        }
    }

    private mutating func flush() throws {
        guard !waiting.isEmpty else { return }
        let written = try session.write(waiting.map(\.event))
        for (waiting, event) in zip(waiting, written) { report.entries[waiting.place].resource = event.id }
        waiting = []
    }
}

extension BibTeXImport {
    /// `stoa import bibtex`.
    static func take(_ request: ExchangeFormat.Request, _ session: BoardSession) throws -> ExchangeFormat.Report {
        let bytes =
            request.path == "-"
            ? [UInt8](try FileHandle.standardInput.read(upToCount: BibTeXReader.Limit.file) ?? Data())
            : try LocalFile.read(request.path)
        if let refusal = request.tags.lazy.compactMap(ResourceRules.refusal(ofTag:)).first {
            throw CommandFailure(refusal, .badData)
        }
        let place = try request.into.map { try Gathering($0, session) }
        var importing = BibTeXImport(session, tags: request.tags, isDryRun: request.isDryRun)
        try importing.run(bytes)
        let report = importing.report
        if !request.isDryRun {
            try session.seeWritten()
            try place?.add(report.entries.compactMap(\.resource), session)
        }
        guard report.read > 0 else { throw CommandFailure("\(request.path) has no BibTeX entries", .badData) }
        if report.failed == report.read {
            let lines = report.text.split(separator: "\n")
            let first = lines.prefix(3).joined(separator: "; ") + (lines.count > 3 ? "; and more" : "")
            throw CommandFailure("no entry of it can be read: \(first)", .badData)
        }
        return ExchangeFormat.Report(text: report.text) { try Output.json(report) }
    }

    /// A collection or a goal that takes in what was imported.
    private struct Gathering {
        private let collection: EventID?
        private let linker: ThingLinks.Linker?
        private let known: Set<EventID>

        init(_ name: String, _ session: BoardSession) throws {
            let id = try session.read { try ReferenceLookup.id(name, $0) }
            if try session.read({ try CollectionQueries.collection(id, $0) }) != nil {
                let entries = try CollectionWriting(session).allow(id).entries
                (collection, linker, known) = (id, nil, Set(entries.map(\.resource)))
            } else if let linker = try FeatureTable.linker(to: id, session) {
                let things = try session.read { try FeatureTable.things(linkedTo: id, $0) } ?? []
                (collection, self.linker, known) = (nil, linker, Set(things.compactMap(\.id)))
            } else {
                throw CommandFailure("\(name) is no collection, no goal and no project", .notFound)
            }
        }

        func add(_ resources: [EventID], _ session: BoardSession) throws {
            for resource in resources where !known.contains(resource) {
                if let collection {
                    let entry = CollectionEntrySet(collection: collection, resource: resource)
                    try session.send(CollectionWriting(session).set(entry))
                } else if let linker {
                    try session.send(linker(Reference(kind: "resource", id: resource)))
                }
            }
        }
    }
}
