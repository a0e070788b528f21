import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Questions that several have, and questions that were asked before.
struct QuestionTests {
    private static let start: Int64 = 1_700_000_000_000
    private static let day: Int64 = 86_400_000
    private let board: HandlesBoard
    private let channel: EventID

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
        channel = try board.write("ana", NewEvent(ChannelAdded(name: "lab")))[0].id
    }

    private func ask(_ title: String, by name: String = "ben", at later: Int64 = 0) throws -> EventID {
        try board.write(
            name, at: Self.start + later,
            NewEvent(ThreadOpened(channel: channel, threadKind: .question, title: title, body: "Please.")))[0].id
    }

    private func session(_ name: String) throws -> BoardSession {
        let session = try board.session(name)
        _ = try session.catchUp()
        return session
    }

    private func needsHelp(limit: Int = 100, after: ThreadSummary? = nil) throws -> [ThreadSummary] {
        var filter = ThreadFilter()
        filter.isUnanswered = true
        return try session("ana").read {
            try ThreadQueries.page(filter, after: after.map(ThreadQueries.Key.init), limit: limit, $0)
        }
    }

    @Test func aMemberCountsOnceAndTheAskerNot() throws {
        let id = try ask("What is a torsor?")
        for later in [1, 2] {
            try board.write(
                "cem", at: Self.start + Int64(later), NewEvent(ReactionSet(post: id, emoji: MeToo.sign)))
        }
        try board.write("ben", NewEvent(ReactionSet(post: id, emoji: MeToo.sign)))
        #expect(try needsHelp().first?.meToo == 1)
        let ben = try session("ben")
        #expect(throws: CommandFailure.self) { try DiscussionWriting(ben).share(id) }
        let cem = try session("cem")
        try cem.write([try DiscussionWriting(cem).share(id, false)])
        #expect(try needsHelp().first?.meToo == 0)
    }

    @Test func theOldestComeFirstAndOfOneDayWhatMostAsk() throws {
        let oldest = try ask("The oldest")
        let first = try ask("First of a day", at: Self.day)
        let second = try ask("Second of that day", at: Self.day + 1_000)
        let later = try ask("Asked later", at: 3 * Self.day)
        for (name, id) in [("ana", second), ("cem", second), ("ana", later)] {
            try board.write(name, at: Self.start + 4 * Self.day, NewEvent(ReactionSet(post: id, emoji: MeToo.sign)))
        }
        let expected = [oldest, second, first, later]
        #expect(try needsHelp().map(\.id) == expected)
        // The same by pages.
        var paged: [ThreadSummary] = []
        while let next = try needsHelp(limit: 1, after: paged.last).first { paged.append(next) }
        #expect(paged.map(\.id) == expected)
    }

    @Test func whatWasAskedBeforeSaysSoAndWaitsForNobody() throws {
        let first = try ask("What is a torsor?", by: "ana")
        let again = try ask("Torsors, @cem?")
        let ben = try session("ben")
        try ben.write([try DiscussionWriting(ben).link(again, to: first)])
        #expect(try needsHelp().map(\.id) == [first])
        let cem = try session("cem")
        #expect(try cem.read { try TurnQueries.mine("cem", now: Timestamp(rawValue: Self.start + 1), $0) }.isEmpty)
        #expect(try QuestionActions.notes(on: again, cem)[again]?.first?.text.contains("What is a torsor?") == true)
        #expect(try QuestionActions.notes(on: first, cem)[first]?.first?.text.contains("Torsors, @cem?") == true)
        #expect(throws: CommandFailure.self) { try DiscussionWriting(session("ben")).link(again, to: again) }
        let third = try ask("Torsors again?")
        #expect(throws: CommandFailure.self) { try DiscussionWriting(session("ben")).link(third, to: again) }
        let later = try session("ben")
        try later.write([try DiscussionWriting(later).link(again, to: nil)])
        #expect(try needsHelp().map(\.id).contains(again))
    }

    @Test(arguments: 0..<10)
    func onlyTheAskerOrAModeratorLinksInEveryOrderOfArrival(_ seed: UInt64) throws {
        let first = try ask("One", by: "ana")
        let again = try ask("Two")
        try board.write("cem", at: Self.start + 1, NewEvent(QuestionLinked(thread: again, original: first)))
        try board.write("ben", at: Self.start + 2, NewEvent(QuestionLinked(thread: again, original: first)))
        try board.write("ana", at: Self.start + 3, NewEvent(QuestionLinked(thread: first, original: again)))
        let shuffled = try board.shuffledSession("cem", seed: seed)
        let (one, two) = try shuffled.read {
            (try ThreadQueries.thread(first, $0)?.duplicateOf, try ThreadQueries.thread(again, $0)?.duplicateOf)
        }
        #expect(one == nil && two == first)
        let refusals = try shuffled.read { try IndexHealth.refusals($0) }
        #expect(refusals.count == 2 && refusals.contains { $0.contains("only the asker") }, "\(refusals)")
    }

    @Test func whatIsLikeATitleIsFoundThoughNotEveryWordIs() throws {
        let id = try ask("Why may I swap rows but not columns?")
        for number in 0..<5 { _ = try ask("Something else \(number)") }
        let found = try SimilarThreads.like("May columns be swapped at all", limit: 3, session("cem"))
        #expect(found.map(\.id) == [id])
        #expect(try SimilarThreads.like("Something different", limit: 3, session("cem")).count == 3)
        #expect(try SimilarThreads.like("Is it", limit: 3, session("cem")).isEmpty)
    }
}
