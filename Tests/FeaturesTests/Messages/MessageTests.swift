import Features
import Foundation
import GRDB
import Index
import Journal
import TestSupport
import Testing

/// Messages that only those they go to can read.
struct MessageTests {
    private static let start: Int64 = 1_700_000_000_000
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
    }

    private func session(_ name: String, host: String = "here") throws -> BoardSession {
        let session = try board.session(name, host: host)
        _ = try session.catchUp()
        return session
    }

    @discardableResult
    private func send(_ text: String, from name: String, to names: String..., host: String = "here") throws -> EventID {
        let session = try session(name, host: host)
        let event = try MessageWriting(session).sending(text, to: names.map { Account($0) })
        return try #require(try session.write([event]).first?.id)
    }

    private func texts(_ session: BoardSession, with names: String...) throws -> [String] {
        try session.read { database in
            let number = try MessageQueries.conversation(
                with: names.map { Account($0) }, reader: session.me, database)
            return try number.map { try MessageQueries.page(conversation: $0, database) } ?? []
        }.map { $0.problem ?? $0.body }
    }

    private func unread(_ name: String) throws -> Int { try session(name).read(MessageQueries.unreadCount) }

    private func refusals(seenBy name: String = "ana") throws -> [String] {
        try session(name).read { try IndexHealth.refusals($0) }
    }

    @Test func aMessageIsThereForThoseItGoesToAndForNobodyElse() throws {
        try send("meet at the fountain", from: "ana", to: "ben")
        try send("yes", from: "ben", to: "ana")
        #expect(try texts(session("ana"), with: "ben") == ["meet at the fountain", "yes"])
        #expect(try texts(session("ben"), with: "ana") == ["meet at the fountain", "yes"])
        let third = try session("cem")
        for table in ["message", "conversation", "document WHERE kind = 'message'"] {
            #expect(try third.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") } == 0)
        }
        #expect(try SearchQueries.hits("fountain", session("ben")).count == 1)
        #expect(try SearchQueries.hits("fountain", third).isEmpty)
    }

    @Test func theSamePeopleAreOneConversationWhoeverWrites() throws {
        try send("one", from: "ana", to: "ben", "cem")
        try send("two", from: "ben", to: "cem", "ana")
        try send("between us", from: "ana", to: "ben")
        #expect(try texts(session("cem"), with: "ana", "ben") == ["one", "two"])
        #expect(try texts(session("ana"), with: "ben") == ["between us"])
        let all = try session("ben").read { try MessageQueries.conversations(reader: Account("ben"), $0) }
        #expect(all.map(\.names) == ["ana", "ana, cem"])
    }

    @Test func whatIsReadOnOneMachineIsReadOnAll() throws {
        let message = try send("hello", from: "ana", to: "ben")
        #expect(try unread("ben") == 1)
        #expect(try unread("ana") == 0)
        try board.write("ben", host: "there", MessageWriting.marks([message], read: true))
        #expect(try unread("ben") == 0)
        try board.write("ben", MessageWriting.marks([message], read: false))
        #expect(try unread("ben") == 1)
    }

    @Test func onlyItsAuthorTakesAMessageBack() throws {
        let message = try send("too early", from: "ana", to: "ben")
        try board.write("ben", NewEvent(MessageRetracted(message: message, to: [Account("ana")])))
        #expect(try texts(session("ben"), with: "ana") == ["too early"])
        try board.write("ana", NewEvent(MessageRetracted(message: message, to: [Account("ben")])))
        #expect(try texts(session("ben"), with: "ana") == [""])
        #expect(try unread("ben") == 0)
        #expect(try SearchQueries.hits("early", session("ben")).isEmpty)
        // Who never saw the message need not wait for it.
        #expect(try session("cem").read { try IndexHealth.waitingCount($0) } == 0)
    }

    @Test func everyOrderOfArrivalGivesTheSameConversation() throws {
        try send("one", from: "ana", to: "ben")
        try send("two", from: "ben", to: "ana", host: "there")
        let third = try send("three", from: "ana", to: "ben")
        try board.write("ben", host: "there", MessageWriting.marks([third], read: true))
        let taken = try send("four", from: "ana", to: "ben", host: "there")
        try board.write("ana", NewEvent(MessageRetracted(message: taken, to: [Account("ben")])))
        for seed in 1...8 as ClosedRange<UInt64> {
            let late = try board.shuffledSession("ben", seed: seed)
            #expect(try texts(late, with: "ana") == ["one", "two", "three", ""], "seed \(seed)")
            #expect(try late.read(MessageQueries.unreadCount) == 1, "seed \(seed)")
        }
    }

    @Test func whoIsNoMemberNeitherWritesNorIsWrittenTo() throws {
        let outsider = try session("eve")
        #expect(throws: CommandFailure.self) { try MessageWriting(outsider).sending("hi", to: [Account("ana")]) }
        #expect(throws: CommandFailure.self) { try send("hi", from: "ana", to: "eve") }
        #expect(throws: CommandFailure.self) { try send("hi", from: "ana", to: "ana") }
        #expect(throws: CommandFailure.self) { try send("hi", from: "ana", to: "ben", "ben") }

        // The event itself is refused as well.
        let sealed = try outsider.seal(
            "hi", to: [Account("ana")], kind: MessageSent.kind, about: "ana")
        try board.write("eve", NewEvent(MessageSent(to: [Account("ana")], sealed: sealed)))
        #expect(try unread("ana") == 0)
        #expect(try refusals().contains { $0.contains("only members may write") })
    }

    @Test func aRemovedMembersMessagesCountNoMore() throws {
        try send("before", from: "ben", to: "ana")
        let ana = try session("ana")
        let last = try ana.read { try MemberQueries.lastEvents(of: Account("ben"), $0) }
        try board.write(
            "ana", at: Self.start + 10, NewEvent(MemberRemoved(account: Account("ben"), reason: "spam", last: last)))
        let ben = try session("ben")
        let sealed = try ben.seal("after", to: [Account("ana")], kind: MessageSent.kind, about: "ana")
        try board.write("ben", at: Self.start + 20, NewEvent(MessageSent(to: [Account("ana")], sealed: sealed)))
        for seed in 1...4 as ClosedRange<UInt64> {
            #expect(try texts(board.shuffledSession("ana", seed: seed), with: "ben") == ["before"], "seed \(seed)")
        }
    }

    @Test func aMessageThatIsNotSealedForThoseItNamesIsRefused() throws {
        let ana = try session("ana")
        let sealed = try ana.seal("x", to: [Account("ben")], kind: MessageSent.kind, about: "cem")
        try board.write("ana", NewEvent(MessageSent(to: [Account("cem")], sealed: sealed)))
        #expect(try unread("cem") == 0)
        #expect(try refusals(seenBy: "cem").contains { $0.contains("is not sealed for those") })
        let many = (1...21).map { Account("m\($0)") }
        try board.write("ana", NewEvent(MessageSent(to: many, sealed: sealed)))
        #expect(try refusals(seenBy: "cem").contains { $0.contains("at most 20 members") })
    }

    @Test func aSealedTextCopiedIntoAnothersLogIsShownAsDamaged() throws {
        struct Copied: EventPayload {
            static let kind = MessageSent.kind
            var to: [Account]
            var sealed: SealedText
        }
        let message = try send("I quit", from: "ana", to: "ben")
        // cem may read the file, and claims the text for a message of their own.
        let log = try #require(try logLine(of: message, from: "ana"))
        var sealed = try #require(try JSONSerialization.jsonObject(with: Data(log.utf8)) as? [String: Any])
        sealed = try #require(sealed["sealed"] as? [String: Any])
        let keys = try #require(sealed["keys"] as? [[String: Any]])
        sealed["keys"] = keys.map { entry in
            entry["to"] as? String == "ana" ? entry.merging(["to": "cem"]) { $1 } : entry
        }
        let part = try JSONDecoder().decode(SealedText.self, from: JSONSerialization.data(withJSONObject: sealed))
        try board.write("cem", NewEvent(Copied(to: [Account("ben")], sealed: part)))
        let shown = try texts(session("ben"), with: "cem")
        #expect(shown.count == 1)
        #expect(shown.first?.contains("cannot be trusted") == true)
        #expect(try SearchQueries.hits("quit", session("ben")).count == 1)
    }

    @Test func aLostKeyIsSaidInPlaceOfTheText() throws {
        try send("long ago", from: "ana", to: "ben")
        try FileManager.default.removeItem(atPath: board.board.directory + "/members/ben/keys")
        let ben = try board.session("ben", index: "rebuilt")
        _ = try ben.catchUp()
        #expect(try texts(ben, with: "ana").first?.contains("a key that you no longer have") == true)
        #expect(try ben.keyFinding()?.contains("is gone") == true)
        #expect(try session("ana").keyFinding() == nil)
        // What ben writes next brings a new key, and messages arrive again.
        try board.write("ben", NewEvent(MemberJoined(name: "ben")))
        try send("today", from: "ana", to: "ben")
        _ = try ben.catchUp()
        #expect(try texts(ben, with: "ana").last == "today")
    }

    private func logLine(of id: EventID, from name: String) throws -> String? {
        try String(contentsOfFile: board.board.directory + "/members/\(name)/log-here.1.jsonl", encoding: .utf8)
            .split(separator: "\n").first { $0.contains(id.text) && $0.contains(MessageSent.kind) }.map(String.init)
    }
}
