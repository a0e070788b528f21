import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// A pair that swaps work: the other half is expected, shown as a turn, and owed.
struct SwapTests {
    private static let start = FeedbackProjectionTests.start

    private func turns(_ name: String, _ board: HandlesBoard, after hours: Int64 = 10) throws -> [String] {
        let session = try board.session(name, now: Self.start + hours * 3_600_000)
        _ = try session.catchUp()
        return try session.read { database in
            try FeedbackQueue(session.me, now: session.clock.now(), database).rows(.yourTurn)
                .map { "\($0.summary.title): \($0.reason?.rawValue ?? "")" }
        }
    }

    /// `ana` asks `ben` and offers to swap; `ben` claims it.
    private func claimed() throws -> (HandlesBoard, EventID) {
        let board = try FeedbackProjectionTests.board()
        var asked = FeedbackProjectionTests.asked(named: ["ben"])
        asked.wantsSwap = true
        let id = try #require(try board.write("ana", at: Self.start + 1_000, NewEvent(asked)).first).id
        let until = Timestamp(rawValue: Self.start + 3 * 86_400_000)
        try board.write("ben", at: Self.start + 2_000, NewEvent(FeedbackClaimed(request: id, until: until)))
        return (board, id)
    }

    private func half(_ title: String, of id: EventID, named: String = "ana") -> FeedbackAsked {
        var asked = FeedbackProjectionTests.asked(named: [named])
        asked.title = title
        asked.swap = id
        return asked
    }

    private func give(_ board: HandlesBoard, _ id: EventID, at moment: Int64) throws {
        let content = ResponseContent(points: [ResponsePoint(field: "star", text: "Well put")])
        try board.write(
            "ben", at: moment, NewEvent(FeedbackGiven(request: id, version: 1, points: 1, content: content)))
    }

    @Test func theOtherHalfIsExpectedAndThenOwed() throws {
        let (board, id) = try claimed()
        #expect(try turns("ben", board) == ["Lemma: accepted"])
        try give(board, id, at: Self.start + 3_000)
        #expect(try turns("ben", board) == ["Lemma: half"])
        try board.write("ben", at: Self.start + 4_000, NewEvent(half("Essay", of: id)))
        #expect(try turns("ben", board).isEmpty)
        // Ana marks what she got, and owes a review.
        #expect(try turns("ana", board).sorted() == ["Essay: swap", "Lemma: received"])
    }

    @Test func onlyWhoTakesPartInASwapHasAHalfAndOnlyOne() throws {
        let (board, id) = try claimed()
        try give(board, id, at: Self.start + 3_000)
        // Cy never reviewed; his request is one like any other. Ben's second try is too.
        try board.write("cy", at: Self.start + 4_000, NewEvent(half("Poster", of: id)))
        try board.write("ben", at: Self.start + 5_000, NewEvent(half("Essay", of: id)))
        try board.write("ben", at: Self.start + 6_000, NewEvent(half("Talk", of: id)))
        let seen = try turns("ana", board).sorted()
        #expect(seen == ["Essay: swap", "Lemma: received", "Poster: asked", "Talk: asked"])
        for seed in 0..<4 as Range<UInt64> {
            let shuffled = try board.shuffledSession("ana", seed: seed, now: Self.start + 36_000_000)
            let rows = try shuffled.read { database in
                try FeedbackQueue(shuffled.me, now: shuffled.clock.now(), database).rows(.yourTurn)
                    .map { "\($0.summary.title): \($0.reason?.rawValue ?? "")" }
            }
            #expect(rows.sorted() == seen)
        }
    }

    @Test func whoGivesTheClaimBackIsOwedNothing() throws {
        let (board, id) = try claimed()
        try board.write("ben", at: Self.start + 3_000, NewEvent(half("Essay", of: id)))
        #expect(try turns("ana", board) == ["Essay: swap"])
        try board.write("ben", at: Self.start + 4_000, NewEvent(FeedbackReleased(request: id)))
        // The request stays one like any other.
        #expect(try turns("ana", board).contains("Essay: asked"))
    }

    @Test func theRuleIsAskedBeforeWriting() throws {
        let (board, id) = try claimed()
        func refusal(_ name: String, _ asked: FeedbackAsked) throws -> String {
            let session = try board.session(name, now: Self.start + 9_000)
            _ = try session.catchUp()
            let error = #expect(throws: CommandFailure.self) { try FeedbackWriting(session).ask(asked) }
            return error.map(String.init(describing:)) ?? ""
        }
        #expect(try refusal("cy", half("Poster", of: id)).contains("only who reviews it"))
        #expect(try refusal("ben", half("Essay", of: id, named: "cy")).contains("ask them by name"))
        let ben = try board.session("ben", now: Self.start + 9_000)
        try ben.write([try FeedbackWriting(ben).ask(half("Essay", of: id))])
        #expect(try refusal("ben", half("Talk", of: id)).contains("you have handed in your half"))
    }

    @Test func nobodyWaitsForAHalfForever() throws {
        let (board, id) = try claimed()
        try give(board, id, at: Self.start + 3_000)
        #expect(try turns("ben", board, after: 13 * 24) == ["Lemma: half"])
        #expect(try turns("ben", board, after: 15 * 24).isEmpty)
    }
}
