import Foundation
import GRDB
import Index
import Journal
import Workbench

/// A goal as lists show it.
public struct GoalSummary: Hashable, Identifiable, Sendable {
    /// The event that set it.
    public var id: EventID
    /// Its row.
    public var number: Int64
    /// What is to be reached.
    public var statement: String
    /// Who set it.
    public var author: Account
    /// Whose it is.
    public var level: GoalLevel
    /// Whether nobody but its author ever sees it.
    public var isPrivate: Bool
    /// Where it stands.
    public var state: GoalState
    /// By when.
    public var due: Timestamp?
    /// In days, how often one looks how far it has come.
    public var review: Int
    /// When somebody last looked; nothing while there is nothing to look at.
    public var looked: Timestamp?
    /// What is counted.
    public var unit: String
    /// 1 to 5, from the last look.
    public var confidence: Int?
    /// Whether a member says that it is met, and nobody has confirmed it yet.
    public var isClaimed: Bool
    /// How far it has come; nothing when nobody can tell.
    public var completion: Completion?
    /// Whether that is a percentage that somebody set by hand.
    public var isPercentage: Bool

    /// Whether nobody has looked for twice as long as was meant.
    public func isDrifting(now: Timestamp) -> Bool {
        guard let looked, state == .active || state == .agreed else { return false }
        return now.rawValue - looked.rawValue > 2 * Int64(review) * GoalTurns.day
    }

    /// Whose it is, in words.
    public var owner: String {
        level == .community ? "the community's" : isPrivate ? "yours alone" : "@\(author)'s own"
    }

    /// `4/10`, `40%`; empty when nobody can tell.
    public var progressWords: String {
        guard let completion else { return "" }
        return isPercentage ? "\(Completion.text(completion.done))%" : completion.words
    }
}

/// Which goals a list shows.
public enum GoalFilter: Int, CaseIterable, Hashable, Sendable {
    /// The community's that are proposed or under way.
    case community
    /// The reader's own, and those they see to.
    case mine
    /// Other members' own.
    case others
    /// What is past.
    case over
}

/// What screens and commands ask about goals.
public enum GoalQueries {
    /// The most that a list shows.
    public static let most = 500

    /// A goal, whole.
    public static func goal(_ id: EventID, _ database: Database) throws -> Goal? {
        let sql = "SELECT detail FROM goal JOIN document USING(number) WHERE id = ?"
        guard let detail = try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [id]) else { return nil }
        return try JSONDecoder().decode(Goal.self, from: detail)
    }

    /// A goal as lists show it.
    public static func summary(_ id: EventID, _ database: Database) throws -> GoalSummary? {
        try summaries("document.id = \(id)", limit: 1, database).first
    }

    /// Goals; those that are due first come first, then those without a date.
    public static func page(
        _ filter: GoalFilter, reader: Account, limit: Int = most, _ database: Database
    ) throws -> [GoalSummary] {
        let own: SQL = "goal.number IN (SELECT goal FROM goal_owner WHERE account = \(reader))"
        let condition: SQL =
            switch filter {
            case .community: "shelf = 'going' AND level = 'community'"
            case .mine: "\(own) AND shelf IN ('going', 'draft')"
            case .others: "shelf = 'going' AND level = 'personal' AND NOT \(own)"
            case .over: "shelf = 'past'"
            }
        return try summaries(condition, limit: limit, database)
    }

    /// How many goals each list has.
    public static func counts(reader: Account, _ database: Database) throws -> [GoalFilter: Int] {
        let sql = """
            SELECT shelf, level, number IN (SELECT goal FROM goal_owner WHERE account = ?) AS own, count(*) AS goals
            FROM goal GROUP BY shelf, level, own
            """
        var counts: [GoalFilter: Int] = [:]
        for row in try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [reader]) {
            let (shelf, level, isOwn): (String, String, Bool) = (row["shelf"], row["level"], row["own"])
            let isCommon = level == GoalLevel.community.rawValue
            let shown: [GoalFilter: Bool] = [
                .over: shelf == "past", .mine: isOwn && shelf != "past", .community: isCommon && shelf == "going",
                .others: !isCommon && !isOwn && shelf == "going",
            ]
            for (filter, isShown) in shown where isShown { counts[filter, default: 0] += row["goals"] }
        }
        return counts
    }

    /// Whether something is a goal that only the reader sees.
    static func isPrivate(_ thing: EventID, _ database: Database) throws -> Bool {
        try goal(thing, database)?.isPrivate ?? false
    }

    /// The goals that something serves, the oldest first.
    public static func goals(servedBy thing: EventID, _ database: Database) throws -> [GoalSummary] {
        try summaries("goal.number IN (SELECT goal FROM goal_link WHERE thing = \(thing))", limit: 50, database)
    }

    private static func summaries(_ condition: SQL, limit: Int, _ database: Database) throws -> [GoalSummary] {
        let request: SQL = """
            SELECT document.id, title, author, goal.* FROM goal JOIN document USING(number)
            WHERE \(condition) ORDER BY place, goal.number LIMIT \(limit)
            """
        let rows = try SQLRequest<Row>(literal: request).fetchAll(database)
        let linked = try linked(rows.map { $0["number"] }, database)
        return rows.map { summary($0, linked[$0["number"]]) }
    }

    /// How far the tasks and projects have come that serve goals.
    private static func linked(_ goals: [Int64], _ database: Database) throws -> [Int64: Completion] {
        let request: SQL = "SELECT goal, thing FROM goal_link WHERE goal IN \(goals) AND kind IN ('project', 'task')"
        let links: [(goal: Int64, thing: EventID)] = try database.values(request, isKept: false) {
            ($0["goal"], $0["thing"])
        }
        let known = try FeatureTable.completions(of: links.map(\.thing), database)
        return links.reduce(into: [:]) { sums, link in
            guard let completion = known[link.thing] else { return }
            sums[link.goal] = sums[link.goal].map { $0 + completion } ?? completion
        }
    }

    private static func summary(_ row: Row, _ linked: Completion?) -> GoalSummary {
        var summary = GoalSummary(
            id: row["id"], number: row["number"], statement: row["title"], author: row["author"],
            level: GoalLevel(rawValue: row["level"]) ?? .community, isPrivate: row["private"],
            state: GoalState(rawValue: row["state"]) ?? .draft,
            due: row["due"], review: row["review"], looked: row["looked"], unit: row["unit"],
            confidence: row["confidence"], isClaimed: row["claimed"], isPercentage: false)
        let (value, baseline): (Double?, Double) = (row["value"], row["baseline"] ?? 0)
        let steps: Int = row["steps"]
        if let target = row["target"] as Double?, target != baseline {
            summary.completion = Completion(done: (value ?? baseline) - baseline, total: target - baseline)
        } else if steps > 0 || linked != nil {
            let own = Completion(done: Double(row["steps_done"] as Int), total: Double(steps))
            summary.completion = linked.map { own + $0 } ?? own
        } else if let value {
            summary.completion = Completion(done: value, total: 100)
            summary.isPercentage = true
        }
        return summary
    }
}
