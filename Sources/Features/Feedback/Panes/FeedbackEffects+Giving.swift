import GRDB
import Index
import Journal
import Terminal
import Workbench

/// Giving feedback: the form that the asker chose, in the composer.
extension FeedbackEffects {
    /// Opens the form, and claims the request so that nobody else does the same work; without a claim when the rules
    /// have no room for one, since feedback may be given all the same.
    func give(_ material: ReviewMaterial, goOn: GoingOn) throws -> [Effect] {
        let request = material.request
        let isClaimed = request.slot(of: session.me)?.isLive(at: session.clock.now()) ?? false
        let claim = isClaimed ? nil : try? writing.claim(request.id)
        let draft = try FeedbackDrafts.review(of: request.id, session)
        let claiming = claim.map { [Effect.write(Writing([$0]))] } ?? []
        return claiming + [form(material, draft: draft, goOn: goOn)]
    }

    /// The form, empty or as far as a draft has come.
    func form(_ material: ReviewMaterial, draft: StoredDraft? = nil, goOn: GoingOn = .stays) -> Effect {
        let request = material.request
        do {
            let form = try session.read { try Self.emptyForm(for: material, $0) }
            var composition = Composition(
                kind: FeedbackDrafts.review, target: request.id,
                heading: "Feedback to @\(request.asker): \(form.method.title)",
                text: Composition.Text(body: draft?.body ?? form.empty()), draft: draft
            ) { [session] text in
                let filled = form.read(text.body)
                if let problem = filled.problems.first { throw CommandFailure(problem, .badData) }
                let event = try FeedbackWriting(session).give(request.id, version: filled.version, filled.content)
                let undo = FeedbackEffects(session: session).calledBack(request.id)
                let done = "sent to @\(request.asker)\(goOn.words); u calls it back for 30 s"
                return Writing([event], done: done, undo: undo) { _ in goOn.effects }
            }
            composition.isPrivate = request.isSealed
            if draft == nil { composition.cursorLine = Self.firstGap(of: form.empty()) }
            pace(&composition, by: form.method, request, draft)
            composition.concerns = { text in
                // What cannot be sent yet is said first.
                let filled = form.read(text.body)
                return filled.problems.isEmpty
                    ? GentleCheck.hints(filled.content, by: form.method, about: request.terms.about) : []
            }
            composition.preview = { body, columns in Self.preview(form.read(body), form.method, columns: columns) }
            return .compose(composition)
        } catch {
            return .warn(String(describing: error))
        }
    }

    /// Lets a form be filled in by the clock when its protocol has one. A pace of one's own stands still while the form is
    /// put away; where all go together, the clock is everyone's.
    private func pace(
        _ composition: inout Composition, by method: FeedbackProtocol, _ request: FeedbackRequest, _ draft: StoredDraft?
    ) {
        let now = session.clock.now()
        guard method.isTogether else {
            var place = StoredDraft.Step(number: 1, since: now)
            if let draft, let known = draft.step {
                let spent = max(0, draft.updated.rawValue - known.since.rawValue)
                place = StoredDraft.Step(number: known.number, since: now.advanced(by: -spent))
            }
            composition.steps = method.timed(forAsker: false, at: place)
            return
        }
        guard let steps = method.timed(forAsker: false, at: request.place?.step) else { return }
        composition.steps = steps
        composition.sharedSteps = SharedSteps(
            begin: { [session] number in try FeedbackEffects(session: session).begin(step: number, request.id) },
            place: { [session] in try session.read { try FeedbackQueries.request(request.id, $0) }?.place?.step })
    }

    /// Goes to a step of the protocol together with everybody at the request.
    func begin(step number: Int, _ request: EventID) throws -> Writing {
        Writing([try writing.begin(step: number, request)], undo: retraction("going to step \(number)", of: request))
    }

    /// The first empty line below a heading.
    private static func firstGap(of form: String) -> Int? {
        let lines = form.split(separator: "\n", omittingEmptySubsequences: false)
        guard let heading = lines.firstIndex(where: { $0.hasPrefix("## ") }) else { return nil }
        return lines[heading...].firstIndex { $0.isEmpty }
    }

    private static func emptyForm(for material: ReviewMaterial, _ database: Database) throws -> FeedbackForm {
        let request = material.request
        let rubric = try request.terms.rubric.flatMap { try RubricQueries.version($0, database)?.content }
        let lines = material.texts[request.latest.number].map { LineDifference.lines(of: $0).count }
        return FeedbackForm(
            request: request, method: try ProtocolLibrary.current(database).forRequest(request), rubric: rubric,
            lineCount: lines)
    }

    /// What the asker will read; and what keeps the form from being sent.
    private static func preview(_ filled: FilledForm, _ method: FeedbackProtocol, columns: Int) -> [StyledLine] {
        var lines = filled.problems.flatMap { StyledLine($0, .warning).wrapped(to: columns) }
        if !lines.isEmpty { lines.append(StyledLine()) }
        for mark in filled.content.marks ?? [] {
            var line = StyledLine([Span("\(mark.criterion): "), Span(mark.level, .strong)])
            if !mark.reason.isEmpty { line.append("  " + mark.reason) }
            lines += line.wrapped(to: columns)
        }
        for point in filled.content.points {
            var head = StyledLine(method.fields.first { $0.name == point.field }?.title ?? point.field, .accent)
            if let range = point.lines { head.append("  " + ReviewTalk.words(for: range.from...range.to), .muted) }
            lines.append(head)
            let body = MarkdownDocument(point.text).layout(columns: max(8, columns - 2), foldQuotes: false).lines
            lines += body.map { StyledLine([Span("  ")] + $0.spans) }
        }
        return lines
    }
}
