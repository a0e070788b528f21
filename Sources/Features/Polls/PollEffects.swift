import Index
import Journal
import Workbench

/// What panes let happen to polls.
struct PollEffects: Sendable {
    let session: BoardSession

    private var writing: PollWriting { PollWriting(session) }

    /// Shows a poll in the reader.
    func open(_ poll: EventID) -> [Effect] {
        [.replace(PollPane(session, poll: poll), in: .reader, isFocused: true)]
    }

    /// Asks the members something; about a thread, when that is what the person is about.
    func compose(about subject: Reference? = nil, draft: StoredDraft? = nil) throws -> Effect {
        let named =
            draft?.target.flatMap { EventID(text: $0) }
            ?? subject.flatMap { subject in
                ["post", "thread"].contains(subject.kind) ? subject.id : nil
            }
        let thread = try named.flatMap { named in try session.read { try ThreadQueries.thread(ofPost: named, $0) } }
        let text = Composition.Text(title: draft?.title ?? "", body: draft?.body ?? PollForm.empty)
        let heading = thread.map { "New poll in “\($0.title)”" } ?? "New poll"
        var composition = Composition(
            kind: PollForm.kind, target: thread?.id, heading: heading, text: text, draft: draft
        ) { [session] text in
            let form = try PollForm(text.body, now: session.clock.now())
            let terms = PollOpened(
                question: text.title ?? "", options: form.options, pollKind: form.pollKind, closes: form.closes,
                anonymous: form.anonymous, thread: thread?.id)
            return Writing([try PollWriting(session).opening(terms)], done: "asked") { written in
                written.first.map { PollEffects(session: session).open($0) } ?? []
            }
        }
        composition.titleLabel = "Question: "
        return .compose(composition)
    }

    /// Votes, and says how to change it.
    func vote(_ choices: [Int]?, in poll: Poll) throws -> Effect {
        let before = poll.vote(of: session.me)?.choices
        let undo = Writing.Undo("the vote") { _ in [try writing.voting(before, in: poll)] }
        let done =
            switch choices {
            case nil: "your vote is taken back"
            case []?: "you leave it to the others; you can still vote until it closes"
            case .some: "your vote counts; you can change it until the poll closes"
            }
        return .write(Writing([try writing.voting(choices, in: poll)], done: done, undo: undo))
    }

    /// Ends the voting once the person has said yes; what was closed by hand goes on at once.
    func close(_ poll: Poll) throws -> Effect {
        let closes = poll.isOpen(at: session.clock.now())
        let undo = Writing.Undo(closes ? "closing" : "opening") { [session] _ in
            // The poll as the writing left it.
            let changed = try session.read { try PollQueries.poll(poll.id, $0) } ?? poll
            return [try PollWriting(session).closing(changed, !closes)]
        }
        let event = try writing.closing(poll, closes)
        let done = closes ? "closed; e writes the outcome" : "open again"
        let effect = Effect.write(Writing([event], done: done, undo: undo))
        guard closes else { return effect }
        return .ask(
            Question("\(poll.votes.count) have voted. Close the poll?", answers: [.init("y", "close it", [effect])]))
    }

    /// Writes what follows from a poll.
    func conclude(_ poll: Poll, draft: StoredDraft? = nil) -> Effect {
        let text = Composition.Text(body: draft?.body ?? poll.outcome?.text ?? "")
        return .compose(
            Composition(
                kind: Self.outcomeKind, target: poll.id, heading: "Outcome of “\(poll.terms.question)”", text: text,
                draft: draft
            ) { [session] text in
                let before = poll.outcome?.text ?? ""
                let undo = Writing.Undo("the outcome") { _ in [try PollWriting(session).concluding(poll, before)] }
                return Writing(
                    [try PollWriting(session).concluding(poll, text.body)], done: "the outcome is written", undo: undo)
            })
    }

    /// Goes on with a draft of this feature.
    func resume(_ draft: StoredDraft) throws -> Composition? {
        let effect: Effect
        switch draft.kind {
        case PollForm.kind: effect = try compose(draft: draft)
        case Self.outcomeKind:
            let id = draft.target.flatMap { EventID(text: $0) }
            guard let poll = try id.flatMap({ id in try session.read { try PollQueries.poll(id, $0) } }) else {
                return nil
            }
            effect = conclude(poll, draft: draft)
        default: return nil
        }
        if case .compose(let composition) = effect { return composition }
        return nil
    }

    private static let outcomeKind = "poll-outcome"
}
