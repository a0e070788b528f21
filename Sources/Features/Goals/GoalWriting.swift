import Index
import Journal
import Workbench

/// Makes the events of goals that the rules allow: the one way to write for screens and commands. Throws
/// `CommandFailure` with the rule's reason.
public struct GoalWriting: Sendable {
    private let session: BoardSession

    /// Writing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    /// Sets a goal, for all to see or for the member alone. The event's id is the goal's.
    public func add(_ goal: GoalAdded, isPrivate: Bool = false) throws -> NewEvent {
        let standing = try session.standing(of: session.me)
        let refusal = GoalRules.refusalToAdd(goal, isPrivate: isPrivate, by: standing)
        if let refusal { throw CommandFailure(refusal, refusal.hasPrefix("only") ? .notPermitted : .badData) }
        let event = try NewEvent(goal)
        return isPrivate ? try GoalKept.holding(event, about: nil, session) : event
    }

    /// An event about a goal, in the log where the goal stands.
    private func event(_ payload: some EventPayload, about goal: Goal) throws -> NewEvent {
        let event = try NewEvent(payload)
        return goal.isPrivate ? try GoalKept.holding(event, about: goal.id, session) : event
    }

    /// Words or plans a goal otherwise.
    public func edit(_ edit: GoalEdited) throws -> NewEvent {
        let goal = try allow(.edit, edit.goal)
        try check(GoalRules.refusal(of: edit, on: goal))
        for owner in edit.owners ?? [] {
            guard try session.standing(of: owner).role != nil else {
                throw CommandFailure("@\(owner) is not a member; `stoa member list` shows who is", .notFound)
            }
        }
        return try event(edit, about: goal)
    }

    /// Proposes, agrees to, starts, ends, drops or archives a goal.
    public func move(_ id: EventID, to state: GoalState, text: String? = nil) throws -> NewEvent {
        let goal = try allow(.move(to: state), id)
        let step = GoalStateSet(goal: id, state: state, text: text)
        try check(GoalRules.refusal(of: step))
        return try event(step, about: goal)
    }

    /// Ends a goal because another one takes its place.
    public func supersede(_ id: EventID, by successor: EventID) throws -> NewEvent {
        let goal = try allow(.move(to: .superseded), id)
        let step = GoalStateSet(goal: id, state: .superseded, successor: successor)
        try check(GoalRules.refusal(of: step))
        let isHidden = try self.goal(successor).isPrivate && !goal.isPrivate
        try check(isHidden ? "others do not see that goal, so it cannot take the place of one that they see" : nil)
        return try event(step, about: goal)
    }

    /// Says how far a goal has come.
    public func checkIn(_ look: GoalCheckedIn) throws -> NewEvent {
        let goal = try allow(.checkIn, look.goal)
        try check(GoalRules.refusal(of: look))
        return try event(look, about: goal)
    }

    /// Sets a step on the way.
    public func addMilestone(_ milestone: MilestoneAdded) throws -> NewEvent {
        let goal = try allow(.plan, milestone.goal)
        try check(GoalRules.refusal(ofLine: milestone.title, "a milestone"))
        try check(
            goal.milestones.count < GoalRules.mostMilestones
                ? nil : "a goal has at most \(GoalRules.mostMilestones) milestones")
        return try event(milestone, about: goal)
    }

    /// Says that a milestone is done or not, words it otherwise or takes it away.
    public func setMilestone(_ change: MilestoneSet) throws -> NewEvent {
        let isOnlyDone = change.title == nil && change.due == nil && change.removed == nil
        let goal = try allow(isOnlyDone ? .finishMilestone : .plan, change.goal)
        guard goal.milestones.contains(where: { $0.id == change.milestone }) else {
            throw CommandFailure("this goal has no such milestone", .notFound)
        }
        if let title = change.title { try check(GoalRules.refusal(ofLine: title, "a milestone")) }
        return try event(change, about: goal)
    }

    /// Says that something serves a goal, or does not.
    public func link(_ thing: Reference, to id: EventID, _ linked: Bool = true) throws -> NewEvent {
        try check(GoalRules.refusal(of: thing, to: id))
        let known = try goal(id)
        let link = known.links.first { $0.thing.name == thing.name }
        if !linked, link == nil { throw CommandFailure("that is not linked to this goal", .notFound) }
        if linked, link != nil { throw CommandFailure("that is linked to this goal already", .badData) }
        try allow(link.map { .unlink(by: $0.by) } ?? .link, id)
        let isHidden = try session.read { database in
            try !known.isPrivate && thing.id.map { try GoalQueries.isPrivate($0, database) } ?? false
        }
        try check(isHidden ? "others do not see that goal, so it cannot be linked to one that they see" : nil)
        return try event(GoalLinked(goal: id, thing: link?.thing ?? thing, linked: linked), about: known)
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
