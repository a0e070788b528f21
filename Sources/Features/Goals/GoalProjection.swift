import Foundation
import Index
import Journal

/// How goals change the index. Rows hold what lists need; `detail` holds the whole goal as JSON.
public enum GoalProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Goals", schema: schema + folding.schema, handlers: folding.handlers, settle: folding.settle)

    private static let schema = [
        """
        CREATE TABLE goal(
            number INTEGER PRIMARY KEY, level TEXT NOT NULL, private INTEGER NOT NULL, state TEXT NOT NULL, shelf TEXT NOT NULL,
            place INTEGER NOT NULL, since INTEGER NOT NULL, due INTEGER, review INTEGER NOT NULL, looked INTEGER, baseline REAL, target REAL, unit TEXT NOT NULL, value REAL,
            confidence INTEGER, steps INTEGER NOT NULL, steps_done INTEGER NOT NULL, claimed INTEGER NOT NULL,
            detail BLOB NOT NULL
        )
        """,
        // `shelf` is draft, going or past; `place` is when it is due, those without a date at the end.
        "CREATE INDEX goal_by_place ON goal(shelf, place, number)",
        "CREATE INDEX goal_by_level ON goal(shelf, level, place, number)",
        "CREATE TABLE goal_owner(account TEXT, goal INTEGER, PRIMARY KEY(account, goal)) WITHOUT ROWID",
        "CREATE INDEX goal_owners ON goal_owner(goal)",
        """
        CREATE TABLE goal_link(goal INTEGER, thing BLOB, kind TEXT NOT NULL, PRIMARY KEY(goal, thing)) WITHOUT ROWID
        """,
        "CREATE INDEX goal_link_by_thing ON goal_link(thing)",
    ]

    /// What every event that speaks of a goal says.
    private struct About: Decodable {
        var goal: EventID
    }

    static let folding = Folding<Goal>(
        "goal", first: GoalAdded.kind,
        document: { event in
            let added: GoalAdded = try event.payload()
            return Document(
                kind: "goal", id: event.id, author: event.by, created: event.clock,
                title: String(added.statement.prefix(GoalRules.longestLine)), body: "")
        },
        begin: { step, _ in try GoalFold.begin(step) },
        subject: { try JSONDecoder().decode(About.self, from: Data($0.line)).goal },
        changes: GoalFold.changes, save: save, remove: remove, sealing: GoalKept.sealing)

    private static func save(_ goal: Goal, _ number: Int64, _ projecting: Projecting) throws {
        let texts = [goal.why, goal.measure] + goal.steps.map(\.title) + [goal.reflection ?? ""]
        try projecting.revise(
            number, title: goal.statement, body: texts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
        let latest = goal.checkIns.last
        try projecting.execute(
            """
            INSERT OR REPLACE INTO goal(number, level, private, state, shelf, place, since, due, review, looked, baseline, target,
                unit, value, confidence, steps, steps_done, claimed, detail)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, goal.level.rawValue, goal.isPrivate, goal.state.rawValue, shelf(goal.state),
            goal.due?.rawValue ?? .max,
            goal.since, goal.due, goal.review, goal.looked,
            goal.baseline, goal.target, goal.unit, goal.checkIns.last { $0.value != nil }?.value, latest?.confidence,
            goal.steps.count, goal.steps.count(where: \.isDone), goal.claim != nil, try JSONEncoder().encode(goal))
        try projecting.execute("DELETE FROM goal_owner WHERE goal = ?", number)
        for owner in goal.owners {
            try projecting.execute("INSERT OR IGNORE INTO goal_owner(account, goal) VALUES(?, ?)", owner, number)
        }
        try projecting.execute("DELETE FROM goal_link WHERE goal = ?", number)
        for link in goal.links {
            try projecting.execute(
                "INSERT OR IGNORE INTO goal_link(goal, thing, kind) VALUES(?, ?, ?)", number, link.thing.id,
                link.thing.kind)
        }
        try projecting.setTurns(of: goal.id, kind: GoalTurns.kind, GoalTurns.turns(of: goal))
    }

    private static func shelf(_ state: GoalState) -> String {
        state == .draft ? "draft" : state.isOver ? "past" : "going"
    }

    private static func remove(_ id: EventID, _ number: Int64, _ projecting: Projecting) throws {
        for sql in [
            "DELETE FROM goal WHERE number = ?", "DELETE FROM goal_owner WHERE goal = ?",
            "DELETE FROM goal_link WHERE goal = ?",
        ] { try projecting.execute(sql, number) }
        try projecting.setTurns(of: id, kind: GoalTurns.kind, [])
    }
}

/// Who is expected to act on a goal.
enum GoalTurns {
    static let kind = "goal"
    /// Milliseconds.
    static let day: Int64 = 86_400_000

    static let words = TurnWords(
        kind: kind, doing: "see to",
        reasons: [
            "agree": "it is proposed; a moderator agrees or says why not", "confirm": "somebody says that it is met",
            "check_in": "it is time to look how far it has come",
        ])

    static func turns(of goal: Goal) -> [Turn] {
        if goal.level == .community, goal.state == .proposed {
            return [Turn(subject: goal.id, kind: kind, holder: .role(.moderator), reason: "agree", since: goal.since)]
        }
        if let claim = goal.claim, !goal.state.isOver {
            return [Turn(subject: goal.id, kind: kind, holder: .role(.moderator), reason: "confirm", since: claim.at)]
        }
        guard goal.state == .active, let looked = goal.looked else { return [] }
        let interval = Int64(goal.review) * day
        return goal.owners.map { owner in
            Turn(
                subject: goal.id, kind: kind, holder: .account(owner), reason: "check_in",
                since: looked.advanced(by: interval), due: looked.advanced(by: 2 * interval),
                starts: looked.advanced(by: interval))
        }
    }
}
