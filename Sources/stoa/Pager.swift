import Features
import Foundation
import Terminal

/// Long output on a terminal goes through the person's pager, started as a list of arguments and never through a shell.
final class Pager {
    private let child: pid_t
    private let terminal: Int32

    /// The commands whose output may be long.
    private static let commands: Set<String> = [
        "read", "list", "search", "help", "digest", "keys", "json", "insights", "inbox", "drafts", "report",
    ]
    /// What turns it off for one command.
    private static let refusal = "--no-pager"

    /// The words without what turns paging off, at either end as with git, and whether it stood there.
    static func taken(from words: [String]) -> (words: [String], isOff: Bool) {
        if words.first == refusal { return (Array(words.dropFirst()), true) }
        if words.last == refusal { return (Array(words.dropLast()), true) }
        return (words, false)
    }

    /// Begins to send output through the pager, when these words call for it; nothing when it goes where it went.
    static func begin(_ words: [String], _ configuration: Configuration, _ variables: [String: String]) -> Pager? {
        guard isatty(STDOUT_FILENO) == 1, isatty(STDIN_FILENO) == 1, !Confinement.isInForce else { return nil }
        // A pager can be asked for a shell, which nobody who came in by a forced command is to have.
        guard (variables["SSH_ORIGINAL_COMMAND"] ?? "").isEmpty else { return nil }
        let isHelp = words.contains("--help") || words.contains("-h")
        guard isHelp || words.first.map(commands.contains) ?? false, !words.contains("--json") else { return nil }
        let named = variables["PAGER"].map { $0.split(separator: " ").map(String.init) }
        if named?.isEmpty ?? false { return nil }
        let command = configuration.lines["pager"] != nil ? configuration.pager : named ?? ["less"]
        guard let program = command.first, program != "cat" else { return nil }
        return Pager(command)
    }

    private init?(_ words: [String]) {
        // Short output stays on the screen, and what is on it when less ends.
        setenv("LESS", "FRX", 0)
        terminal = dup(STDOUT_FILENO)
        guard terminal >= 0, let fed = ChildProcess.feed(words) else { return nil }
        child = fed.child
        fflush(nil)
        dup2(fed.input, STDOUT_FILENO)
        close(fed.input)
        Output.isPaged = true
        // An interrupt belongs to the pager, which must not be left behind.
        signal(SIGINT, SIG_IGN)
    }

    /// Lets the person read to the end.
    func finish() {
        fflush(nil)
        dup2(terminal, STDOUT_FILENO)
        close(terminal)
        ChildProcess.wait(for: child)
    }
}
