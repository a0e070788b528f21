import Index
import Journal

/// How thanks change the index.
enum KudosProjection {
    static let schema = [
        """
        CREATE TABLE kudos(
            number INTEGER PRIMARY KEY, giver TEXT NOT NULL, receiver TEXT NOT NULL, kind TEXT NOT NULL, about INTEGER,
            thread INTEGER, clock INTEGER NOT NULL, log INTEGER NOT NULL, seq INTEGER NOT NULL, refused TEXT,
            withdrawn INTEGER NOT NULL DEFAULT 0, withdraw_clock INTEGER NOT NULL DEFAULT 0,
            live INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL
        )
        """,
        "CREATE INDEX kudos_by_receiver ON kudos(receiver, clock, number) WHERE live",
        "CREATE INDEX kudos_by_giver ON kudos(giver, clock)",
        "CREATE INDEX kudos_by_thread ON kudos(thread) WHERE thread IS NOT NULL AND live",
        "CREATE INDEX kudos_by_subject ON kudos(about) WHERE about IS NOT NULL AND live",
        "CREATE INDEX kudos_unread ON kudos(number) WHERE unread AND live",
        "CREATE TABLE kudos_mark(id BLOB PRIMARY KEY, clock INTEGER NOT NULL, read INTEGER NOT NULL) WITHOUT ROWID",
    ]

    static let handlers: [EventHandler] = [
        .anyOrder(KudosGiven.kind, give), .anyOrder(KudosWithdrawn.kind, withdraw), .personal(KudosMarked.kind, mark),
    ]

    private static func give(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: KudosGiven = try event.payload()
        let about = try payload.about.flatMap { try projecting.number(of: $0) }
        if let id = payload.about, about == nil { return .waits(on: id) }
        let document = Document(
            kind: "kudos", id: event.id, author: event.by, created: event.clock, title: "",
            body: String(payload.reason.prefix(KudosRules.longestReason + 1)))
        guard let number = try projecting.add(document) else { return .applied }
        let thread = try about.flatMap {
            try projecting.value(Int64.self, "SELECT thread FROM post WHERE number = ?", $0)
        }
        let isRead = try projecting.value(Bool.self, "SELECT read FROM kudos_mark WHERE id = ?", event.id) ?? false
        try projecting.execute(
            """
            INSERT INTO kudos(number, giver, receiver, kind, about, thread, clock, log, seq, unread)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, event.by, payload.to, payload.kudosKind.rawValue, about, thread, event.clock,
            try projecting.logNumber(of: event), event.seq, payload.to == projecting.reader && !isRead)
        return try judge(number, projecting).map(Outcome.refused) ?? .applied
    }

    /// Works out whether thanks count, by what is known now. Answers why not.
    private static func judge(_ number: Int64, _ projecting: Projecting) throws -> String? {
        let row = try projecting.row(
            """
            SELECT kudos.*, document.id, document.body, about.kind AS about_kind,
                coalesce('~' || imported_author, about.author) AS owner
            FROM kudos JOIN document USING(number) LEFT JOIN document AS about ON about.number = kudos.about
                LEFT JOIN post ON post.number = kudos.about
            WHERE kudos.number = ?
            """,
            number)
        guard let row, let log = projecting.logName(row["log"]) else { return nil }
        let stamp = Stamp(clock: row["clock"], id: row["id"])
        let standing = projecting.authority.standing(
            of: row["giver"], at: stamp, host: log.host, seq: row["seq"])
        // Feedback has several who can be thanked for it; what else there is has one.
        let hasOwner = (row["about_kind"] as String?).map { $0 != "feedback" } ?? false
        let refusal = KudosRules.refusalToGive(
            to: row["receiver"], reason: row["body"], by: row["giver"], standing: standing,
            owner: hasOwner ? row["owner"] : nil)
        try projecting.execute("UPDATE kudos SET refused = ? WHERE number = ?", refusal, number)
        try show(number, projecting)
        return refusal
    }

    private static func show(_ number: Int64, _ projecting: Projecting) throws {
        try projecting.execute(
            "UPDATE kudos SET live = refused IS NULL AND NOT withdrawn WHERE number = ?", number)
        let isLive = try projecting.value(Bool.self, "SELECT live FROM kudos WHERE number = ?", number) ?? false
        try projecting.setHidden(number, !isLive)
        projecting.touch("kudos", number)
    }

    private static func withdraw(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: KudosWithdrawn = try event.payload()
        let row = try projecting.row(
            "SELECT number, giver FROM document JOIN kudos USING(number) WHERE id = ?", payload.kudos)
        guard let row else {
            return try projecting.number(of: payload.kudos) == nil
                ? .waits(on: payload.kudos) : .refused("is no thanks")
        }
        guard row["giver"] as Account == event.by else { return .refused("only who gave thanks takes them back") }
        let number: Int64 = row["number"]
        try projecting.execute(
            """
            UPDATE kudos SET withdrawn = ?1, withdraw_clock = ?2
            WHERE number = ?3 AND (withdraw_clock < ?2 OR withdraw_clock = ?2 AND withdrawn < ?1)
            """,
            payload.withdrawn, event.clock, number)
        try show(number, projecting)
        return .applied
    }

    private static func mark(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: KudosMarked = try event.payload()
        for id in payload.kudos.prefix(KudosMarked.most) {
            try projecting.execute(
                """
                INSERT INTO kudos_mark(id, clock, read) VALUES(?, ?, ?)
                ON CONFLICT DO UPDATE SET clock = excluded.clock, read = excluded.read
                WHERE (excluded.clock, excluded.read) > (clock, read)
                """,
                id, event.clock, payload.read)
            guard let number = try projecting.number(of: id) else { continue }
            try projecting.execute(
                """
                UPDATE kudos SET unread = NOT (SELECT read FROM kudos_mark WHERE id = ?)
                WHERE number = ? AND receiver = ?
                """,
                id, number, projecting.reader)
            projecting.touch("kudos", number)
        }
        return .applied
    }

    /// Judges again what those gave whose standing is another than was known.
    static func settle(_ projecting: Projecting) throws {
        for account in projecting.changedStandings {
            guard let since = projecting.earliestChange(of: account) else { continue }
            let rows = try projecting.rows(
                "SELECT number, id FROM kudos JOIN document USING(number) WHERE giver = ? AND clock >= ?", account,
                since)
            for row in rows {
                let refusal = try judge(row["number"], projecting)
                try projecting.noteRefusal(refusal, of: row["id"], by: account, kind: KudosGiven.kind)
            }
        }
    }
}
