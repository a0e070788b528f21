import Foundation
import Index
import Journal
import Workbench

/// The forms of goals.
extension GoalEffects {
    private static let ours = "the community's"
    private static let own = "my own"
    private static let hidden = "my own, private"
    private static let (now, later) = ("at once", "as a draft")
    private static let dayHint = "2026-12-12, 3w, friday; may be empty."

    func newGoal() -> Effect {
        .fill(
            Form(
                title: "A new goal",
                fields: [
                    Form.Field(
                        "statement", label: "Goal", hint: "What will be so when it is reached: short, and plain to see."
                    ),
                    Form.Field(
                        "level", label: "Whose", options: [Self.ours, Self.own, Self.hidden], chosen: Self.ours,
                        hint: "The community's waits for a moderator to agree; a private one nobody else ever sees."),
                    Form.Field("why", label: "Why", hint: "What becomes possible. Markdown.", takesLines: true),
                    Form.Field("measure", label: "How we know", hint: "What anybody could look at to see it."),
                    Self.targetField(nil, ""), Self.baselineField(nil),
                    Form.Field("due", label: "By when", hint: Self.dayHint), Self.reviewField(GoalRules.usualReview),
                    Form.Field(
                        "begins", label: "Begins", options: [Self.now, Self.later], chosen: Self.now,
                        hint: "A draft waits until its owner goes on with it by a."),
                ]
            ) { [session] values in
                let isOwn = values["level"] != Self.ours
                let (target, unit) = try Self.count(values["target"] ?? "")
                let isDraft = values["begins"] == Self.later
                let goal = GoalAdded(
                    level: isOwn ? .personal : .community, statement: values["statement"] ?? "", why: values["why"],
                    measure: values["measure"], baseline: try Self.number(values["baseline"]), target: target,
                    unit: unit, due: try Self.day(values["due"], now: session.clock.now()),
                    review: try Self.days(values["review"]),
                    state: isDraft ? .draft : isOwn ? .active : .proposed)
                let event = try GoalWriting(session).add(goal, isPrivate: values["level"] == Self.hidden)
                let writing = Writing([event], done: isDraft ? "kept as a draft" : isOwn ? "started" : "proposed") {
                    $0.first.map { GoalEffects(session: session).open($0) } ?? []
                }
                return [.write(writing)]
            })
    }

    private static func targetField(_ target: Double?, _ unit: String) -> Form.Field {
        Form.Field(
            "target", label: "Count to",
            text: target.map { Completion.text($0) + (unit.isEmpty ? "" : " " + unit) } ?? "",
            hint: "A number and what is counted: 10 problem sets. May be empty.")
    }

    private static func baselineField(_ baseline: Double?) -> Form.Field {
        Form.Field(
            "baseline", label: "Count from", text: baseline.map(Completion.text) ?? "",
            hint: "Where it stood at the beginning: 83, on the way to 90 percent. 0 if empty.")
    }

    private static func reviewField(_ days: Int) -> Form.Field {
        Form.Field(
            "review", label: "Look every", text: "\(days)",
            hint: "Days; nobody looking for twice as long is called drifting.")
    }

    func edit(_ goal: Goal) -> Effect {
        // Nobody else sees a private one, so that nobody else sees to it.
        let owners =
            goal.isPrivate
            ? []
            : [
                Form.Field(
                    "owners", label: "Seen to by", text: goal.owners.map { "@\($0)" }.joined(separator: " "),
                    hint: "Who asks how far it has come.")
            ]
        return .fill(
            Form(
                title: "Edit the goal",
                fields: [
                    Form.Field("statement", label: "Goal", text: goal.statement),
                    Form.Field("why", label: "Why", text: goal.why, hint: "Markdown.", takesLines: true),
                    Form.Field("measure", label: "How we know", text: goal.measure),
                    Self.targetField(goal.target, goal.unit), Self.baselineField(goal.baseline),
                    Form.Field(
                        "due", label: "By when", text: goal.due.map { ShortDate.typed($0) } ?? "", hint: Self.dayHint),
                    Self.reviewField(goal.review),
                ] + owners
            ) { [session] values in
                let (target, unit) = try Self.count(values["target"] ?? "")
                let review = try Self.days(values["review"])
                let baseline = try Self.number(values["baseline"])
                let owners = values["owners"].map { names in
                    names.split { $0 == " " || $0 == "," }.map { Account(String($0.drop { $0 == "@" })) }
                }
                let due = try Self.day(values["due"], now: session.clock.now())
                let isSameDay = due.map { ShortDate.typed($0) } == goal.due.map { ShortDate.typed($0) }
                // Only what was changed is said, so that others' changes to the rest stand.
                func changed<Value: Equatable>(_ new: Value?, _ old: Value?) -> Value? { new == old ? nil : new }
                let edit = GoalEdited(
                    goal: goal.id, statement: changed(values["statement"], goal.statement),
                    why: changed(values["why"], goal.why), measure: changed(values["measure"], goal.measure),
                    baseline: changed(baseline ?? 0, goal.baseline ?? 0),
                    target: changed(target ?? 0, goal.target ?? 0), unit: changed(unit ?? "", goal.unit),
                    due: isSameDay ? nil : due ?? Timestamp.none, review: changed(review, goal.review),
                    owners: changed(owners ?? goal.owners, goal.owners))
                let before = GoalEdited(
                    goal: goal.id, statement: edit.statement.map { _ in goal.statement },
                    why: edit.why.map { _ in goal.why }, measure: edit.measure.map { _ in goal.measure },
                    baseline: edit.baseline.map { _ in goal.baseline ?? 0 },
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
                    Form.Field("note", label: "Note", hint: "What went well, what did not.", takesLines: true),
                    Form.Field(
                        "blocker", label: "In the way", hint: "What keeps it from coming further; may be empty."),
                ]
            ) { [session] values in
                let look = GoalCheckedIn(
                    goal: goal.id, value: try Self.number(values["value"]?.replacing("%", with: "")),
                    confidence: Int(values["confidence"] ?? "") ?? 3, note: values["note"],
                    blocker: values["blocker"].flatMap { $0.isEmpty ? nil : $0 })
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

    private static func number(_ text: String?) throws -> Double? {
        guard let text, !text.isEmpty else { return nil }
        guard let value = Double(text.replacing(",", with: ".")) else {
            throw CommandFailure("“\(text)” is no number", .badData)
        }
        return value
    }

    private static func days(_ text: String?) throws -> Int {
        guard let days = Int(text ?? "") else {
            throw CommandFailure("look every so many days: write a number", .badData)
        }
        return days
    }

    private static func day(_ text: String?, now: Timestamp) throws -> Timestamp? {
        guard let text, !text.isEmpty else { return nil }
        return try TypedMoment.moment(text, now: now)
    }
}
