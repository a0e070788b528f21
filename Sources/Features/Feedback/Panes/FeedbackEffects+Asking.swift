import Foundation
import Index
import Journal
import Terminal
import Workbench

/// Asking for feedback on what is selected, on a file, or on a text of one's own.
extension FeedbackEffects {
    /// What there is to look at.
    private enum Aim {
        /// A text or file of one's own.
        case own
        /// A post, a resource or a project.
        case thing(EventID)
        /// Work of one's own as the other half of a swap.
        case half(FeedbackRequest)

        var target: EventID? {
            switch self {
            case .own: nil
            case .thing(let id): id
            case .half(let request): request.id
            }
        }
    }

    /// Opens the form. `subject` is what a pane is about; anything but a post, a resource or a project is no work, and on
    /// a request whose asker wants to swap it is the other half.
    func ask(about subject: Reference?) throws -> [Effect] {
        let now = session.clock.now()
        let hint = try session.read { try LoadQueries.intake(for: session.me, now: now, $0) }
        let saying = hint.map { [Effect.say("a review takes " + $0.words)] } ?? []
        let aim = try aim(at: subject?.kind ?? "", subject?.id)
        let title: String? = if case .thing(let id) = aim { try FeedbackWork(session).title(of: id) } else { nil }
        return saying + [try compose(aim, title: title ?? "")]
    }

    /// Opens the form for a text or a file, whatever is selected.
    func askOnOwnWork() throws -> [Effect] { try ask(about: nil) }

    /// Goes on asking.
    func ask(draft: StoredDraft) throws -> Effect {
        let id = draft.target.flatMap { EventID(text: $0) }
        let isHalf = try id.map { id in try session.read { try FeedbackQueries.summary(id, $0) } != nil } ?? false
        let aim = isHalf ? try aim(at: "feedback", id) : id.map(Aim.thing) ?? .own
        return try compose(aim, title: draft.title, draft: draft)
    }

    private func aim(at kind: String, _ id: EventID?) throws -> Aim {
        guard let id else { return .own }
        if ["post", "resource", "project"].contains(kind) { return .thing(id) }
        guard kind == "feedback", let request = try session.read({ try FeedbackQueries.request(id, $0) }),
            FeedbackRules.refusalToSwap(by: session.me, on: request) == nil
        else { return .own }
        return .half(request)
    }

    private func compose(_ aim: Aim, title: String, draft: StoredDraft? = nil) throws -> Effect {
        let heading =
            switch aim {
            case .own: "Ask for feedback on a text or a file"
            case .thing: "Ask for feedback on this"
            case .half(let request): "Your half of the swap with @\(request.asker)"
            }
        let body = try draft?.body ?? AskForm.empty(beginning(aim))
        var composition = Composition(
            kind: AskForm.kind, target: aim.target, heading: heading, text: Composition.Text(title: title, body: body),
            draft: draft
        ) { [session] text in
            let effects = FeedbackEffects(session: session)
            let event = try FeedbackWriting(session).ask(try effects.asked(text, aim))
            return Writing(
                [event], done: "asked; `f` shows what becomes of it",
                undo: Writing.Undo("asking", lifetime: 30_000) { [session] written in
                    try written.map { try FeedbackWriting(session).withdraw($0) }
                })
        }
        composition.cursorLine = draft == nil ? 1 : nil
        composition.preview = { [session] body, columns in
            FeedbackEffects(session: session).preview(ofAsking: body, columns: columns)
        }
        return .compose(composition)
    }

    private func beginning(_ aim: Aim) throws -> AskForm.Beginning {
        try session.read { database in
            var beginning = AskForm.Beginning(
                terms: try FeedbackBoardTerms.current(database), methods: try ProtocolLibrary.current(database).names,
                rubrics: try RubricQueries.all(database).map(\.content.title))
            if case .thing = aim { beginning.hasWork = true }
            if case .half(let request) = aim {
                beginning.half = (try IDLookup.shortest(request.id, database), request.asker)
            }
            return beginning
        }
    }

    /// What a filled form asks for. Throws a sentence that says what is wrong with it.
    private func asked(_ text: Composition.Text, _ aim: Aim) throws -> FeedbackAsked {
        let form = try AskForm(text.body, now: session.clock.now())
        let rubric = try form.rubric.map { name in
            guard let found = try session.read({ try RubricQueries.named(name, $0) }) else {
                throw CommandFailure("there is no rubric “\(name)”; the form's last lines name them", .notFound)
            }
            return found.id
        }
        var title = text.title ?? ""
        if title.isEmpty, let file = form.file { title = (file as NSString).lastPathComponent }
        let swap: EventID? =
            if case .half(let name) = form.swap { try FeedbackLookup.request(name, session).id } else { nil }
        let isSealed = form.eyes != .group
        return FeedbackAsked(
            title: title, work: try work(form, aim), about: form.about, notWanted: form.notWanted, stage: form.stage,
            effort: form.effort, due: form.due, needed: form.needed, named: form.named,
            wantsSwap: form.swap == .offered ? true : nil, swap: swap, method: form.method, rubric: rubric,
            sealed: isSealed ? true : nil, shared: form.eyes == .reviewers ? true : nil, tags: form.tags)
    }

    private func work(_ form: AskForm, _ aim: Aim) throws -> ReviewedWork {
        let making = FeedbackWork(session)
        if case .thing(let id) = aim { return try making.thing(id) }
        guard let file = form.file else { return try making.text(form.work ?? "") }
        guard form.work == nil else {
            throw CommandFailure("there is a file and a text; take one of them away", .badData)
        }
        return try making.file(named: file)
    }

    /// What reviewers will see of it, or what is wrong with it.
    private func preview(ofAsking body: String, columns: Int) -> [StyledLine] {
        do {
            let form = try AskForm(body, now: session.clock.now())
            var lines = [StyledLine("What is wanted", .heading)]
            lines += MarkdownDocument(form.about).layout(columns: columns, foldQuotes: false).lines
            if let unwanted = form.notWanted {
                lines += [StyledLine(), StyledLine("Not wanted now", .heading)]
                lines += MarkdownDocument(unwanted).layout(columns: columns, foldQuotes: false).lines
            }
            lines += [StyledLine(), StyledLine("How", .heading)]
            return lines + facts(form).flatMap { StyledLine($0).wrapped(to: columns) }
        } catch {
            return StyledLine(String(describing: error), .warning).wrapped(to: columns)
        }
    }

    private func facts(_ form: AskForm) -> [String] {
        let from = form.named.isEmpty ? "the whole group" : form.named.map { "@\($0)" }.joined(separator: ", ")
        let readers =
            switch form.eyes {
            case .group: "everyone can read what is given"
            case .asker: "only you can read what is given"
            case .reviewers: "you and the reviewers can read what is given"
            }
        var facts = [
            "\(form.stage.rawValue) work, about \(form.effort) minutes, asked of \(from)",
            form.rubric.map { "by the rubric “\($0)”" } ?? "by the protocol \(form.method ?? ProtocolLibrary.standard)",
            readers,
        ]
        if let due = form.due { facts.append(FeedbackMoments.due(due, now: session.clock.now()).text) }
        switch form.swap {
        case .none: break
        case .offered: facts.append("you will review something of theirs in turn")
        case .half(let request): facts.append("as the other half of \(request)")
        }
        if let file = form.file { facts.append("the work is the file \(file)") }
        return facts
    }
}
