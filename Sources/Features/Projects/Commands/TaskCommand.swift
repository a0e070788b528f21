import ArgumentParser
import Index
import Journal

/// `stoa project task`.
struct TaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "Adds tasks to a project, moves them, gives them to members.",
        subcommands: [Add.self, Edit.self, Move.self, Assign.self, Done.self, Remove.self])

    /// The task whose id begins so. Throws when there is none (66).
    static func task(_ name: String, _ session: BoardSession) throws -> TaskSummary {
        try session.read { database in
            guard let found = try ProjectQueries.task(try ReferenceLookup.id(name, database), database) else {
                throw CommandFailure("\(name) is no task; `stoa project show` names them", .notFound)
            }
            return found.task
        }
    }

    static func tasks(_ names: [String], _ session: BoardSession) throws -> [EventID] {
        try names.map { try task($0, session).id }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "add", abstract: "Adds a task and prints its id.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The project.") var project: String
        @Argument(help: "What is to be done.") var title: String
        @Option(name: .long, help: "More about it.") var note: String?
        @Option(name: .long, help: "Who does it; may be repeated.") var assign: [String] = []
        @Option(name: .long, help: "By when: 2026-12-12, 3w, friday.") var due: String?
        @Option(name: .long, help: "A task that has to be done first; may be repeated.") var after: [String] = []

        func run() throws {
            let session = try options.session()
            let after = try TaskCommand.tasks(after, session)
            let task = TaskAdded(
                project: try ProjectCommand.project(project, session).id, title: title, note: note,
                assignees: assign.isEmpty ? nil : assign.map { ProjectCommand.account($0, session) },
                due: try due.map { try TypedMoment.moment($0, now: session.clock.now()) },
                after: after.isEmpty ? nil : after)
            Output.line(try session.send(ProjectWriting(session).add(task)).text)
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit", abstract: "Words or plans a task otherwise; what you leave out stays.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The task.", completion: .things) var id: String
        @Option(name: .long, help: "What is to be done.") var title: String?
        @Option(name: .long, help: "More about it.") var note: String?
        @Option(name: .long, help: "By when: 2026-12-12, 3w, friday, or never.") var due: String?
        @Option(name: .long, help: "A task that has to be done first; may be repeated.") var after: [String] = []
        @Flag(name: .long, help: "It waits for no other.") var free = false

        func run() throws {
            let session = try options.session()
            let task = try TaskCommand.task(id, session)
            let after = try TaskCommand.tasks(after, session)
            try session.send(
                ProjectWriting(session).change(
                    TaskChanged(
                        task: task.id, title: title, note: note,
                        due: try due.map { try TypedMoment.orNever($0, now: session.clock.now()) },
                        after: free ? [] : after.isEmpty ? nil : after)))
        }
    }

    struct Move: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "move", abstract: "Moves a task: todo, doing, done.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The task.", completion: .things) var id: String
        @Argument(help: "How far it is.") var state: TaskState

        func run() throws {
            let session = try options.session()
            let task = try TaskCommand.task(id, session)
            try session.send(ProjectWriting(session).change(TaskChanged(task: task.id, state: state)))
        }
    }

    struct Assign: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assign",
            abstract: "Gives a task to members of the project in place of those who had it; to nobody without names.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The task.", completion: .things) var id: String
        @Argument(help: "Who does it: @ana, me.", completion: .members) var who: [String] = []

        func run() throws {
            let session = try options.session()
            let task = try TaskCommand.task(id, session)
            let accounts = who.map { ProjectCommand.account($0, session) }
            try session.send(ProjectWriting(session).change(TaskChanged(task: task.id, assignees: accounts)))
        }
    }

    struct Done: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "done", abstract: "Says that a task is done, or is not.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The task.", completion: .things) var id: String
        @Flag(name: .long, help: "It is not done after all.") var undo = false

        func run() throws {
            let session = try options.session()
            let task = try TaskCommand.task(id, session)
            try session.send(
                ProjectWriting(session).change(TaskChanged(task: task.id, state: undo ? .doing : .done)))
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "remove", abstract: "Takes a task away.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The task.", completion: .things) var id: String

        func run() throws {
            let session = try options.session()
            let task = try TaskCommand.task(id, session)
            try session.send(ProjectWriting(session).change(TaskChanged(task: task.id, removed: true)))
        }
    }
}

extension TaskState: ExpressibleByArgument {}
