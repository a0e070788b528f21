import ArgumentParser
import Index
import Terminal
import Workbench

extension Feature {
    /// One's own journal, what members share of theirs, and one's own path.
    static let reflection = Feature(
        "Reflection",
        projection: JournalProjection.projection,
        commands: [CommandGroup(name: "The community", subcommands: [JournalCommand.self])],
        documents: [
            JSONDocument(
                "journal list", "an array of your own entries; keys without a value are missing", ListedEntry.keys),
            JSONDocument("journal list --shared", "an array of what members shared", ListedReflection.keys),
            JSONDocument("journal show", "an entry", ListedEntry.keys),
            JSONDocument(
                "journal prompts", "an array of the board's prompts", "name day every frame text offered muted"),
            JSONDocument("journal timeline", "an array of moments of your own; id may be missing", "at kind words id"),
        ],
        actions: JournalActions.table,
        performers: { JournalActions.performers($0) },
        turns: [JournalTurns.words],
        views: [BoardView(name: "journal", title: "Journal", letter: "j") { [.open(JournalPane($0), in: .list)] }],
        open: { id, session in
            guard try session.read({ try JournalQueries.entry(id, $0) }) != nil else { return nil }
            return JournalEffects(session: session).open(id)
        },
        resume: { try JournalEffects(session: $1).resume($0) }
    )
    .beginning(with: [PromptText.part])
    .offering { try JournalEffects(session: $0).offers() }
    .remembering { limit, session in
        let opened = OpenedEntries(session)
        return try session.read { try JournalQueries.entries(limit: limit, $0) }.map { entry in
            let name = (try? opened.content(of: entry).get())?.name ?? "an entry that cannot be opened"
            return Moment(
                at: entry.kept, kind: "reflection", words: name, thing: Reference(kind: "reflection", id: entry.id))
        }
    }
    .digesting { span, session in
        try session.read { try JournalQueries.shared(limit: 50, $0) }
            .filter { span.contains($0.shared) && $0.author != session.me }
            .map { DigestItem(.reflections, $0.title, detail: $0.authorName, at: $0.shared, id: $0.id) }
    }
    .telling(ReflectionStory.scenes)
}
