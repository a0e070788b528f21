import Index
import Journal
import Workbench

/// What each event makes of a goal, in their one order.
enum GoalFold {
    static func begin(_ step: Folding<Goal>.Step) throws -> Goal {
        let added: GoalAdded = try step.event.payload()
        let isPrivate = step.event.log.isPrivate
        try Refusal.check(GoalRules.refusalToAdd(added, isPrivate: isPrivate, by: step.standing))
        let (author, now) = (step.event.by, step.event.clock)
        return Goal(
            id: step.event.id, level: added.level, isPrivate: isPrivate, author: author, created: now, owners: [author],
            statement: added.statement, why: added.why ?? "", measure: added.measure ?? "", baseline: added.baseline,
            target: added.target.flatMap { $0 == 0 ? nil : $0 }, unit: added.unit ?? "", due: added.due?.given,
            review: added.review ?? GoalRules.usualReview, state: added.state, since: now,
            agreedBy: added.level == .community && [.agreed, .active].contains(added.state) ? author : nil)
    }

    static let changes: [String: Folding<Goal>.Change] = [
        GoalEdited.kind: edit, GoalStateSet.kind: move, GoalCheckedIn.kind: checkIn,
        MilestoneAdded.kind: addMilestone, MilestoneSet.kind: setMilestone, GoalLinked.kind: link,
    ]

    private static func allow(_ act: GoalAct, _ step: Folding<Goal>.Step, _ goal: Goal) throws {
        try Refusal.check(GoalRules.refusal(act, by: step.event.by, step.standing, on: goal))
    }

    private static func edit(_ goal: inout Goal, _ step: Folding<Goal>.Step) throws {
        let edit: GoalEdited = try step.event.payload()
        try allow(.edit, step, goal)
        try Refusal.check(GoalRules.refusal(of: edit, on: goal))
        goal.statement = edit.statement ?? goal.statement
        goal.why = edit.why ?? goal.why
        goal.measure = edit.measure ?? goal.measure
        goal.baseline = edit.baseline ?? goal.baseline
        if let target = edit.target { goal.target = target == 0 ? nil : target }
        goal.unit = edit.unit ?? goal.unit
        if let due = edit.due { goal.due = due.given }
        goal.review = edit.review ?? goal.review
        goal.owners = edit.owners ?? goal.owners
    }

    private static func move(_ goal: inout Goal, _ step: Folding<Goal>.Step) throws {
        let moved: GoalStateSet = try step.event.payload()
        try allow(.move(to: moved.state), step, goal)
        try Refusal.check(GoalRules.refusal(of: moved))
        let (actor, now) = (step.event.by, step.event.clock)
        if moved.state == .met || moved.state == .partlyMet {
            let isConfirmed = goal.claim.map { $0.outcome == moved.state && $0.by != actor } ?? false
            guard goal.level == .personal || step.standing.isAtLeast(.moderator) || isConfirmed else {
                goal.claim = GoalClaim(by: actor, at: now, outcome: moved.state, text: moved.text ?? "")
                return
            }
            let said = [goal.claim?.text, moved.text].compactMap { $0 }.filter { !$0.isEmpty }
            goal.reflection = said.isEmpty ? goal.reflection : said.joined(separator: "\n\n")
        }
        switch moved.state {
        case .dropped: goal.reason = moved.text
        case .superseded: goal.successor = moved.successor
        case .archived: goal.reflection = moved.text
        case .agreed: goal.agreedBy = actor
        case .proposed: goal.agreedBy = nil
        default: break
        }
        goal.claim = nil
        guard goal.state != moved.state else { return }
        goal.state = moved.state
        goal.since = now
    }

    private static func checkIn(_ goal: inout Goal, _ step: Folding<Goal>.Step) throws {
        let look: GoalCheckedIn = try step.event.payload()
        try allow(.checkIn, step, goal)
        try Refusal.check(GoalRules.refusal(of: look))
        start(&goal, step)
        goal.checkIns.append(
            CheckIn(
                id: step.event.id, by: step.event.by, at: step.event.clock, value: look.value,
                confidence: look.confidence, note: look.note ?? "", blocker: look.blocker ?? ""))
    }

    /// What was agreed has begun when something is done for it.
    private static func start(_ goal: inout Goal, _ step: Folding<Goal>.Step) {
        guard goal.state == .agreed else { return }
        goal.state = .active
        goal.since = step.event.clock
    }

    private static func addMilestone(_ goal: inout Goal, _ step: Folding<Goal>.Step) throws {
        let added: MilestoneAdded = try step.event.payload()
        try allow(.plan, step, goal)
        try Refusal.check(GoalRules.refusal(ofLine: added.title, "a milestone"))
        try Refusal.check(
            goal.milestones.count < GoalRules.mostMilestones
                ? nil : "a goal has at most \(GoalRules.mostMilestones) milestones")
        goal.milestones.append(Milestone(id: step.event.id, title: added.title, due: added.due?.given))
    }

    private static func setMilestone(_ goal: inout Goal, _ step: Folding<Goal>.Step) throws {
        let set: MilestoneSet = try step.event.payload()
        let isOnlyDone = set.title == nil && set.due == nil && set.removed == nil
        try allow(isOnlyDone ? .finishMilestone : .plan, step, goal)
        guard let place = goal.milestones.firstIndex(where: { $0.id == set.milestone }) else {
            throw Refusal("this goal has no such milestone")
        }
        if let title = set.title {
            try Refusal.check(GoalRules.refusal(ofLine: title, "a milestone"))
            goal.milestones[place].title = title
        }
        if let due = set.due { goal.milestones[place].due = due.given }
        if let removed = set.removed { goal.milestones[place].isRemoved = removed }
        if let done = set.done, done != goal.milestones[place].isDone {
            goal.milestones[place].doneBy = done ? step.event.by : nil
            goal.milestones[place].doneAt = done ? step.event.clock : nil
            if done { start(&goal, step) }
        }
    }

    private static func link(_ goal: inout Goal, _ step: Folding<Goal>.Step) throws {
        let link: GoalLinked = try step.event.payload()
        try Refusal.check(GoalRules.refusal(of: link.thing, to: goal.id))
        let place = goal.links.firstIndex { $0.thing.name == link.thing.name }
        guard link.linked else {
            guard let place else { return }
            try allow(.unlink(by: goal.links[place].by), step, goal)
            goal.links.remove(at: place)
            return
        }
        try allow(.link, step, goal)
        guard place == nil else { return }
        try Refusal.check(
            goal.links.count < GoalRules.mostLinks ? nil : "a goal has at most \(GoalRules.mostLinks) links")
        goal.links.append(GoalLink(thing: link.thing, by: step.event.by, at: step.event.clock))
    }
}
