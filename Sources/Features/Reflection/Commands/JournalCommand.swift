import ArgumentParser
import Index
import Journal
import Workbench

/// `stoa journal`: one's own reflections.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Keeps your own journal, and shares of it what you want to share.",
        discussion: """
            Entries are sealed to you: they lie in your private log, on all your machines, and nobody reads them who does \
            not have your key. Sharing opens a thread with words that you choose.
            """,
        subcommands: [
            JournalListCommand.self, JournalAddCommand.self, JournalShowCommand.self, JournalEditCommand.self,
            JournalRemoveCommand.self, JournalShareCommand.self, JournalStepCommand.self, JournalPromptsCommand.self,
            JournalFramesCommand.self, JournalTimelineCommand.self,
        ],
        defaultSubcommand: JournalListCommand.self)

    /// The entry whose id begins so, and what it says. Throws when there is none (66), or it cannot be read.
    static func entry(_ name: String, _ session: BoardSession) throws -> (JournalEntry, EntryContent) {
        let entry = try session.read { database in
            try JournalQueries.entry(try ReferenceLookup.id(name, database), database)
        }
        guard let entry else {
            throw CommandFailure("\(name) is no entry of your journal; `stoa journal list` shows them", .notFound)
        }
        do {
            return (entry, try OpenedEntries(session).content(of: entry).get())
        } catch { throw CommandFailure(error.reason) }
    }
}

/// An entry as `--json` gives it, to its author alone.
struct ListedEntry: Encodable {
    var id: EventID
    var kept_at: String
    var title: String?
    var name: String
    var body: String
    var frame: String
    var prompt: String?
    var tags: [String]
    var mood: Int?
    var next_step: String?
    var step: String?
    var revisit_at: String?
    var thread: EventID?

    init(_ entry: JournalEntry, _ content: EntryContent) {
        id = entry.id
        kept_at = entry.kept.rfc3339
        title = content.title.isEmpty ? nil : content.title
        name = content.name
        body = content.body
        frame = content.frame
        prompt = content.prompt
        tags = content.tags
        mood = content.mood
        next_step = content.nextStep
        step = content.nextStep.map { _ in entry.outcome?.rawValue ?? "open" }
        revisit_at = content.revisit?.rfc3339
        thread = entry.thread
    }

    static let keys = "id kept_at title name body frame prompt tags mood next_step step revisit_at thread"
}

/// What a member shared, as `--json` gives it.
struct ListedReflection: Encodable {
    var id: EventID
    var title: String
    var author: Account
    var shared_at: String
    var frame: String
    var tags: [String]
    var replies: Int

    init(_ shared: SharedReflection) {
        id = shared.id
        title = shared.title
        author = shared.author
        shared_at = shared.shared.rfc3339
        frame = shared.frame
        tags = shared.tags
        replies = shared.replies
    }

    static let keys = "id title author shared_at frame tags replies"
}

/// `stoa journal list`.
struct JournalListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists your own entries, the latest first, or what members have shared.")

    @OptionGroup var options: BoardOptions
    @Flag(name: .long, help: "What members have shared.") var shared = false
    @Option(name: .long, help: "Only with this tag.") var tag: String?
    @Option(name: .long, help: "At most so many.") var limit = 50
    @Flag(name: .long, help: "As a JSON array.") var json = false

    func run() throws {
        let session = try options.session()
        let limit = max(1, limit)
        if shared { return try listShared(session, limit) }
        let opened = OpenedEntries(session)
        let all = try session.read { try JournalQueries.entries($0) }.lazy.map { ($0, opened.content(of: $0)) }
        let wanted = all.filter { _, content in
            tag.map { tag in (try? content.get())?.tags.contains(tag.lowercased()) ?? false } ?? true
        }.prefix(limit)
        if json {
            return try Output.json(
                wanted.compactMap { entry, content in (try? content.get()).map { ListedEntry(entry, $0) } })
        }
        if wanted.isEmpty { Output.line("Nothing here yet; `stoa journal add` writes an entry, for you alone.") }
        let now = session.clock.now()
        try session.read { database in
            for (entry, _) in wanted {
                let line = JournalRow(.entry(entry)).line(opened, columns: max(30, Output.columns - 8), now: now)
                Output.line("\(try IDLookup.shortest(entry.id, database))  \(line.text)")
            }
        }
    }

    private func listShared(_ session: BoardSession, _ limit: Int) throws {
        let all = try session.read { try JournalQueries.shared($0) }
            .filter { shared in tag.map { shared.tags.contains($0.lowercased()) } ?? true }.prefix(limit)
        if json { return try Output.json(all.map(ListedReflection.init)) }
        if all.isEmpty { Output.line("Nobody has shared a reflection yet.") }
        let now = session.clock.now()
        try session.read { database in
            for shared in all {
                let id = try IDLookup.shortest(shared.id, database)
                let age = Age.short(shared.shared, now: now)
                Output.line("\(id)  \(shared.title)  (\(shared.authorName), \(age), \(shared.replies) replies)")
            }
        }
    }
}

/// `stoa journal show`.
struct JournalShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows an entry of yours.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The entry.", completion: .things) var id: String
    @Flag(name: .long, help: "As a JSON document.") var json = false

    func run() throws {
        let session = try options.session()
        let (entry, content) = try JournalCommand.entry(id, session)
        if json { return try Output.json(ListedEntry(entry, content)) }
        var page = LinePageBuilder<EntryPane.Target>(columns: Output.columns)
        EntryPane.fill(&page, entry, .success(content), now: session.clock.now())
        for line in page.lines { Output.line(line.line.text) }
        if let revisit = content.revisit, revisit <= session.clock.now() {
            try session.send(JournalWriting(session: session).lookAgain(entry.id))
        }
    }
}

/// `stoa journal remove`.
struct JournalRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes an entry out of your journal, or puts it back.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The entry.", completion: .things) var id: String
    @Flag(name: .long, help: "Puts it back.") var undo = false

    func run() throws {
        let session = try options.session()
        let writing = JournalWriting(session: session)
        let entry =
            undo
            ? try session.read { try ReferenceLookup.id(id, $0) } : try JournalCommand.entry(id, session).0.id
        try session.send(writing.remove(entry, !undo))
    }
}

/// `stoa journal share`.
struct JournalShareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "share", abstract: "Opens a thread with an entry's words, and prints its id.",
        discussion: "Mood, next step and date stay with you. Give other words with -m, a file or a pipe.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The entry.", completion: .things) var id: String
    @Option(name: .long, help: "The channel.", completion: .channels) var channel = "general"
    @Option(name: .long, help: "Another title.") var title: String?
    @Option(name: .short, help: ArgumentHelp("Other words; may be repeated.", valueName: "text")) var m: [String] = []

    func run() throws {
        let session = try options.session()
        let (entry, content) = try JournalCommand.entry(id, session)
        if let thread = entry.thread {
            throw CommandFailure("it is shared already, as \(thread.text.prefix(8)); `stoa edit` words that otherwise")
        }
        let writing = JournalWriting(session: session)
        let body = m.isEmpty ? content.body : m.joined(separator: "\n\n")
        let opening = try writing.thread(
            Composition.Text(title: title ?? content.name, channel: channel, body: body))
        guard let event = opening.events.first else { return }
        let thread = try session.send(event)
        try session.write(writing.shared(thread, from: entry.id, content))
        Output.line(thread.text)
    }
}
