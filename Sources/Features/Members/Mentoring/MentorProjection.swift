import Foundation
import GRDB
import Index
import Journal

/// How mentoring changes the index.
enum MentorProjection {
    static let schema =
        folding.schema + [
            "CREATE TABLE mentor_offer(account TEXT PRIMARY KEY, topics TEXT NOT NULL, places INTEGER NOT NULL, hours TEXT NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID",
            // Rows hold what lists need; `detail` holds the whole of it as JSON.
            """
            CREATE TABLE mentorship(
                number INTEGER PRIMARY KEY, asker TEXT NOT NULL, mentor TEXT NOT NULL, step TEXT NOT NULL,
                since INTEGER NOT NULL, detail BLOB NOT NULL
            )
            """,
            "CREATE INDEX mentorship_by_mentor ON mentorship(mentor, since)",
            "CREATE INDEX mentorship_by_asker ON mentorship(asker, since)",
        ]

    static var handlers: [EventHandler] { folding.handlers + [.ordered(MentorOffered.kind, offer)] }

    private static let folding = Folding<Mentorship>(
        "mentorship", first: MentorAsked.kind,
        document: { event in
            let asked: MentorAsked = try event.payload()
            return Document(
                kind: "mentorship", id: event.id, author: event.by, created: event.clock,
                title: String(asked.topic.prefix(MentorRules.longestLine)), body: "")
        },
        begin: { step, _ in try Mentorship(step.event, by: step.standing) },
        subject: { try JSONDecoder().decode(About.self, from: Data($0.line)).mentorship },
        changes: [
            MentorAnswered.kind: { try $0.answer($1.event, $1.standing) },
            MentorBegun.kind: { try $0.begin($1.event, $1.standing) },
            MentorFinished.kind: { try $0.finish($1.event, $1.standing) },
            MentorWithdrawn.kind: { try $0.withdraw($1.event, $1.standing) },
        ],
        save: save, remove: remove)

    /// What every event that speaks of a mentorship says first.
    private struct About: Decodable {
        var mentorship: EventID
    }

    static func reset(_ projecting: Projecting) throws {
        for row in try projecting.rows("SELECT account FROM mentor_offer") { try touch(row["account"], projecting) }
        try projecting.execute("DELETE FROM mentor_offer")
    }

    static func settle(_ projecting: Projecting) throws {
        // Who is no member any more helps and is helped no more.
        for account in projecting.changedStandings { try touch(account, projecting) }
        try folding.settle(projecting)
        try TopicNotices.settle(projecting)
    }

    private static func offer(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let offer: MentorOffered = try event.payload()
        let refusal = MentorRules.refusalToOffer(offer, by: projecting.authority.standing(forWriting: event))
        if let refusal { return .refused(refusal) }
        let topics = MemberTopic.split(offer.topics).joined(separator: ", ")
        if topics.isEmpty {
            try projecting.execute("DELETE FROM mentor_offer WHERE account = ?", event.by)
        } else {
            try projecting.execute(
                """
                INSERT INTO mentor_offer(account, topics, places, hours, since) VALUES(?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET topics = excluded.topics, places = excluded.places, hours = excluded.hours
                """,
                event.by, topics, offer.places, offer.when, event.clock)
        }
        try touch(event.by, projecting)
        return .applied
    }

    /// What an account's offer, or its membership, decides about.
    private static func touch(_ account: Account, _ projecting: Projecting) throws {
        let rows = try projecting.rows(
            "SELECT number FROM mentorship WHERE mentor = ?1 OR asker = ?1", account)
        for row in rows { projecting.touch("mentorship", row["number"]) }
        projecting.touch("member", 0)
        if account == projecting.reader { projecting.touch("mentor_offer", 0) }
    }

    private static func save(_ mentorship: Mentorship, _ number: Int64, _ projecting: Projecting) throws {
        // What was asked, and why, is for whoever looks at the board's files; search shows it to nobody.
        try projecting.setHidden(number, true)
        try projecting.execute(
            "INSERT OR REPLACE INTO mentorship(number, asker, mentor, step, since, detail) VALUES(?, ?, ?, ?, ?, ?)",
            number, mentorship.asker, mentorship.mentor, mentorship.step.rawValue, mentorship.since,
            try JSONEncoder().encode(mentorship))
        let offers =
            try projecting.value(
                Int.self, "SELECT 1 FROM mentor_offer WHERE account = ?", mentorship.mentor) != nil
        let areMembers = [mentorship.asker, mentorship.mentor].allSatisfy {
            projecting.authority.standing(of: $0).role != nil
        }
        try projecting.setTurns(
            of: mentorship.id, kind: MentorTurns.kind,
            areMembers ? MentorTurns.turns(mentorship, isOffered: offers) : [])
        let told = MentorTurns.told(mentorship, projecting.reader)
        try projecting.setTold(of: mentorship.id, kind: MentorTurns.kind, told.map { [$0] } ?? [])
    }

    private static func remove(_ id: EventID, _ number: Int64, _ projecting: Projecting) throws {
        try projecting.execute("DELETE FROM mentorship WHERE number = ?", number)
        try projecting.setTurns(of: id, kind: MentorTurns.kind, [])
        try projecting.setTold(of: id, kind: MentorTurns.kind, [])
    }
}

/// Whose turn a mentorship is, and what it tells the other.
enum MentorTurns {
    static let kind = "mentor"

    /// The mentor's to answer, then the asker's to begin, then of both to say, every four weeks, whether it goes on.
    /// Nobody owes an answer who offers nothing.
    static func turns(_ mentorship: Mentorship, isOffered: Bool) -> [Turn] {
        func turn(_ account: Account, _ reason: String, starts: Timestamp? = nil, ends: Timestamp? = nil) -> Turn {
            Turn(
                subject: mentorship.id, kind: kind, holder: .account(account), reason: reason,
                since: starts ?? mentorship.since, starts: starts, ends: ends)
        }
        switch mentorship.step {
        case .requested:
            guard isOffered else { return [] }
            return [turn(mentorship.mentor, "asked", ends: mentorship.asked.advanced(by: Mentorship.patience))]
        case .accepted: return [turn(mentorship.asker, "accepted")]
        case .active:
            let check = mentorship.since.advanced(by: Mentorship.check)
            return [turn(mentorship.mentor, "check", starts: check), turn(mentorship.asker, "check", starts: check)]
        default: return []
        }
    }

    /// What the reader is told of it: what the other did last, unless it is their turn, which says so already.
    static func told(_ mentorship: Mentorship, _ reader: Account) -> Told? {
        guard mentorship.concerns(reader), mentorship.by != reader, mentorship.step != .requested else { return nil }
        return Told(
            id: mentorship.event, kind: kind, reason: mentorship.step.rawValue, by: mentorship.by,
            about: mentorship.id, at: mentorship.since,
            text: mentorship.words.isEmpty ? mentorship.topic : mentorship.words)
    }

    static let words = TurnWords(
        kind: kind, doing: "mentor",
        reasons: [
            "asked": "asks you to be their mentor", "check": "a mentorship has run for four weeks; does it go on?",
            "accepted": "says yes to being your mentor; write to them", "active": "has begun your mentorship",
            "finished": "finished your mentorship", "declined": "cannot be your mentor", "withdrawn": "no longer asks",
        ])
}
