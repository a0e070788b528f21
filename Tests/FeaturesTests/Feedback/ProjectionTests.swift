import Foundation
import GRDB
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Requests on a board with several members' logs.
struct FeedbackProjectionTests {
    static let start: Int64 = 1_700_000_000_000

    /// A board on which `ana` (founder), `ben`, `cy` and `mo` (a moderator) are members.
    static func board() throws -> HandlesBoard {
        let board = try HandlesBoard(features: FeatureTable.projections)
        for (place, name) in ["ana", "ben", "cy", "mo"].enumerated() {
            try board.write(name, at: start + Int64(place), try NewEvent(MemberJoined(name: name)))
        }
        try board.write(
            "ana", at: start + 10, try NewEvent(MemberRoleSet(account: Account("mo"), role: .moderator, last: [])))
        return board
    }

    static func asked(needed: Int = 1, named: [String] = []) -> FeedbackAsked {
        FeedbackAsked(
            title: "Lemma", work: ReviewedWork(kind: .text, text: "one\ntwo"), about: "Is it clear?", needed: needed,
            named: named.map { Account($0) })
    }

    /// Everything about feedback that an index holds, as text.
    static func picture(_ session: BoardSession) throws -> [String] {
        try session.read { database in
            try [
                """
                SELECT hex(document.id), title, body, hidden, phase, asker, waiting, changed, first_given, round, needed,
                    received, points, unmarked FROM document LEFT JOIN feedback_request USING(number)
                WHERE document.kind = 'feedback' ORDER BY document.id
                """,
                "SELECT hex(subject), account, role, reason, since, due, starts, ends FROM turn WHERE kind = 'feedback' ORDER BY 1, 2, 4",
                "SELECT hex(id), kind, reason FROM refused_event ORDER BY 1",
                """
                SELECT hex(document.id), reviewer, state, since, until FROM feedback_slot
                    JOIN document ON number = request ORDER BY 1, 2
                """,
                "SELECT hex(id), reviewer, asker, given, points, used FROM feedback_response ORDER BY 1",
            ].flatMap { try Row.fetchAll(database, sql: $0).map(\.description) }
                + FeedbackQueries.page(limit: 100, database).map(\.id).sorted().compactMap { id in
                    try FeedbackQueries.request(id, database).map { "\($0)" }
                }
        }
    }

    @Test(arguments: [UInt64(1), 2, 3]) func everyOrderOfArrivalGivesTheSame(_ seed: UInt64) throws {
        var numbers = SplitMix(state: seed)
        let board = try Self.board()
        var requests: [EventID] = []
        var clock = Self.start + 1_000
        var latest: [String: (request: EventID, event: EventID)] = [:]
        for _ in 0..<3 {
            clock += 1_000
            let named = Bool.random(using: &numbers) ? ["ben"] : []
            requests += try board.write(
                "ana", at: clock, try NewEvent(Self.asked(needed: Int.random(in: 1...2, using: &numbers), named: named))
            ).map(\.id)
        }
        for step in 0..<40 {
            // Clocks of members stray, so that what is written later may come earlier in the order.
            clock += Int64.random(in: -500...20_000_000, using: &numbers)
            let who = ["ana", "ben", "cy", "mo", "eve"].randomElement(using: &numbers) ?? "ana"
            let id = requests.randomElement(using: &numbers) ?? requests[0]
            var event = try Self.event(id, &numbers)
            if let last = latest[who], step % 4 == 0 {
                event = try NewEvent(FeedbackRetracted(request: last.request, event: last.event))
            }
            // `index` of its own, so that the clock is not carried past what others wrote.
            let session = try board.session(who, host: "host\(step % 2)", now: clock, index: "stale-\(who)")
            if let written = try session.write([event]).first { latest[who] = (id, written.id) }
        }
        try board.write(
            "ana", at: clock, try NewEvent(MemberRemoved(account: Account("cy"), reason: "spam", last: [])))
        let straight = try board.session("ana", now: clock, index: "straight")
        _ = try straight.catchUp()
        let expected = try Self.picture(straight)
        #expect(expected.contains { $0.contains("feedback.") }, "nothing was refused, so the test shows little")
        for shuffle in 0..<4 as Range<UInt64> {
            let shuffled = try board.shuffledSession("ana", seed: seed * 10 + shuffle, now: clock)
            let seen = try Self.picture(shuffled)
            #expect(Set(seen).subtracting(expected).sorted() == Set(expected).subtracting(seen).sorted())
        }
    }

    private static func event(_ id: EventID, _ numbers: inout SplitMix) throws -> NewEvent {
        let content = ResponseContent(points: [ResponsePoint(field: "star", text: "Well put")])
        let payloads: [any EventPayload] = [
            FeedbackClaimed(request: id, until: Timestamp(rawValue: start + 500_000_000)),
            FeedbackGiven(request: id, version: 1, points: 1, content: content),
            FeedbackDeclined(request: id, reason: .noTime),
            FeedbackReleased(request: id),
            FeedbackAcknowledged(request: id),
            FeedbackRevising(request: id),
            FeedbackRevised(request: id, work: ReviewedWork(kind: .text, text: "three")),
            FeedbackCommented(request: id, version: 1, asks: Account("ben"), body: "Why?"),
            FeedbackClosed(request: id, reason: .enough),
            FeedbackReopened(request: id),
            FeedbackAdjusted(request: id, audience: .pool, needed: 1),
        ]
        let payload = payloads.randomElement(using: &numbers) ?? payloads[0]
        return try NewEvent(payload)
    }

    @Test func forgedTransitionsHaveNoEffectAndDoctorNamesThem() throws {
        let board = try Self.board()
        let request = try #require(try board.write("ana", at: Self.start + 1_000, try NewEvent(Self.asked())).first).id
        try board.write(
            "ben", at: Self.start + 2_000,
            try NewEvent(FeedbackClosed(request: request, reason: .enough)),
            try NewEvent(FeedbackRevised(request: request, work: ReviewedWork(kind: .text, text: "mine"))),
            try NewEvent(FeedbackAcknowledged(request: request)),
            try NewEvent(FeedbackClaimed(request: board.someID, until: Timestamp(rawValue: 0))))
        try board.write("eve", at: Self.start + 3_000, try NewEvent(FeedbackWithdrawn(request: request)))
        try board.write("eve", at: Self.start + 3_100, try NewEvent(Self.asked()))
        let session = try board.session("ana", now: Self.start + 4_000)
        _ = try session.catchUp()
        let (found, refusals, waiting, all) = try session.read { database in
            (
                try FeedbackQueries.request(request, database), try IndexHealth.refusals(database),
                try IndexHealth.waitingCount(database), try FeedbackQueries.page(database)
            )
        }
        #expect(found?.history.map(\.act) == [.ask])
        #expect(all.map(\.id) == [request])
        #expect(refusals.count == 5)
        #expect(
            refusals.contains { $0.contains("feedback.closed") && $0.contains("by ben: only the asker or a moderator") }
        )
        #expect(refusals.contains { $0.contains("feedback.withdrawn") && $0.contains("by eve: only members") })
        #expect(waiting == 1)
    }

    @Test func whatWasWrittenBeforeSomeoneWasRemovedCounts() throws {
        let board = try Self.board()
        let request = try #require(try board.write("ana", at: Self.start + 1_000, try NewEvent(Self.asked())).first).id
        try board.write(
            "ben", at: Self.start + 2_000,
            try NewEvent(FeedbackClaimed(request: request, until: Timestamp(rawValue: Self.start + 86_400_000))))
        let session = try board.session("ana", now: Self.start + 9_000)
        _ = try session.catchUp()
        // Late news: ben was no member any more when the claim was written.
        let mo = try board.session("mo", host: "elsewhere", now: Self.start + 1_500, index: "stale-mo")
        try mo.write([
            try NewEvent(
                MemberRemoved(account: Account("ben"), reason: "left us", last: [LastEvent(host: "here", seq: 1)]))
        ])
        #expect(try session.read { try FeedbackQueries.request(request, $0) }?.slots.count == 1)
        _ = try session.catchUp()
        #expect(try session.read { try FeedbackQueries.request(request, $0) }?.slots.isEmpty == true)
        #expect(try session.read { try IndexHealth.refusals($0) }.count == 1)
    }

    @Test func requestsAreFoundBySearchWithWhatWasGivenForAll() throws {
        let board = try Self.board()
        let request = try #require(try board.write("ana", at: Self.start + 1_000, try NewEvent(Self.asked())).first).id
        let content = ResponseContent(points: [ResponsePoint(field: "star", text: "The induction is elegant")])
        try board.write(
            "ben", at: Self.start + 2_000,
            try NewEvent(FeedbackGiven(request: request, version: 1, points: 1, content: content)))
        let session = try board.session("cy", now: Self.start + 3_000)
        _ = try session.catchUp()
        #expect(try session.index.search("elegant", limit: 5).map(\.id) == [request])
    }

    @Test func rubricsHaveVersionsAndRequestsKeepTheirs() throws {
        let board = try Self.board()
        var content = try ReadyRubric.proof.content()
        let rubric = try #require(
            try board.write("mo", at: Self.start + 1_000, try NewEvent(RubricAdded(content: content))).first
        ).id
        try board.write("ben", at: Self.start + 1_100, try NewEvent(RubricAdded(content: content)))
        var asked = Self.asked()
        asked.rubric = rubric
        let request = try #require(try board.write("ana", at: Self.start + 2_000, try NewEvent(asked)).first).id
        content.title = "Proofs"
        let revised = try #require(
            try board.write(
                "mo", at: Self.start + 3_000, try NewEvent(RubricRevised(rubric: rubric, content: content))
            ).first
        ).id
        let session = try board.session("ana", now: Self.start + 4_000)
        _ = try session.catchUp()
        try session.read { database in
            #expect(try RubricQueries.all(database).map(\.id) == [revised])
            #expect(try RubricQueries.named("proofs", database)?.number == 2)
            let kept = try FeedbackQueries.request(request, database)?.terms.rubric
            #expect(try kept.flatMap { try RubricQueries.version($0, database) }?.content.title == "Proof")
            #expect(try IndexHealth.refusals(database).count == 1)
        }
    }
}

extension HandlesBoard {
    /// An id of something that is not here.
    var someID: EventID { EventID(hashing: UnsafeRawBufferPointer(start: nil, count: 0)) }
}
