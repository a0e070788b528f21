import ArgumentParser
import Index
import Journal

/// `stoa sync`: exchanges a board of signatures with a git remote.
public struct SyncCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Exchanges the board with a git remote that other members exchange it with too.",
        discussion: """
            For a board made with `stoa init DIR --signatures`, of which each member has a clone. A remote is a bare git \
            repository: a folder, ssh://HOST/PATH, HOST:PATH or an https address; without one, the last is taken. What \
            others wrote counts when the key signed it that was accepted when they were admitted.
            """,
        subcommands: [Now.self, Last.self, Clone.self, Key.self], defaultSubcommand: Now.self)
    static let keys = "remote received files sent"

    /// The command before its words are read.
    public init() {}

    struct Now: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "now", abstract: "Exchanges what is new, in both directions.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The remote; the one of last time if left out.") var remote: String?
        @Flag(name: .long, help: "As a JSON object.") var json = false

        private struct Document: Encodable {
            var remote: String
            var received: Int
            var files: Int
            var sent: Int
        }

        func run() throws {
            try Confinement.checkFiles()
            let last = try Exchange(SyncCommand.session(options)).run(with: remote)
            guard !json else {
                return try Output.json(
                    Document(remote: last.remote, received: last.received, files: last.files, sent: last.sent))
            }
            Output.line(last.sentence)
        }
    }

    struct Last: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "last", abstract: "Says when the board was exchanged last, and what came of it.")
        static let keys = "at remote received files sent refusal"

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "As a JSON object.") var json = false

        private struct Document: Encodable {
            var at: String
            var remote: String
            var received: Int
            var files: Int
            var sent: Int
            var refusal: String?
        }

        func run() throws {
            let session = try SyncCommand.session(options)
            guard let last = LastSync.of(session.board) else {
                throw CommandFailure("the board was not exchanged yet; `stoa sync REMOTE` does it", .notFound)
            }
            guard json else { return Output.line(last.sentence(now: session.clock.now())) }
            try Output.json(
                Document(
                    at: last.at.rfc3339, remote: last.remote, received: last.received, files: last.files,
                    sent: last.sent, refusal: last.refusal))
        }
    }

    /// The session at a board whose members sign.
    static func session(_ options: BoardOptions) throws -> BoardSession {
        let session = try options.session()
        guard session.board.identity.identity == .signatures else {
            throw CommandFailure(
                "the members of this board share its folder; `stoa init DIR --signatures` makes one to be exchanged",
                .notPermitted)
        }
        return session
    }
}
