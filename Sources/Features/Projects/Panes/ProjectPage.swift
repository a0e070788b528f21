import Index
import Journal
import Terminal
import Workbench

/// All about a project: its brief, who does what, what it serves, what belongs to it, what was decided and learned, and
/// what happened last.
struct ProjectPage {
    /// What a line stands for.
    enum Target: Hashable, Sendable {
        case member(Account)
        case request(Account)
        case goal(EventID)
        case thing(Reference)
    }

    let project: Project
    let summary: ProjectSummary
    let goals: [GoalSummary]
    let things: [LinkedThing]
    let activity: [ProjectNote]
    let now: Timestamp

    /// How much of what happened is shown.
    private static let mostActivity = 10

    static func lines(
        _ project: Project, _ summary: ProjectSummary, columns: Int, _ session: BoardSession
    ) throws -> LinePageBuilder<Target> {
        try session.read { database in
            let tasks = try ProjectQueries.activity(of: summary.number, limit: mostActivity, database)
            let activity = (tasks + project.log).sorted { ($0.at, $0.text) > ($1.at, $1.text) }.prefix(mostActivity)
            return ProjectPage(
                project: project, summary: summary,
                goals: try GoalQueries.goals(servedBy: project.id, database),
                things: try LinkedThing.all(project.links.map(\.thing), database), activity: Array(activity),
                now: session.clock.now()
            ).lines(columns: columns)
        }
    }

    func lines(columns: Int) -> LinePageBuilder<Target> {
        var page = LinePageBuilder<Target>(columns: columns)
        standing.wrapped(to: page.columns).forEach { page.add($0) }
        if let note = project.note, !note.isEmpty { page.words(note, .muted) }
        if !project.brief.isEmpty {
            page.add()
            page.text(project.brief)
        }
        addPeople(&page)
        if !goals.isEmpty {
            page.heading("Serves")
            for goal in goals { page.add(goalLine(goal, columns: page.columns), .goal(goal.id)) }
        }
        page.heading("What belongs to it")
        if things.isEmpty { page.words("  Nothing yet; :link-to-project on a thread or resource.", .muted) }
        for thing in things { page.add(thing.line(columns: page.columns), .thing(thing.reference)) }
        addDecisions(&page)
        addReflections(&page)
        page.heading("What happened last")
        for note in activity { addNote(note, &page) }
        return page
    }

    private var standing: StyledLine {
        var line = StyledLine(project.state.rawValue, project.state.isOver ? .muted : .success)
        line.append(" since \(ShortDate.day(project.since, now: now))", .time)
        if let completion = summary.completion {
            line.append("  \(completion.bar(columns: 12)) \(completion.words) tasks", .accent)
        }
        if !project.state.isOver { line.append(project.isOpen ? "  open to join" : "  joining by asking", .muted) }
        return line
    }

    private func addPeople(_ page: inout LinePageBuilder<Target>) {
        page.heading("Who takes part", "\(project.members.count)")
        for member in project.members {
            var line = StyledLine([Span("  @\(member.account)", .author)])
            if member.isOwner { line.append("  owner", .moderator) }
            if !member.part.isEmpty { line.append("  " + member.part) }
            page.add(line, .member(member.account))
        }
        for request in project.requests {
            var line = StyledLine([Span("  @\(request.account)", .author), Span("  asks to join", .badge)])
            if !request.note.isEmpty { line.append("  “\(request.note)”", .muted) }
            page.add(line, .request(request.account))
        }
    }

    private func goalLine(_ goal: GoalSummary, columns: Int) -> StyledLine {
        let line = GoalLine(goal: goal, now: now).line(columns: columns - 2)
        return StyledLine([Span("  ")] + line.spans)
    }

    private func addDecisions(_ page: inout LinePageBuilder<Target>) {
        guard !project.decisions.isEmpty else { return }
        page.heading("Decided", "\(project.decisions.count)")
        for decision in project.decisions.reversed() {
            StyledLine([
                Span("  " + decision.question + " ", .muted), Span(decision.chosen, .strong),
                Span("  @\(decision.by) " + Age.short(decision.at, now: now), .time),
            ]).wrapped(to: page.columns).forEach { page.add($0) }
            if !decision.options.isEmpty {
                page.words("    instead of " + decision.options.joined(separator: "; "), .muted)
            }
            if !decision.why.isEmpty { page.text(decision.why, indent: 4) }
        }
    }

    private func addReflections(_ page: inout LinePageBuilder<Target>) {
        let said = project.reflections.filter { !$0.text.isEmpty }
        guard !said.isEmpty else { return }
        page.heading("What we learned")
        for reflection in said {
            page.add(StyledLine([Span("  @\(reflection.by)", .author)]))
            page.text(reflection.text, indent: 4)
        }
    }

    private func addNote(_ note: ProjectNote, _ page: inout LinePageBuilder<Target>) {
        let line = StyledLine([
            Span("  " + Age.short(note.at, now: now).padding(to: 4), .time), Span("@\(note.by)  ", .author),
            Span(note.text),
        ])
        page.add(line.truncated(to: page.columns))
    }
}
