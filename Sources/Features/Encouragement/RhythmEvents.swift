import Index
import Journal

/// `rhythm.set`: the reader wants to see their own weeks, or not. Private.
public struct RhythmSet: EventPayload {
    /// What logs call it.
    public static let kind = "rhythm.set"
    /// Whether it is shown.
    public var on: Bool

    /// Turning on or off.
    public init(on: Bool) { self.on = on }
}

/// `rhythm.rested`: the reader plans a week of rest, or takes that back. Private.
public struct RhythmRested: EventPayload {
    /// What logs call it.
    public static let kind = "rhythm.rested"
    /// The week, as ISO 8601 has it: `2026-W48`.
    public var week: Week
    /// Whether it is a week of rest.
    public var rest: Bool

    /// A week of rest, or of none.
    public init(week: Week, rest: Bool = true) {
        self.week = week
        self.rest = rest
    }
}

/// `milestones.seen`: what was celebrated, so that it is so once. Private.
public struct MilestonesSeen: EventPayload {
    /// What logs call it.
    public static let kind = "milestones.seen"
    /// Which.
    public var milestones: [String]

    /// What was celebrated.
    public init(milestones: [String]) { self.milestones = milestones }
}

/// How the reader's own settings change the index.
enum RhythmProjection {
    static let schema = [
        "CREATE TABLE rhythm(one INTEGER PRIMARY KEY, shown INTEGER NOT NULL, clock INTEGER NOT NULL)",
        "CREATE TABLE rhythm_rest(week TEXT PRIMARY KEY, rest INTEGER NOT NULL, clock INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE milestone_seen(name TEXT PRIMARY KEY) WITHOUT ROWID",
    ]

    static let handlers: [EventHandler] = [
        .personal(RhythmSet.kind, set), .personal(RhythmRested.kind, rest), .personal(MilestonesSeen.kind, see),
    ]

    private static func set(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: RhythmSet = try event.payload()
        try projecting.execute(
            """
            INSERT INTO rhythm(one, shown, clock) VALUES(1, ?, ?)
            ON CONFLICT DO UPDATE SET shown = excluded.shown, clock = excluded.clock
            WHERE (excluded.clock, excluded.shown) > (clock, shown)
            """,
            payload.on, event.clock)
        projecting.touch("rhythm", 1)
        return .applied
    }

    private static func rest(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: RhythmRested = try event.payload()
        try projecting.execute(
            """
            INSERT INTO rhythm_rest(week, rest, clock) VALUES(?, ?, ?)
            ON CONFLICT DO UPDATE SET rest = excluded.rest, clock = excluded.clock
            WHERE (excluded.clock, excluded.rest) > (clock, rest)
            """,
            payload.week.text, payload.rest, event.clock)
        projecting.touch("rhythm", 1)
        return .applied
    }

    private static func see(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: MilestonesSeen = try event.payload()
        for name in payload.milestones.prefix(100) {
            try projecting.execute("INSERT OR IGNORE INTO milestone_seen(name) VALUES(?)", String(name.prefix(40)))
        }
        projecting.touch("rhythm", 1)
        return .applied
    }
}
