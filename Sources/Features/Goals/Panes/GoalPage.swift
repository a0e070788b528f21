import GRDB
import Index
import Journal
import Terminal
import Workbench

/// What a goal's page says.
struct GoalPage {
    let goal: Goal
    let summary: GoalSummary
    let things: [LinkedThing]
    /// The goals that it is a part of, and the one that took its place.
    var around: (parents: [LinkedThing], successor: LinkedThing?) = ([], nil)
    let now: Timestamp
    let columns: Int

    /// How many looks it shows.
    private static let mostLooks = 8

    var lines: LinePageBuilder<GoalPane.Target> {
        var page = LinePageBuilder<GoalPane.Target>(columns: columns)
        if !standing.spans.isEmpty { standing.wrapped(to: page.columns).forEach { page.add($0) } }
        about.wrapped(to: page.columns).forEach { page.add($0) }
        notices.forEach { page.words($0, .warning) }
        if let successor = around.successor, goal.successor == successor.reference.id {
            page.heading("What took its place")
            page.add(successor.line(columns: page.columns), .thing(successor.reference))
        }
        if !goal.why.isEmpty {
            page.heading("Why")
            page.text(goal.why)
        }
        if !goal.measure.isEmpty {
            page.heading("How we know")
            page.text(goal.measure)
        }
        addMilestones(&page)
        page.heading("What serves it")
        if things.isEmpty {
            page.words("  Nothing yet; :link-to-goal on a thread, resource, project, meeting or goal.", .muted)
        }
        for thing in things { page.add(thing.line(columns: page.columns), .thing(thing.reference)) }
        if !around.parents.isEmpty {
            page.heading("What it serves")
            for goal in around.parents { page.add(goal.line(columns: page.columns), .thing(goal.reference)) }
        }
        addLooks(&page)
        return page
    }

    /// `[####------] 4/10 problem sets  conf 3/5  due 12 Dec  last look 6d`.
    private var standing: StyledLine {
        var line = StyledLine()
        if let completion = summary.completion {
            line.append(completion.bar(columns: columns < 60 ? 12 : 22), .accent)
            line.append(" \(summary.progressWords)")
            if goal.target != nil, !goal.unit.isEmpty { line.append(" \(goal.unit)") }
            line.append("  ")
        }
        if let confidence = summary.confidence { line.append("conf \(confidence)/5  ", .muted) }
        if let due = goal.due, !goal.state.isOver {
            line.append("due \(ShortDate.day(due, now: now))  ", due < now ? .warning : .time)
        }
        if let look = goal.checkIns.last { line.append("last look \(Age.short(look.at, now: now))", .time) }
        return line
    }

    private var about: StyledLine {
        var line = StyledLine([
            Span(goal.state.words, goal.state.isOver ? .muted : .success), Span("  " + goal.owner, .muted),
        ])
        if goal.level == .community || goal.owners != [goal.author] {
            line.append("  seen to by ", .muted)
            line.append(goal.owners.map { "@\($0)" }.joined(separator: " "), .author)
        }
        if let agreedBy = goal.agreedBy { line.append("  agreed by @\(agreedBy)", .muted) }
        return line
    }

    private var notices: [String] {
        var notices: [String] = []
        if summary.isDrifting(now: now), let looked = goal.looked {
            notices.append("Drifting: nobody has looked for \(Age.short(looked, now: now)); i says how far it is.")
        }
        if goal.state == .proposed { notices.append("Proposed; a moderator agrees with a.") }
        if let claim = goal.claim {
            let said = claim.text.isEmpty ? "" : ": \(claim.text)"
            notices.append(
                "@\(claim.by) says that it is \(claim.outcome.words)\(said). Another member confirms with a.")
        }
        if let reason = goal.reason, goal.state == .dropped || goal.state == .archived {
            notices.append("Dropped: \(reason)")
        }
        return notices
    }

    private func addMilestones(_ page: inout LinePageBuilder<GoalPane.Target>) {
        let steps = goal.steps
        page.heading("Milestones", steps.isEmpty ? "" : "\(steps.count(where: \.isDone))/\(steps.count)")
        if steps.isEmpty { page.words("  None; A adds one.", .muted) }
        for step in steps {
            var right = StyledLine()
            if let doneBy = step.doneBy, let doneAt = step.doneAt {
                right = StyledLine([
                    Span("  @\(doneBy)", .author), Span(" " + Age.short(doneAt, now: now), .time),
                ])
            } else if let due = step.due {
                right = StyledLine("  due \(ShortDate.day(due, now: now))", due < now ? .warning : .time)
            }
            let left = StyledLine([
                Span(step.isDone ? "  [x] " : "  [ ] ", .accent), Span(step.title, step.isDone ? .muted : .text),
            ])
            page.add(left.justified(with: right, columns: page.columns), .milestone(step.id))
        }
    }

    private func addLooks(_ page: inout LinePageBuilder<GoalPane.Target>) {
        if let reflection = goal.reflection, !reflection.isEmpty, goal.state.isOver {
            page.heading(goal.state == .archived ? "What was learned" : "What shows it")
            page.text(reflection)
        }
        guard !goal.checkIns.isEmpty else { return }
        page.heading("Looks")
        for look in goal.checkIns.suffix(Self.mostLooks).reversed() {
            var line = StyledLine([
                Span("  " + Age.short(look.at, now: now).padding(to: 4), .time), Span("@\(look.by)  ", .author),
            ])
            if let value = look.value { line.append(Completion.text(value) + (goal.target == nil ? "%  " : "  ")) }
            line.append("conf \(look.confidence)/5  ", .muted)
            line.append(look.note)
            if !look.blocker.isEmpty { line.append("  in the way: \(look.blocker)", .warning) }
            line.wrapped(to: page.columns).forEach { page.add($0) }
        }
    }
}

extension GoalPage {
    /// The page of a goal as it is now; nothing when it is not here.
    static func read(_ goal: Goal, now: Timestamp, columns: Int, _ database: Database) throws -> GoalPage? {
        guard let summary = try GoalQueries.summary(goal.id, database) else { return nil }
        let parents = try GoalQueries.goals(servedBy: goal.id, database).map { Reference(kind: "goal", id: $0.id) }
        let successor = goal.successor.map { Reference(kind: "goal", id: $0) }
        return GoalPage(
            goal: goal, summary: summary, things: try LinkedThing.all(goal.links.map(\.thing), database),
            around: (
                try LinkedThing.all(parents, database),
                try successor.flatMap { try LinkedThing.all([$0], database).first }
            ), now: now, columns: columns)
    }
}
