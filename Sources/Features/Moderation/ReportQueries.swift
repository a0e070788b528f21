import Foundation
import GRDB
import Index
import Journal
import Workbench

/// What screens and commands ask about reports and what waits for moderators.
public enum ReportQueries {
    /// One report.
    public static func report(_ id: EventID, _ database: Database) throws -> Report? {
        let sql = "SELECT detail FROM report JOIN document USING(number) WHERE id = ?"
        return try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [id]).map(decoded)
    }

    /// The open reports, the oldest first.
    static func open(limit: Int = 500, _ database: Database) throws -> [Report] {
        let sql = "SELECT detail FROM report WHERE open ORDER BY filed LIMIT ?"
        return try Data.fetchAll(database.cachedStatement(sql: sql), arguments: [limit]).map(decoded)
    }

    /// What a member has reported, the latest first.
    public static func reports(by account: Account, limit: Int = 200, _ database: Database) throws -> [Report] {
        let sql = "SELECT detail FROM report WHERE reporter = ? ORDER BY filed DESC LIMIT ?"
        return try Data.fetchAll(database.cachedStatement(sql: sql), arguments: [account, limit]).map(decoded)
    }

    private static func decoded(_ data: Data) throws -> Report { try JSONDecoder().decode(Report.self, from: data) }

    /// What waits for a moderator, the longest wait first: what is any moderator's turn, and the reports that one of them
    /// looks at.
    static func queue(now: Timestamp, _ session: BoardSession) throws -> [ModerationCase] {
        let turns = try session.read { database in
            let any = try TurnQueries.ofRole(.moderator, now: now, database).filter { $0.kind != ReportWords.kind }
            let reports = try open(database).map {
                Turn(
                    subject: $0.id, kind: ReportWords.kind, holder: .role(.moderator), reason: "filed", since: $0.filed)
            }
            return (any + reports).sorted { ($0.since, $0.subject) < ($1.since, $1.subject) }
        }
        return try turns.compactMap { turn in try FeatureTable.firstAnswer { try $0.moderating(turn, session) } }
    }

    /// One of them. Throws when it does not wait, or not for a moderator (66).
    static func waiting(_ id: EventID, _ session: BoardSession) throws -> ModerationCase {
        guard let found = try queue(now: session.clock.now(), session).first(where: { $0.id == id }) else {
            throw CommandFailure(
                "\(id.text.prefix(8)) does not wait for a moderator; `stoa moderation list` shows what does", .notFound)
        }
        return found
    }
}

/// Makes the events of reports, asking the rules first.
struct ReportWriting: Sendable {
    let session: BoardSession

    /// Reports a thing.
    func filing(_ thing: Reference, reason: String) throws -> NewEvent {
        let (report, subject) = (ReportFiled(thing: thing, reason: reason), try self.subject(of: thing))
        let standing = try session.standing(of: session.me)
        let refusal = ReportRules.refusalToFile(report, of: subject, by: session.me, standing: standing)
        if let refusal { throw Self.failure(refusal) }
        let own = try session.read { try ReportQueries.reports(by: session.me, $0) }
        guard !own.contains(where: { $0.thing == thing && $0.isOpen }) else {
            throw CommandFailure.refused("you have reported this already; a moderator will look at it")
        }
        return try NewEvent(report)
    }

    /// Whether a thing can be reported, before anything is typed.
    func allowFiling(_ thing: Reference) throws { _ = try filing(thing, reason: "…") }

    private func subject(of thing: Reference) throws -> Account? {
        try session.read { database in
            if thing.kind == ReportProjection.memberKind {
                return try MemberQueries.member(thing.name, database)?.account
            }
            let sql = "SELECT author FROM document WHERE id = ? AND NOT hidden AND kind NOT IN ('message', 'report')"
            return try thing.id.flatMap {
                try Account.fetchOne(database.cachedStatement(sql: sql), arguments: [$0])
            }
        }
    }

    /// Takes a report to look at, or lets it go.
    func claiming(_ report: Report, _ taken: Bool) throws -> NewEvent {
        let refusal = ReportRules.refusalToClaim(
            taken, report, by: session.me, standing: try session.standing(of: session.me), at: session.clock.now())
        if let refusal { throw Self.failure(refusal) }
        return try NewEvent(ReportClaimed(report: report.id, taken: taken))
    }

    /// Decides, and does what was decided.
    func deciding(_ report: Report, _ decision: ReportDecision, reason: String) throws -> [NewEvent] {
        let refusal = ReportRules.refusalToDecide(
            decision, report, by: session.me, standing: try session.standing(of: session.me), reason: reason)
        if let refusal { throw Self.failure(refusal) }
        let how: Concealment? = decision == .hidden ? .hide : decision == .locked ? .lock : nil
        var events: [NewEvent] = []
        if let how {
            let done = try report.thing.id.flatMap { id in
                try FeatureTable.firstAnswer { try $0.concealing(how, id, reason, session) }
            }
            guard let done else {
                throw CommandFailure("one cannot \(how.rawValue) a \(report.thing.kind); ask or dismiss", .badData)
            }
            events.append(done)
        }
        return events + [try NewEvent(ReportDecided(report: report.id, decision: decision, reason: reason))]
    }

    /// Takes one's own report back.
    func withdrawing(_ report: Report) throws -> NewEvent {
        if let refusal = ReportRules.refusalToWithdraw(report, by: session.me) { throw Self.failure(refusal) }
        return try NewEvent(ReportWithdrawn(report: report.id))
    }

    private static func failure(_ refusal: String) -> CommandFailure {
        let isForm = ["say why", "a reason"].contains { refusal.hasPrefix($0) }
        let isMissing = refusal.hasPrefix("there is")
        return CommandFailure(refusal, isForm ? .badData : isMissing ? .notFound : .notPermitted)
    }
}

/// A report as moderators see it.
enum ReportCase {
    static func make(_ turn: Turn, _ session: BoardSession) throws -> ModerationCase? {
        guard let report = try session.read({ try ReportQueries.report(turn.subject, $0) }) else { return nil }
        let writing = ReportWriting(session: session)
        let title = try session.read { try Document.title(of: report.id, $0) } ?? report.thing.kind
        func decision(_ name: String, _ label: String, _ decision: ReportDecision) -> ModerationCase.Decision {
            ModerationCase.Decision(name: name, label: label, needsReason: true) {
                try writing.deciding(report, decision, reason: $0)
            }
        }
        var ask = decision("ask", "talk to @\(report.subject) about it", .asked)
        ask.after = { [try MessageEffects(session: session).write(to: [report.subject])] }
        let isMember = report.thing.kind == ReportProjection.memberKind
        let things =
            isMember
            ? [] : [decision("hide", "hide it", .hidden), decision("lock", "lock the thread", .locked)]
        return ModerationCase(
            id: report.id, kind: "report", title: title, account: report.reporter, since: report.filed,
            text: report.reason, thing: report.thing, takenBy: report.claimant(at: session.clock.now()),
            taking: { try writing.claiming(report, $0) },
            decisions: things + [ask, decision("dismiss", "dismiss the report", .dismissed)])
    }
}
