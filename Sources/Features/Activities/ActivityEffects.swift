import Index
import Journal
import Terminal
import Workbench

/// What panes let happen to activities, and how they tell where the reader stands with one.
struct ActivityEffects: Sendable {
    let session: BoardSession

    /// Asks everyone for something.
    func compose() -> Effect { DiscussionEffects(session: session).compose(channel: nil, kind: .activity) }

    /// Changes how an activity goes. Throws when the person is about something else.
    func edit(about subject: Reference?) throws -> [Effect] {
        let thread = try subject?.id.flatMap { id in try session.read { try ThreadQueries.thread(ofPost: id, $0) } }
        guard let thread, let activity = try activity(thread.id) else {
            throw CommandFailure("choose an activity first", .notFound)
        }
        return [try edit(activity)]
    }

    func edit(_ activity: ActivitySummary) throws -> Effect {
        let before = activity.terms
        _ = try setting(activity, before)
        let (open, hidden) = ("open", "hidden until one has responded")
        let due = before.due.map { String($0.rfc3339.prefix(16)) + "Z" } ?? "never"
        let fields = [
            Form.Field("due", label: "Due", text: due, hint: "3d, 1w, friday, 2030-05-31 or never."),
            Form.Field(
                "responses", label: "Responses", options: [open, hidden],
                chosen: before.hidesResponses ? hidden : open, hint: ActivityForm.honesty),
        ]
        return .fill(
            Form(title: "How “\(activity.title)” goes", fields: fields) { [session] values in
                var terms = ActivityTerms(due: before.due, hidesResponses: values["responses"] == hidden)
                if let typed = values["due"], typed != due {
                    terms.due = try ActivityForm.due(typed, now: session.clock.now())
                }
                let undo = Writing.Undo("the change") { _ in [try setting(activity, before)] }
                return [.write(Writing([try setting(activity, terms)], done: "changed", undo: undo))]
            })
    }

    /// The event that changes how an activity goes, if the rules allow it.
    func setting(_ activity: ActivitySummary, _ terms: ActivityTerms) throws -> NewEvent {
        let refusal = ActivityRules.refusalToSet(
            by: session.me, standing: try session.standing(of: session.me), author: activity.author, kind: .activity)
        if let refusal { throw CommandFailure.refused(refusal) }
        return try NewEvent(ActivitySet(thread: activity.id, terms: terms))
    }

    private func activity(_ thread: EventID) throws -> ActivitySummary? {
        try session.read { try ActivityQueries.activity(thread, reader: session.me, $0) }
    }

    /// Where the reader stands with an activity, and for its author and moderators how many have responded.
    func standing(with activity: ActivitySummary) throws -> String {
        let now = session.clock.now()
        var parts: [String] = []
        if let due = activity.terms.due {
            parts.append(due < now ? "was due \(Age.short(due, now: now)) ago" : "due in \(Age.short(now, now: due))")
        }
        let isOwn = activity.author == session.me
        if !isOwn { parts.append(activity.hasMine ? "you have responded" : "you have not responded yet") }
        if try isOwn || session.standing(of: session.me).isAtLeast(.moderator) {
            let expected = try session.read { try ActivityQueries.expected(activity, $0) }
            parts.append("\(activity.responses) of \(expected) have responded")
        }
        if activity.terms.hidesResponses, !isOwn, !activity.hasMine {
            parts.append("you see the responses of others when you have")
        }
        return parts.joined(separator: " · ")
    }

    /// The line beneath an activity's prompt.
    func note(on thread: EventID) throws -> [EventID: [StyledLine]] {
        guard let activity = try activity(thread) else { return [:] }
        let text = try standing(with: activity)
        return text.isEmpty ? [:] : [thread: [StyledLine([Span("+ Activity  ", .activity), Span(text, .muted)])]]
    }
}
