import ArgumentParser
import Index
import Journal

/// `stoa drafts`: what was typed and not sent.
public struct DraftsCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "drafts", abstract: "Lists what you typed and did not send, on any machine.")

    @OptionGroup var options: BoardOptions
    @Option(name: .long, help: ArgumentHelp("Prints one as it was typed.", valueName: "id")) var show: String?
    @Option(name: .long, help: ArgumentHelp("Throws one away.", valueName: "id")) var discard: String?
    @Flag(name: .long, help: "Opens the board with the drafts to choose from.") var open = false
    @Flag(name: .long, help: "As a JSON array.") var json = false

    /// The command before its words are read.
    public init() {}

    /// Does what the words say.
    public func run() throws {
        let session = try options.session(isUpToDate: false)
        if open {
            guard let show = CommandEnvironment.current.show, Output.isTerminal else {
                throw CommandFailure("there is no terminal to open the board on; --show ID prints a draft")
            }
            return try show(session, [.perform(.drafts)])
        }
        let store = session.drafts
        let drafts = try store.all()
        if let discard { return try store.discard(try Self.draft(discard, drafts).id) }
        if let show { return Output.line(try Self.draft(show, drafts).body) }
        if json { return try Output.json(drafts.map(ListedDraft.init)) }
        guard !drafts.isEmpty else { return Output.line("No drafts.") }
        let now = session.clock.now()
        for draft in drafts {
            let first =
                draft.title.isEmpty ? draft.body.split(separator: "\n").first.map(String.init) ?? "" : draft.title
            Output.line("\(draft.id.prefix(6))  \(draft.kind)  \(Age.short(draft.updated, now: now))  \(first)")
        }
        Output.line("`stoa drafts --open` goes on with one.")
    }

    private struct ListedDraft: Encodable {
        var id: String
        var kind: String
        var target: String?
        var title: String
        var channel: String
        var body: String
        var updated_at: String
        var host: String

        init(_ draft: StoredDraft) {
            id = draft.id
            kind = draft.kind
            target = draft.target
            title = draft.title
            channel = draft.channel
            body = draft.body
            updated_at = draft.updated.rfc3339
            host = draft.host
        }
    }

    private static func draft(_ name: String, _ drafts: [StoredDraft]) throws -> StoredDraft {
        let found = drafts.filter { $0.id.hasPrefix(name.lowercased()) }
        guard let only = found.first, found.count == 1 else {
            throw CommandFailure(
                found.isEmpty ? "there is no draft \(name); `stoa drafts` shows them" : "\(name) names several drafts",
                found.isEmpty ? .notFound : .usage)
        }
        return only
    }
}
