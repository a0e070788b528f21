import ArgumentParser
import Index
import Workbench

extension Feature {
    /// What the community, or one member, wants to reach.
    public static let goals = Feature(
        "Goals",
        projection: GoalProjection.projection,
        commands: [CommandGroup(name: "The community", subcommands: [GoalCommand.self])],
        documents: [
            JSONDocument("goal list", "an array of goals; done and total may be missing", ListedGoal.keys),
            JSONDocument("goal show", "a goal", ListedGoal.wholeKeys),
        ],
        actions: GoalActions.table,
        performers: { GoalActions.performers($0) },
        turns: [GoalTurns.words],
        views: [BoardView(name: "goals", title: "Goals", letter: "o") { [.open(GoalsPane($0), in: .list)] }],
        open: { id, session in
            guard try session.read({ try GoalQueries.goal(id, $0) }) != nil else { return nil }
            return GoalEffects(session: session).open(id)
        }
    )
    .beginning(with: [GoalTemplate.part])
    .remembering { limit, session in
        try session.read { try GoalQueries.moments(of: session.me, limit: limit, $0) }
    }
    .digesting { try GoalDigest.items($0, $1) }
    .telling(GoalDemo.scenes)
    .linking(GoalLinks.links)
}
