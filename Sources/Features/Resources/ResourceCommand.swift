import ArgumentParser
import Index
import Journal
import Terminal

/// `stoa resource`: what is worth sharing.
public struct ResourceCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "resource", abstract: "Lists, adds, shows, edits, saves and removes links, files and notes.",
        subcommands: [List.self, Add.self, Show.self, Edit.self, Save.self, Remove.self], defaultSubcommand: List.self)

    public init() {}

    private static func resource(_ id: String, _ session: BoardSession) throws -> Resource {
        try session.read { database in
            guard let found = try ResourceQueries.resource(try ReferenceLookup.id(id, database), database) else {
                throw CommandFailure("\(id) is no resource; `stoa resource list` shows them", .notFound)
            }
            return found
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists resources, the newest first.")

        @OptionGroup var options: BoardOptions
        @Option(name: .long, help: "Only with this tag.") var tag: String?
        @Option(
            name: .long, help: "Only of this kind: \(ResourceKind.allCases.map(\.rawValue).joined(separator: ", ")).")
        var kind: ResourceKind?
        @Option(name: .long, help: "Only of this thread.") var thread: String?
        @Option(name: .long, help: "At most so many.") var limit = 50
        @Flag(name: .long, help: "As a JSON array.") var json = false

        func run() throws {
            let session = try options.session()
            let (resources, names) = try session.read { database in
                var filter = ResourceFilter()
                filter.tag = tag
                filter.kind = kind
                filter.thread = try thread.map { try ReferenceLookup.id($0, database) }
                let resources = try ResourceQueries.page(filter, limit: max(1, limit), database)
                return (resources, try resources.map { try IDLookup.shortest($0.id, database) })
            }
            if json { return try Output.json(resources.map(ListedResource.init)) }
            guard !resources.isEmpty else { return Output.line("No resources.") }
            for (resource, name) in zip(resources, names) {
                let tags = resource.tags.isEmpty ? "" : "  " + resource.tags.map { "#" + $0 }.joined(separator: " ")
                Output.line("\(name)  \(resource.kind.rawValue)  \(resource.title)\(tags)")
                if let place = resource.address ?? resource.file?.name { Output.line("      \(place)") }
            }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shares a link, a file or a note, and prints its id.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "A link's address, or a file.") var target: String?
        @Option(name: .long, parsing: .unconditional, help: "A note's text, or a few words about the link or file.")
        var note: String?
        @Option(name: .long, parsing: .unconditional, help: "Its title; the address or the file's name if left out.")
        var title: String?
        @Option(name: .long, help: "A word to find it by; may be repeated.") var tag: [String] = []
        @Option(name: .long, help: "The thread it belongs to.") var thread: String?

        func validate() throws {
            guard target != nil || note != nil else { throw ValidationError("name a link or file, or give a --note") }
        }

        func run() throws {
            let session = try options.session()
            let thread = try thread.map { name in try session.read { try ReferenceLookup.id(name, $0) } }
            let writing = ResourceWriting(session)
            let draft = ResourceDraft(
                target: target ?? "", title: title ?? "", note: note ?? "", tags: tag, thread: thread)
            if draft.file != nil { try writing.allowAdding() }
            let event = draft.event(file: try draft.file.map { try writing.attach($0) })
            Output.line(try session.send(writing.adding(event)).text)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows one resource.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The resource.") var id: String
        @Flag(name: .long, help: "As a JSON document.") var json = false

        func run() throws {
            let session = try options.session()
            let resource = try ResourceCommand.resource(id, session)
            if json { return try Output.json(ListedResource(resource)) }
            Output.line(resource.title)
            Output.line("\(resource.kind.rawValue) · @\(resource.author) · \(resource.created.rfc3339)")
            if let address = resource.address { Output.line(address) }
            if let file = resource.file { Output.line("\(file.name), \(file.size) bytes") }
            if !resource.tags.isEmpty { Output.line(resource.tags.map { "#" + $0 }.joined(separator: " ")) }
            if !resource.note.isEmpty { Output.line("\n" + resource.note) }
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Changes a resource; yours, or any for moderators.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The resource.") var id: String
        @Option(name: .long, parsing: .unconditional, help: "Its new title.") var title: String?
        @Option(name: .long, help: "A link's new address.") var address: String?
        @Option(name: .long, parsing: .unconditional, help: "The new text.") var note: String?
        @Option(name: .long, help: "The tags from here on; may be repeated.") var tag: [String] = []

        func run() throws {
            let session = try options.session()
            let resource = try ResourceCommand.resource(id, session)
            let change = ResourceEdited(
                resource: resource.id, title: title, address: address, note: note, tags: tag.isEmpty ? nil : tag)
            try session.send(ResourceWriting(session).editing(change, of: resource))
        }
    }

    struct Save: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Writes a file resource to disk and prints its path.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The resource.") var id: String
        @Option(name: .long, help: "A folder or a new file; this folder if left out.") var to: String?

        func run() throws {
            let session = try options.session()
            Output.line(try ResourceSaving.save(try ResourceCommand.resource(id, session), to: to, session))
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes a resource off the list, or puts it back.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The resource.") var id: String
        @Flag(name: .long, help: "Puts it back.") var undo = false

        func run() throws {
            let session = try options.session()
            try session.send(ResourceWriting(session).removing(try ResourceCommand.resource(id, session), !undo))
        }
    }
}

extension ResourceKind: ExpressibleByArgument {}
