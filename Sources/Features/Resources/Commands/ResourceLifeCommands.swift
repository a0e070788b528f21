import ArgumentParser
import Index
import Journal
import Workbench

/// `stoa resource mark`.
struct ResourceMarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mark", abstract: "Notes how far you have come with a resource; nobody else sees it.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The resource.", completion: .things) var id: String
    @Argument(help: "to_read, reading, read, or none.") var state: String

    func run() throws {
        let session = try options.session()
        let resource = try ResourceCommand.resource(id, session)
        guard state == "none" || ReadingState(rawValue: state) != nil else {
            throw CommandFailure("“\(state)” is none of to_read, reading, read, none", .usage)
        }
        try session.send(ResourceWriting(session).reading(resource.id, ReadingState(rawValue: state)))
    }
}

/// `stoa resource rate`.
struct ResourceRateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate", abstract: "Says that a resource helped you, or did not work, and why.",
        discussion: "Your latest word counts. When two members say that it does not work, it needs a look.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The resource.", completion: .things) var id: String
    @Argument(help: "helped, did_not_work, or none to take your word back.") var verdict: String
    @Option(name: .short, parsing: .unconditionalSingleValue, help: ArgumentHelp("Why.", valueName: "text"))
    var m: [String] = []

    func run() throws {
        let session = try options.session()
        let resource = try ResourceCommand.resource(id, session)
        guard verdict == "none" || ResourceVerdict(rawValue: verdict) != nil else {
            throw CommandFailure("“\(verdict)” is none of helped, did_not_work, none", .usage)
        }
        let rating = ResourceRated(
            resource: resource.id, verdict: ResourceVerdict(rawValue: verdict), reason: m.joined(separator: " "))
        try session.send(ResourceWriting(session).rating(rating))
    }
}

/// `stoa resource comment`.
struct ResourceCommentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comment", abstract: "Says something about a resource and prints the comment's id.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The resource.", completion: .things) var id: String
    @OptionGroup var text: TextSource
    @Option(name: .long, help: "Where in it: p. 12, 3:40.") var at: String?
    @Option(name: .long, help: "Takes this comment back instead.") var retract: String?

    func run() throws {
        let session = try options.session()
        let resource = try ResourceCommand.resource(id, session)
        let writing = ResourceWriting(session)
        if let retract {
            let record = try session.read { try ResourceQueries.record(resource.id, $0) }
            let found = record?.comments.filter { $0.id.text.hasPrefix(retract.lowercased()) } ?? []
            guard let comment = found.first, found.count == 1 else {
                throw CommandFailure("\(retract) is not one comment of it; `stoa resource show` names them", .notFound)
            }
            try session.send(writing.retracting(comment.id, of: resource.id))
            return
        }
        let said = ResourceCommented(resource: resource.id, anchor: at, text: try text.text())
        Output.line(try session.send(writing.commenting(said)).text)
    }
}

/// `stoa resource link`.
struct ResourceLinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Says that a resource belongs with a thread, a post, a goal, a project.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The resource.", completion: .things) var id: String
    @Argument(help: "What it belongs with.", completion: .things) var thing: String
    @Flag(name: .long, help: "It does not.") var remove = false

    func run() throws {
        let session = try options.session()
        let resource = try ResourceCommand.resource(id, session)
        let name = thing
        let thing = try session.read { try LinkedThing.named(name, $0) }
        // Goals and projects keep what belongs to them; all else is kept by the resource.
        if !remove, let id = thing.id, let linker = try FeatureTable.linker(to: id, session) {
            try session.send(linker(Reference(kind: "resource", id: resource.id)))
            return
        }
        if remove, let id = thing.id, try session.read({ try FeatureTable.things(linkedTo: id, $0) }) != nil {
            throw CommandFailure(
                "a \(thing.kind) keeps its links; `stoa \(thing.kind) link --remove` takes this one away", .usage)
        }
        try session.send(ResourceWriting(session).linking(thing, with: resource.id, !remove))
    }
}

/// `stoa resource state`.
struct ResourceStateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state", abstract: "Lists a proposed resource, recommends it, or puts it away.",
        discussion: "Moderators list and recommend; who added it may also say that it is outdated or archived.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The resource.", completion: .things) var id: String
    @Argument(help: "listed, recommended, outdated or archived.") var state: ResourceState
    @Option(name: .long, help: "What took the place of an outdated one.") var replacedBy: String?
    @Option(name: .short, parsing: .unconditionalSingleValue, help: ArgumentHelp("Why.", valueName: "text"))
    var m: [String] = []

    func run() throws {
        let session = try options.session()
        let resource = try ResourceCommand.resource(id, session)
        let successor = try replacedBy.map { try ResourceCommand.resource($0, session).id }
        try session.send(
            ResourceWriting(session).move(
                ResourceStateSet(
                    resource: resource.id, state: state, replacedBy: successor,
                    reason: m.isEmpty ? nil : m.joined(separator: " "))))
    }
}

/// `stoa resource check`.
struct ResourceCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Says that you looked, and a resource works.",
        discussion: "Nothing is fetched from the network: a person looks.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The resource.", completion: .things) var id: String

    func run() throws {
        let session = try options.session()
        try session.send(ResourceWriting(session).checking(ResourceCommand.resource(id, session).id))
    }
}
