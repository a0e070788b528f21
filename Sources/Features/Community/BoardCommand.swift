import ArgumentParser
import Index
import Journal

/// `stoa board`: what the board says of itself.
public struct BoardCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "board", abstract: "Shows the board's title and purpose, or changes them.",
        subcommands: [Show.self, Edit.self], defaultSubcommand: Show.self)

    /// The command before its words are read.
    public init() {}

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Shows the board's title, purpose and place.")

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "As a JSON document.") var json = false

        private struct Description: Encodable {
            var directory: String
            var founder: String
            var identity: IdentityMode
            var joining: JoiningMode
            var purpose: String
            var title: String
        }

        func run() throws {
            let session = try options.session()
            let description = try session.read { try BoardDescription.current(of: session.board, $0) }
            let identity = session.board.identity
            if json {
                return try Output.json(
                    Description(
                        directory: session.board.directory, founder: identity.founder, identity: identity.identity,
                        joining: identity.joining, purpose: description.purpose, title: description.title))
            }
            Output.line(description.title)
            if !description.purpose.isEmpty { Output.line(description.purpose) }
            Output.line("\(session.board.directory), founded by @\(identity.founder), \(identity.joining.rawValue)")
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit", abstract: "Changes the title or the purpose; for admins.")

        @OptionGroup var options: BoardOptions
        @Option(name: .long, parsing: .unconditional, help: "The new title.") var title: String?
        @Option(name: .long, parsing: .unconditional, help: "What the board is for, a few lines.") var purpose: String?

        func validate() throws {
            guard title != nil || purpose != nil else {
                throw ValidationError("say what to change: --title, --purpose")
            }
        }

        func run() throws {
            let session = try options.session()
            try session.send(BoardWriting.describing(BoardDescribed(title: title, purpose: purpose), session))
        }
    }
}
