import Index
import Journal
import Terminal
import Workbench

/// What panes let happen to reflections: the same for the list, the page, Home and the palette.
struct JournalEffects: Sendable {
    let session: BoardSession

    private var writing: JournalWriting { JournalWriting(session: session) }
    private var now: Timestamp { session.clock.now() }

    /// What drafts of this feature begin their kind with; the frame and the prompt's coming follow.
    private static let draftKind = "reflection"
    private static let sharing = "reflection-share"

    /// Shows an entry.
    func open(_ entry: EventID) -> [Effect] { [.open(EntryPane(session, entry: entry), in: .list)] }

    // MARK: - Writing

    /// Lets the reader choose how to write; what is asked just now comes first.
    func offerFrames() throws -> [Effect] {
        let (offered, library, step) = try session.read { database in
            (
                try JournalQueries.offered(now: now, database), try FrameLibrary.current(database),
                try JournalQueries.openStep(database)
            )
        }
        if let step { return try askAboutStep(step) { try frames(offered, library, nextStep: $0) } }
        return try frames(offered, library, nextStep: "")
    }

    private func frames(
        _ offered: [ReflectionPrompt.Occasion], _ library: FrameLibrary, nextStep: String
    ) throws -> [Effect] {
        let asked = offered.map { occasion in
            Choice.Item(label: occasion.prompt.text, detail: occasion.prompt.dayWords) {
                try write(occasion, nextStep: nextStep)
            }
        }
        let free = library.names.compactMap { name in (try? library.find(name)).map { (name, $0) } }.map {
            name, frame in
            Choice.Item(label: frame.title, detail: frame.about) {
                [compose(frame, occasion: nil, nextStep: nextStep)]
            }
        }
        return [.choose(Choice(purpose: "frame", title: "How do you want to look back?", items: asked + free))]
    }

    /// Answers a prompt.
    func write(_ occasion: ReflectionPrompt.Occasion, nextStep: String = "") throws -> [Effect] {
        let frame = try session.read { try FrameLibrary.current($0) }.forEntry(occasion.prompt.frame)
        guard let frame else { return [] }
        return [compose(frame, occasion: occasion, nextStep: nextStep)]
    }

    /// What became of the last next step; then, if wanted, on to the next entry.
    func askAboutStep(
        _ entry: JournalEntry, then follow: (@Sendable (_ carried: String) throws -> [Effect])? = nil
    ) throws -> [Effect] {
        guard case .success(let content) = OpenedEntries(session).content(of: entry), let step = content.nextStep else {
            return try follow?("") ?? []
        }
        let labels: [(StepOutcome, String)] = [
            (.done, "it is done"), (.carry, "carry it on"), (.drop, "let it go"),
        ]
        var items = labels.map { outcome, label in
            Choice.Item(label: label) {
                let undo = Writing.Undo("the step") { _ in [try writing.meetStep(of: entry.id, nil)] }
                let next = try follow?(outcome == .carry ? step : "") ?? []
                return [.write(Writing([try writing.meetStep(of: entry.id, outcome)], done: outcome.words, undo: undo))]
                    + next
            }
        }
        if let follow { items.append(Choice.Item(label: "leave it for now") { try follow("") }) }
        return [.choose(Choice(purpose: "step", title: "You meant to: \(step)", items: items))]
    }

    private func compose(
        _ frame: ReflectionFrame, occasion: ReflectionPrompt.Occasion?, nextStep: String = "", draft: StoredDraft? = nil
    ) -> Effect {
        let prompt = occasion?.prompt.text
        let text = Composition.Text(
            title: draft?.title ?? "", body: draft?.body ?? EntryText.blank(frame, prompt: prompt, nextStep: nextStep))
        let coming = occasion.map { ":\($0.prompt.name):\($0.day)" } ?? ""
        var composition = Composition(
            kind: "\(Self.draftKind):\(frame.name)" + coming, heading: "Journal, for you alone", text: text,
            draft: draft
        ) { text in
            let content = try EntryText.read(
                title: text.title ?? "", text.body, frame: frame, prompt: prompt, now: now)
            var events = [try writing.keep(content)]
            if let occasion { events.append(try writing.meet(occasion)) }
            let undo = Writing.Undo("keeping it") { ids in try ids.prefix(1).map { try writing.remove($0) } }
            return Writing(events, done: "kept; nobody but you reads it", undo: undo) { ids in
                ids.first.map { open($0) } ?? []
            }
        }
        composition.isPrivate = true
        if draft == nil { composition.cursorLine = EntryText.firstLine(frame, prompt: prompt) }
        return .compose(composition)
    }

    /// Rewords an entry.
    func edit(_ entry: EventID, _ content: EntryContent, draft: StoredDraft? = nil) throws -> Effect {
        let frame = try session.read { try FrameLibrary.current($0) }.forEntry(content.frame)
        guard let frame else { return .say("there is no frame to edit it in") }
        let text = Composition.Text(
            title: draft?.title ?? content.title, body: draft?.body ?? EntryText.text(of: content))
        var composition = Composition(
            kind: "\(Self.draftKind):\(frame.name)", target: entry, heading: "Edit an entry, for you alone", text: text,
            draft: draft
        ) { text in
            let changed = try EntryText.read(
                title: text.title ?? "", text.body, frame: frame, prompt: content.prompt, now: now)
            let undo = Writing.Undo("the change") { _ in [try writing.rewrite(entry, content)] }
            return Writing([try writing.rewrite(entry, changed)], done: "changed", undo: undo)
        }
        composition.isPrivate = true
        return .compose(composition)
    }

    /// Takes an entry out, once the person has said yes.
    func remove(_ entry: EventID, isOpen: Bool) throws -> Effect {
        let undo = Writing.Undo("taking it out") { _ in [try writing.remove(entry, false)] }
        let removal = Writing([try writing.remove(entry)], done: "taken out; u puts it back", undo: undo) { _ in
            isOpen ? [.close(.list)] : []
        }
        return .ask(
            Question("Take this entry out of your journal?", answers: [.init("y", "take it out", [.write(removal)])]))
    }

    // MARK: - Sharing

    /// Lets an entry be worded for others and opened as a thread. What is for oneself, mood and next step, stays behind.
    func share(_ entry: JournalEntry, _ content: EntryContent, draft: StoredDraft? = nil) -> Effect {
        if let thread = entry.thread {
            return .say("shared already, as \(thread.text.prefix(8)); edit the thread to word it otherwise")
        }
        let text = Composition.Text(
            title: draft?.title ?? content.name, channel: draft?.channel ?? "general", body: draft?.body ?? content.body
        )
        var composition = Composition(
            kind: Self.sharing, target: entry.id, heading: "Share an entry: everybody can read this", text: text,
            draft: draft
        ) { text in
            guard !text.body.isEmpty else { throw CommandFailure("nothing is left to share", .badData) }
            var opening = try writing.thread(text)
            let opened = opening.after
            opening.done = "shared; u calls it back for 30 s"
            opening.after = { ids in
                let events = ids.first.flatMap { try? writing.shared($0, from: entry.id, content) } ?? []
                return [.write(Writing(events))] + (opened?(ids) ?? [])
            }
            return opening
        }
        composition.isPrivate = true
        return .compose(composition)
    }

    // MARK: - Prompts

    /// Lets a prompt pass this time.
    func pass(_ occasion: ReflectionPrompt.Occasion) throws -> Effect {
        let undo = Writing.Undo("passing it") { _ in [try writing.meet(occasion, false)] }
        return .write(Writing([try writing.meet(occasion)], done: "not this time; it comes round again", undo: undo))
    }

    /// Turns prompts off, or on.
    func toggleMute() throws -> [Effect] {
        let isMuted = try session.read { try JournalQueries.isMuted($0) }
        let undo = Writing.Undo("this") { _ in [try writing.mute(isMuted)] }
        let done = isMuted ? "prompts are offered again" : "no prompts are offered any more"
        return [.write(Writing([try writing.mute(!isMuted)], done: done, undo: undo))]
    }

    /// What Home offers: the latest question that is neither answered nor passed over.
    func offers() throws -> [Offer] {
        let offered = try session.read { try JournalQueries.offered(now: now, $0) }
        return offered.prefix(1).map { occasion in
            var line = StyledLine([Span("  ✎ ", .accent), Span(occasion.prompt.text)])
            line.append("  \(occasion.prompt.dayWords)'s question, if you like", .muted)
            let choice = Choice(
                purpose: "prompt", title: occasion.prompt.text,
                items: [
                    Choice.Item(label: "write", detail: "for you alone") { try write(occasion) },
                    Choice.Item(label: "not this time", detail: "it comes round again") { [try pass(occasion)] },
                ])
            return Offer(line, opens: [.choose(choice)])
        }
    }

    // MARK: - Drafts

    /// Goes on with a draft of this feature.
    func resume(_ draft: StoredDraft) throws -> Composition? {
        let parts = draft.kind.split(separator: ":").map(String.init)
        guard let kind = parts.first, kind == Self.draftKind || kind == Self.sharing else { return nil }
        if let target = draft.target.flatMap({ EventID(text: $0) }) {
            guard let entry = try session.read({ try JournalQueries.entry(target, $0) }),
                case .success(let content) = OpenedEntries(session).content(of: entry)
            else { return nil }
            return composition(
                kind == Self.sharing ? share(entry, content, draft: draft) : try edit(target, content, draft: draft))
        }
        let (library, prompts) = try session.read { database in
            (try FrameLibrary.current(database), try JournalQueries.prompts(database))
        }
        guard let frame = library.forEntry(parts.count > 1 ? parts[1] : "free") else { return nil }
        var occasion: ReflectionPrompt.Occasion?
        if parts.count == 4, let day = Int(parts[3]) {
            occasion = prompts.first { $0.name == parts[2] }.map { ReflectionPrompt.Occasion(prompt: $0, day: day) }
        }
        return composition(compose(frame, occasion: occasion, draft: draft))
    }

    private func composition(_ effect: Effect) -> Composition? {
        if case .compose(let composition) = effect { composition } else { nil }
    }
}
