import Index
import Journal

/// What is typed and not sent yet, as the draft store keeps it. Nobody else sees it, and it can be picked up anywhere.
public enum FeedbackDrafts {
    /// A form being filled in; its target is the request, its body the form's text.
    public static let review = "give"

    /// The latest draft of a review of a request.
    public static func review(of request: EventID, _ session: BoardSession) throws -> StoredDraft? {
        try session.drafts.all().first { $0.kind == review && $0.target == request.text }
    }

    /// Keeps a form as far as it is filled in, in the draft that there is or a new one.
    static func keep(
        _ text: String, step: StoredDraft.Step? = nil, in draft: StoredDraft?, of request: FeedbackRequest,
        _ session: BoardSession
    ) throws {
        var kept =
            draft
            ?? StoredDraft(
                kind: review, target: request.id.text, title: request.terms.title, updated: session.clock.now(),
                host: session.host)
        kept.body = text
        kept.step = step ?? kept.step
        kept.updated = session.clock.now()
        kept.isSealed = request.isSealed ? true : nil
        try session.drafts.save(kept)
    }
}
