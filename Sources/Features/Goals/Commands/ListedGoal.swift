import Index
import Journal

/// A goal as `--json` gives it.
struct ListedGoal: Encodable {
    struct Step: Encodable {
        var id: EventID
        var title: String
        var due_at: String?
        var done: Bool
        var done_by: Account?
        var done_at: String?
    }

    struct Look: Encodable {
        var id: EventID
        var by: Account
        var at: String
        var value: Double?
        var confidence: Int
        var note: String
        var blocker: String?
    }

    struct Link: Encodable {
        var kind: String
        var id: String
        var title: String
    }

    var id: EventID
    var level: String
    var `private`: Bool
    var state: String
    var statement: String
    var author: Account
    var due_at: String?
    var done: Double?
    var total: Double?
    var unit: String?
    var confidence: Int?
    var last_look_at: String?
    var drifting: Bool
    var claimed: Bool
    var created_at: String?
    var owners: [Account]?
    var why: String?
    var measure: String?
    var baseline: Double?
    var target: Double?
    var review_days: Int
    var reason: String?
    var reflection: String?
    var superseded_by: EventID?
    var serves: [EventID]?
    var milestones: [Step]?
    var check_ins: [Look]?
    var links: [Link]?

    /// A row of the list.
    init(_ summary: GoalSummary, now: Timestamp) {
        id = summary.id
        level = summary.level.rawValue
        `private` = summary.isPrivate
        state = summary.state.rawValue
        statement = summary.statement
        author = summary.author
        due_at = summary.due?.rfc3339
        done = summary.completion?.done
        total = summary.completion?.total
        unit = summary.unit.isEmpty ? nil : summary.unit
        confidence = summary.confidence
        last_look_at = summary.looked?.rfc3339
        drifting = summary.isDrifting(now: now)
        claimed = summary.isClaimed
        review_days = summary.review
    }

    /// The whole goal.
    init(_ page: GoalPage) {
        let goal = page.goal
        self.init(page.summary, now: page.now)
        created_at = goal.created.rfc3339
        owners = goal.owners
        why = goal.why
        measure = goal.measure
        baseline = goal.baseline
        target = goal.target
        reason = goal.reason
        reflection = goal.reflection
        superseded_by = goal.state == .superseded ? goal.successor : nil
        serves = page.around.parents.compactMap(\.reference.id)
        milestones = goal.steps.map {
            Step(
                id: $0.id, title: $0.title, due_at: $0.due?.rfc3339, done: $0.isDone, done_by: $0.doneBy,
                done_at: $0.doneAt?.rfc3339)
        }
        check_ins = goal.checkIns.map {
            Look(
                id: $0.id, by: $0.by, at: $0.at.rfc3339, value: $0.value, confidence: $0.confidence, note: $0.note,
                blocker: $0.blocker.isEmpty ? nil : $0.blocker)
        }
        links = page.things.map { Link(kind: $0.reference.kind, id: $0.reference.name, title: $0.title) }
    }

    static let keys = """
        id level private state statement author due_at done total unit confidence last_look_at drifting claimed review_days
        """
    static let wholeKeys =
        keys
        + " created_at owners why measure baseline target reason reflection superseded_by serves milestones check_ins links"
}
