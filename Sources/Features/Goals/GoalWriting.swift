import Index
import Journal
import Workbench

/// Makes the events of goals that the rules allow: the one way to write for screens and commands. Throws
/// `CommandFailure` with the rule's reason.
public struct GoalWriting: Sendable {
    private let session: BoardSession

    /// Writing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    /// Sets a goal. The event's id is the goal's.
    public func add(_ goal: GoalAdded) throws -> NewEvent {
        let refusal = GoalRules.refusalToAdd(goal, by: try session.standing(of: session.me))
        if let refusal { throw CommandFailure(refusal, refusal.hasPrefix("only") ? .notPermitted : .badData) }
        return try NewEvent(goal)
    }

    /// Words or plans a goal otherwise.
    public func edit(_ edit: GoalEdited) throws -> NewEvent {
        try allow(.edit, edit.goal)
        try check(GoalRules.refusal(of: edit))
        for owner in edit.owners ?? [] {
            guard try session.standing(of: owner).role != nil else {
                throw CommandFailure("@\(owner) is not a member; `stoa member list` shows who is", .notFound)
            }
        }
        return try NewEvent(edit)
    }

    /// Proposes, agrees to, starts, ends, drops or archives a goal.
    public func move(_ goal: EventID, to state: GoalState, text: String? = nil) throws -> NewEvent {
        try allow(.move(to: state), goal)
        try check(GoalRules.refusal(ofText: text, for: state))
        return try NewEvent(GoalStateSet(goal: goal, state: state, text: text))
    }

    /// Says how far a goal has come.
    public func checkIn(_ look: GoalCheckedIn) throws -> NewEvent {
        try allow(.checkIn, look.goal)
        try check(GoalRules.refusal(of: look))
        return try NewEvent(look)
    }

    /// Sets a step on the way.
    public func addMilestone(_ milestone: MilestoneAdded) throws -> NewEvent {
        let goal = try allow(.plan, milestone.goal)
        try check(GoalRules.refusal(ofLine: milestone.title, "a milestone"))
        try check(
            goal.milestones.count < GoalRules.mostMilestones
                ? nil : "a goal has at most \(GoalRules.mostMilestones) milestones")
        return try NewEvent(milestone)
    }

    /// Says that a milestone is done or not, words it otherwise or takes it away.
    public func setMilestone(_ change: MilestoneSet) throws -> NewEvent {
        let isOnlyDone = change.title == nil && change.due == nil && change.removed == nil
        let goal = try allow(isOnlyDone ? .finishMilestone : .plan, change.goal)
        guard goal.milestones.contains(where: { $0.id == change.milestone }) else {
            throw CommandFailure("this goal has no such milestone", .notFound)
        }
        if let title = change.title { try check(GoalRules.refusal(ofLine: title, "a milestone")) }
        return try NewEvent(change)
    }

    /// Says that something serves a goal, or does not.
    public func link(_ thing: Reference, to id: EventID, _ linked: Bool = true) throws -> NewEvent {
        try check(GoalRules.refusal(of: thing, to: id))
        let known = try goal(id)
        let link = known.links.first { $0.thing.name == thing.name }
        if !linked, link == nil { throw CommandFailure("that is not linked to this goal", .notFound) }
        if linked, link != nil { throw CommandFailure("that is linked to this goal already", .badData) }
        try allow(link.map { .unlink(by: $0.by) } ?? .link, id)
        return try NewEvent(GoalLinked(goal: id, thing: link?.thing ?? thing, linked: linked))
    }

    /// Asks whether the member may do something, and answers the goal.
    @discardableResult
    public func allow(_ act: GoalAct, _ id: EventID) throws -> Goal {
        let goal = try goal(id)
        if let refusal = GoalRules.refusal(act, by: session.me, try session.standing(of: session.me), on: goal) {
            throw CommandFailure.refused(refusal)
        }
        return goal
    }

    /// Why the member may not do something now; nothing when they may.
    func refusal(_ act: GoalAct, _ goal: Goal) -> String? {
        let standing = (try? session.standing(of: session.me)) ?? .outsider
        return GoalRules.refusal(act, by: session.me, standing, on: goal)
    }

    private func goal(_ id: EventID) throws -> Goal {
        guard let goal = try session.read({ try GoalQueries.goal(id, $0) }) else {
            throw CommandFailure("\(id) is no goal; `stoa goal list` shows them", .notFound)
        }
        return goal
    }

    private func check(_ refusal: String?) throws {
        if let refusal { throw CommandFailure(refusal, .badData) }
    }
}
