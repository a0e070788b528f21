import ArgumentParser
import GRDB
import Index
import Journal
import Terminal
import Workbench

/// `stoa project`: work done together.
public struct ProjectCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "project", abstract: "Lists, starts and runs projects: who does what, and how far it is.",
        subcommands: [
            ProjectListCommand.self, ProjectShowCommand.self, ProjectAddCommand.self, ProjectEditCommand.self,
            ProjectJoinCommand.self, ProjectLeaveCommand.self, ProjectMemberCommand.self, TaskCommand.self,
            ProjectLinkCommand.self, ProjectStateCommand.self, ProjectDecideCommand.self, ProjectReflectCommand.self,
        ],
        defaultSubcommand: ProjectListCommand.self)

    /// The command before its words are read.
    public init() {}

    /// The project whose id begins so. Throws when there is none (66).
    static func project(_ name: String, _ session: BoardSession) throws -> Project {
        try session.read { database in
            guard let project = try ProjectQueries.project(try ReferenceLookup.id(name, database), database) else {
                throw CommandFailure("\(name) is no project; `stoa project list` shows them", .notFound)
            }
            return project
        }
    }

    /// Handles as people type them, with or without `@`; `me` is the member.
    static func account(_ name: String, _ session: BoardSession) -> Account {
        let handle = name.hasPrefix("@") ? String(name.dropFirst()) : name
        return handle == "me" ? session.me : Account(handle)
    }
}

/// `stoa project list`.
struct ProjectListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists projects, those where something was done last come first.")

    @OptionGroup var options: BoardOptions
    @Flag(name: .long, help: "Only those that you take part in.") var mine = false
    @Flag(name: .long, help: "Also those that are over or shown.") var all = false
    @Option(name: .long, help: "At most so many of each.") var limit = 200
    @Flag(name: .long, help: "As a JSON array.") var json = false

    func run() throws {
        let session = try options.session()
        let filters: [ProjectFilter] = mine ? [.mine] : all ? [.going, .showcase, .abandoned] : [.going]
        try session.read { database in
            let projects = try filters.flatMap {
                try ProjectQueries.page($0, reader: session.me, limit: max(1, limit), database)
            }
            if json { return try Output.json(projects.map(ListedProject.init)) }
            guard !projects.isEmpty else { return Output.line("No projects; `stoa project add` starts one.") }
            for project in projects {
                let bar = project.completion.map { $0.bar(columns: 12) + " " + $0.words + "  " } ?? ""
                Output.line("\(try IDLookup.shortest(project.id, database))  \(bar)\(project.title)")
                let parts = [
                    project.state.rawValue, "\(project.members) in", project.isMine ? "you too" : nil,
                    project.isOpen && !project.state.isOver ? "open to join" : nil,
                    project.requests > 0 ? "\(project.requests) ask to join" : nil,
                ]
                Output.line("      " + parts.compactMap { $0 }.joined(separator: " · "))
            }
        }
    }
}

/// `stoa project show`.
struct ProjectShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a project: its tasks with their ids, who takes part, what was decided.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The project.", completion: .things) var id: String
    @Flag(name: .long, help: "As a JSON document.") var json = false

    func run() throws {
        let session = try options.session()
        let project = try ProjectCommand.project(id, session)
        guard let summary = try session.read({ try ProjectQueries.summary(project.id, reader: session.me, $0) }) else {
            return
        }
        let tasks = try session.read { try ProjectQueries.tasks(of: summary.number, $0) }
        if json {
            return try session.read { database in
                let things = try LinkedThing.all(project.links.map(\.thing), database)
                let goals = try GoalQueries.goals(servedBy: project.id, database).map(\.id)
                try Output.json(ListedProject(project, summary, tasks: tasks, links: things, goals: goals))
            }
        }
        Output.line(project.title)
        if !tasks.isEmpty { Output.line() }
        let now = session.clock.now()
        for task in tasks {
            let name = try session.read { try IDLookup.shortest(task.id, $0) }
            let line = TaskLine(task: task, now: now).line(columns: max(40, Output.columns - name.count - 2))
            Output.line("\(name)  \(line.text)")
        }
        Output.line()
        for line in try ProjectPage.lines(project, summary, columns: Output.columns, session).lines {
            Output.line(line.line.text)
        }
    }
}

/// `stoa project add`.
struct ProjectAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Starts a project and prints its id.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "Its title.") var title: String
    @Option(name: .long, help: "What it is about.") var brief: String?
    @Flag(name: .long, help: "Who wants to join asks first.") var asking = false
    @Option(name: .long, help: "The goal it serves.", completion: .things) var goal: String?

    func run() throws {
        let session = try options.session()
        let goal = try goal.map { try GoalCommand.goal($0, session) }
        let goals = GoalWriting(session)
        if let goal { try goals.allow(.link, goal.id) }
        let event = try ProjectWriting(session).start(ProjectStarted(title: title, brief: brief, open: !asking))
        let id = try session.send(event)
        if let goal { try session.send(goals.link(Reference(kind: "project", id: id), to: goal.id)) }
        Output.line(id.text)
    }
}

/// `stoa project edit`.
struct ProjectEditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Describes a project otherwise; what you leave out stays.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The project.", completion: .things) var id: String
    @Option(name: .long, help: "Its title.") var title: String?
    @Option(name: .long, help: "What it is about.") var brief: String?
    @Flag(inversion: .prefixedNo, help: "Anyone may join at once, or who asks and is admitted.") var open: Bool?

    func run() throws {
        let session = try options.session()
        let project = try ProjectCommand.project(id, session)
        try session.send(
            ProjectWriting(session).edit(ProjectEdited(project: project.id, title: title, brief: brief, open: open)))
    }
}

/// `stoa project link`.
struct ProjectLinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Says that a thread or a resource belongs to a project, or that it serves a goal.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The project.", completion: .things) var id: String
    @Argument(help: "A thread, a resource, a goal.", completion: .things) var thing: String
    @Flag(name: .long, help: "It does not.") var remove = false

    func run() throws {
        let session = try options.session()
        let project = try ProjectCommand.project(id, session)
        let reference = try session.read { try LinkedThing.named(thing, $0) }
        if reference.kind == "goal", let goal = reference.id {
            let own = Reference(kind: "project", id: project.id)
            return _ = try session.send(GoalWriting(session).link(own, to: goal, !remove))
        }
        try session.send(ProjectWriting(session).link(reference, to: project.id, !remove))
    }
}

/// `stoa project state`.
struct ProjectStateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state", abstract: "Says where a project stands; its owners.",
        discussion: """
            forming, active, showing (link a resource or thread first), reflecting, archived (when each member has \
            looked back, or after two weeks), abandoned (say why with -m).
            """)

    @OptionGroup var options: BoardOptions
    @Argument(help: "The project.", completion: .things) var id: String
    @Argument(help: "Where it stands.") var state: ProjectState
    @Option(name: .short, help: ArgumentHelp("Why it is given up, or what stays of it.", valueName: "text"))
    var m: [String] = []

    func run() throws {
        let session = try options.session()
        let project = try ProjectCommand.project(id, session)
        let note = m.isEmpty ? nil : m.joined(separator: "\n\n")
        try session.send(ProjectWriting(session).move(project.id, to: state, note: note))
    }
}

extension ProjectState: ExpressibleByArgument {}

/// `stoa project decide`.
struct ProjectDecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Notes what was decided, and why.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The project.", completion: .things) var id: String
    @Argument(help: "What was to be decided.") var question: String
    @Argument(help: "What was chosen.") var chosen: String
    @Option(name: .long, help: "Why.") var why: String?
    @Option(name: .long, help: "What else was considered; may be repeated.") var option: [String] = []

    func run() throws {
        let session = try options.session()
        let decision = ProjectDecided(
            project: try ProjectCommand.project(id, session).id, question: question, chosen: chosen, why: why,
            options: option.isEmpty ? nil : option)
        try session.send(ProjectWriting(session).decide(decision))
    }
}

/// `stoa project reflect`.
struct ProjectReflectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reflect", abstract: "Says what you learned in a project, or passes.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The project.", completion: .things) var id: String
    @Flag(name: .long, help: "You have nothing to say.") var pass = false
    @OptionGroup var source: TextSource

    func run() throws {
        let session = try options.session()
        let project = try ProjectCommand.project(id, session)
        let writing = ProjectWriting(session)
        try writing.allow(.reflect, project.id)
        try session.send(writing.reflect(project.id, pass ? "" : source.text()))
    }
}
