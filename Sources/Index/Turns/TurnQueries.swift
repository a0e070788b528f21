import GRDB
import Journal

/// What screens and commands ask about turns. All of it depends on `now`, since entries begin and end by themselves.
public enum TurnQueries {
    /// What waits for a member, the longest wait first; what the reader has put off is left out.
    public static func mine(
        _ account: Account, kind: String? = nil, now: Timestamp, limit: Int = 1_000, _ database: Database
    ) throws -> [Turn] {
        try turns(query(.mine(account), kind: kind, now: now, limit: limit, database), database)
    }

    /// What waits for a member once it wakes: what the reader has put off.
    public static func snoozed(
        _ account: Account, kind: String? = nil, now: Timestamp, limit: Int = 1_000, _ database: Database
    ) throws -> [Turn] {
        try turns(query(.snoozed(account), kind: kind, now: now, limit: limit, database), database)
    }

    /// What whoever wants to may take, the longest wait first.
    public static func pool(
        kind: String? = nil, now: Timestamp, limit: Int = 1_000, _ database: Database
    ) throws -> [Turn] {
        try turns(query(.pool, kind: kind, now: now, limit: limit, database), database)
    }

    /// What any one of those with a role may do, the longest wait first.
    public static func ofRole(
        _ role: Role, now: Timestamp, limit: Int = 1_000, _ database: Database
    ) throws -> [Turn] {
        try turns(query(["role = \(role.rawValue)", counts(now)], limit), database)
    }

    /// Who is expected to act on a subject.
    public static func of(_ subject: EventID, now: Timestamp, _ database: Database) throws -> [Turn] {
        try turns(query(["turn.subject = \(subject)", counts(now)], 1_000), database)
    }

    /// How much waits for a member by kind; what the reader has put off is left out.
    public static func countByKind(_ account: Account, now: Timestamp, _ database: Database) throws -> [String: Int] {
        let held = try held(by: account, database)
        let request: SQL = """
            SELECT kind, count(*) AS turns FROM turn WHERE \(held) AND \(counts(now)) AND NOT \(isAsleep(now))
            GROUP BY kind
            """
        let rows = try SQLRequest<Row>(literal: request, cached: true).fetchAll(database)
        return Dictionary(rows.map { ($0["kind"], $0["turns"]) }, uniquingKeysWith: +)
    }

    /// On how many things a member is expected to act, by kind, reason, both or neither; what the reader has put off is
    /// left out, or counted alone.
    public static func subjects(
        of account: Account, kind: String? = nil, reason: String? = nil, isAsleep: Bool = false, now: Timestamp,
        _ database: Database
    ) throws -> Int {
        let held = try held(by: account, database)
        let asleep = Self.isAsleep(now)
        let wanted: SQL = reason.map { "reason = \($0)" } ?? "TRUE"
        let request: SQL = """
            SELECT count(DISTINCT subject) FROM turn
            WHERE \(held) AND \(counts(now)) AND \(ofKind(kind)) AND \(wanted)
                AND \(isAsleep ? asleep : "NOT \(asleep)")
            """
        return try SQLRequest<Int>(literal: request, cached: true).fetchOne(database) ?? 0
    }

    /// The turns of a list as a query to be joined with a feature's own tables.
    public static func query(
        _ list: TurnList, kind: String? = nil, now: Timestamp, limit: Int = 1_000, _ database: Database
    ) throws -> SQL {
        let conditions: [SQL] =
            switch list {
            case .mine(let account): [try held(by: account, database), "NOT \(isAsleep(now))"]
            case .snoozed(let account): [try held(by: account, database), isAsleep(now)]
            case .pool: ["account IS NULL AND role IS NULL"]
            }
        return query(conditions + [counts(now), ofKind(kind)], limit)
    }

    /// How the reader has put a subject off; nothing if never.
    public static func snooze(of subject: EventID, _ database: Database) throws -> Snooze? {
        let sql = "SELECT until, lifted FROM snooze WHERE subject = ? ORDER BY clock, id"
        let rows = try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [subject])
        guard let latest = rows.last else { return nil }
        return Snooze(until: latest["until"], isLifted: latest["lifted"], times: rows.count { !($0["lifted"] as Bool) })
    }

    private static func turns(_ query: SQL, _ database: Database) throws -> [Turn] {
        try database.values(query, as: Turn.init)
    }

    private static func query(_ conditions: [SQL], _ limit: Int) -> SQL {
        """
        SELECT \(sql: Turn.columns) FROM turn WHERE \(conditions.joined(separator: " AND "))
        ORDER BY since, number LIMIT \(limit)
        """
    }

    /// An admin may do all that a moderator may, so a moderator's turn is an admin's as well.
    private static func held(by account: Account, _ database: Database) throws -> SQL {
        let role = try String.fetchOne(
            database.cachedStatement(sql: "SELECT role FROM member WHERE account = ? AND state = 'member'"),
            arguments: [account]
        ).flatMap(Role.init)
        let roles = Role.allCases.filter { own in role.map { own <= $0 } ?? false }.map(\.rawValue)
        return "(account = \(account) OR role IN \(roles))"
    }

    private static func counts(_ now: Timestamp) -> SQL {
        "(starts IS NULL OR starts <= \(now)) AND (ends IS NULL OR \(now) < ends)"
    }

    private static func ofKind(_ kind: String?) -> SQL { kind.map { "kind = \($0)" } ?? "TRUE" }

    /// What happened after the snooze was somebody else's doing, so it wakes the subject.
    private static func isAsleep(_ now: Timestamp) -> SQL {
        """
        coalesce((
            SELECT NOT lifted AND turn.since <= clock AND (until IS NULL OR \(now) < until) FROM snooze
            WHERE snooze.subject = turn.subject ORDER BY clock DESC, id DESC LIMIT 1), 0)
        """
    }
}

/// One of the lists of turns.
public enum TurnList: Hashable, Sendable {
    /// What waits for a member; what the reader has put off is left out.
    case mine(Account)
    /// What waits for a member once it wakes.
    case snoozed(Account)
    /// What whoever wants to may take.
    case pool
}

/// How the reader put something off.
public struct Snooze: Hashable, Sendable {
    /// Until when; until the other side acts, if nothing.
    public var until: Timestamp?
    /// Whether it was wanted back.
    public var isLifted: Bool
    /// How often it was put off so far.
    public var times: Int
}

extension BoardSession {
    /// How much waits for the member by kind; what they have put off is left out.
    public func turnsByKind() throws -> [String: Int] {
        let now = clock.now()
        return try readKept("turns", from: ["turn", "member", KeptAnswers.standing], now: now) {
            try TurnQueries.countByKind(me, now: now, $0)
        }
    }
}
