import Index
import Journal
import Terminal
import Workbench

/// What panes do with questions beyond reading and answering them.
enum QuestionActions {
    static let meToo: ActionName = "me-too"
    static let duplicate: ActionName = "mark-duplicate"

    static let names: Set<ActionName> = [meToo, duplicate]

    static let table = [
        Action(
            meToo, keys: ["="], group: .writing, help: "me too",
            hint: "You have the same question; `u` or the key once more takes it back.", prominence: 21),
        Action(
            duplicate, keys: [], group: .writing, help: "asked before",
            hint: "Links a question to the earlier one, or takes that back; its asker and moderators."),
    ]

    static func availability(of action: ActionName, on thread: ThreadSummary, _ session: BoardSession) -> Availability {
        let standing = (try? session.standing(of: session.me)) ?? .outsider
        let asker = thread.author.account
        return Availability(
            unless: action == meToo
                ? DiscussionRules.refusalToShare(by: session.me, asker: asker, kind: thread.kind)
                : DiscussionRules.refusalToLink(by: session.me, standing: standing, asker: asker, kind: thread.kind))
    }

    static func perform(
        _ action: ActionName, on thread: ThreadSummary, _ session: BoardSession
    ) throws -> [Effect] {
        if action == meToo { return [try share(thread, session)] }
        guard thread.duplicateOf == nil else { return [try link(thread, to: nil, session)] }
        return [try chooseOriginal(of: thread, session)]
    }

    private static func share(_ thread: ThreadSummary, _ session: BoardSession) throws -> Effect {
        let first = try session.read { try PostQueries.post(thread.id, $0) }
        let isShared = first?.reactions.contains { $0.emoji == MeToo.sign && $0.accounts.contains(session.me) } ?? false
        let undo = Writing.Undo("this") { _ in [try DiscussionWriting(session).share(thread.id, isShared)] }
        let done = isShared ? "no longer yours" : "\(MeToo.sign) you have this question too"
        return .write(Writing([try DiscussionWriting(session).share(thread.id, !isShared)], done: done, undo: undo))
    }

    private static func link(_ thread: ThreadSummary, to original: EventID?, _ session: BoardSession) throws -> Effect {
        let before = thread.duplicateOf
        let undo = Writing.Undo("the link") { _ in [try DiscussionWriting(session).link(thread.id, to: before)] }
        let done = original == nil ? "not asked before after all" : "linked to the earlier question"
        return .write(Writing([try DiscussionWriting(session).link(thread.id, to: original)], done: done, undo: undo))
    }

    /// Offers what is like it, and any other by its id.
    private static func chooseOriginal(of thread: ThreadSummary, _ session: BoardSession) throws -> Effect {
        let like = try SimilarThreads.like(thread.title, limit: 8, session).filter {
            $0.id != thread.id && $0.duplicateOf == nil
        }
        let items = like.map { earlier in
            Choice.Item(label: earlier.title, detail: earlier.isAnswered ? "answered" : "#" + earlier.channel) {
                [try link(thread, to: earlier.id, session)]
            }
        }
        let field = Form.Field("id", label: "Earlier question", hint: "Its id, as `stoa list` shows it.")
        let form = Form(title: "Asked before", fields: [field]) { values in
            let earlier = try session.read { try ReferenceLookup.id(values["id"] ?? "", $0) }
            return [try link(thread, to: earlier, session)]
        }
        guard !items.isEmpty else { return .fill(form) }
        let another = Choice.Item(label: "another one, by its id") { [.fill(form)] }
        return .choose(
            Choice(purpose: "duplicate", title: "Which question was asked before?", items: items + [another]))
    }

    /// The banner of a question that was asked before, and of the one that was asked again.
    static func notes(on id: EventID, _ session: BoardSession) throws -> [EventID: [StyledLine]] {
        try session.read { database in
            guard let thread = try ThreadQueries.thread(id, database), thread.kind == .question else { return [:] }
            var lines: [StyledLine] = []
            if let original = thread.duplicateOf, let earlier = try ThreadQueries.thread(original, database) {
                lines.append(
                    StyledLine([
                        Span("= Asked before: ", .warning), Span(earlier.title, .link),
                        Span(earlier.isAnswered ? "  answered" : "", .answered), Span("  o goes there", .muted),
                    ]))
            }
            let later = try ThreadQueries.duplicates(of: thread.number, database)
            if !later.isEmpty {
                let titles = later.map { "“\($0.title)”" }.joined(separator: ", ")
                lines.append(StyledLine("= Asked again as \(titles)", .muted))
            }
            return lines.isEmpty ? [:] : [id: lines]
        }
    }
}
