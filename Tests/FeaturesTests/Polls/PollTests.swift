import Features
import Foundation
import GRDB
import Index
import Journal
import TestSupport
import Testing

/// Polls as members see them, whoever reads what when.
struct PollTests {
    private static let start: Int64 = 1_700_000_000_000
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
    }

    private func session(_ name: String, later: Int64 = 0) throws -> BoardSession {
        let session = try board.session(name, now: Self.start + later)
        _ = try session.catchUp()
        return session
    }

    private func open(_ terms: PollOpened, by name: String = "ana") throws -> EventID {
        let session = try session(name)
        return try #require(try session.write([try PollWriting(session).opening(terms)]).first?.id)
    }

    private func poll(_ id: EventID, seenBy name: String = "ana", later: Int64 = 0) throws -> Poll {
        let session = try session(name, later: later)
        return try #require(try session.read { try PollQueries.poll(id, $0) })
    }

    private func vote(_ choices: [Int]?, _ id: EventID, by name: String, later: Int64 = 0) throws {
        let session = try session(name, later: later)
        let poll = try #require(try session.read { try PollQueries.poll(id, $0) })
        try session.write([try PollWriting(session).voting(choices, in: poll)])
    }

    private func turns(_ name: String, kind: String = "vote", later: Int64 = 0) throws -> [EventID] {
        let session = try session(name, later: later)
        return try session.read {
            try TurnQueries.mine(session.me, kind: kind, now: session.clock.now(), $0).map(\.subject)
        }
    }

    private func refusals() throws -> [String] { try session("ana").read { try IndexHealth.refusals($0) } }

    private static let tea = PollOpened(question: "Tea or coffee?", options: ["Tea", "Coffee", "Water"])

    @Test func aVoteCountsOnceAndCanBeChangedAndTakenBack() throws {
        let id = try open(Self.tea)
        try vote([0], id, by: "ben")
        try vote([1], id, by: "ben")
        try vote([1], id, by: "cem")
        #expect(try poll(id, seenBy: "cem").tally.map(\.votes) == [0, 2, 0])
        try vote(nil, id, by: "cem")
        #expect(try poll(id).tally.map(\.votes) == [0, 1, 0])
        #expect(try poll(id).tally[1].accounts == ["ben"])
    }

    @Test func itIsTheTurnOfThoseWhoHaveNotVotedWhileItIsOpen() throws {
        var terms = Self.tea
        terms.closes = Timestamp(rawValue: Self.start + 1_000_000)
        let id = try open(terms)
        #expect(try turns("ben") == [id])
        try vote([0], id, by: "ben")
        #expect(try turns("ben").isEmpty)
        // Leaving it to the others is a vote as well.
        try vote([], id, by: "cem")
        #expect(try turns("cem").isEmpty)
        #expect(try turns("ana") == [id])
        #expect(try turns("ana", later: 1_000_001).isEmpty)
        #expect(try turns("ana", kind: "outcome").isEmpty)
        #expect(try turns("ana", kind: "outcome", later: 1_000_001) == [id])
    }

    @Test func whoComesLaterIsAskedAndWhoHasLeftIsNot() throws {
        let id = try open(Self.tea)
        try board.write("dan", NewEvent(MemberJoined(name: "Dan")))
        #expect(try turns("dan") == [id])
        try board.write("dan", at: Self.start + 5, NewEvent(MemberLeft()))
        #expect(try turns("dan").isEmpty)
    }

    @Test func aRankingIsCountedByPoints() throws {
        var terms = Self.tea
        terms.pollKind = .ranking
        let id = try open(terms)
        try vote([2, 0], id, by: "ben")
        try vote([0, 1, 2], id, by: "cem")
        let tally = try poll(id).tally
        #expect(tally.map(\.points) == [5, 2, 4])
        #expect(tally.map(\.votes) == [1, 0, 1])
        #expect(tally.map(\.most) == [6, 6, 6])
    }

    @Test func itIsFinishedWhenTheOutcomeIsWrittenAndNotBefore() throws {
        let id = try open(Self.tea)
        let ana = try session("ana")
        let now = Timestamp(rawValue: Self.start + 1_000)
        #expect(throws: CommandFailure.self) {
            try PollWriting(ana).concluding(try poll(id), "Tea")
        }
        try ana.write([try PollWriting(ana).closing(try poll(id))])
        #expect(try poll(id).state(at: now) == .closed)
        #expect(try turns("ana", kind: "outcome", later: 10) == [id])
        let later = try session("ana", later: 10)
        try later.write([try PollWriting(later).concluding(try poll(id), "Tea it is.")])
        #expect(try poll(id, seenBy: "ben").outcome?.text == "Tea it is.")
        #expect(try poll(id).state(at: now) == .finished)
        #expect(try turns("ana", kind: "outcome", later: 20).isEmpty)
        #expect(try SearchQueries.hits("Tea it is", session("cem")).map(\.result.id) == [id])
    }

    @Test(arguments: [
        (PollOpened(question: "  ", options: ["a", "b"]), "question"),
        (PollOpened(question: "Why?", options: ["a"]), "options"),
        (PollOpened(question: "Why?", options: ["a", "a"]), "the same"),
        (PollOpened(question: "Why?", options: ["a", ""]), "empty"),
        (PollOpened(question: "Why?", options: ["a", "b"], closes: Timestamp(rawValue: 1)), "before it opens"),
        (PollOpened(question: "Why?", options: (0...20).map(String.init)), "2 to 20"),
    ])
    func whatIsNoPollIsRefused(_ terms: PollOpened, _ reason: String) throws {
        let written = try board.write("ben", NewEvent(terms))
        #expect(try refusals().contains { $0.contains(reason) })
        let session = try session("ana")
        #expect(try session.read { try PollQueries.poll(written[0].id, $0) } == nil)
        #expect(try session.read { try PollQueries.page(reader: session.me, $0) }.isEmpty)
    }

    @Test func votesThatBreakARuleHaveNoEffectAndAreNamed() throws {
        var terms = Self.tea
        terms.closes = Timestamp(rawValue: Self.start + 1_000)
        let id = try open(terms)
        try board.write("ben", at: Self.start + 10, NewEvent(PollVoted(poll: id, choices: [7])))
        try board.write("ben", at: Self.start + 20, NewEvent(PollVoted(poll: id, choices: [0, 1])))
        try board.write("cem", at: Self.start + 2_000, NewEvent(PollVoted(poll: id, choices: [0])))
        try board.write("eve", at: Self.start + 30, NewEvent(PollVoted(poll: id, choices: [0])))
        try board.write("ben", at: Self.start + 40, NewEvent(PollClosed(poll: id)))
        #expect(try poll(id).votes.isEmpty)
        let refusals = try refusals().joined(separator: "\n")
        for reason in ["has 3 options", "takes one choice", "is closed", "only members", "who asked, or a moderator"] {
            #expect(refusals.contains(reason), "\(reason) is not among \(refusals)")
        }
    }

    @Test(arguments: 0..<12)
    func everyOrderOfArrivalGivesTheSamePoll(_ seed: UInt64) throws {
        let id = try open(Self.tea)
        try vote([0], id, by: "ben")
        try board.write("dan", at: Self.start + 3, NewEvent(MemberJoined(name: "Dan")))
        try board.write("dan", host: "there", at: Self.start + 9, NewEvent(PollVoted(poll: id, choices: [2])))
        try vote([1], id, by: "ben", later: 20)
        let ana = try session("ana", later: 30)
        try ana.write([try PollWriting(ana).closing(try poll(id))])
        try board.write("cem", host: "there", at: Self.start + 40, NewEvent(PollVoted(poll: id, choices: [1])))
        let later = try session("ana", later: 50)
        try later.write([try PollWriting(later).concluding(try poll(id), "Coffee")])
        let expected = try poll(id)
        #expect(expected.tally.map(\.votes) == [0, 1, 1])
        let shuffled = try board.shuffledSession("ana", seed: seed)
        #expect(try shuffled.read { try PollQueries.poll(id, $0) } == expected)
        #expect(try shuffled.read { try IndexHealth.refusals($0) }.count == 1)
        #expect(try shuffled.read { try TurnQueries.of(id, now: Timestamp(rawValue: Self.start + 60), $0) }.isEmpty)
    }

    @Test func noQueryLooksThroughAllPolls() throws {
        let session = try session("ana")
        let id = try open(Self.tea)
        let plans = try session.read { database in
            var statements: [String] = []
            database.trace { event in
                if case .statement(let statement) = event { statements.append(statement.expandedSQL) }
            }
            let first = try PollQueries.page(reader: "ana", database).first
            _ = try PollQueries.page(after: first, reader: "ana", database)
            _ = try PollQueries.page(before: first, reader: "ana", limit: 10, database)
            _ = try PollQueries.polls(ofThread: id, reader: "ana", database)
            _ = try PollQueries.poll(id, database)
            database.trace(options: [])
            return try statements.filter { $0.hasPrefix("SELECT") }.flatMap { statement in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + statement).map { $0["detail"] as String }
            }
        }
        #expect(!plans.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(plans)")
        #expect(plans.contains { $0.contains("poll_by_opening") } && plans.contains { $0.contains("poll_by_thread") })
    }
}
