import Foundation
import GRDB
import Index
import Journal
import Workbench

extension GoalQueries {
    /// What a member set themselves, what they did for it, and what was reached: the latest first.
    static func moments(of account: Account, limit: Int, _ database: Database) throws -> [Moment] {
        let sql = """
            SELECT detail FROM goal_owner JOIN goal ON goal.number = goal_owner.goal
            WHERE account = ? ORDER BY since DESC LIMIT ?
            """
        let owned = try Data.fetchAll(database.cachedStatement(sql: sql), arguments: [account, limit])
            .map { try JSONDecoder().decode(Goal.self, from: $0) }
        return owned.flatMap { moments(of: $0, account) }.sorted { $0.at > $1.at }.prefix(limit).map { $0 }
    }

    private static func moments(of goal: Goal, _ account: Account) -> [Moment] {
        let thing = Reference(kind: "goal", id: goal.id)
        var moments = [Moment(at: goal.created, kind: "goal set", words: goal.statement, thing: thing)]
        if [.met, .partlyMet, .archived].contains(goal.state) {
            moments.append(
                Moment(at: goal.since, kind: "goal \(goal.state.words)", words: goal.statement, thing: thing))
        }
        for step in goal.steps where step.doneBy == account {
            guard let at = step.doneAt else { continue }
            moments.append(Moment(at: at, kind: "milestone", words: "\(step.title) (\(goal.statement))", thing: thing))
        }
        return moments
    }
}
