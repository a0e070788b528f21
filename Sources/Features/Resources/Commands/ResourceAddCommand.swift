import ArgumentParser
import Foundation
import Index
import Journal
import Workbench

/// What is known of a resource, as options.
struct FieldOptions: ParsableArguments {
    @Option(name: .long, help: "Who wrote it; may be repeated.") var author: [String] = []
    @Option(name: .long, help: "Who edited it; may be repeated.") var editor: [String] = []
    @Option(name: .long, help: "When it came out.") var year: String?
    @Option(name: .long, help: "Who published it.") var publisher: String?
    @Option(name: .long, help: "The journal that it stands in.") var journal: String?
    @Option(name: .customLong("in"), help: "The proceedings or the collection that it stands in.") var booktitle:
        String?
    @Option(name: .long) var volume: String?
    @Option(name: .long) var number: String?
    @Option(name: .long) var pages: String?
    @Option(name: .long) var edition: String?
    @Option(name: .long) var series: String?
    @Option(name: .long) var institution: String?
    @Option(name: .long) var isbn: String?
    @Option(name: .long, help: "In any spelling: 10.1000/182, doi:…, https://doi.org/….") var doi: String?
    @Option(name: .long, help: "By what it is cited in BibTeX.") var key: String?
    @Option(name: .long, help: "For whom: start, some or deep.") var depth: ResourceDepth?
    @Option(name: .long, help: "How many minutes it takes.") var minutes: Int?
    @Option(name: .long, help: "How it may be used.") var licence: String?
    @Option(name: .long, help: "Look whether it still works every so many days; 0 is never.") var checkEvery: Int?

    /// The fields that were given.
    func fields() throws -> [ResourceField: String] {
        let given: [(ResourceField, String?)] = [
            (.authors, author.isEmpty ? nil : author.joined(separator: " and ")),
            (.editors, editor.isEmpty ? nil : editor.joined(separator: " and ")), (.year, year),
            (.publisher, publisher), (.journal, journal), (.booktitle, booktitle), (.volume, volume),
            (.number, number), (.pages, pages), (.edition, edition), (.series, series), (.institution, institution),
            (.isbn, isbn), (.doi, doi), (.key, key),
        ]
        let known = given.compactMap { field, value in value.map { (field, $0) } }
        return try Self.checked(Dictionary(known, uniquingKeysWith: { $1 }))
    }

    /// The same with the ISBN looked at: a wrong digit leads to another book.
    static func checked(_ fields: [ResourceField: String]) throws -> [ResourceField: String] {
        if let isbn = fields[.isbn], !isbn.isEmpty, ResourceAddress.isbn(isbn) == nil {
            throw CommandFailure("“\(isbn)” is no ISBN: its check digit does not fit", .badData)
        }
        return fields
    }
}

/// `stoa resource add`.
struct ResourceAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Shares a link, a file, a note, a book, a person, a tool, and prints its id.",
        discussion: """
            What it is follows from the target: a DOI is a paper, an ISBN a book, a path a file; --kind says otherwise. \
            A file is copied onto the board, or stays where it is with --in-place.
            """)

    @OptionGroup var options: BoardOptions
    @Argument(help: "A link's address, a DOI, an ISBN, or a file.") var target: String?
    @Option(name: .long, help: "What it is: \(ResourceKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: ResourceKind?
    @Option(name: .long, parsing: .unconditional, help: "A note's text, or a few words about it.") var note: String?
    @Option(name: .long, parsing: .unconditional, help: "Its title; the address or the file's name if left out.")
    var title: String?
    @Option(name: .long, help: "A word to find it by; may be repeated.") var tag: [String] = []
    @Option(name: .long, help: "The thread it belongs to.", completion: .things) var thread: String?
    @Option(
        name: .long, help: "A goal that it serves, or a project that it belongs to; may be repeated.",
        completion: .things)
    var goal: [String] = []
    @Flag(name: .long, help: "The file stays where it is; the resource names its path.") var inPlace = false
    @Flag(name: .long, help: "Asks a moderator to take it onto the list.") var propose = false
    @Flag(name: .long, help: "Adds it although the board has it already.") var again = false
    @OptionGroup(title: "What is known of it") var known: FieldOptions

    func validate() throws {
        guard target != nil || note != nil || title != nil else {
            throw ValidationError("name a link or file, or give a --note")
        }
    }

    func run() throws {
        let session = try options.session()
        let thread = try thread.map { name in try session.read { try ReferenceLookup.id(name, $0) } }
        let linkers = try goal.map { name in
            guard
                let linker = try FeatureTable.linker(
                    to: try session.read({ try ReferenceLookup.id(name, $0) }), session)
            else { throw CommandFailure("\(name) is no goal and no project; `stoa goal list` shows them", .notFound) }
            return linker
        }
        let writing = ResourceWriting(session)
        let draft = ResourceDraft(
            target: target ?? "", kind: kind, title: title ?? "", note: note ?? "", tags: tag, thread: thread,
            fields: try known.fields(), depth: known.depth, minutes: known.minutes, licence: known.licence,
            checkEvery: known.checkEvery, isProposed: propose, staysInPlace: inPlace)
        if draft.file != nil { try writing.allowAdding() }
        if draft.file != nil { try Confinement.checkFiles() }
        if inPlace, let path = draft.file, let problem = LocalFile.problem(path) {
            throw CommandFailure(problem, .notFound)
        }
        let event = draft.event(file: try draft.attached.map { try writing.attach($0) })
        try refuseDuplicate(of: event, writing, session)
        let id = try session.send(writing.adding(event))
        for linker in linkers { try session.send(linker(Reference(kind: "resource", id: id))) }
        Output.line(id.text)
    }

    private func refuseDuplicate(of event: ResourceAdded, _ writing: ResourceWriting, _ session: BoardSession) throws {
        guard !again, let known = try writing.alike(event).first else { return }
        let name = try session.read { try IDLookup.shortest(known.id, $0) }
        throw CommandFailure(
            "the board has it already: \(name) “\(known.title)” by @\(known.author); --again adds it all the same",
            .badData)
    }
}

/// `stoa resource edit`.
struct ResourceEditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Changes a resource; yours, or any for moderators. What you leave out stays.",
        discussion: "An empty text takes a field away.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The resource.", completion: .things) var id: String
    @Option(name: .long, help: "What it is.") var kind: ResourceKind?
    @Option(name: .long, parsing: .unconditional, help: "Its new title.") var title: String?
    @Option(name: .long, help: "Its new address.") var address: String?
    @Option(name: .long, parsing: .unconditional, help: "The new text.") var note: String?
    @Option(name: .long, help: "The tags from here on; may be repeated.") var tag: [String] = []
    @OptionGroup(title: "What is known of it") var known: FieldOptions

    func run() throws {
        let session = try options.session()
        let resource = try ResourceCommand.resource(id, session)
        let fields = try known.fields()
        let change = ResourceEdited(
            resource: resource.id, resourceKind: kind, title: title, address: address, note: note,
            tags: tag.isEmpty ? nil : tag,
            fields: fields.isEmpty
                ? nil : Dictionary(fields.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }),
            depth: known.depth, minutes: known.minutes, licence: known.licence, checkEvery: known.checkEvery)
        try session.send(ResourceWriting(session).editing(change, of: resource.id))
    }
}
