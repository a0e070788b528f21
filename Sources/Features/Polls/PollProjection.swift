import Foundation
import GRDB
import Index
import Journal

/// How polls change the index. A poll is made from its events anew whenever one arrives: what it costs grows with that
/// poll alone.
public enum PollProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Polls",
        schema: folding.schema + [
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
        ],
        handlers: folding.handlers,
        settle: { projecting in
            // Who comes is asked too, and who has left is not any more.
            if !projecting.changedStandings.isEmpty {
                for row in try projecting.rows("SELECT number FROM poll WHERE NOT finished") {
                    projecting.touch("poll", row["number"])
                }
            }
            try folding.settle(projecting)
        })

    private static let folding = Folding<Poll>(
        "poll", first: PollOpened.kind,
        document: { event in
            let terms: PollOpened = try event.payload()
            return Document(
                kind: "poll", id: event.id, author: event.by, created: event.clock,
                title: String(terms.question.prefix(PollRules.longestQuestion)), body: "")
        },
        begin: { step, _ in try Poll(step.event, by: step.standing) },
        subject: { try JSONDecoder().decode(About.self, from: Data($0.line)).poll },
        changes: [
            PollVoted.kind: { try $0.vote($1.event, $1.standing) },
            PollClosed.kind: { try $0.close($1.event, $1.standing) },
            PollConcluded.kind: { try $0.conclude($1.event, $1.standing) },
        ],
        save: set, remove: remove)

    /// What every event that speaks of a poll says first.
    private struct About: Decodable {
        var poll: EventID
    }

    private static func set(_ poll: Poll, _ number: Int64, _ projecting: Projecting) throws {
        let text = (poll.terms.options + [poll.outcome?.text ?? ""]).joined(separator: "\n")
        try projecting.revise(number, title: poll.terms.question, body: text)
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
