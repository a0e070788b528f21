import Foundation
import GRDB
import Index
import Journal
import Workbench

/// How reports change the index.
enum ReportProjection {
    static let schema =
        folding.schema + [
            """
            CREATE TABLE report(
                number INTEGER PRIMARY KEY, reporter TEXT NOT NULL, filed INTEGER NOT NULL, open INTEGER NOT NULL,
                detail BLOB NOT NULL
            )
            """,
            "CREATE INDEX report_open ON report(filed) WHERE open",
            "CREATE INDEX report_by_reporter ON report(reporter, filed)",
        ]

    static var handlers: [EventHandler] {
        folding.handlers.map { handler in
            guard handler.kind == ReportDecided.kind else { return handler }
            return handler.audited { event in
                let decided: ReportDecided = try event.payload()
                return Deed(
                    "answered a report: " + decided.decision.words, thing: decided.report, reason: decided.reason)
            }
        }
    }

    static let folding = Folding<Report>(
        "report", first: ReportFiled.kind,
        document: { event in
            // What it is called follows when it is folded; the words of a report are for nobody's search.
            Document(kind: "report", id: event.id, author: event.by, created: event.clock, title: "", body: "")
        },
        place: { event in
            let filed: ReportFiled = try event.payload()
            return filed.thing.kind == memberKind ? nil : filed.thing.id
        },
        begin: { step, projecting in
            let filed: ReportFiled = try step.event.payload()
            return try Report(step.event, by: step.standing, subject: subject(of: filed.thing, projecting))
        },
        subject: { try JSONDecoder().decode(About.self, from: Data($0.line)).report },
        changes: [
            ReportClaimed.kind: { try $0.claim($1.event, $1.standing) },
            ReportDecided.kind: { try $0.decide($1.event, $1.standing) },
            ReportWithdrawn.kind: { report, step in try report.withdraw(step.event) },
        ],
        save: save, remove: remove)

    static let memberKind = "member"

    private struct About: Decodable {
        var report: EventID
    }

    /// Whose the reported thing is.
    private static func subject(of thing: Reference, _ projecting: Projecting) throws -> Account? {
        guard thing.kind != memberKind else { return thing.name.count <= 100 ? Account(thing.name) : nil }
        return try thing.id.flatMap {
            try projecting.value(Account.self, "SELECT author FROM document WHERE id = ?", $0)
        }
    }

    private static func save(_ report: Report, _ number: Int64, _ projecting: Projecting) throws {
        let name = try report.thing.kind == memberKind ? "@\(report.subject)" : name(of: report, projecting)
        try projecting.revise(number, title: name, body: "")
        try projecting.setHidden(number, true)
        try projecting.execute(
            "INSERT OR REPLACE INTO report(number, reporter, filed, open, detail) VALUES(?, ?, ?, ?, ?)",
            number, report.reporter, report.filed, report.isOpen, try JSONEncoder().encode(report))
        try projecting.setTurns(of: report.id, kind: ReportWords.kind, turns(report))
        try projecting.setTold(of: report.id, kind: ReportWords.kind, told(report, projecting.reader))
    }

    /// What is reported, as lists call it: `“Tides” by @ben`, `a reply in “Tides” by @ben`.
    private static func name(of report: Report, _ projecting: Projecting) throws -> String {
        let row = try report.thing.id.flatMap {
            try projecting.row(
                """
                SELECT document.title, root.title AS thread FROM document LEFT JOIN post USING(number)
                    LEFT JOIN document AS root ON root.number = post.thread AND root.number <> document.number
                WHERE document.id = ?
                """,
                $0)
        }
        let (title, thread): (String, String?) = (row?["title"] ?? "", row?["thread"])
        let what = thread.map { "a reply in “\($0)”" } ?? (title.isEmpty ? "a \(report.thing.kind)" : "“\(title)”")
        return "\(what.prefix(240)) by @\(report.subject)"
    }

    private static func remove(_ id: EventID, _ number: Int64, _ projecting: Projecting) throws {
        try projecting.execute("DELETE FROM report WHERE number = ?", number)
        try projecting.setTurns(of: id, kind: ReportWords.kind, [])
        try projecting.setTold(of: id, kind: ReportWords.kind, [])
    }

    /// Any moderator's, unless one looks at it; theirs until their claim lapses.
    private static func turns(_ report: Report) -> [Turn] {
        guard report.isOpen else { return [] }
        func turn(_ holder: Turn.Holder, starts: Timestamp? = nil, ends: Timestamp? = nil) -> Turn {
            Turn(
                subject: report.id, kind: ReportWords.kind, holder: holder, reason: "filed", since: report.filed,
                starts: starts, ends: ends)
        }
        guard let claim = report.claim else { return [turn(.role(.moderator))] }
        return [turn(.account(claim.account), ends: claim.ends), turn(.role(.moderator), starts: claim.ends)]
    }

    /// Both sides are told what was decided, and why; whom it is about is not told who reported.
    private static func told(_ report: Report, _ reader: Account) -> [Told] {
        guard let verdict = report.verdict, verdict.account != reader else { return [] }
        let isReporter = report.reporter == reader
        guard isReporter || report.subject == reader else { return [] }
        let about = report.thing.id ?? report.id
        return [
            Told(
                id: verdict.event, kind: ReportWords.kind,
                reason: (isReporter ? "reporter-" : "subject-") + verdict.decision.rawValue, by: verdict.account,
                about: isReporter ? report.id : about, at: verdict.at, text: verdict.reason)
        ]
    }
}

/// Reports in words.
enum ReportWords {
    static let kind = "report"

    static let words = TurnWords(
        kind: kind, doing: "decide",
        reasons: ReportDecision.allCases.reduce(into: ["filed": "a report waits for a moderator"]) { words, decision in
            words["reporter-" + decision.rawValue] = "looked at your report and " + decision.words
            words["subject-" + decision.rawValue] = "looked at a report about what is yours and " + decision.words
        })
}
