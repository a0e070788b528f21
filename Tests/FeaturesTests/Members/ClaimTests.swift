import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Imported authors who turn out to be members: never by a member's own word alone.
struct ClaimTests {
    private static let start: Int64 = 1_700_000_000_000
    private let board: HandlesBoard
    private let thread: EventID
    private static let author = ImportedAuthor(name: "Old Hand", address: "a1")

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name.capitalized))) }
        try board.write(
            "ana", at: Self.start + 1,
            NewEvent(MemberRoleSet(account: "cem", role: .moderator, last: [LastEvent(host: "here", seq: 9)])))
        let channel = try #require(board.write("ana", NewEvent(ChannelAdded(name: "general"))).last).id
        let opened = ThreadOpened(
            channel: channel, threadKind: .discussion, title: "From the archive", body: "Long ago",
            imported: Self.imported("Old Hand", "a1", "m1"))
        thread = try #require(board.write("ana", at: Self.start + 2, NewEvent(opened)).last).id
    }

    private static func imported(_ name: String, _ address: String?, _ id: String) -> ImportedMessage {
        ImportedMessage(author: name, address: address, date: Timestamp(rawValue: start - 1_000), messageID: id)
    }

    private func session(_ name: String, later: Int64 = 50) throws -> BoardSession {
        let session = try board.session(name, now: Self.start + later)
        _ = try session.catchUp()
        return session
    }

    private func claim(by name: String = "ben", later: Int64 = 10) throws -> EventID {
        let session = try session(name, later: later)
        let event = try ClaimWriting(session: session).claiming(Self.author, words: "Ask Ana")
        return try #require(try session.write([event]).first).id
    }

    private func decide(_ id: EventID, _ confirmed: Bool, by name: String, later: Int64, reason: String = "") throws {
        let session = try session(name, later: later)
        let claim = try #require(try session.read { try ClaimQueries.claim(id, $0) })
        try session.write([try ClaimWriting(session: session).deciding(claim, confirmed, reason: reason)])
    }

    private func author(_ post: EventID? = nil, seenBy name: String = "ana") throws -> Author? {
        try session(name, later: 100).read { try PostQueries.post(post ?? thread, $0) }?.author
    }

    @Test func aConfirmedClaimShowsThePostsAsTheMembersMarkedAsImported() throws {
        let id = try claim()
        #expect(try author()?.handle == "~Old Hand")
        try decide(id, true, by: "cem", later: 20)
        let author = try #require(try author())
        #expect(author.account == "ben" && author.name == "Ben" && author.isImported && author.handle == "ben")
        let session = try session("ana", later: 100)
        #expect(try SearchQueries.hits("author:ben Long", session).map(\.author) == ["ben"])
        #expect(try session.read { try ClaimQueries.postCounts(of: "ben", $0) } == (0, 1))
        #expect(try session.read { try ThreadQueries.thread(thread, $0) }?.author.name == "Ben")
        // What is imported afterwards is theirs too, and only theirs.
        let later = PostAdded(
            thread: thread, parent: thread, body: "Later", imported: Self.imported("Old Hand", "a1", "m2"))
        let other = PostAdded(
            thread: thread, parent: thread, body: "Namesake", imported: Self.imported("Old Hand", "b2", "m3"))
        let written = try board.write("ana", at: Self.start + 30, NewEvent(later), NewEvent(other))
        #expect(try self.author(written[0].id)?.account == "ben")
        #expect(try self.author(written[1].id)?.handle == "~Old Hand")
    }

    @Test func aModeratorCanUndoItAndTheClaimantIsTold() throws {
        let id = try claim()
        try decide(id, true, by: "cem", later: 20)
        try decide(id, false, by: "ana", later: 30, reason: "It was his brother")
        #expect(try author()?.handle == "~Old Hand")
        let told = try session("ben", later: 100).read { try ToldQueries.newest($0) }
        #expect(told.map(\.reason) == ["refused"] && told[0].text == "It was his brother")
        let deeds = try session("ben", later: 100).read { try DeedQueries.page($0) }
        #expect(deeds.prefix(2).map(\.account) == ["ana", "cem"])
    }

    @Test func nobodyClaimsALivingMembersNameOrAnothersPostsAlone() throws {
        // A member's name or handle.
        for name in ["Cem", "cem", "CEM"] {
            let imported = PostAdded(
                thread: thread, parent: thread, body: "x", imported: Self.imported(name, nil, "m\(name)"))
            try board.write("ana", at: Self.start + 3, NewEvent(imported))
            let ben = try session("ben")
            #expect(throws: CommandFailure.self) {
                try ClaimWriting(session: ben).claiming(ImportedAuthor(name: name, address: nil), words: "me")
            }
        }
        let forged = try board.write(
            "ben", at: Self.start + 5, NewEvent(AuthorClaimed(name: "cem", address: nil, words: "me")))
        #expect(try session("ana").read { try ClaimQueries.claim(forged[0].id, $0) } == nil)
        // Alone: by a member, or by a moderator for themselves.
        let id = try claim(later: 10)
        try board.write("ben", at: Self.start + 11, NewEvent(AuthorClaimDecided(claim: id, confirmed: true)))
        #expect(try author()?.handle == "~Old Hand")
        let own = try claim(by: "cem", later: 12)
        try board.write("cem", at: Self.start + 13, NewEvent(AuthorClaimDecided(claim: own, confirmed: true)))
        #expect(try author()?.handle == "~Old Hand")
        let refusals = try session("ana").read { try IndexHealth.refusals($0) }.joined(separator: "\n")
        for reason in ["speaks for themselves", "only a moderator decides who", "your own claim"] {
            #expect(refusals.contains(reason), "\(reason) is not among \(refusals)")
        }
        // What is another's by a claim cannot be claimed again.
        try decide(id, true, by: "ana", later: 20)
        #expect(throws: CommandFailure.self) { try claim(by: "ana", later: 30) }
        try decide(own, true, by: "ana", later: 40)
        #expect(try author()?.account == "ben")
    }

    @Test func aPostThatIsClaimedStaysItsImportersToChange() throws {
        let id = try claim()
        try decide(id, true, by: "cem", later: 20)
        try board.write("ben", at: Self.start + 30, NewEvent(PostEdited(post: thread, body: "Forged")))
        #expect(try session("ana", later: 100).read { try PostQueries.post(thread, $0) }?.body == "Long ago")
    }

    @Test(arguments: 0..<8)
    func everyOrderOfArrivalShowsTheSameAuthors(_ seed: UInt64) throws {
        let id = try claim()
        let own = try claim(by: "cem", later: 11)
        try decide(id, true, by: "cem", later: 20)
        try decide(own, true, by: "ana", later: 21)
        try decide(id, false, by: "ana", later: 30, reason: "no")
        #expect(try author()?.account == "cem")
        let shuffled = try board.shuffledSession("ana", seed: seed)
        #expect(try shuffled.read { try PostQueries.post(thread, $0) }?.author == (try author()))
    }
}
