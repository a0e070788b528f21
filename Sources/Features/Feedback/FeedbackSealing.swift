import Foundation
import Index
import Journal

/// Seals what is for the asker's eyes only, and opens what one may read. Each text is bound to its request, so that a
/// copy elsewhere opens nowhere.
public struct FeedbackSealing: Sendable {
    private let session: BoardSession

    /// Sealing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    /// What a sealed response or comment is for the reader.
    public enum Opened<Content: Hashable & Sendable>: Hashable, Sendable {
        /// What it says.
        case content(Content)
        /// Why it cannot be read, in words.
        case closed(String)

        /// What it says, if it can be read.
        public var content: Content? { if case .content(let content) = self { content } else { nil } }
    }

    /// Throws when nothing can be sealed to a member, with what to do.
    func requireKey(of account: Account) throws {
        guard try session.read({ try SealingQueries.key(of: account, $0) }) != nil else {
            throw CommandFailure(
                account == session.me
                    ? "you have no key yet, so nothing can be sealed to you: write something on the board first"
                    : "@\(account) has no key yet, so nothing can be sealed to them: they get one when they next write here"
            )
        }
        if account == session.me, let finding = try session.keyFinding() { throw CommandFailure(finding) }
    }

    /// A response, sealed to the asker, and to the named reviewers where the asker wants it.
    func seal(_ content: ResponseContent, in request: FeedbackRequest) throws -> SealedText {
        try seal(content, to: Set(recipients(request)), kind: FeedbackGiven.kind, request)
    }

    /// What the asker says about one response, its marks, its thanks or what answers it: sealed to those who may read the
    /// response.
    func seal(
        _ content: some Encodable, about response: FeedbackResponse, kind: String, in request: FeedbackRequest
    ) throws -> SealedText {
        try seal(content, to: Set(recipients(request)).union([response.reviewer]), kind: kind, request)
    }

    private func seal(
        _ content: some Encodable, to accounts: Set<Account>, kind: String, _ request: FeedbackRequest
    ) throws -> SealedText {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(content), as: UTF8.self)
        return try session.seal(text, to: accounts.sorted(), kind: kind, about: request.id.text)
    }

    /// The points that a version answers: sealed to everyone who made one of them.
    func seal(_ answers: [PointName], in request: FeedbackRequest) throws -> SealedText {
        let reviewers = answers.compactMap { request.response(of: $0)?.reviewer }
        return try seal(
            answers, to: Set(recipients(request)).union(reviewers), kind: FeedbackRevised.kind, request)
    }

    /// A comment, sealed to the asker, to whom it asks, to the reviewer whose point it answers and to those who wrote
    /// in its small thread.
    func seal(_ comment: FeedbackCommented, _ body: String, in request: FeedbackRequest) throws -> SealedText {
        var others: Set<Account> = []
        if let asked = comment.asks { others.insert(asked) }
        if let point = comment.point, let response = request.response(of: point) { others.insert(response.reviewer) }
        if let parent = comment.parent, let root = request.comments.first(where: { $0.id == parent })?.root {
            others.formUnion(request.comments.filter { $0.root == root }.map(\.author))
        }
        let accounts = Set(try recipients(request)).union(others).sorted()
        return try session.seal(body, to: accounts, kind: FeedbackCommented.kind, about: request.id.text)
    }

    /// What a response says, if the reader may know.
    public func open(_ response: FeedbackResponse, in request: FeedbackRequest) throws -> Opened<ResponseContent> {
        if let content = response.content { return .content(content) }
        let opened = try open(response.sealed, by: response.reviewer, kind: FeedbackGiven.kind, request)
        guard let text = opened.content else { return .closed(opened.reason) }
        guard let content = try? JSONDecoder().decode(ResponseContent.self, from: Data(text.utf8)),
            content.points.count == response.points
        else { return .closed("sealed, and not in a form that can be read") }
        return .content(content)
    }

    /// What a comment says, if the reader may know.
    public func open(_ comment: FeedbackComment, in request: FeedbackRequest) throws -> Opened<String> {
        if let body = comment.content.body { return .content(body) }
        let opened = try open(comment.content.sealed, by: comment.author, kind: FeedbackCommented.kind, request)
        return opened.content.map { .content($0) } ?? .closed(opened.reason)
    }

    private func open(
        _ sealed: SealedText?, by author: Account, kind: String, _ request: FeedbackRequest
    ) throws -> (content: String?, reason: String) {
        guard let sealed else { return (nil, "") }
        let context = SealingContext(
            board: session.board.identity.id, author: author, kind: kind, about: request.id.text)
        let opened = sealed.open(
            as: session.me, with: try KeyRing(board: session.board, account: session.me), in: context)
        return (opened.text, opened.explanation(for: session.me) ?? "")
    }

    /// The asker must have a key; a named reviewer who has none yet cannot read, which is no reason to hold back.
    private func recipients(_ request: FeedbackRequest) throws -> [Account] {
        try requireKey(of: request.asker)
        guard request.terms.shared ?? false else { return [request.asker] }
        let named = Set(request.terms.named).union(request.slots.map(\.reviewer)).sorted()
        return try [request.asker]
            + session.read { database in
                try named.filter { try SealingQueries.key(of: $0, database) != nil }
            }
    }
}
