import Foundation
import GRDB
import Index
import Journal

/// How feedback changes the index. The events of a request are kept, and the request is made from them anew whenever
/// one arrives: what it costs grows with that request alone.
public enum FeedbackProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Feedback",
        schema: FeedbackSchema.statements + FeedbackTermsProjection.schema + ProtocolProjection.schema
            + RubricProjection.schema + FeedbackAvoidance.schema,
        handlers: [.anyOrder(FeedbackAsked.kind, ask)]
            + FeedbackFold.kinds.map { EventHandler.anyOrder($0, keep) }
            + FeedbackAvoidance.handlers + FeedbackTermsProjection.handlers + ProtocolProjection.handlers
            + RubricProjection.handlers,
        reset: { projecting in
            try FeedbackTermsProjection.reset(projecting)
            try ProtocolProjection.reset(projecting)
            try RubricProjection.reset(projecting)
        },
        settle: settle)

    /// What every event that speaks of a request says first.
    private struct About: Decodable {
        var request: EventID
    }

    private static func ask(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: FeedbackAsked = try event.payload()
        let added = try projecting.add(
            Document(
                kind: "feedback", id: event.id, author: event.by, created: event.clock,
                title: String(payload.title.prefix(FeedbackRules.longestTitle)), body: ""))
        guard let number = added else { return .applied }
        try store(event, in: number, projecting)
        return .applied
    }

    private static func keep(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let request = try JSONDecoder().decode(About.self, from: Data(event.line)).request
        guard let number = try projecting.number(of: request) else { return .waits(on: request) }
        try store(event, in: number, projecting)
        return .applied
    }

    private static func store(_ event: Event, in number: Int64, _ projecting: Projecting) throws {
        try projecting.execute(
            """
            INSERT OR IGNORE INTO feedback_event(request, clock, id, kind, account, log, line)
            VALUES(?, ?, ?, ?, ?, ?, ?)
            """,
            number, event.clock, event.id, event.kind, event.by, try projecting.logNumber(of: event), Data(event.line))
        projecting.touch("feedback", number)
    }

    private static func settle(_ projecting: Projecting) throws {
        // Who may do what may have been decided anew for events that are here already, earlier ones among them: a removal
        // names the last event that counts, however those after it are dated.
        for account in projecting.changedStandings {
            let rows = try projecting.rows("SELECT DISTINCT request FROM feedback_event WHERE account = ?", account)
            for row in rows { projecting.touch("feedback", row["request"]) }
        }
        let touched = (projecting.touched["feedback"] ?? []).sorted()
        var requests: [Int64: FeedbackRequest] = [:]
        var relatives: Set<Int64> = []
        for number in touched {
            // What was the other half of a swap may be none any more.
            relatives.formUnion(try FeedbackSwaps.relatives(of: number, projecting))
            requests[number] = try fold(number, projecting)
            relatives.formUnion(try FeedbackSwaps.relatives(of: number, projecting))
        }
        // Whose turn it is depends on the rows of both halves, so these come first.
        for number in touched { try setTurns(requests[number], number, projecting) }
        for number in relatives.subtracting(touched).sorted() {
            let detail = try projecting.value(
                Data.self, "SELECT detail FROM feedback_request WHERE number = ?", number)
            try setTurns(
                try detail.map { try JSONDecoder().decode(FeedbackRequest.self, from: $0) }, number, projecting)
        }
    }

    private static func setTurns(_ request: FeedbackRequest?, _ number: Int64, _ projecting: Projecting) throws {
        guard let request else { return }
        let isSwapped = request.terms.wantsSwap == true || request.terms.swap != nil
        let swaps = isSwapped ? try FeedbackSwaps(of: number, request.id, projecting) : FeedbackSwaps()
        try projecting.setTurns(
            of: request.id, kind: FeedbackTurns.kind, FeedbackTurns.turns(of: request, swaps))
    }

    private static func fold(_ number: Int64, _ projecting: Projecting) throws -> FeedbackRequest? {
        guard let id = try projecting.value(EventID.self, "SELECT id FROM document WHERE number = ?", number) else {
            return nil
        }
        let steps = try FeedbackEventStore.events(of: number, projecting).map { event in
            FeedbackFold.Step(
                event: event, standing: projecting.authority.standing(forWriting: event),
                opened: try opened(event, about: id, projecting))
        }
        let fold = FeedbackFold(id, steps)
        for step in steps {
            try projecting.noteRefusal(
                fold.refusals[step.event.id], of: step.event.id, by: step.event.by, kind: step.event.kind)
        }
        guard let request = fold.request else {
            // A post or another thing that somebody took for a request is none of this feature's.
            if steps.contains(where: { $0.event.id == id }) { try FeedbackRows.remove(number, id, projecting) }
            return nil
        }
        try FeedbackRows.set(request, number, projecting)
        return request
    }
}

/// What the reader can make of what is sealed in events.
extension FeedbackProjection {
    private struct Sealed: Decodable {
        var sealed: SealedText?
    }

    private static let mark = Data("\"sealed\":{".utf8)

    private static func opened(_ event: Event, about id: EventID, _ projecting: Projecting) throws -> String? {
        // Few are sealed, and looking for the name is much quicker than decoding.
        let line = Data(event.line)
        guard line.range(of: mark) != nil, let sealed = (try? JSONDecoder().decode(Sealed.self, from: line))?.sealed
        else { return nil }
        return try projecting.open(sealed, of: event, about: id.text).text
    }
}

/// The kept events of requests.
enum FeedbackEventStore {
    static func events(of number: Int64, _ projecting: Projecting) throws -> [Event] {
        try projecting.rows(
            "SELECT line, account, log, clock FROM feedback_event WHERE request = ? ORDER BY clock, id", number
        ).compactMap { row in
            guard let log = projecting.logName(row["log"]) else { return nil }
            let line: Data = row["line"]
            return Event(storedLine: [UInt8](line), by: row["account"], log: log)?.dated(row["clock"])
        }
    }
}
