import Index
import Journal
import Terminal

/// What became of events that were to be written.
public enum WritingOutcome: Sendable {
    /// They are on disk, were read back from the log and are in the index.
    case written([EventID], ChangeSet)
    /// They are not; the sentence says why.
    case failed(String)
}

/// What came of work that was done away from the screen.
public enum WorkOutcome: Sendable {
    /// It is done, and this is to happen.
    case done([Effect])
    /// It could not be done; the sentence says why.
    case failed(String)

    /// Does the work, here and now.
    init(of work: Work, say: @escaping @Sendable (String) -> Void = { _ in }) {
        do { self = .done(try work.body(say)) } catch { self = .failed(Workbench.sentence(for: error)) }
    }
}

/// What came of a text that was given to the person's editor.
public enum EditingOutcome: Sendable {
    /// The text as the editor left it.
    case text(String)
    /// The text stays as it was; the sentence says why.
    case failed(String)
}

extension Workbench {
    /// What the window is called: the board, and what is unread and waits.
    var windowTitle: String {
        ([fittings.board] + standing.map(\.text)).filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// How much there is that speaks to the reader.
    var calls: Int { fittings.views.compactMap(\.calls).reduce(0) { $0 + ((try? $1()) ?? 0) } }

    /// Takes in what a catch-up changed.
    public mutating func catchUp(with changes: ChangeSet, now: Timestamp) {
        self.now = now
        guard !changes.isEmpty else { return }
        if let finding = changes.findings.first(where: \.isAboutHistory) { warn(finding.sentence) }
        for slot in Slot.allCases {
            update(slot) {
                try $0.refresh(after: changes)
                return []
            }
        }
        refreshSteps()
        if changes.eventCount > 0 || changes.isUnbounded { refreshStanding() }
        noteShown()
    }

    /// Takes in what became of the events of an errand.
    public mutating func finished(ticket: Int, _ outcome: WritingOutcome, now: Timestamp) {
        self.now = now
        guard let pending = writings.removeValue(forKey: ticket) else { return }
        switch outcome {
        case .failed(let why):
            warn(why)
            if pending.isSending { composer?.isSending = false }
        case .written(let ids, let changes):
            if pending.isSending { closeSentComposer() }
            catchUp(with: changes, now: now)
            if !pending.writing.done.isEmpty { say(pending.writing.done) }
            noteUndo(of: pending, ids)
            if let after = pending.writing.after { run(after(ids)) }
            if let sent = pending.recovering { recover(sent) }
            if pending.isSending, settings.afterSend == .next { perform(.nextUnread) }
        }
        noteShown()
    }

    /// Takes in what came of work that was done away from the screen.
    public mutating func worked(_ outcome: WorkOutcome, now: Timestamp) {
        self.now = now
        message = nil
        switch outcome {
        case .done(let effects): run(effects)
        case .failed(let why): warn(why)
        }
        noteShown()
    }

    private mutating func noteUndo(of pending: PendingWriting, _ ids: [EventID]) {
        guard let undo = pending.writing.undo else { return }
        do {
            let until = undo.lifetime.map { now.advanced(by: $0) }
            let events = try undo.inverse(ids)
            let sent = until == nil ? nil : pending.sent
            pushUndo(UndoEntry(name: undo.name, way: .events(events), until: until, sent: sent))
        } catch {
            warn("this cannot be undone: \(Self.sentence(for: error))")
        }
    }

    /// Takes another size of the screen.
    public mutating func resize(to size: Size) {
        self.size = size
        noteShown()
    }

    /// Does what is due by now: hints, messages that have been read, drafts.
    public mutating func tick(now: Timestamp) {
        self.now = now
        if let pending = prefix, !pending.isHinted, now >= pending.since.advanced(by: Self.hintDelay) {
            prefix?.isHinted = true
            if case .prefix(let alone?) = keyMap.resolve([pending.key], in: contexts) { perform(alone) }
        }
        if let shown = message, now >= shown.since.advanced(by: Self.messageLifetime) { message = nil }
        if let since = composer?.unsavedSince, now >= since.advanced(by: Self.draftDelay) { saveDraft() }
        if now >= standingSince.advanced(by: Self.standingLifetime) { refreshStanding() }
    }

    /// When `tick` has something to do next.
    public var nextDeadline: Timestamp? {
        var moments = [standingSince.advanced(by: Self.standingLifetime)]
        if let prefix, !prefix.isHinted { moments.append(prefix.since.advanced(by: Self.hintDelay)) }
        if let message { moments.append(message.since.advanced(by: Self.messageLifetime)) }
        if let since = composer?.unsavedSince { moments.append(since.advanced(by: Self.draftDelay)) }
        if let change = composer?.steps?.nextChange(after: now) { moments.append(change) }
        moments += layout.slots.keys.compactMap { stage[$0]?.nextChange(after: now) }
        return moments.min()
    }

    /// Milliseconds after which what waits is looked for again though nothing was written: what was far is near.
    private static let standingLifetime: Int64 = 60_000
    /// Milliseconds after which a prefix key shows what may follow.
    private static let hintDelay: Int64 = 500
    /// Milliseconds for which a message stays.
    private static let messageLifetime: Int64 = 8_000
    /// Milliseconds after which a change of the text is on its way to the disk.
    private static let draftDelay: Int64 = 400
}
