import Index
import Journal
import Workbench

/// Asking for feedback on what is selected, or on a text of one's own.
extension FeedbackEffects {
    /// Opens the form. `subject` is what a pane is about; anything but a post, a resource or a project is no work.
    func ask(about subject: Reference?) throws -> [Effect] {
        let known = ["post", "resource", "project"].contains(subject?.kind ?? "") ? subject?.id : nil
        let now = session.clock.now()
        let hint = try session.read { try LoadQueries.intake(for: session.me, now: now, $0) }
        let saying = hint.map { [Effect.say("a review takes " + $0.words)] } ?? []
        return saying + [ask(thing: known, title: try known.flatMap { try FeedbackWork(session).title(of: $0) } ?? "")]
    }

    /// Goes on asking.
    func ask(draft: StoredDraft) -> Effect {
        ask(thing: draft.target.flatMap { EventID(text: $0) }, title: draft.title, draft: draft)
    }

    private func ask(thing: EventID?, title: String, draft: StoredDraft? = nil) -> Effect {
        let heading = thing == nil ? "Ask for feedback on a text" : "Ask for feedback on this"
        var composition = Composition(
            kind: AskForm.kind, target: thing, heading: heading,
            text: Composition.Text(title: title, body: draft?.body ?? AskForm.empty(hasWork: thing != nil)),
            draft: draft
        ) { [session] text in
            let form = try AskForm(text.body, now: session.clock.now())
            let makes = FeedbackWork(session)
            let work = try thing.map { try makes.thing($0) } ?? makes.text(form.work ?? "")
            let asked = FeedbackAsked(
                title: text.title ?? "", work: work, about: form.about, notWanted: form.notWanted,
                stage: form.stage, effort: form.effort, due: form.due, needed: form.needed, named: form.named,
                method: form.method, sealed: form.isSealed ? true : nil, tags: form.tags)
            return Writing([try FeedbackWriting(session).ask(asked)], done: "asked; `f` shows what becomes of it")
        }
        composition.cursorLine = draft == nil ? 1 : nil
        return .compose(composition)
    }
}
