import GRDB
import Journal

/// Something that the reader is told, of whatever feature: a decision about what they asked, an answer to a request.
///
/// A turn says that somebody is expected to act; this says only that something happened. Features derive what a thing
/// tells from what they know and hand it over with `Projecting.setTold`.
public struct Told: Hashable, Sendable {
    /// What happened: the event, or the thing that it is about.
    public var id: EventID
    /// Which feature's matter it is; together with `reason` it is turned into words as for turns.
    public var kind: String
    /// What happened: a word that the feature turns into a sentence.
    public var reason: String
    /// Who did it; nothing when nobody did.
    public var by: Account?
    /// What shows it.
    public var about: EventID
    /// When.
    public var at: Timestamp
    /// Their words, if there are any.
    public var text: String
    /// Whether the reader has not read it.
    public var isUnread = true

    /// Something to be told.
    public init(
        id: EventID, kind: String, reason: String, by: Account?, about: EventID, at: Timestamp, text: String = ""
    ) {
        self.id = id
        self.kind = kind
        self.reason = reason
        self.by = by
        self.about = about
        self.at = at
        self.text = text
    }

    init(row: Row) {
        self.init(
            id: row["id"], kind: row["kind"], reason: row["reason"], by: row["account"], about: row["about"],
            at: row["at"], text: row["text"])
        isUnread = row["unread"]
    }
}

/// `told.marked`: the reader has read what they were told, or has not. In the private log.
public struct ToldMarked: EventPayload {
    /// What logs call it.
    public static let kind = "told.marked"
    /// The most marks of one event.
    public static let most = 1_000
    /// What was told.
    public var told: [EventID]
    /// Whether it is read.
    public var read: Bool

    /// Marks.
    public init(told: [EventID], read: Bool) {
        self.told = told
        self.read = read
    }

    /// The event, for the private log.
    public func event() throws -> NewEvent { try NewEvent(self, isPrivate: true) }
}

/// What the reader is told, in the index.
enum ToldProjection {
    static let projection = Projection(
        name: "Telling",
        schema: [
            """
            CREATE TABLE told(
                number INTEGER PRIMARY KEY, subject BLOB NOT NULL, kind TEXT NOT NULL, id BLOB NOT NULL,
                reason TEXT NOT NULL, account TEXT, about BLOB NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL,
                unread INTEGER NOT NULL
            )
            """,
            "CREATE INDEX told_by_subject ON told(subject, kind)",
            "CREATE INDEX told_by_time ON told(at, number)",
            "CREATE INDEX told_by_id ON told(id)",
            "CREATE INDEX told_unread ON told(number) WHERE unread",
            "CREATE TABLE told_mark(id BLOB PRIMARY KEY, clock INTEGER NOT NULL, read INTEGER NOT NULL) WITHOUT ROWID",
        ],
        handlers: [.personal(ToldMarked.kind, mark)])

    private static func mark(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ToldMarked = try event.payload()
        for id in payload.told.prefix(ToldMarked.most) {
            try projecting.execute(
                """
                INSERT INTO told_mark(id, clock, read) VALUES(?, ?, ?)
                ON CONFLICT DO UPDATE SET clock = excluded.clock, read = excluded.read
                WHERE (excluded.clock, excluded.read) > (clock, read)
                """,
                id, event.clock, payload.read)
            try projecting.execute(
                "UPDATE told SET unread = NOT (SELECT read FROM told_mark WHERE id = ?1) WHERE id = ?1", id)
        }
        projecting.touch("told", 0)
        return .applied
    }
}

extension Projecting {
    /// Says what the reader is told about a subject, in place of what was said before under the same kind. What is
    /// for others is left out by the caller: the index is the reader's alone.
    public func setTold(of subject: EventID, kind: String, _ told: [Told]) throws {
        let before = try rows(
            "SELECT * FROM told WHERE subject = ? AND kind = ? ORDER BY number", subject, kind
        ).map(Told.init)
        let now = try told.map { told in
            var told = told
            told.isUnread = try !(value(Bool.self, "SELECT read FROM told_mark WHERE id = ?", told.id) ?? false)
            return told
        }
        guard before != now else { return }
        try execute("DELETE FROM told WHERE subject = ? AND kind = ?", subject, kind)
        for told in now {
            try execute(
                """
                INSERT INTO told(subject, kind, id, reason, account, about, at, text, unread)
                VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                subject, kind, told.id, told.reason, told.by, told.about, told.at, told.text, told.isUnread)
        }
        touch("told", 0)
    }
}

/// What the Inbox asks of what the reader is told.
public enum ToldQueries {
    /// The newest, the newest first.
    public static func newest(limit: Int = 100, _ database: Database) throws -> [Told] {
        let sql = "SELECT * FROM told ORDER BY at DESC, number DESC LIMIT ?"
        return try database.cachedStatement(sql: sql).values([limit], as: Told.init)
    }

    /// How much of it the reader has not read.
    public static func unreadCount(_ database: Database) throws -> Int {
        try Int.fetchOne(database.cachedStatement(sql: "SELECT count(*) FROM told WHERE unread")) ?? 0
    }
}
