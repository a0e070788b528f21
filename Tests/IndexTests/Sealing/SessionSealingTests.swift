import Foundation
import GRDB
import Index
import Journal
import TestSupport
import Testing

/// Members' keys: how they come to be published, and sealing by a session.
struct SessionSealingTests {
    private struct Sent: EventPayload {
        static let kind = "test.sent"
        var sealed: SealedText
    }

    private static let feature = Projection(
        name: "Test", schema: ["CREATE TABLE sent(id BLOB PRIMARY KEY, text TEXT)"],
        handlers: [
            .anyOrder(Sent.kind) { event, projecting in
                let payload: Sent = try event.payload()
                let opened = try projecting.open(payload.sealed, of: event, about: "test")
                try projecting.execute("INSERT OR IGNORE INTO sent VALUES(?, ?)", event.id, opened.text)
                return .applied
            }
        ])
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard(features: [Self.feature])
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
    }

    private func send(_ text: String, from name: String, to names: String..., host: String = "here") throws {
        let session = try board.session(name, host: host)
        _ = try session.catchUp()
        let sealed = try session.seal(text, to: names.map { Account($0) }, kind: Sent.kind, about: "test")
        try session.write([NewEvent(Sent(sealed: sealed))])
    }

    private func seen(by name: String, host: String = "here", index: String = "index") throws -> [String?] {
        let session = try board.session(name, host: host, index: index)
        _ = try session.catchUp()
        return try session.read { try Optional<String>.fetchAll($0, sql: "SELECT text FROM sent ORDER BY id") }
    }

    @Test func joiningPublishesAKeyThatOthersCanSealTo() throws {
        try send("hello", from: "ana", to: "ben")
        #expect(try seen(by: "ben") == ["hello"])
        #expect(try seen(by: "ana") == ["hello"], "who writes can read it again")
        #expect(try seen(by: "cem") == [nil])
        // A second machine finds the key on the board and publishes none of its own.
        try send("from there", from: "ben", to: "ana", host: "there")
        #expect(
            try seen(by: "ben", host: "there", index: "other").compactMap { $0 }.sorted() == ["from there", "hello"])
        let keys = try FileManager.default.contentsOfDirectory(
            atPath: board.board.directory + "/members/ben/keys")
        #expect(keys.count == 1)
    }

    @Test func whoHasNoKeyYetIsNamed() throws {
        // A member of before there were keys, who has written nothing since.
        let pen = Pen(
            board: board.board, account: Account("dan"), host: "here", clock: FixedClock(time: 1_700_000_000_000))
        _ = try pen.append([NewEvent(MemberJoined(name: "dan"))], after: Timestamp(rawValue: 0))
        #expect {
            try send("hello", from: "ana", to: "ben", "dan")
        } throws: { error in
            "\(error)".contains("@dan") && !"\(error)".contains("@ben")
        }
        try board.write(
            "dan", NewEvent(TurnSnoozed(lifting: EventID(text: String(repeating: "0", count: 32))!), isPrivate: true))
        try send("hello", from: "ana", to: "dan")
        #expect(try seen(by: "dan") == ["hello"])
    }

    @Test func aMemberWhoLostTheirKeyGetsANewOneAndOldTextsStayShut() throws {
        try send("before", from: "ana", to: "ben")
        try FileManager.default.removeItem(atPath: board.board.directory + "/members/ben/keys")
        #expect(try seen(by: "ben", index: "after") == [nil])
        try board.write("ben", NewEvent(MemberJoined(name: "ben")))
        try send("after", from: "ana", to: "ben")
        #expect(try seen(by: "ben", index: "after").compactMap { $0 } == ["after"])
    }

    @Test func theLatestPublishedKeyHoldsInEveryOrder() throws {
        for place in 1...3 as ClosedRange<Int64> {
            try FileManager.default.removeItem(atPath: board.board.directory + "/members/ben/keys")
            try board.write(
                "ben", host: "host\(place)", at: 1_700_000_000_000 + place, NewEvent(MemberJoined(name: "b")))
        }
        let session = try board.session("ana")
        _ = try session.catchUp()
        let key = try session.read { try SealingQueries.key(of: Account("ben"), $0) }
        #expect(key != nil)
        for seed in 1...4 as ClosedRange<UInt64> {
            let late = try board.shuffledSession("ana", seed: seed)
            #expect(try late.read { try SealingQueries.key(of: Account("ben"), $0) } == key)
        }
    }

    @Test func whoIsNoMemberPublishesNothing() throws {
        try board.write(
            "eve", NewEvent(TurnSnoozed(lifting: EventID(text: String(repeating: "0", count: 32))!), isPrivate: true))
        let session = try board.session("ana")
        _ = try session.catchUp()
        #expect(try session.read { try SealingQueries.key(of: Account("eve"), $0) } == nil)
    }
}
