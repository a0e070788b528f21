import Foundation
import Index
import Journal
import Workbench

/// The forms of goals.
extension GoalEffects {
    private static let ours = "the community's"
    private static let own = "my own"

    func newGoal() -> Effect {
        .fill(
            Form(
                title: "A new goal",
                fields: [
                    Form.Field(
                        "statement", label: "Goal", hint: "What will be so when it is reached: short, and plain to see."
                    ),
                    Form.Field(
                        "level", label: "Whose", options: [Self.ours, Self.own], chosen: Self.ours,
                        hint: "The community's waits for a moderator to agree; your own starts at once."),
                    Form.Field("why", label: "Why", hint: "What becomes possible. Markdown."),
                    Form.Field("measure", label: "How we know", hint: "What anybody could look at to see it."),
                    Form.Field(
                        "target", label: "Count to",
                        hint: "A number and what is counted: 10 problem sets. May be empty."),
                    Form.Field("due", label: "By when", hint: "2026-12-12, 3w, friday; may be empty."),
                ]
            ) { [session] values in
                let isOwn = values["level"] == Self.own
                let (target, unit) = try Self.count(values["target"] ?? "")
                let goal = GoalAdded(
                    level: isOwn ? .personal : .community, statement: values["statement"] ?? "", why: values["why"],
                    measure: values["measure"], target: target, unit: unit,
                    due: try Self.day(values["due"], now: session.clock.now()), state: isOwn ? .active : .proposed)
                let writing = Writing([try GoalWriting(session).add(goal)], done: isOwn ? "started" : "proposed") {
                    $0.first.map { GoalEffects(session: session).open($0) } ?? []
                }
                return [.write(writing)]
            })
    }

    func edit(_ goal: Goal) -> Effect {
        .fill(
            Form(
                title: "Edit the goal",
                fields: [
                    Form.Field("statement", label: "Goal", text: goal.statement),
                    Form.Field("why", label: "Why", text: goal.why, hint: "Markdown."),
                    Form.Field("measure", label: "How we know", text: goal.measure),
                    Form.Field(
                        "target", label: "Count to",
                        text: goal.target.map { Completion.text($0) + (goal.unit.isEmpty ? "" : " " + goal.unit) }
                            ?? "",
                        hint: "A number and what is counted: 10 problem sets. May be empty."),
                    Form.Field(
                        "due", label: "By when", text: goal.due.map { ShortDate.typed($0) } ?? "",
                        hint: "2026-12-12, 3w, friday; may be empty."),
                    Form.Field(
                        "review", label: "Look every", text: "\(goal.review)",
                        hint: "Days; nobody looking for twice as long is called drifting."),
                    Form.Field(
                        "owners", label: "Seen to by", text: goal.owners.map { "@\($0)" }.joined(separator: " "),
                        hint: "Who asks how far it has come."),
                ]
            ) { [session] values in
                let (target, unit) = try Self.count(values["target"] ?? "")
                guard let review = Int(values["review"] ?? "") else {
                    throw CommandFailure("look every so many days: write a number", .badData)
                }
                let owners = (values["owners"] ?? "").split { $0 == " " || $0 == "," }
                    .map { Account(String($0.drop { $0 == "@" })) }
                let due = try Self.day(values["due"], now: session.clock.now())
                let isSameDay = due.map { ShortDate.typed($0) } == goal.due.map { ShortDate.typed($0) }
                // Only what was changed is said, so that others' changes to the rest stand.
                func changed<Value: Equatable>(_ new: Value?, _ old: Value?) -> Value? { new == old ? nil : new }
                let edit = GoalEdited(
                    goal: goal.id, statement: changed(values["statement"], goal.statement),
                    why: changed(values["why"], goal.why), measure: changed(values["measure"], goal.measure),
                    target: changed(target ?? 0, goal.target ?? 0), unit: changed(unit ?? "", goal.unit),
                    due: isSameDay ? nil : due ?? Timestamp.none, review: changed(review, goal.review),
                    owners: changed(owners, goal.owners))
                let before = GoalEdited(
                    goal: goal.id, statement: edit.statement.map { _ in goal.statement },
                    why: edit.why.map { _ in goal.why }, measure: edit.measure.map { _ in goal.measure },
                    target: edit.target.map { _ in goal.target ?? 0 }, unit: edit.unit.map { _ in goal.unit },
                    due: edit.due.map { _ in goal.due ?? Timestamp.none }, review: edit.review.map { _ in goal.review },
                    owners: edit.owners.map { _ in goal.owners })
                let undo = Writing.Undo("the change") { _ in [try GoalWriting(session).edit(before)] }
                return [.write(Writing([try GoalWriting(session).edit(edit)], done: "changed", undo: undo))]
            })
    }

    func checkIn(_ goal: Goal) -> Effect {
        let counted = goal.target.map { "of \(Completion.text($0)) \(goal.unit)" } ?? "percent, by your own judgement"
        return .fill(
            Form(
                title: "How far is “\(goal.statement)”?",
                fields: [
                    Form.Field("value", label: "So far", hint: "A number, \(counted). May be empty."),
                    Form.Field(
                        "confidence", label: "Confidence", options: ["1", "2", "3", "4", "5"], chosen: "3",
                        hint: "From 1, we will not get there, to 5, we surely will."),
                    Form.Field("note", label: "Note", hint: "What went well, what stands in the way."),
                ]
            ) { [session] values in
                let typed = (values["value"] ?? "").replacing("%", with: "")
                let value = Double(typed.replacing(",", with: "."))
                guard typed.isEmpty || value != nil else { throw CommandFailure("“\(typed)” is no number", .badData) }
                let look = GoalCheckedIn(
                    goal: goal.id, value: value, confidence: Int(values["confidence"] ?? "") ?? 3, note: values["note"])
                return [.write(Writing([try GoalWriting(session).checkIn(look)], done: "noted"))]
            })
    }

    func addMilestone(_ goal: Goal) -> Effect {
        .fill(
            Form(
                title: "A milestone of “\(goal.statement)”",
                fields: [
                    Form.Field("title", label: "Milestone", hint: "Something that one can see is done."),
                    Form.Field("due", label: "By when", hint: "2026-12-12, 3w, friday; may be empty."),
                ]
            ) { [session] values in
                let event = try GoalWriting(session).addMilestone(
                    MilestoneAdded(
                        goal: goal.id, title: values["title"] ?? "",
                        due: try Self.day(values["due"], now: session.clock.now())))
                let undo = Writing.Undo("the milestone") { written in
                    try written.map {
                        try GoalWriting(session).setMilestone(
                            MilestoneSet(goal: goal.id, milestone: $0, removed: true))
                    }
                }
                return [.write(Writing([event], done: "added; A adds another", undo: undo))]
            })
    }

    func edit(_ milestone: Milestone, of goal: Goal) -> Effect {
        .fill(
            Form(
                title: "Edit the milestone",
                fields: [
                    Form.Field("title", label: "Milestone", text: milestone.title),
                    Form.Field("due", label: "By when", text: milestone.due.map { ShortDate.typed($0) } ?? ""),
                ]
            ) { [session] values in
                let due = try Self.day(values["due"], now: session.clock.now()) ?? Timestamp.none
                let change = MilestoneSet(goal: goal.id, milestone: milestone.id, title: values["title"], due: due)
                let before = MilestoneSet(
                    goal: goal.id, milestone: milestone.id, title: milestone.title,
                    due: milestone.due ?? Timestamp.none)
                let undo = Writing.Undo("the change") { _ in [try GoalWriting(session).setMilestone(before)] }
                return [.write(Writing([try GoalWriting(session).setMilestone(change)], done: "changed", undo: undo))]
            })
    }

    /// `10 problem sets` as a number and what is counted.
    static func count(_ text: String) throws -> (target: Double?, unit: String?) {
        guard !text.isEmpty else { return (nil, nil) }
        let parts = text.split(separator: " ", maxSplits: 1)
        guard let target = Double(parts[0].replacing(",", with: ".")), target != 0 else {
            throw CommandFailure("“\(text)” does not begin with a number; write 10 problem sets", .badData)
        }
        return (target, parts.count > 1 ? String(parts[1]) : nil)
    }

    private static func day(_ text: String?, now: Timestamp) throws -> Timestamp? {
        guard let text, !text.isEmpty else { return nil }
        return try TypedMoment.moment(text, now: now)
    }
}
