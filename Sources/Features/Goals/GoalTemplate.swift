import Index
import Journal

/// A goal that a template proposes.
struct GoalTemplate: Decodable, Sendable {
    var statement: String
    var why: String?
    var measure: String?
    var baseline: TOMLNumber?
    var target: TOMLNumber?
    var unit: String?
    var dueDays: Int?
    var reviewDays: Int?
    var state: GoalState?
    var milestones: [String]?

    private enum CodingKeys: String, CodingKey {
        case statement, why, measure, baseline, target, unit, state, milestones
        case dueDays = "due_days"
        case reviewDays = "review_days"
    }

    static let part = TemplatePart("goals") { (goals: [GoalTemplate], session) in
        for goal in goals { try goal.add(session) }
    }

    private func add(_ session: BoardSession) throws {
        let writing = GoalWriting(session)
        let added = GoalAdded(
            level: .community, statement: statement, why: why, measure: measure, baseline: baseline?.value,
            target: target?.value,
            unit: unit, due: dueDays.map { session.clock.now().advanced(days: $0) }, review: reviewDays,
            state: state ?? .proposed)
        let id = try session.send(writing.add(added))
        _ = try session.catchUp()
        for title in milestones ?? [] {
            try session.send(writing.addMilestone(MilestoneAdded(goal: id, title: title)))
            _ = try session.catchUp()
        }
    }
}
