import Foundation
import GRDB
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Thanks: who may give them, where they arrive, how they are taken back.
struct KudosTests {
    private static let start: Int64 = 1_700_000_000_000
    private let board: HandlesBoard
    private let thread: EventID
    private let reply: EventID

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name.capitalized))) }
        let channel = try board.write("ana", NewEvent(ChannelAdded(name: "lab")))[0].id
        thread = try board.write(
            "ana", NewEvent(ThreadOpened(channel: channel, threadKind: .question, title: "Why?", body: "Tell me.")))[0]
            .id
        reply = try board.write("ben", NewEvent(PostAdded(thread: thread, parent: thread, body: "Because.")))[0].id
    }

    private func session(_ name: String) throws -> BoardSession {
        let session = try board.session(name)
        _ = try session.catchUp()
        return session
    }

    @discardableResult
    private func thank(
        _ receiver: Account, for about: EventID?, by name: String, at later: Int64 = 0,
        _ reason: String = "Clear at last"
    ) throws -> EventID {
        try board.write(
            name, at: Self.start + later,
            NewEvent(KudosGiven(to: receiver, about: about, kudosKind: .clear, reason: reason)))[0].id
    }

    private func received(_ name: String) throws -> [Kudos] {
        let session = try session(name)
        return try session.read { try KudosQueries.received(by: session.me, $0) }
    }

    private func refusals() throws -> [String] { try session("ana").read { try IndexHealth.refusals($0) } }

    @Test func thanksArriveInTheInboxAndOnThePost() throws {
        let id = try thank("ben", for: reply, by: "ana")
        let ben = try session("ben")
        #expect(try InboxQueries.unreadCount(ben) == 1)
        let entry = try #require(try ben.read { try InboxQueries.newest(reader: ben.me, $0) }.first)
        #expect(entry.sentence(for: ben.me) == "Ana thanks you: Clear at last")
        let notes = try FeatureTable.postNotes(thread, session("cem"))
        #expect(notes[reply]?.map(\.text) == ["♥ 1  clear"] && notes[thread] == nil)
        try ben.write([try KudosEffects.marks([id], read: true)])
        #expect(try InboxQueries.unreadCount(session("ben")) == 0)
        // Others' thanks are nobody else's news.
        #expect(try InboxQueries.unreadCount(session("cem")) == 0)
    }

    @Test func whatIsTakenBackIsGoneAndCanBeGivenAgain() throws {
        let id = try thank("ben", for: reply, by: "ana")
        try board.write("ana", at: Self.start + 10, NewEvent(KudosWithdrawn(kudos: id)))
        #expect(try received("ben").isEmpty)
        #expect(try FeatureTable.postNotes(thread, session("cem")).isEmpty)
        #expect(try SearchQueries.hits("Clear", session("cem")).isEmpty)
        try board.write("ana", at: Self.start + 20, NewEvent(KudosWithdrawn(kudos: id, withdrawn: false)))
        #expect(try received("ben").map(\.id) == [id])
        try board.write("cem", at: Self.start + 30, NewEvent(KudosWithdrawn(kudos: id)))
        #expect(try received("ben").count == 1)
        #expect(try refusals().contains { $0.contains("only who gave thanks") })
    }

    @Test func thanksThatBreakARuleAreRefusedAndNamed() throws {
        try thank("ana", for: nil, by: "ana")
        try thank("cem", for: reply, by: "ana")
        try thank("ben", for: reply, by: "ana", " \n")
        try thank("ben", for: reply, by: "ana", String(repeating: "x", count: 201))
        try thank("ben", for: reply, by: "eve")
        #expect(try received("ben").isEmpty && received("ana").isEmpty && received("cem").isEmpty)
        let refusals = try refusals().joined(separator: "\n")
        for reason in ["for others", "somebody else", "say why", "200 letters", "only members"] {
            #expect(refusals.contains(reason), "\(reason) is not among \(refusals)")
        }
    }

    @Test(arguments: 0..<12)
    func everyOrderOfArrivalGivesTheSameThanks(_ seed: UInt64) throws {
        let first = try thank("ben", for: reply, by: "ana")
        try board.write("dan", at: Self.start + 1, NewEvent(MemberJoined(name: "Dan")))
        try thank("ben", for: reply, by: "dan", at: 5)
        try board.write("dan", at: Self.start + 6, NewEvent(MemberLeft()))
        try thank("ben", for: reply, by: "dan", at: 9)
        try board.write("ana", host: "there", at: Self.start + 10, NewEvent(KudosWithdrawn(kudos: first)))
        try thank("ben", for: nil, by: "cem", at: 12)
        let ben = try session("ben")
        try ben.write([try KudosEffects.marks([first], read: true)])
        let expected = try received("ben").map(\.id)
        #expect(expected.count == 2)
        let shuffled = try board.shuffledSession("ben", seed: seed)
        #expect(try shuffled.read { try KudosQueries.received(by: "ben", $0) }.map(\.id) == expected)
        #expect(try shuffled.read { try IndexHealth.refusals($0) }.count == 1)
        #expect(try shuffled.read { try KudosQueries.unreadCount($0) } == 2)
    }
}
