import ArgumentParser
import Index
import Journal

/// `stoa project join`.
struct ProjectJoinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Takes part in a project, or asks to where it is not open to all.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The project.", completion: .things) var id: String
    @Option(name: .short, help: ArgumentHelp("A word to its owners.", valueName: "text")) var m: String?

    func run() throws {
        let session = try options.session()
        let project = try ProjectCommand.project(id, session)
        try session.send(ProjectWriting(session).join(project.id, note: m))
        if !project.isOpen { Output.line("You have asked; its owners answer.") }
    }
}

/// `stoa project leave`.
struct ProjectLeaveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave", abstract: "Takes part in a project no more, or asks no more.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The project.", completion: .things) var id: String

    func run() throws {
        let session = try options.session()
        try session.send(ProjectWriting(session).leave(ProjectCommand.project(id, session).id))
    }
}

/// `stoa project member`.
struct ProjectMemberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Admits who asks, says no, says what a member does; owners.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The project.", completion: .things) var id: String
    @Argument(help: "Whose.", completion: .members) var handle: String
    @Flag(name: .long, help: "They take part.") var admit = false
    @Flag(name: .long, help: "They do not: the answer is no, or they are taken off the project.") var remove = false
    @Flag(inversion: .prefixedNo, help: "They see to the project.") var owner: Bool?
    @Option(name: .long, help: "What they do in it, in a few words.") var part: String?

    func validate() throws {
        guard admit || remove || owner != nil || part != nil else {
            throw ValidationError("say --admit, --remove, --owner or --part")
        }
        guard !(admit && remove) else { throw ValidationError("--admit and --remove are opposites") }
    }

    func run() throws {
        let session = try options.session()
        let set = ProjectMemberSet(
            project: try ProjectCommand.project(id, session).id, account: ProjectCommand.account(handle, session),
            member: admit ? true : remove ? false : nil, owner: owner, part: part)
        try session.send(ProjectWriting(session).setMember(set))
    }
}
