import Journal
import Terminal

extension Workbench {
    /// The block that the composer takes: beside the reader where both have room, so that one sees what one answers.
    func composerBlock(_ layout: Layout) -> Rectangle {
        if let block = layout.composer { return block }
        if let list = layout.slots[.list], let reader = layout.slots[.reader], list.origin.row == reader.origin.row {
            return list
        }
        let content = layout.content
        return content.size.columns >= Layout.smallest.columns
            ? content : Rectangle(column: 0, row: 0, columns: size.columns, rows: content.size.rows)
    }

    mutating func openComposer(_ composition: Composition) {
        guard composer == nil else {
            warn("finish what you are writing first")
            return
        }
        composer = Composer(composition)
        composer?.moveToStep()
        if isAnsweringReader { give(.answering) }
    }

    /// Opens a text again that was sent and called back: it is a draft at once.
    mutating func recover(_ sent: Composition) {
        guard composer == nil else { return }
        composer = Composer(sent)
        composer?.unsavedSince = now
        saveDraft()
    }

    func drawComposer(_ layout: Layout, on surface: inout Surface) {
        guard let composer else { return }
        let block = composerBlock(layout)
        surface.fill(block)
        let preview = composer.composition.preview ?? fittings.preview
        surface.draw(composer.view(size: block.size, now: now, preview: preview), at: block.origin)
    }

    mutating func pressInComposer(_ key: Key) {
        guard var writing = composer, !writing.isSending else { return }
        message = nil
        if case .action(let action) = keyMap.resolve([key], in: [.composer]) {
            Self.composerActions[action]?(&self)
            return
        }
        if case .action(let action) = keyMap.resolve([key], in: [.everywhere]), [.suspend, .redraw].contains(action) {
            return perform(action)
        }
        if writing.isPreviewing {
            composer?.isPreviewing = false
            return
        }
        let before = writing.title
        if writing.type(key, columns: composerBlock(layout).size.columns - 2), writing.unsavedSince == nil {
            writing.unsavedSince = now
        }
        if writing.title != before {
            writing.similar = (try? fittings.similar(writing.title.text)) ?? []
        }
        composer = writing
    }

    static let composerActions: [ActionName: @Sendable (inout Workbench) -> Void] = {
        var actions = ownComposerActions
        for (place, action) in ActionName.similar.enumerated() { actions[action] = { $0.openSimilar(place) } }
        return actions
    }()

    private static let ownComposerActions: [ActionName: @Sendable (inout Workbench) -> Void] = [
        .finish: { $0.askToFinish() },
        .keepDraft: { $0.keepDraft() },
        .externalEditor: { bench in
            bench.saveDraft()
            if let body = bench.composer?.body.text { bench.emit(.editOutside(body)) }
        },
        .preview: { $0.composer?.isPreviewing.toggle() },
        .complete: { $0.complete() },
        .sendText: { $0.sendText() },
        .discardText: { $0.discardText() },
        .previousField: { $0.composer?.moveField(by: -1) },
        .sendAsItIs: { $0.sendText(isChecked: true) },
        .nextStep: { $0.goStep(by: 1) },
        .previousStep: { $0.goStep(by: -1) },
        .readOnBehind: { $0.give(.wheel(3)) },
        .readBackBehind: { $0.give(.wheel(-3)) },
    ]

    /// Shows what is like the text being written, which stays as a draft.
    private mutating func openSimilar(_ place: Int) {
        guard let similar = composer?.similar, similar.indices.contains(place) else {
            return say("nothing like it is shown")
        }
        keepDraft()
        run(similar[place].opens)
    }

    private mutating func askToFinish() {
        overlay = QuestionLine(
            Question(
                "Finish?",
                answers: [
                    .init("y", "send", [.perform(.sendText)]),
                    .init("p", "preview", [.perform(.preview)]),
                    .init("k", "keep as draft", [.perform(.keepDraft)]),
                    .init("D", "discard", [.perform(.discardText)]),
                ]))
    }

    private mutating func sendText(isChecked: Bool = false) {
        guard let text = composer?.text, let send = composer?.composition.send else { return }
        let concerns = isChecked ? [] : composer?.composition.concerns(text) ?? []
        guard concerns.isEmpty else {
            saveDraft()
            overlay = QuestionPanel(
                Question(
                    "Before you send it",
                    answers: [.init("s", "send as it is", [.perform(.sendAsItIs)])]),
                about: concerns)
            return
        }
        let draft = takeDraft()
        // After the post: the draft is for the case that the post does not come through, and must not keep it waiting.
        defer { if let draft { emit(.saveDraft(draft)) } }
        do {
            write(try send(text), isSending: true)
            composer?.isSending = true
            say("sending…")
        } catch {
            warn(Self.sentence(for: error))
        }
    }

    private mutating func discardText() {
        if let draft = composer?.draft { emit(.discardDraft(draft.id)) }
        composer = nil
        say("discarded")
    }

    private mutating func keepDraft() {
        if composer?.isPreviewing == true {
            composer?.isPreviewing = false
            return
        }
        let isEmpty = composer?.isEmpty ?? true
        if isEmpty {
            if let draft = composer?.draft { emit(.discardDraft(draft.id)) }
        } else {
            saveDraft()
            say("kept as a draft; `:drafts` goes on with it")
        }
        composer = nil
    }

    /// Puts the text on its way to the disk, if it changed.
    public mutating func saveDraft() {
        if let draft = takeDraft() { emit(.saveDraft(draft)) }
    }

    /// The text as a draft that is to be saved; nothing when it is saved already, or is not worth it.
    private mutating func takeDraft() -> StoredDraft? {
        guard var writing = composer, !writing.isEmpty, writing.unsavedSince != nil || writing.draft == nil else {
            return nil
        }
        let text = writing.text
        var draft =
            writing.draft
            ?? StoredDraft(
                kind: writing.composition.kind, target: writing.composition.target?.text, updated: now,
                host: fittings.host)
        draft.isSealed = writing.composition.isPrivate ? true : nil
        draft.title = text.title ?? ""
        draft.channel = text.channel ?? ""
        draft.body = text.body
        draft.updated = now
        draft.step = writing.composition.sharedSteps == nil ? writing.steps?.place : nil
        writing.draft = draft
        writing.unsavedSince = nil
        composer = writing
        return draft
    }

    /// Goes on after the post was read back: only now is the draft no longer needed.
    mutating func closeSentComposer() {
        if let draft = composer?.draft { emit(.discardDraft(draft.id)) }
        composer = nil
    }

    /// Takes what came back from the person's editor; it can be undone like anything typed.
    public mutating func edited(_ outcome: EditingOutcome, now: Timestamp) {
        self.now = now
        switch outcome {
        case .text(let text):
            composer?.body.replaceAll(with: text)
            composer?.unsavedSince = now
            saveDraft()
        case .failed(let why): warn(why)
        }
    }

    private mutating func complete() {
        guard let word = composer?.word else {
            composer?.moveField(by: 1)
            return
        }
        let found = (try? fittings.completions(word)) ?? []
        guard let first = found.first else {
            if composer?.field == .body { say("nothing begins with \(word)") } else { composer?.moveField(by: 1) }
            return
        }
        if composer?.field == .channel, String(first.dropFirst()) == composer?.channel.text {
            composer?.moveField(by: 1)
            return
        }
        composer?.complete(with: first)
        if found.count > 1 { say("also: " + found.dropFirst().prefix(6).joined(separator: " ")) }
    }

    mutating func offerDrafts() {
        do {
            let drafts = try fittings.drafts().compactMap { draft in
                try fittings.resume(draft).map { (draft, $0) }
            }
            guard !drafts.isEmpty else {
                say("no drafts")
                return
            }
            overlay = Picker(drafts: drafts)
        } catch {
            warn(Self.sentence(for: error))
        }
    }
}
