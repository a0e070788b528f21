import Index
import Journal
import Workbench

/// What panes let happen to goals: the same for the list, the page and the palette.
struct GoalEffects: Sendable {
    let session: BoardSession

    var writing: GoalWriting { GoalWriting(session) }

    /// Shows a goal's page.
    func open(_ goal: EventID) -> [Effect] { [.open(GoalPane(session, goal: goal), in: .list)] }

    // MARK: - Steps

    /// The step that comes next in a goal's life, if the reader may take it: its state and the word for it.
    func nextStep(_ goal: Goal) -> (state: GoalState, words: String)? {
        switch goal.state {
        case .draft: goal.level == .personal ? (.active, "started") : (.proposed, "proposed; a moderator agrees")
        case .proposed: (.agreed, "agreed")
        case .agreed: (.active, "started")
        case .active: goal.claim.map { ($0.outcome, "confirmed: \($0.outcome.words)") }
        case .met, .partlyMet, .dropped, .superseded, .archived: nil
        }
    }

    func mayStep(_ goal: Goal) -> Availability {
        guard let step = nextStep(goal) else { return .unavailable("this goal is \(goal.state.words)") }
        return Availability(unless: writing.refusal(.move(to: step.state), goal))
    }

    func takeStep(_ goal: Goal) throws -> [Effect] {
        guard let step = nextStep(goal) else { return [] }
        let event = try writing.move(goal.id, to: step.state)
        let undo: Writing.Undo? = step.state == .agreed ? taking(goal, back: .proposed, "agreeing") : nil
        return [.write(Writing([event], done: step.words, undo: undo))]
    }

    private func taking(_ goal: Goal, back state: GoalState, _ name: String) -> Writing.Undo {
        Writing.Undo(name) { [session] _ in [try GoalWriting(session).move(goal.id, to: state)] }
    }

    /// The ways to end a goal that the reader may take, or to go on with it.
    func offerEnd(_ goal: Goal) -> Effect {
        let ways: [(GoalState, String)] = [
            (.met, "it is met"), (.partlyMet, "it is partly met"), (.dropped, "it is dropped, and why"),
            (.superseded, "another goal takes its place"),
            (.archived, "archive it with a closing reflection"), (.active, goal.claim == nil ? "reopen it" : "not yet"),
        ]
        let items = ways.filter { writing.refusal(.move(to: $0.0), goal) == nil && !isStart($0.0, goal) }.map {
            state, label in
            Choice.Item(label: label) { try end(goal, state) }
        }
        guard !items.isEmpty else {
            return .say(writing.refusal(.move(to: .dropped), goal) ?? "there is nothing to end")
        }
        return .choose(Choice(purpose: "end-goal", title: goal.statement, items: items))
    }

    private func isStart(_ state: GoalState, _ goal: Goal) -> Bool {
        state == .active && (goal.state == .draft || goal.state == .agreed)
    }

    private func end(_ goal: Goal, _ state: GoalState) throws -> [Effect] {
        guard state != .active else {
            return [.write(Writing([try writing.move(goal.id, to: .active)], done: "it goes on"))]
        }
        if state == .superseded { return try offerSuccessors(of: goal) }
        let labels: [GoalState: (label: String, hint: String)] = [
            .dropped: ("Why", "Nobody has failed: others learn from why."),
            .archived: ("Learned", "What was learned on the way, for those who come after."),
        ]
        let field = labels[state] ?? ("What shows it", "A link, a number, a sentence; may be empty.")
        return [
            .fill(
                Form(
                    title: "\(state.words.prefix(1).uppercased() + state.words.dropFirst()): \(goal.statement)",
                    fields: [
                        Form.Field(
                            "text", label: field.label, text: goal.reflection ?? "", hint: field.hint, takesLines: true)
                    ]
                ) { [session] values in
                    let event = try GoalWriting(session).move(goal.id, to: state, text: values["text"])
                    let isOver = goal.state.isOver
                    let undo = Writing.Undo("ending the goal") { _ in
                        [try GoalWriting(session).move(goal.id, to: .active)]
                    }
                    return [.write(Writing([event], done: state.words, undo: isOver ? nil : undo))]
                })
        ]
    }

    /// Lets the reader pick the goal that takes another one's place.
    private func offerSuccessors(of goal: Goal) throws -> [Effect] {
        let others = try near().filter { $0.id != goal.id && (goal.isPrivate || !$0.isPrivate) }
        guard !others.isEmpty else { return [.say("set the goal first that takes its place; c sets one")] }
        let items = others.map { other in
            Choice.Item(label: other.statement, detail: other.owner) { [session] in
                let undo = Writing.Undo("ending the goal") { _ in
                    [try GoalWriting(session).move(goal.id, to: .active)]
                }
                let event = try GoalWriting(session).supersede(goal.id, by: other.id)
                return [.write(Writing([event], done: "superseded by “\(other.statement)”", undo: undo))]
            }
        }
        return [.choose(Choice(purpose: "supersede-goal", title: "Which goal takes its place?", items: items))]
    }

    /// The community's goals and the reader's own.
    private func near() throws -> [GoalSummary] {
        try session.read { database in
            try GoalQueries.page(.community, reader: session.me, limit: 100, database)
                + GoalQueries.page(.mine, reader: session.me, limit: 100, database).filter { $0.level == .personal }
        }
    }

    // MARK: - Milestones and links

    func finish(_ milestone: Milestone, of goal: Goal) throws -> [Effect] {
        let isDone = !milestone.isDone
        let change = MilestoneSet(goal: goal.id, milestone: milestone.id, done: isDone)
        let undo = Writing.Undo("“\(milestone.title)”") { [session] _ in
            [
                try GoalWriting(session).setMilestone(
                    MilestoneSet(goal: goal.id, milestone: milestone.id, done: !isDone))
            ]
        }
        let left = goal.steps.count { !$0.isDone } - (isDone ? 1 : 0)
        let done = isDone ? left == 0 ? "done; that was the last one" : "done; \(left) to go" : "not done after all"
        return [.write(Writing([try writing.setMilestone(change)], done: done, undo: undo))]
    }

    func remove(_ milestone: Milestone, of goal: Goal) throws -> [Effect] {
        let change = MilestoneSet(goal: goal.id, milestone: milestone.id, removed: true)
        let undo = Writing.Undo("taking it away") { [session] _ in
            [
                try GoalWriting(session).setMilestone(
                    MilestoneSet(goal: goal.id, milestone: milestone.id, removed: false))
            ]
        }
        return [.write(Writing([try writing.setMilestone(change)], done: "taken away", undo: undo))]
    }

    func unlink(_ thing: Reference, from goal: EventID) throws -> [Effect] {
        let undo = Writing.Undo("unlinking") { [session] _ in [try GoalWriting(session).link(thing, to: goal)] }
        return [.write(Writing([try writing.link(thing, to: goal, false)], done: "unlinked", undo: undo))]
    }

    /// Lets the reader pick the goal that something serves.
    func offerGoals(for subject: Reference?) throws -> [Effect] {
        guard let subject, subject.id != nil else {
            return [.say("select a thread, a resource, a project, a meeting or a goal first")]
        }
        let goals = try near().filter { $0.id != subject.id }
        guard !goals.isEmpty else { return [.say("there are no goals yet; the view Goals sets one")] }
        let items = goals.map { goal in
            Choice.Item(label: goal.statement, detail: goal.progressWords) { [session] in
                let undo = Writing.Undo("linking") { _ in [try GoalWriting(session).link(subject, to: goal.id, false)] }
                let event = try GoalWriting(session).link(subject, to: goal.id)
                return [.write(Writing([event], done: "linked to “\(goal.statement)”", undo: undo))]
            }
        }
        return [.choose(Choice(purpose: "link-to-goal", title: "Which goal does it serve?", items: items))]
    }
}
