import ArgumentParser
import Index
import Journal
import Terminal

/// `stoa search`: full-text search.
public struct SearchCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Searches posts, resources and all else that has text, newest first.",
        discussion: """
            Words must all occur; "a phrase" as it stands; -word must not. Operators: author:, channel:, kind:, tag:, \
            is:unread, before:2026-03-01, after:. Put -- before a query that begins with a dash.
            """)

    @OptionGroup var options: BoardOptions
    @Argument(help: "What to search for.") var query: [String]
    @Option(name: .long, help: "At most so many.") var limit = 50
    @Flag(name: .long, help: "As a JSON array.") var json = false

    /// The command before its words are read.
    public init() {}

    /// Refuses words that do not go together.
    public func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit takes a number above 0") }
    }

    private struct FoundDocument: Encodable {
        var id: EventID
        var thread: EventID?
        var kind: String
        var title: String
        var author: String
        var created_at: String
        var snippet: String

        init(_ hit: SearchHit) {
            id = hit.result.id
            thread = hit.thread
            kind = hit.result.kind
            title = hit.title
            author = hit.author
            created_at = hit.result.created.rfc3339
            snippet = hit.result.snippet.filter { $0 != Search.matchMark }
        }
    }

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let text = query.joined(separator: " ")
        if let complaint = session.index.searchComplaint(text) { throw CommandFailure(complaint, .usage) }
        let hits = try SearchQueries.hits(text, limit: limit, session)
        guard !json else { return try Output.json(hits.map(FoundDocument.init)) }
        guard !hits.isEmpty else { return Output.line("Nothing was found.") }
        let now = session.clock.now()
        for hit in hits {
            Output.line(
                "\(hit.result.id.text.prefix(8))  \(Age.short(hit.result.created, now: now))  \(hit.author)  \(hit.title)"
            )
            let snippet = hit.result.snippet.filter { $0 != Search.matchMark }.split(whereSeparator: \.isNewline)
            Output.line("    " + TextWidth.truncated(snippet.joined(separator: " "), to: max(20, Output.columns - 4)))
        }
    }
}
