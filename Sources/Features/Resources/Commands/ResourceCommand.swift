import ArgumentParser
import GRDB
import Index
import Journal
import Foundation

/// `stoa resource`: what is worth sharing.
public struct ResourceCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "resource",
        abstract:
            "Shares what is worth knowing: links, files, notes, books, papers, videos, people, tools; and collects it.",
        subcommands: [
            ResourceListCommand.self, ResourceAddCommand.self, ResourceShowCommand.self, ResourceEditCommand.self,
            ResourceSaveCommand.self, ResourceRemoveCommand.self, ResourceMarkCommand.self, ResourceRateCommand.self,
            ResourceCommentCommand.self, ResourceLinkCommand.self, ResourceStateCommand.self,
            ResourceCheckCommand.self, CollectionCommand.self,
        ],
        defaultSubcommand: ResourceListCommand.self)

    /// The command before its words are read.
    public init() {}

    /// The resource whose id begins so. Throws when there is none (66).
    static func resource(_ id: String, _ session: BoardSession) throws -> Resource {
        try session.read { database in
            guard let found = try ResourceQueries.resource(try ReferenceLookup.id(id, database), database) else {
                throw CommandFailure("\(id) is no resource; `stoa resource list` shows them", .notFound)
            }
            return found
        }
    }
}

/// `stoa resource list`.
struct ResourceListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists resources, the newest first.",
        discussion: "What is outdated or archived shows with --state or --all only.")

    @OptionGroup var options: BoardOptions
    @Option(name: .long, help: "Only with this tag.") var tag: String?
    @Option(name: .long, help: "Only of this kind: \(ResourceKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: ResourceKind?
    @Option(name: .long, help: "Only in this state: \(ResourceState.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: ResourceState?
    @Option(name: .long, help: "Only what you are so far with: to_read, reading, read.") var reading: ReadingState?
    @Option(name: .long, help: "Only of this thread.", completion: .things) var thread: String?
    @Option(name: .long, help: "Only what serves this goal, or belongs to this project.", completion: .things) var goal:
        String?
    @Flag(name: .long, help: "Only what somebody should look at: long unchecked, or said not to work.")
    var needsCheck = false
    @Flag(name: .long, help: "Also what is outdated or archived.") var all = false
    @Option(name: .long, help: "At most so many.") var limit = 50
    @Flag(name: .long, help: "As a JSON array.") var json = false

    func run() throws {
        let session = try options.session()
        let now = session.clock.now()
        let (resources, names) = try session.read { database in
            let resources = try ResourceQueries.page(try filter(now, database), limit: max(1, limit), database)
            return (resources, try resources.map { try IDLookup.shortest($0.id, database) })
        }
        let health = ResourceHealth(session: session)
        let listed = resources.map { ListedResource($0, now: now, broken: health.problem(of: $0)) }
        if json { return try Output.json(listed) }
        guard !resources.isEmpty else { return Output.line("No resources.") }
        for (place, resource) in resources.enumerated() { show(resource, listed[place], names[place]) }
    }

    private func filter(_ now: Timestamp, _ database: Database) throws -> ResourceFilter {
        var filter = ResourceFilter()
        filter.tag = tag
        filter.kind = kind
        filter.state = state
        filter.reading = reading
        filter.isCurrent = !all
        filter.needsCheck = needsCheck ? now : nil
        filter.thread = try thread.map { try ReferenceLookup.id($0, database) }
        filter.among = try goal.map { name in
            guard
                let things = try FeatureTable.things(linkedTo: try ReferenceLookup.id(name, database), database)
            else { throw CommandFailure("\(name) is no goal and no project; `stoa goal list` shows them", .notFound) }
            return things.compactMap(\.id)
        }
        return filter
    }

    private func show(_ resource: Resource, _ listed: ListedResource, _ name: String) {
        let tags = resource.tags.isEmpty ? "" : "  " + resource.tags.map { "#" + $0 }.joined(separator: " ")
        let reading = resource.reading.map { "  " + $0.words } ?? ""
        Output.line("\(name)  \(resource.kind.rawValue.padding(to: 6))  \(resource.title)\(reading)\(tags)")
        let by = [resource.writers, resource.year].filter { !$0.isEmpty }.joined(separator: ", ")
        let parts = [
            by.isEmpty ? nil : by, resource.state == .listed ? nil : resource.state.rawValue,
            resource.address ?? resource.file?.name ?? resource.path,
            listed.needs_check.map { "needs a look: \($0)" }, listed.broken.map { "BROKEN: \($0)" },
        ].compactMap { $0 }
        if !parts.isEmpty { Output.line("      " + parts.joined(separator: " · ")) }
    }
}

/// `stoa resource show`.
struct ResourceShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one resource: what is known of it, said of it, and where it is used.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The resource.", completion: .things) var id: String
    @Flag(name: .long, help: "As a JSON document.") var json = false

    func run() throws {
        let session = try options.session()
        let known = try ResourceCommand.resource(id, session)
        guard let page = try ResourceDescription.make(known.id, session) else { return }
        if json {
            let listed = ListedResource(known, now: session.clock.now(), broken: page.broken)
            return try Output.json(ShownResource(listed, page.record, links: page.links, uses: page.uses))
        }
        Output.line(known.title)
        page.page(columns: Output.columns).lines.forEach { Output.line($0.line.text) }
    }
}

/// `stoa resource save`.
struct ResourceSaveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "save", abstract: "Writes a file resource under its own name and prints its path.",
        discussion: "Nothing is written over unless you say so: on a terminal it asks, else --replace says it.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The resource.", completion: .things) var id: String
    @Option(name: .long, help: "A folder or a new file; this folder if left out.") var to: String?
    @Flag(name: .long, help: "Replaces what is there.") var replace = false

    func run() throws {
        let session = try options.session()
        let resource = try ResourceCommand.resource(id, session)
        do {
            Output.line(try ResourceSaving.save(resource, to: to, replacing: replace, session))
        } catch let taken as ResourceSaving.Taken {
            guard mayReplace(taken.path) else {
                throw CommandFailure(
                    "\(taken.path) is there already; name another with --to, or --replace it", .cannotCreate)
            }
            Output.line(try ResourceSaving.save(resource, to: taken.path, replacing: true, session))
        }
    }

    private func mayReplace(_ path: String) -> Bool {
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return false }
        Output.remark("\(path) is there already. Replace it? Type yes to do so:")
        return readLine()?.lowercased() == "yes"
    }
}

/// `stoa resource remove`.
struct ResourceRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes a resource off the list, or puts it back.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The resource.", completion: .things) var id: String
    @Flag(name: .long, help: "Puts it back.") var undo = false

    func run() throws {
        let session = try options.session()
        try session.send(ResourceWriting(session).removing(try ResourceCommand.resource(id, session).id, !undo))
    }
}

extension ResourceKind: ExpressibleByArgument {}
extension ResourceState: ExpressibleByArgument {}
extension ResourceDepth: ExpressibleByArgument {}
extension ReadingState: ExpressibleByArgument {}
extension ResourceVerdict: ExpressibleByArgument {}
