import Journal
import Synchronization

/// What someone may do who came into a shared account by a key of one member: speak as that member, at one board, and reach
/// nothing else that the account owns: no other file, no editor, no shell.
public struct Confinement: Hashable, Sendable {
    /// The board's directory, as an absolute path.
    public var board: String
    /// The member.
    public var member: Account

    /// Whether this process serves somebody who is confined. It never serves anybody else after that, and what runs beside
    /// the screen has no other way to know.
    private static let force = Atomic(false)

    /// Whether there is a confinement in this process.
    public static var isInForce: Bool { force.load(ordering: .relaxed) }

    /// Puts the confinement in force for as long as the process lives.
    static func begin() { force.store(true, ordering: .relaxed) }

    /// Says no to whoever is confined, at each place where a command or a screen reaches a file of the account's by its
    /// path. Throws `CommandFailure` (77).
    public static func checkFiles() throws {
        guard isInForce else { return }
        throw CommandFailure(
            "you came in by a key of this board, which opens no files of its account; send text with -m or through a pipe",
            .notPermitted)
    }

    /// The commands that make sense for a member and reach nothing outside the board, by their first word.
    static let allowed: Set<String> = [
        "open", "status", "list", "read", "post", "reply", "edit", "retract", "react", "kudos", "accept", "metoo",
        "duplicate", "watch", "search", "channel", "moderate", "resource", "member", "join", "leave", "drafts", "board",
        "doctor", "feedback", "rubric", "goal", "project", "meeting", "journal", "activity", "poll", "duty", "message",
        "inbox", "digest", "insights", "rhythm", "report", "moderation", "theme", "keys", "manual", "json",
        "help",
    ]
    /// The commands that are for whoever holds the account.
    static let refused: Set<String> = ["init", "template", "demo", "import", "export", "access", "sync", "config"]

    /// Why a command is not for whoever is confined; nothing when it is.
    func refusal(of words: [String]) -> String? {
        guard let first = words.first, !first.hasPrefix("-"), !Self.allowed.contains(first) else { return nil }
        // What is no command may be the id of something to open.
        guard Self.refused.contains(first) || IDPrefix(first) == nil else { return nil }
        return "“\(first)” is not for those who come in by a key; `help` lists the commands"
    }
}
