import ArgumentParser
import Index
import Journal
import Workbench

/// `stoa resource collection`: resources in an order, with a word on each.
struct CollectionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collection", abstract: "Puts resources in an order, with notes: a syllabus, a reading list.",
        subcommands: [
            CollectionListCommand.self, CollectionAddCommand.self, CollectionShowCommand.self,
            CollectionEditCommand.self, CollectionPutCommand.self, CollectionTakeCommand.self,
            CollectionRemoveCommand.self,
        ],
        defaultSubcommand: CollectionListCommand.self)

    /// The collection whose id begins so. Throws when there is none (66).
    static func collection(_ name: String, _ session: BoardSession) throws -> ResourceCollection {
        try session.read { database in
            guard let known = try CollectionQueries.collection(try ReferenceLookup.id(name, database), database) else {
                throw CommandFailure("\(name) is no collection; `stoa resource collection list` shows them", .notFound)
            }
            return known
        }
    }
}

/// `stoa resource collection list`.
struct CollectionListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists collections, and how much of each you have read.")

    @OptionGroup var options: BoardOptions
    @Flag(name: .long, help: "As a JSON array.") var json = false

    func run() throws {
        let session = try options.session()
        try session.read { database in
            let all = try CollectionQueries.page(limit: 1_000, database)
            if json {
                return try Output.json(all.map(ListedCollection.init))
            }
            guard !all.isEmpty else { return Output.line("No collections; `stoa resource collection add` begins one.") }
            for collection in all {
                let name = try IDLookup.shortest(collection.id, database)
                Output.line("\(name)  \(collection.title)  \(collection.completion.words) read  @\(collection.author)")
            }
        }
    }
}

/// `stoa resource collection add`.
struct CollectionAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Begins a collection and prints its id.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "What it is called.") var title: String
    @Option(name: .long, help: "What it is for.") var about: String?
    @Argument(help: "Resources that it begins with, in their order.") var resources: [String] = []

    func run() throws {
        let session = try options.session()
        let members = try resources.map { try ResourceCommand.resource($0, session).id }
        let writing = CollectionWriting(session)
        let id = try session.send(writing.add(CollectionAdded(title: title, about: about)))
        if !members.isEmpty { try session.seeWritten() }
        for resource in members {
            try session.send(writing.set(CollectionEntrySet(collection: id, resource: resource)))
        }
        Output.line(id.text)
    }
}

/// `stoa resource collection show`.
struct CollectionShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a collection from top to bottom, with how far you have come.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The collection.", completion: .things) var id: String
    @Flag(name: .long, help: "As a JSON document.") var json = false

    func run() throws {
        let session = try options.session()
        let known = try CollectionCommand.collection(id, session)
        let steps = try session.read { try CollectionQueries.steps(of: known, $0) }
        if json {
            return try Output.json(ShownCollection(known, steps))
        }
        Output.line(known.title)
        let page = CollectionPage(collection: known, steps: steps, columns: Output.columns).lines
        page.lines.forEach { Output.line($0.line.text) }
    }
}

/// `stoa resource collection edit`.
struct CollectionEditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Calls a collection otherwise; yours, or any for moderators.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The collection.", completion: .things) var id: String
    @Option(name: .long, help: "What it is called.") var title: String?
    @Option(name: .long, help: "What it is for.") var about: String?

    func run() throws {
        let session = try options.session()
        let known = try CollectionCommand.collection(id, session)
        try session.send(
            CollectionWriting(session).edit(CollectionEdited(collection: known.id, title: title, about: about)))
    }
}

/// `stoa resource collection put`.
struct CollectionPutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "put", abstract: "Puts a resource into a collection, moves it there, or words its note.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The collection.", completion: .things) var id: String
    @Argument(help: "The resource.", completion: .things) var resource: String
    @Option(name: .long, help: "Its place, from 1; a new one goes to the end.") var place: Int?
    @Option(name: .long, help: "What to look for in it.") var note: String?
    @Option(name: .long, help: "What begins with it: Week 3.") var heading: String?

    func run() throws {
        let session = try options.session()
        let known = try CollectionCommand.collection(id, session)
        let entry = CollectionEntrySet(
            collection: known.id, resource: try ResourceCommand.resource(resource, session).id, note: note,
            heading: heading, place: place)
        try session.send(CollectionWriting(session).set(entry))
    }
}

/// `stoa resource collection take`.
struct CollectionTakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take", abstract: "Takes a resource out of a collection; the resource stays.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The collection.", completion: .things) var id: String
    @Argument(help: "The resource, or its number in the collection.", completion: .things) var resource: String

    func run() throws {
        let session = try options.session()
        let known = try CollectionCommand.collection(id, session)
        let number = resource.count < IDPrefix.shortest ? Int(resource) : nil
        let taken =
            try number.map { number in
                guard known.entries.indices.contains(number - 1) else {
                    throw CommandFailure("there is no resource \(number) in it; 1 to \(known.entries.count)", .notFound)
                }
                return known.entries[number - 1].resource
            } ?? ResourceCommand.resource(resource, session).id
        try session.send(
            CollectionWriting(session).set(
                CollectionEntrySet(collection: known.id, resource: taken, removed: true)))
    }
}

/// `stoa resource collection remove`.
struct CollectionRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes a collection off the list, or puts it back; its resources stay.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The collection.", completion: .things) var id: String
    @Flag(name: .long, help: "Puts it back.") var undo = false

    func run() throws {
        let session = try options.session()
        let known = try CollectionCommand.collection(id, session)
        try session.send(CollectionWriting(session).remove(known.id, !undo))
    }
}
