import Index
import Journal
import Terminal
import Workbench

/// One entry of one's own journal.
struct EntryPane: Pane {
    /// What a line stands for.
    enum Target: Hashable, Sendable {
        case step
        case thread(EventID)
    }

    let session: BoardSession
    let id: EventID
    private var entry: JournalEntry?
    private let opened: OpenedEntries
    private var page = LinePage<Target>()
    private var columns = 60
    private var hasLookedAgain = false

    init(_ session: BoardSession, entry: EventID) {
        self.session = session
        id = entry
        opened = OpenedEntries(session)
    }

    var title: StyledLine { "Journal: for you alone" }
    var contexts: [Context] { [.journal] }
    private var effects: JournalEffects { JournalEffects(session: session) }
    private var content: EntryContent? { entry.flatMap { try? opened.content(of: $0).get() } }

    mutating func reload() throws {
        entry = try session.read { try JournalQueries.entry(id, $0) }
        var builder = LinePageBuilder<Target>(columns: columns)
        if let entry {
            Self.fill(&builder, entry, opened.content(of: entry), now: session.clock.now())
        } else {
            builder.words("This entry is not in your journal any more.", .muted)
        }
        try page.set(builder)
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("reflection") { try reload() }
    }

    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        if size.columns != columns {
            columns = size.columns
            try reload()
        }
        guard isFocused, !hasLookedAgain, let revisit = content?.revisit, revisit <= session.clock.now() else {
            return []
        }
        hasLookedAgain = true
        return [.write(Writing([try JournalWriting(session: session).lookAgain(id)]))]
    }

    /// What a page of an entry says; commands print the same.
    static func fill(
        _ page: inout LinePageBuilder<Target>, _ entry: JournalEntry,
        _ content: Result<EntryContent, OpenedEntries.Closed>, now: Timestamp
    ) {
        switch content {
        case .failure(let closed): page.words(closed.reason, .warning)
        case .success(let content):
            StyledLine(content.name, .heading).wrapped(to: page.columns).forEach { page.add($0) }
            var about = StyledLine(ShortDate.day(entry.kept, now: now), .time)
            for tag in content.tags { about.append("  #\(tag)", .channel) }
            if let mood = content.moodWords { about.append("  " + mood, .muted) }
            about.wrapped(to: page.columns).forEach { page.add($0) }
            if let prompt = content.prompt, prompt != content.name { page.words(prompt, .quote) }
            page.add()
            page.text(content.body, indent: 0)
            if let step = content.nextStep {
                page.heading("Next step", entry.outcome?.words ?? "")
                for (place, line) in StyledLine(step).wrapped(to: page.columns - 2).enumerated() {
                    page.add(StyledLine([Span("  ")] + line.spans), place == 0 ? .step : nil)
                }
            }
            if let revisit = content.revisit {
                page.add()
                page.words("To be looked at again: \(ShortDate.day(revisit, now: now))", .muted)
            }
        }
        if let thread = entry.thread {
            page.add()
            page.add(StyledLine("Shared as a thread, which others read", .link), .thread(thread))
        }
    }

    func availability(of action: ActionName) -> Availability {
        if LinePage<Target>.actions.contains(action) || action == .newEntry { return .available }
        let known: Set<ActionName> = [.open, .edit, .retract, .shareEntry, .copy]
        guard known.contains(action), entry != nil else { return .absent }
        if action == .open { return page.target == nil ? .unavailable("this line leads nowhere") : .available }
        return content == nil && action != .retract ? .unavailable("its words cannot be read") : .available
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        if action == .newEntry { return try effects.offerFrames() }
        guard let entry else { return [] }
        switch action {
        case .open:
            switch page.target {
            case .step: return try effects.askAboutStep(entry)
            case .thread(let thread): return try Reference(kind: "post", id: thread).open(session)
            case nil: return []
            }
        case .retract: return [try effects.remove(id, isOpen: true)]
        case .edit: return try content.map { [try effects.edit(id, $0)] } ?? []
        case .shareEntry: return content.map { [effects.share(entry, $0)] } ?? []
        case .copy: return content.map { [.copy($0.body)] } ?? []
        default:
            try page.perform(action, height: size.rows)
            return []
        }
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try finish(page.handle(input, height: size.rows), in: size)
    }

    func view(size: Size, isFocused: Bool) -> Surface { page.view(size: size, isFocused: isFocused) }
}
