import Index
import Journal
import Terminal
import Workbench

/// Rubrics, made and edited by moderators and read by everyone.
extension FeedbackEffects {
    static let rubricKind = "rubric"

    /// All rubrics to pick from; for moderators also new ones.
    func offerRubrics() throws -> [Effect] {
        let all = try session.read { try RubricQueries.all($0) }
        let isModerator = try session.standing(of: session.me).isAtLeast(.moderator)
        guard isModerator || !all.isEmpty else { return [.say("there is no rubric yet; a moderator can make one")] }
        let now = session.clock.now()
        var items = all.map { rubric in
            Choice.Item(
                label: rubric.content.title, detail: "version \(rubric.number), \(Age.short(rubric.made, now: now))"
            ) { isModerator ? [self.edit(rubric)] : [.show(Self.page(rubric))] }
        }
        if isModerator {
            items += ReadyRubric.allCases.map { ready in
                Choice.Item(label: "new, like the ready one for \(ready.rawValue)") {
                    [self.write(text: try ready.content().text)]
                }
            }
        }
        return [.choose(Choice(purpose: "rubrics", title: "Rubrics", items: items))]
    }

    /// A new version of a rubric; requests keep theirs.
    private func edit(_ rubric: RubricVersion, draft: StoredDraft? = nil) -> Effect {
        write(
            text: draft?.body ?? rubric.content.text, of: rubric.rubric,
            heading: "“\(rubric.content.title)”, version \(rubric.number + 1)", draft: draft)
    }

    private func write(
        text: String, of rubric: EventID? = nil, heading: String = "A new rubric", draft: StoredDraft? = nil
    ) -> Effect {
        var composition = Composition(
            kind: Self.rubricKind, target: rubric, heading: heading, text: Composition.Text(body: text), draft: draft
        ) { [session] written in
            let content = try RubricContent(text: written.body)
            let writing = RubricWriting(session)
            guard let rubric else { return Writing([try writing.add(content)], done: "“\(content.title)” is there") }
            return Writing(
                [try writing.revise(rubric, content)],
                done: "a new version is there; requests keep the one they were asked with")
        }
        composition.cursorLine = draft == nil ? 0 : nil
        composition.preview = { body, columns in
            do {
                return Self.lines(try RubricContent(text: body), columns: columns)
            } catch {
                return StyledLine(String(describing: error), .warning).wrapped(to: columns)
            }
        }
        return .compose(composition)
    }

    /// Goes on with a rubric.
    func rubric(draft: StoredDraft) throws -> Effect {
        let id = draft.target.flatMap { EventID(text: $0) }
        let known = try id.flatMap { id in try session.read { try RubricQueries.versions(of: id, $0).first } }
        return known.map { edit($0, draft: draft) } ?? write(text: draft.body, draft: draft)
    }

    private static func page(_ rubric: RubricVersion) -> Page {
        Page(title: "\(rubric.content.title), version \(rubric.number)", lines: lines(rubric.content, columns: 76))
    }

    static func lines(_ content: RubricContent, columns: Int) -> [StyledLine] {
        var lines = [StyledLine(content.title, .heading)]
        if let about = content.about { lines += StyledLine(about).wrapped(to: columns) }
        for criterion in content.criteria {
            lines += [StyledLine(), StyledLine(criterion.name, .strong)]
            if let prompt = criterion.prompt { lines += StyledLine(prompt, .muted).wrapped(to: columns) }
            lines += criterion.levels.flatMap { level in
                StyledLine([Span("  \(level.name): ", .accent), Span(level.words)]).wrapped(to: columns)
            }
        }
        return lines
    }
}
