import Foundation
import GRDB
import Index
import Journal

/// How polls change the index. The events of a poll are kept, and the poll is made from them anew whenever one arrives:
/// what it costs grows with that poll alone.
public enum PollProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Polls",
        schema: [
            // Rows hold what lists need; `detail` holds the whole poll as JSON.
            """
            CREATE TABLE poll(
                number INTEGER PRIMARY KEY, author TEXT NOT NULL, kind TEXT NOT NULL, opened INTEGER NOT NULL,
                closes INTEGER, finished INTEGER NOT NULL, votes INTEGER NOT NULL, thread BLOB, detail BLOB NOT NULL
            )
            """,
            "CREATE INDEX poll_by_opening ON poll(opened, number)",
            "CREATE INDEX poll_by_thread ON poll(thread, opened) WHERE thread IS NOT NULL",
            "CREATE INDEX poll_unfinished ON poll(number) WHERE NOT finished",
            "CREATE TABLE poll_vote(poll INTEGER, account TEXT, PRIMARY KEY(poll, account)) WITHOUT ROWID",
            """
            CREATE TABLE poll_event(
                poll INTEGER, clock INTEGER, id BLOB, account TEXT NOT NULL, log INTEGER NOT NULL, line BLOB NOT NULL,
                PRIMARY KEY(poll, clock, id)
            ) WITHOUT ROWID
            """,
            "CREATE INDEX poll_event_by_account ON poll_event(account, clock)",
        ],
        handlers: [.anyOrder(PollOpened.kind, open)]
            + [PollVoted.kind, PollClosed.kind, PollConcluded.kind].map { .anyOrder($0, keep) },
        settle: settle)

    /// What every event that speaks of a poll says first.
    private struct About: Decodable {
        var poll: EventID
    }

    private static func open(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let terms: PollOpened = try event.payload()
        let document = Document(
            kind: "poll", id: event.id, author: event.by, created: event.clock,
            title: String(terms.question.prefix(PollRules.longestQuestion)), body: "")
        if let number = try projecting.add(document) { try store(event, in: number, projecting) }
        return .applied
    }

    private static func keep(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let poll = try JSONDecoder().decode(About.self, from: Data(event.line)).poll
        guard let number = try projecting.number(of: poll) else { return .waits(on: poll) }
        try store(event, in: number, projecting)
        return .applied
    }

    private static func store(_ event: Event, in number: Int64, _ projecting: Projecting) throws {
        try projecting.execute(
            "INSERT OR IGNORE INTO poll_event(poll, clock, id, account, log, line) VALUES(?, ?, ?, ?, ?, ?)",
            number, event.clock, event.id, event.by, try projecting.logNumber(of: event), Data(event.line))
        projecting.touch("poll", number)
    }

    private static func settle(_ projecting: Projecting) throws {
        // Who may do what may have been decided anew for events that are here already.
        for account in projecting.changedStandings {
            guard let since = projecting.earliestChange(of: account) else { continue }
            let rows = try projecting.rows(
                "SELECT DISTINCT poll FROM poll_event WHERE account = ? AND clock >= ?", account, since)
            for row in rows { projecting.touch("poll", row["poll"]) }
        }
        // Who comes is asked too, and who has left is not any more.
        if !projecting.changedStandings.isEmpty {
            for row in try projecting.rows("SELECT number FROM poll WHERE NOT finished") {
                projecting.touch("poll", row["number"])
            }
        }
        for number in (projecting.touched["poll"] ?? []).sorted() { try fold(number, projecting) }
    }

    private static func fold(_ number: Int64, _ projecting: Projecting) throws {
        let id = try projecting.value(EventID.self, "SELECT id FROM document WHERE number = ?", number)
        guard let id else { return }
        let steps = try events(of: number, projecting).map { event in
            PollFold.Step(event: event, standing: projecting.authority.standing(forWriting: event))
        }
        let fold = PollFold(id, steps)
        for step in steps {
            try projecting.noteRefusal(
                fold.refusals[step.event.id], of: step.event.id, by: step.event.by, kind: step.event.kind)
        }
        if let poll = fold.poll {
            try set(poll, number, projecting)
        } else if steps.contains(where: { $0.event.id == id }) {
            try remove(id, number, projecting)
        }
    }

    private static func events(of number: Int64, _ projecting: Projecting) throws -> [Event] {
        try projecting.rows(
            "SELECT line, account, log, clock FROM poll_event WHERE poll = ? ORDER BY clock, id", number
        )
        .compactMap { row in
            guard let log = projecting.logName(row["log"]) else { return nil }
            let line: Data = row["line"]
            return Event(storedLine: [UInt8](line), by: row["account"], log: log)?.dated(row["clock"])
        }
    }

    private static func set(_ poll: Poll, _ number: Int64, _ projecting: Projecting) throws {
        let text = (poll.terms.options + [poll.outcome?.text ?? ""]).joined(separator: "\n")
        try projecting.revise(number, title: poll.terms.question, body: text)
        try projecting.setHidden(number, false)
        try projecting.execute(
            """
            INSERT OR REPLACE INTO poll(number, author, kind, opened, closes, finished, votes, thread, detail)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, poll.author, poll.terms.pollKind.rawValue, poll.opened, poll.closes, poll.outcome != nil,
            poll.votes.count, poll.terms.thread, try JSONEncoder().encode(poll))
        try projecting.execute("DELETE FROM poll_vote WHERE poll = ?", number)
        for vote in poll.votes {
            try projecting.execute("INSERT INTO poll_vote(poll, account) VALUES(?, ?)", number, vote.account)
        }
        let members = try projecting.rows("SELECT account FROM member WHERE state = 'member' ORDER BY account")
        try projecting.setTurns(
            of: poll.id, kind: PollTurns.vote, PollTurns.votes(poll, members: members.map { $0["account"] }))
        try projecting.setTurns(of: poll.id, kind: PollTurns.outcome, PollTurns.outcomes(poll))
    }

    /// A poll that breaks a rule is none.
    private static func remove(_ id: EventID, _ number: Int64, _ projecting: Projecting) throws {
        try projecting.setHidden(number, true)
        try projecting.execute("DELETE FROM poll WHERE number = ?", number)
        try projecting.execute("DELETE FROM poll_vote WHERE poll = ?", number)
        try projecting.setTurns(of: id, kind: PollTurns.vote, [])
        try projecting.setTurns(of: id, kind: PollTurns.outcome, [])
    }
}

/// Whose turn a poll is: of everyone who has not voted while it is open, then of who asked, until they have said what
/// follows from it.
enum PollTurns {
    static let vote = "vote"
    static let outcome = "outcome"

    static func votes(_ poll: Poll, members: [Account]) -> [Turn] {
        guard poll.outcome == nil, poll.ended == nil else { return [] }
        let voted = Set(poll.votes.map(\.account))
        return members.filter { !voted.contains($0) }.map { account in
            Turn(
                subject: poll.id, kind: vote, holder: .account(account), reason: "asked", since: poll.opened,
                due: poll.closes, ends: poll.closes)
        }
    }

    static func outcomes(_ poll: Poll) -> [Turn] {
        guard poll.outcome == nil, let closes = poll.closes else { return [] }
        return [
            Turn(
                subject: poll.id, kind: outcome, holder: .account(poll.author), reason: "closed", since: closes,
                starts: closes)
        ]
    }
}
