import ArgumentParser
import Foundation
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
        subcommands: [Now.self, Clone.self, Key.self], defaultSubcommand: Now.self)
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
            let session = try SyncCommand.session(options)
            let git = try Git(session.board.directory + "/" + Board.syncFolder)
            let last = RememberedRemote(git)
            guard let typed = remote ?? last.text else {
                throw CommandFailure("name the git remote to exchange with: stoa sync REMOTE", .usage)
            }
            let address = try RemoteAddress(typed)
            var sync = SyncRun(session, address, git)
            try sync.run()
            try last.keep(address)
            let result = sync.result
            guard !json else {
                return try Output.json(
                    Document(
                        remote: address.text, received: result.received, files: result.files, sent: result.sent))
            }
            Output.line(result.sentence)
        }
    }

    struct Key: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "key", abstract: "Prints the fingerprint of a member's key, to be compared when you meet.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The member; you if left out.") var handle: String?

        func run() throws {
            let session = try SyncCommand.session(options)
            let account = try handle.map(BoardOptions.handle) ?? session.me
            let keys =
                account == session.me
                ? [try SigningPair(of: account, on: session.board).published]
                : try session.read { try SigningQueries.named(by: account, $0) }
            guard !keys.isEmpty else { throw CommandFailure("@\(account) has no key here yet; sync first", .notFound) }
            for key in keys { Output.line("@\(account)  \(key.fingerprint)") }
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

extension SyncResult {
    /// One line for people.
    var sentence: String {
        guard received + files + sent > 0 else { return "Nothing is new on either side." }
        let files = files == 0 ? "" : files == 1 ? " and 1 file" : " and \(files) files"
        return "Received \(received == 1 ? "1 event" : "\(received) events")\(files); "
            + (sent == 0 ? "the remote had everything of ours." : "sent what the remote lacked.")
    }
}

/// The remote that a clone exchanged with last.
struct RememberedRemote {
    private let path: String

    init(_ git: Git) { path = git.folder + "/remote" }

    /// What was kept; nothing before the first exchange.
    var text: String? {
        (try? String(contentsOfFile: path, encoding: .utf8))?.trimmingCharacters(in: .newlines)
    }

    /// Keeps it for the next time.
    func keep(_ address: RemoteAddress) throws {
        try Data((address.text + "\n").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
