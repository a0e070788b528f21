import Index
import Journal
import Workbench

extension Context {
    /// In the list of goals and on a goal's page.
    static let goals: Context = "goals"
    /// On a goal's page.
    static let goal: Context = "goal"
}

extension ActionName {
    static let newGoal: ActionName = "new-goal"
    static let checkIn: ActionName = "check-in"
    static let agreeGoal: ActionName = "agree-to-goal"
    static let endGoal: ActionName = "end-goal"
    static let addMilestone: ActionName = "add-milestone"
    static let finishMilestone: ActionName = "finish-milestone"
    static let linkToGoal: ActionName = "link-to-goal"
}

/// What is done with goals, by name.
enum GoalActions {
    static let table = [
        Action(
            .newGoal, keys: ["c"], in: .goals, group: .writing, help: "new goal",
            hint: "The community's, to be agreed, or your own.", prominence: 70),
        Action(
            .checkIn, keys: ["i"], in: .goals, group: .writing, help: "check in",
            hint: "Says how far it has come and how sure you are that it will be reached.", prominence: 84),
        Action(
            .agreeGoal, keys: ["a"], in: .goals, group: .writing, help: "agree",
            hint: "Proposes a draft, agrees to a proposed goal, starts an agreed one, confirms one that is met.",
            prominence: 86),
        Action(
            .endGoal, keys: ["E"], in: .goals, group: .writing, help: "end or reopen",
            hint:
                "Met, partly met, dropped with a reason, superseded by another; archived with a reflection; or reopened.",
            prominence: 38),
        Action(.addMilestone, keys: ["A"], in: .goals, group: .writing, help: "add milestone", prominence: 64),
        Action(
            .finishMilestone, keys: ["d"], in: .goal, group: .writing, help: "done", hint: "Or not done after all.",
            prominence: 88, isRepeatable: true),
        Action(
            .linkToGoal, keys: [], group: .writing, help: "link to a goal",
            hint: "What is selected here then shows on the goal's page."),
    ]

    static func performers(_ session: BoardSession) -> [ActionName: Performer] {
        let effects = GoalEffects(session: session)
        return [
            .linkToGoal: Performer(about: { try effects.offerGoals(for: $0) }),
            .newGoal: Performer { [effects.newGoal()] },
        ]
    }
}
