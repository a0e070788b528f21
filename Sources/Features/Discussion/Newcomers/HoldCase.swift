import GRDB
import Index
import Journal
import Workbench

/// What is asked about posts that wait.
enum HoldQueries {
    /// Whether newcomers' posts wait now.
    static func holds(_ database: Database) throws -> Bool {
        let sql = "SELECT held FROM hold_terms ORDER BY clock DESC, id DESC LIMIT 1"
        return try Bool.fetchOne(database.cachedStatement(sql: sql)) ?? false
    }

    /// Whether a post is kept from the reader.
    static func isKept(_ id: EventID, _ database: Database) throws -> Bool {
        let sql = """
            SELECT 1 FROM document JOIN post USING(number)
            WHERE document.id = ? AND held IS NOT NULL AND refused IS NOT NULL
            """
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [id]) != nil
    }

    /// The posts of a thread that wait or were kept back, and why: the reader's own, since others do not see theirs.
    static func notes(_ thread: EventID, _ database: Database) throws -> [EventID: String] {
        let sql = """
            SELECT document.id, held, (SELECT reason FROM hold_decision WHERE post = post.number
                ORDER BY clock DESC, id DESC LIMIT 1) AS reason
            FROM post JOIN document USING(number)
            WHERE thread = (SELECT number FROM document WHERE id = ?) AND held IS NOT NULL AND refused IS NULL
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [thread]).reduce(into: [:]) {
            $0[$1["id"]] = HoldWords.note($1["held"], reason: $1["reason"] ?? "")
        }
    }
}

/// Makes the events about posts that wait, asking the rules first.
struct HoldWriting: Sendable {
    let session: BoardSession

    /// Says whether newcomers' posts wait.
    func holding(_ held: Bool) throws -> NewEvent {
        if let refusal = HoldRules.refusalToHold(by: try session.standing(of: session.me)) {
            throw CommandFailure.refused(refusal)
        }
        return try NewEvent(NewcomersHeld(held: held))
    }

    /// Lets a post go, or keeps it back.
    func releasing(_ post: EventID, _ approved: Bool, reason: String) throws -> NewEvent {
        let refusal = HoldRules.refusalToRelease(approved, reason: reason, by: try session.standing(of: session.me))
        if let refusal { throw CommandFailure(refusal, refusal.hasPrefix("only") ? .notPermitted : .badData) }
        return try NewEvent(PostReleased(post: post, approved: approved, reason: reason))
    }
}

/// A newcomer's post that waits, as moderators see it.
enum HoldCase {
    static func make(_ turn: Turn, _ session: BoardSession) throws -> ModerationCase? {
        let sql = """
            SELECT document.author, document.body, root.title, channel.name AS channel, post.number = post.thread AS opens
            FROM document JOIN post USING(number) JOIN document AS root ON root.number = post.thread
                JOIN thread ON thread.number = post.thread JOIN channel ON channel.number = thread.channel
            WHERE document.id = ?
            """
        let row = try session.read {
            try Row.fetchOne($0.cachedStatement(sql: sql), arguments: [turn.subject])
        }
        guard let row else { return nil }
        let opens: Bool = row["opens"]
        let writing = HoldWriting(session: session)
        return ModerationCase(
            id: turn.subject, kind: opens ? "newcomer's thread" : "newcomer's reply",
            title: "\(row["title"] as String) (#\(row["channel"] as String))", account: row["author"],
            since: turn.since, text: row["body"],
            decisions: [
                ModerationCase.Decision(name: "approve", label: "let everyone see it", needsReason: false) {
                    [try writing.releasing(turn.subject, true, reason: $0)]
                },
                ModerationCase.Decision(name: "refuse", label: "keep it back, and say why", needsReason: true) {
                    [try writing.releasing(turn.subject, false, reason: $0)]
                },
            ])
    }

    /// A post or thread taken out of view, or closed.
    static func conceal(
        _ how: Concealment, _ id: EventID, _ reason: String, _ session: BoardSession
    ) throws -> NewEvent? {
        guard let post = try session.read({ try PostQueries.post(id, $0) }) else { return nil }
        switch how {
        case .hide: return try DiscussionWriting(session).hide(post.id, reason: reason)
        case .lock:
            let thread = try session.read { try ThreadQueries.thread(ofPost: id, $0) }
            return try thread.map { try DiscussionWriting(session).lock($0.id, reason: reason) }
        }
    }
}
