import Index
import Journal

/// What is typed and not sent yet, as the draft store keeps it. Nobody else sees it, and it can be picked up anywhere.
public enum FeedbackDrafts {
    /// A form being filled in; its target is the request, its body the form's text.
    public static let review = "review"
    /// A request being written.
    public static let request = "feedback"
    /// A comment being written; its target is the request.
    public static let comment = "feedback comment"

    /// The latest draft of a review of a request.
    public static func review(of request: EventID, _ session: BoardSession) throws -> StoredDraft? {
        try DraftStore(board: session.board, account: session.me).all()
            .first { $0.kind == review && $0.target == request.text }
    }
}
