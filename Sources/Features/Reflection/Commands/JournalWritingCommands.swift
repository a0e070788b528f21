import ArgumentParser
import Index
import Journal

/// What an entry carries besides its text, as options.
struct EntryOptions: ParsableArguments {
    @Option(name: .long, help: "A title.") var title: String?
    @Option(name: .long, help: "A tag; may be repeated.") var tag: [String] = []
    @Option(name: .long, help: "From 1, heavy, to 5, light.") var mood: Int?
    @Option(name: .long, help: "What you mean to do; you are asked what became of it.") var next: String?
    @Option(name: .long, help: "When to look at it again: 2w, 2026-12-12, or never.") var revisit: String?

    /// The content with what was given in place of what it had.
    func apply(to content: EntryContent, now: Timestamp) throws -> EntryContent {
        var content = content
        content.title = title ?? content.title
        if !tag.isEmpty { content.tags = tag.map { $0.drop { $0 == "#" }.lowercased() } }
        content.mood = mood ?? content.mood
        if let next { content.nextStep = next.isEmpty ? nil : next }
        if let revisit { content.revisit = try TypedMoment.orNever(revisit, now: now).given }
        return content
    }

    var isEmpty: Bool { title == nil && tag.isEmpty && mood == nil && next == nil && revisit == nil }
}

/// `stoa journal add`.
struct JournalAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Keeps an entry for yourself, and prints its id.",
        discussion: """
            In an editor the frame's questions stand there to be answered; lines at the end, such as “Next step: …”, \
            “Look again: 2w”, “Tags: a, b” and “Mood: 4”, say what the options say.
            """)

    @OptionGroup var options: BoardOptions
    @OptionGroup var source: TextSource
    @OptionGroup var entry: EntryOptions
    @Option(name: .long, help: "The questions to answer; `stoa journal frames` lists them.") var frame: String?
    @Option(name: .long, help: "The prompt to answer; `stoa journal prompts` lists them.") var prompt: String?
    @Option(name: .long, help: "What became of the last next step: done, carry or drop.") var last: StepOutcome?

    func run() throws {
        let session = try options.session()
        let writing = JournalWriting(session: session)
        let now = session.clock.now()
        let (library, prompts, step) = try session.read { database in
            (
                try FrameLibrary.current(database), try JournalQueries.prompts(database),
                try JournalQueries.openStep(database)
            )
        }
        let asked = try prompt.map { name in
            guard let prompt = prompts.first(where: { $0.name == name }) else {
                throw CommandFailure("there is no prompt \(name); `stoa journal prompts` lists them", .notFound)
            }
            return prompt
        }
        let standard = source.isEdited ? FrameLibrary.standard : "free"
        let frame = try library.find(frame ?? asked?.frame ?? standard)
        var events: [NewEvent] = []
        var carried = ""
        if let last {
            guard let step else { throw CommandFailure("no next step is open", .notFound) }
            events.append(try writing.meetStep(of: step.id, last))
            if last == .carry { carried = (try? OpenedEntries(session).content(of: step).get())?.nextStep ?? "" }
        }
        let text = try source.text(editing: EntryText.blank(frame, prompt: asked?.text, nextStep: carried))
        var content = try EntryText.read(title: "", text, frame: frame, prompt: asked?.text, now: now)
        if content.nextStep == nil, !carried.isEmpty { content.nextStep = carried }
        content = try entry.apply(to: content, now: now)
        if let occasion = asked?.occasion(at: now, .current) { events.append(try writing.meet(occasion)) }
        let kept = try writing.keep(content)
        try session.write(events)
        Output.line(try session.send(kept).text)
    }
}

/// `stoa journal edit`.
struct JournalEditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Words an entry of yours otherwise; what you leave out stays.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The entry.", completion: .things) var id: String
    @OptionGroup var entry: EntryOptions
    @Option(name: .short, help: ArgumentHelp("The text; may be repeated.", valueName: "text")) var m: [String] = []

    func run() throws {
        let session = try options.session()
        let now = session.clock.now()
        let (kept, before) = try JournalCommand.entry(id, session)
        var content = before
        if !m.isEmpty {
            content.body = m.joined(separator: "\n\n")
        } else if entry.isEmpty {
            let frame = try session.read { try FrameLibrary.current($0) }.forEntry(content.frame)
            let text = try TextSource.text([], nil, editing: EntryText.text(of: content))
            guard let frame else { return }
            content = try EntryText.read(
                title: before.title, text, frame: frame, prompt: before.prompt, now: now)
        }
        content = try entry.apply(to: content, now: now)
        try session.send(JournalWriting(session: session).rewrite(kept.id, content))
    }
}

/// `stoa journal step`.
struct JournalStepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "step", abstract: "Shows the next step that is open, or says what became of it.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "done, carry or drop.") var outcome: StepOutcome?

    func run() throws {
        let session = try options.session()
        guard let entry = try session.read({ try JournalQueries.openStep($0) }) else {
            return Output.line("No next step is open.")
        }
        guard let outcome else {
            let step = (try? OpenedEntries(session).content(of: entry).get())?.nextStep ?? "(it cannot be opened)"
            return Output.line("You meant to: \(step)")
        }
        try session.send(JournalWriting(session: session).meetStep(of: entry.id, outcome))
    }
}

extension StepOutcome: ExpressibleByArgument {}
