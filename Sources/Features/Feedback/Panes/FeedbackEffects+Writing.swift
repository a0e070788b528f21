import Foundation
import Index
import Journal
import Terminal
import Workbench

/// What is written at some length: comments, new versions, feedback itself.
extension FeedbackEffects {
    // MARK: - Comments

    /// A comment on lines of a version, or on the whole.
    func comment(on lines: LineRange?, _ version: Int, _ material: ReviewMaterial) -> Effect {
        compose(CommentAim(version: version, lines: lines), material.request)
    }

    /// An answer to a comment.
    func reply(to first: FeedbackComment, _ material: ReviewMaterial) -> Effect {
        compose(CommentAim(version: first.content.version, parent: first.id), material.request)
    }

    /// A word on a point; the asker's marks it `talk`, which asks its reviewer.
    func talk(about point: PointName, _ material: ReviewMaterial) -> Effect {
        let version = material.request.response(of: point)?.version ?? material.request.latest.number
        return compose(CommentAim(version: version, point: point, isTalk: material.isAsker), material.request)
    }

    private func compose(_ aim: CommentAim, _ request: FeedbackRequest, draft: StoredDraft? = nil) -> Effect {
        var composition = Composition(
            kind: aim.text, target: request.id, heading: Self.heading(aim, request),
            text: Composition.Text(body: draft?.body ?? ""), draft: draft
        ) { [session] text in
            Writing(
                try Self.events(aim, text.body, request, session),
                done: (aim.isTalk ? "asked" : "commented") + "; u calls it back for 30 s",
                undo: FeedbackEffects(session: session).calledBack(request.id))
        }
        composition.isPrivate = request.isSealed
        return .compose(composition)
    }

    private static func events(
        _ aim: CommentAim, _ body: String, _ request: FeedbackRequest, _ session: BoardSession
    ) throws -> [NewEvent] {
        let writing = FeedbackWriting(session)
        if aim.isTalk, let point = aim.point {
            guard FeedbackRules.hasWords(body) else { throw CommandFailure("write something first", .badData) }
            return try writing.mark(request.id, [MarkedPoint(point: point, mark: .talk, reason: body)])
        }
        return [
            try writing.comment(
                request.id, body, version: aim.version, lines: aim.lines, point: aim.point, parent: aim.parent)
        ]
    }

    private static func heading(_ aim: CommentAim, _ request: FeedbackRequest) -> String {
        if aim.isTalk { return "Talk about this point" }
        if aim.point != nil { return "On this point" }
        if let parent = aim.parent, let first = request.comments.first(where: { $0.id == parent }) {
            return "Answer to @\(first.author)"
        }
        guard let lines = aim.lines else { return "Comment on the whole" }
        return "Comment on \(ReviewTalk.words(for: lines.from...max(lines.from, lines.to)))"
    }

    // MARK: - A new version

    /// Writes the next version; a file that is no text is asked for by its path.
    func revise(_ material: ReviewMaterial, draft: StoredDraft? = nil) -> Effect {
        let request = material.request
        guard let text = material.texts[request.latest.number] else {
            return .prompt(Prompt(purpose: "revise", label: "File with the new version: "))
        }
        var composition = Composition(
            kind: Self.revisionKind, target: request.id, heading: "Version \(request.versions.count + 1)",
            text: Composition.Text(title: draft?.title ?? "", body: draft?.body ?? text), draft: draft
        ) { [session] written in
            guard written.body != text else { throw CommandFailure("nothing has changed yet; write on", .badData) }
            var work = try FeedbackWork(session).text(written.body, name: request.latest.work.file?.name)
            work.kind = request.latest.work.kind
            work.subject = request.latest.work.subject
            return try FeedbackEffects(session: session).revision(request, work, note: written.title ?? "")
        }
        composition.titleLabel = "What changed: "
        composition.preview = { body, columns in LineDifference(from: text, to: body).layout(columns: columns) }
        return .compose(composition)
    }

    /// Hands in a file as the next version.
    func revise(_ request: FeedbackRequest, file path: String) -> Effect {
        .work(
            Work(saying: "reading \(path)…") { [session] in
                let work = try FeedbackWork(session).file(named: path)
                return [.write(try FeedbackEffects(session: session).revision(request, work, note: ""))]
            })
    }

    static let revisionKind = "revision"

    /// The events that bring a version; the points that were taken are linked to it.
    func revision(_ request: FeedbackRequest, _ work: ReviewedWork, note: String) throws -> Writing {
        let taken = request.takenPoints.count
        let event = try writing.revise(request.id, work, note: note.isEmpty ? nil : note)
        let linked =
            taken == 0
            ? "" : "; linked to \(taken == 1 ? "the point" : "the \(taken) points") you took, A on one changes that"
        return Writing(
            [event], done: "version \(request.versions.count + 1) is there\(linked)", undo: calledBack(request.id))
    }

    // MARK: - Going on with a draft

    /// Goes on with a draft of this feature.
    func resume(_ draft: StoredDraft) throws -> Composition? {
        if draft.kind == Self.rubricKind { return composition(try rubric(draft: draft)) }
        if draft.kind == Self.protocolKind { return composition(write(draft.title, draft.body, draft: draft)) }
        guard let target = draft.target.flatMap({ EventID(text: $0) }),
            let material = try ReviewMaterial.load(target, session)
        else { return draft.kind == AskForm.kind ? composition(try ask(draft: draft)) : nil }
        switch draft.kind {
        case Self.revisionKind: return composition(revise(material, draft: draft))
        case FeedbackDrafts.review: return composition(form(material, draft: draft))
        case AskForm.kind: return composition(try ask(draft: draft))
        default:
            return CommentAim(text: draft.kind).flatMap { composition(compose($0, material.request, draft: draft)) }
        }
    }

    private func composition(_ effect: Effect) -> Composition? {
        if case .compose(let composition) = effect { composition } else { nil }
    }
}
