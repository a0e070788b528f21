import ArgumentParser
import Index
import Journal

/// `stoa metoo`: says that one has the same question.
public struct MeTooCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "metoo", abstract: "Says that you have the same question, so that it is seen how many wait for it."
    )

    @OptionGroup var options: BoardOptions
    @Argument(help: "The question.", completion: .things) var id: String
    @Flag(name: .long, help: "Takes it back.") var undo = false

    /// The command before its words are read.
    public init() {}

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let question = try session.read { try ReferenceLookup.id(id, $0) }
        try session.send(DiscussionWriting(session).share(question, !undo))
    }
}

/// `stoa duplicate`: links a question to the one that was asked before.
public struct DuplicateCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "duplicate", abstract: "Links a question of yours, or any for moderators, to an earlier one.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The later question.", completion: .things) var id: String
    @Argument(help: "The earlier one.", completion: .things) var original: String?
    @Flag(name: .long, help: "Takes the link away.") var undo = false

    /// The command before its words are read.
    public init() {}

    /// Refuses words that do not go together.
    public func validate() throws {
        guard (original == nil) == undo else { throw ValidationError("name the earlier question, or say --undo") }
    }

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let (question, earlier) = try session.read { database in
            (try ReferenceLookup.id(id, database), try original.map { try ReferenceLookup.id($0, database) })
        }
        try session.send(DiscussionWriting(session).link(question, to: earlier))
    }
}
