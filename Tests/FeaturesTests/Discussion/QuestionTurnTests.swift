import Features
import Index
import Journal
import TestSupport
import Testing

/// Whose turn it is in a question.
struct QuestionTurnTests {
    private let board: HandlesBoard
    private let channel: EventID
    private let question: EventID

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
        channel = try #require(try board.write("ana", NewEvent(ChannelAdded(name: "help"))).first?.id)
        let opened = ThreadOpened(
            channel: channel, threadKind: .question, title: "Why? @ben", body: "Perhaps @cem. knows, not x@ana.")
        question = try #require(try board.write("ana", NewEvent(opened)).first?.id)
    }

    private func reply(_ name: String, _ body: String) throws -> EventID {
        let reply = PostAdded(thread: question, parent: question, body: body)
        return try #require(try board.write(name, NewEvent(reply)).first?.id)
    }

    private func kinds(_ name: String) throws -> [String] {
        let session = try board.session(name)
        _ = try session.catchUp()
        return try session.read { try TurnQueries.mine(Account(name), now: Timestamp(rawValue: .max), $0) }.map(\.kind)
    }

    @Test func theTurnGoesFromThoseWhoAreNamedToTheAskerAndBack() throws {
        #expect(try kinds("ben") == ["question"])
        #expect(try kinds("cem") == ["question"])
        #expect(try kinds("ana").isEmpty)

        let answer = try reply("ben", "Because.")
        #expect(try kinds("ben").isEmpty)
        #expect(try kinds("cem") == ["question"])
        #expect(try kinds("ana") == ["answer"])

        _ = try reply("ana", "Thanks @ben.")
        #expect(try kinds("ben").isEmpty, "thanks are no question")
        #expect(try kinds("ana").isEmpty, "who has written last waits")
        _ = try reply("ana", "But why, @ben?")
        #expect(try kinds("ben") == ["question"])

        try board.write("ana", NewEvent(AnswerAccepted(thread: question, post: answer)))
        #expect(try kinds("ben").isEmpty)
        #expect(try kinds("cem").isEmpty)
        #expect(try kinds("ana").isEmpty)
    }

    @Test func everyOrderOfArrivalGivesTheSameTurns() throws {
        _ = try reply("ben", "Because.")
        _ = try reply("ana", "And then, @ben?")
        for seed in 1...6 as ClosedRange<UInt64> {
            let session = try board.shuffledSession("ben", seed: seed)
            let turns = try session.read { try TurnQueries.of(question, now: Timestamp(rawValue: .max), $0) }
            #expect(
                turns.compactMap(\.account) == [Account("cem"), Account("ben")], "seed \(seed)")
        }
    }

    @Test func aLockedQuestionWaitsForNobodyToWrite() throws {
        try board.write("ana", NewEvent(ThreadLocked(thread: question)))
        #expect(try kinds("ben").isEmpty)
        try board.write("ana", NewEvent(ThreadLocked(thread: question, locked: false)))
        #expect(try kinds("ben") == ["question"])
    }
}
