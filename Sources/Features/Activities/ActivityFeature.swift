import ArgumentParser
import Index
import Workbench

extension ActionName {
    static let composeActivity: ActionName = "compose-activity"
    static let editActivity: ActionName = "edit-activity"
}

extension Context {
    /// In the list of activities.
    static let activities: Context = "activities"
}

extension Feature {
    /// What everyone is asked to do by a day: threads of the kind `activity`.
    static let activities = Feature(
        "Activities",
        projection: ActivityProjection.projection,
        commands: [CommandGroup(name: "Working together", subcommands: [ActivityCommand.self])],
        documents: [
            JSONDocument(
                "activity list", "an array of activities; responses and expected for their authors and moderators",
                "id title author channel created_at due_at hides_responses responded responses expected"),
            JSONDocument(
                "activity show ID", "one of them",
                "id title author channel created_at due_at hides_responses responded responses expected"),
        ],
        actions: [
            Action(
                .composeActivity, keys: ["c"], in: .activities, group: .writing, help: "new activity", prominence: 70),
            Action(
                .editActivity, keys: [], group: .writing, help: "change the activity",
                hint: "When it is due, and whether responses are hidden until one has responded."),
        ],
        performers: { session in
            [.editActivity: Performer(about: { try ActivityEffects(session: session).edit(about: $0) })]
        },
        turns: [
            TurnWords(
                kind: ActivityProjection.kind, doing: "respond",
                reasons: ["asked": "an activity waits for your response"])
        ],
        views: [
            BoardView(
                name: "activities", title: "Activities", letter: "y",
                turnKinds: [ActivityProjection.kind], open: { [.open(ActivitiesPane($0), in: .list)] })
        ],
        postNotes: { try ActivityEffects(session: $1).note(on: $0) }
    )
    .digesting { span, session in
        try session.read { try ActivityQueries.page(reader: session.me, limit: 50, $0) }.compactMap { activity in
            guard let due = activity.terms.due, span.isAhead(due) else { return nil }
            let done = activity.hasMine ? "you responded" : "you have not responded"
            return DigestItem(.ahead, "“\(activity.title)” is due", detail: done, at: due, id: activity.id)
        }
    }
    .telling(ActivityStory.scenes)
}
