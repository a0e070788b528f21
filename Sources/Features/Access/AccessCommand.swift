import ArgumentParser
import Foundation
import Index
import Journal

/// `stoa access`: who comes into a board by ssh through one account that all share.
public struct AccessCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "access", abstract: "Lets members in by their SSH keys, through one account that all share.",
        discussion: """
            For a board made with `stoa init DIR --handles`. Each key opens the board as one member and nothing else of the \
            account: no shell, no editor, no other file. Whoever holds the account itself can read and write everything.
            """,
        subcommands: [Add.self, List.self, Remove.self, Enter.self], defaultSubcommand: List.self)

    /// The command before its words are read.
    public init() {}

    struct Target: ParsableArguments {
        @OptionGroup var options: BoardOptions
        @Option(name: .long, help: "The file of keys; ~/.ssh/authorized_keys if left out.") var file: String?

        /// The board's directory; throws where its members are Unix accounts.
        func board() throws -> Board {
            guard let directory = options.directory() else { throw options.noBoard }
            let board = try Board.open(at: directory)
            guard board.identity.identity == .handles else {
                throw CommandFailure(
                    "the members of this board are Unix accounts; keys are for boards made with `stoa init DIR --handles`",
                    .notPermitted)
            }
            return board
        }

        func keys() throws -> AuthorizedKeys { try AuthorizedKeys(file) }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "add", abstract: "Lets a member in by a key.")

        @OptionGroup var target: Target
        @Argument(help: "The member's handle: letters a to z, digits, _ and -.", completion: .members) var handle:
            String
        @Argument(help: ArgumentHelp("Their public key, a file, or - for standard input.", valueName: "key.pub"))
        var key: String

        func run() throws {
            let board = try target.board()
            let member = try BoardOptions.handle(handle)
            let key = try AuthorizedKey(
                publicKey: TextSource.text([], key), member: member, board: board.directory)
            try target.keys().add(key, program: try Self.program())
            Output.line("@\(member) comes in by \(key.fingerprint): ssh -t ACCOUNT@HOST")
        }

        /// Where this program is: the path must hold when sshd starts it.
        private static func program() throws -> String {
            guard let path = Bundle.main.executablePath else {
                throw CommandFailure("the program does not know where it is; start it by its full path")
            }
            return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the keys that open the board.")
        static let keys = "member type fingerprint comment"

        @OptionGroup var target: Target
        @Flag(name: .long, help: "As a JSON array.") var json = false

        private struct ListedKey: Encodable {
            var member: Account
            var type: String
            var fingerprint: String
            var comment: String
        }

        func run() throws {
            let keys = try target.keys().keys(for: target.board().directory)
            guard !json else {
                return try Output.json(
                    keys.map {
                        ListedKey(member: $0.member, type: $0.type, fingerprint: $0.fingerprint, comment: $0.comment)
                    })
            }
            guard !keys.isEmpty else {
                return Output.line("No keys; `stoa access add HANDLE KEY.pub` lets someone in.")
            }
            for key in keys { Output.line("@\(key.member)  \(key.type)  \(key.fingerprint)  \(key.comment)") }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Lets someone in no longer; what they wrote stays.")

        @OptionGroup var target: Target
        @Argument(help: "A member's handle, for all of their keys, or one key's fingerprint.") var name: String

        func run() throws {
            let name = name.hasPrefix("@") ? String(name.dropFirst()) : name
            let count = try target.keys().remove(name, at: target.board().directory)
            guard count > 0 else {
                throw CommandFailure("no key of \(name) opens this board; `stoa access list` shows them", .notFound)
            }
            Output.line(count == 1 ? "1 key removed." : "\(count) keys removed.")
        }
    }

    /// What sshd starts for whoever came in by a key.
    struct Enter: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "enter",
            abstract: "Runs what someone who came in by a key asks for; sshd starts it.", shouldDisplay: false)

        @OptionGroup var options: BoardOptions

        func run() throws {
            let environment = CommandEnvironment.current
            guard environment.confinement == nil, environment.variables["SSH_CONNECTION"] != nil,
                let run = environment.run, let directory = options.directory()
            else {
                throw CommandFailure("sshd starts this; `stoa access add` tells it to", .usage)
            }
            let member = try options.account(on: Board.open(at: directory))
            let confinement = Confinement(board: directory, member: member)
            var words = try CommandWords.split(environment.variables["SSH_ORIGINAL_COMMAND"] ?? "")
            if words.first == "stoa" { words.removeFirst() }
            if let refusal = confinement.refusal(of: words) { throw CommandFailure(refusal, .notPermitted) }
            throw ExitCode(run(words, environment.confined(to: confinement)))
        }
    }
}

extension CommandEnvironment {
    /// Variables that would have a program started, a file read, somebody else spoken for, or what is the account's own
    /// kept elsewhere; sshd's `AcceptEnv` may let whoever comes in choose them.
    private static let dropped: Set<String> = [
        "VISUAL", "EDITOR", "PAGER", "BROWSER", "TERMINFO", "TERMINFO_DIRS", "STOA_BOARD", "STOA_MEMBER", "TMPDIR",
    ]

    /// The variables that count for a command: of whoever comes in by a key none by which they could choose where things
    /// lie or what is run, and that from the beginning, before the configuration is read.
    public static func variables(for words: [String], _ variables: [String: String]) -> [String: String] {
        guard words.suffix(2) == ["access", "enter"] else { return variables }
        return variables.filter { name, _ in
            guard dropped.contains(name) || name.hasPrefix("XDG_") else { return true }
            unsetenv(name)
            return false
        }
    }

    /// The same surroundings for someone who came in by a key.
    func confined(to confinement: Confinement) -> CommandEnvironment {
        Confinement.begin()
        var environment = self
        environment.confinement = confinement
        environment.configuredBoard = nil
        environment.variables["SSH_ORIGINAL_COMMAND"] = nil
        unsetenv("SSH_ORIGINAL_COMMAND")
        return environment
    }
}
