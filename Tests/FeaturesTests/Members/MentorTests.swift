import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Offers to mentor, requests, and what becomes of them.
struct MentorTests {
    private static let start: Int64 = 1_700_000_000_000
    private static let day: Int64 = 86_400_000
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

    private func offer(_ topics: String = "proofs", places: Int = 1, later: Int64 = 1) throws {
        let ana = try session("ana", later: later)
        try ana.write([try MentorWriting(session: ana).offering(MentorOffered(topics: topics, places: places))])
    }

    private func ask(by name: String = "ben", later: Int64 = 2) throws -> EventID {
        let asker = try session(name, later: later)
        let asked = MentorAsked(mentor: "ana", topic: "proofs", why: "I prove nothing.")
        return try #require(try asker.write([try MentorWriting(session: asker).asking(asked)]).first).id
    }

    private func step(_ step: MentorStep, _ id: EventID, by name: String, later: Int64, words: String = "") throws {
        let actor = try session(name, later: later)
        let mentorship = try #require(try actor.read { try MentorQueries.mentorship(id, $0) })
        try actor.write([try MentorWriting(session: actor).stepping(step, mentorship, words: words)])
    }

    private func state(_ id: EventID, later: Int64 = 100) throws -> MentorshipState? {
        let session = try session("cem", later: later)
        return try session.read { try MentorQueries.mentorship(id, $0) }?.state(at: session.clock.now())
    }

    private func turns(_ name: String, later: Int64 = 100) throws -> [String] {
        let session = try session(name, later: later)
        return try session.read {
            try TurnQueries.mine(session.me, kind: MentorTurns.kind, now: session.clock.now(), $0).map(\.reason)
        }
    }

    private func told(_ name: String, kind: String = MentorTurns.kind, later: Int64 = 100) throws -> [String] {
        let session = try session(name, later: later)
        return try session.read { try ToldQueries.newest($0) }.filter { $0.kind == kind }.map(\.reason)
    }

    @Test func aMentorshipGoesFromAskedToFinished() throws {
        try offer()
        let id = try ask()
        #expect(try state(id) == .requested)
        #expect(try turns("ana") == ["asked"] && turns("ben").isEmpty)
        try step(.accept, id, by: "ana", later: 10, words: "Gladly")
        #expect(try turns("ana").isEmpty && turns("ben") == ["accepted"])
        #expect(try told("ben") == ["accepted"] && told("ana").isEmpty && told("cem").isEmpty)
        try step(.begin, id, by: "ben", later: 20)
        #expect(try state(id) == .active && turns("ben").isEmpty)
        #expect(try turns("ana", later: 29 * Self.day) == ["check"])
        try step(.finish, id, by: "ana", later: 30, words: "You prove things now.")
        #expect(try state(id) == .finished && told("ben") == ["finished"])
        #expect(try turns("ana", later: 29 * Self.day).isEmpty)
    }

    @Test func aNoNeedsAReasonAndOnlyTheMentorSaysIt() throws {
        try offer()
        let id = try ask()
        #expect(throws: CommandFailure.self) { try step(.decline, id, by: "ana", later: 5) }
        #expect(throws: CommandFailure.self) { try step(.accept, id, by: "ben", later: 5) }
        #expect(throws: CommandFailure.self) { try step(.accept, id, by: "cem", later: 5) }
        try step(.decline, id, by: "ana", later: 6, words: "No time before May")
        #expect(try state(id) == .declined && told("ben") == ["declined"])
        #expect(throws: CommandFailure.self) { try step(.withdraw, id, by: "ben", later: 7) }
    }

    @Test func aRequestLapsesByItselfAndCanStillBeAnswered() throws {
        try offer()
        let id = try ask()
        #expect(try state(id, later: 15 * Self.day) == .lapsed && turns("ana", later: 15 * Self.day).isEmpty)
        try step(.accept, id, by: "ana", later: 16 * Self.day)
        #expect(try state(id, later: 17 * Self.day) == .accepted)
    }

    @Test func nobodyIsAskedTwiceNorBeyondTheirPlacesNorWithoutAnOffer() throws {
        #expect(throws: CommandFailure.self) { try ask() }
        try offer()
        let id = try ask()
        #expect(throws: CommandFailure.self) { try ask(later: 3) }
        try step(.accept, id, by: "ana", later: 5)
        #expect(throws: CommandFailure.self) { try ask(by: "cem", later: 6) }
        try step(.finish, id, by: "ben", later: 7)
        _ = try ask(by: "cem", later: 8)
        // Whoever writes past the rule gives no turn to who offers nothing.
        try board.write(
            "ben", at: Self.start + 9, NewEvent(MentorAsked(mentor: "cem", topic: "x", why: "y")))
        #expect(try turns("cem").isEmpty)
    }

    @Test(arguments: [
        MentorAsked(mentor: "ben", topic: "a", why: "b"), MentorAsked(mentor: "ana", topic: "  ", why: "b"),
        MentorAsked(mentor: "ana", topic: "a\nb", why: "b"), MentorAsked(mentor: "ana", topic: "a", why: ""),
        MentorAsked(mentor: "ana", topic: "a", why: String(repeating: "x", count: 2_001)),
    ])
    func whatIsNoRequestIsRefused(_ asked: MentorAsked) throws {
        try offer()
        let written = try board.write("ben", at: Self.start + 3, NewEvent(asked))
        let session = try session("ana")
        #expect(try session.read { try MentorQueries.mentorship(written[0].id, $0) } == nil)
        #expect(try session.read { try IndexHealth.refusals($0) }.count == 1 && turns("ana").isEmpty)
    }

    @Test func endingTheOfferEndsTheTurnButNotWhatIsUnderWay() throws {
        try offer(places: 2)
        let id = try ask()
        try offer("", later: 5)
        #expect(try turns("ana").isEmpty && state(id) == .requested)
        try offer("proofs", later: 6)
        #expect(try turns("ana") == ["asked"])
    }

    @Test func aMentorIsToldOfQuestionsAboutTheirTopicsFromTheOfferOn() throws {
        let channel = try #require(board.write("ana", NewEvent(ChannelAdded(name: "help"))).last).id
        func question(_ title: String, _ body: String = "?", by name: String = "ben", later: Int64) throws -> EventID {
            let opened = ThreadOpened(channel: channel, threadKind: .question, title: title, body: body)
            return try #require(board.write(name, at: Self.start + later, NewEvent(opened)).last).id
        }
        _ = try question("Proofs before?", later: 5)
        try offer("proofs, linear maps", later: 10)
        let first = try question("Are proofs hard?", later: 20)
        let second = try question("What now?", "These linear, odd maps.", later: 30)
        _ = try question("Proofs of mine?", by: "ana", later: 40)
        _ = try question("Is the tide high?", later: 50)
        func topics() throws -> Set<EventID> {
            Set(try session("ana", later: 100).read { try ToldQueries.newest($0) }.map(\.about))
        }
        #expect(try topics() == [first, second])
        #expect(try told("ben", kind: TopicNotices.kind).isEmpty)
        try board.write("ana", at: Self.start + 60, NewEvent(MentorOffered(topics: "tide")))
        #expect(try topics().count == 1)
        try board.write("ana", at: Self.start + 70, NewEvent(MentorOffered(topics: "")))
        #expect(try topics().isEmpty)
    }

    @Test(arguments: 0..<8)
    func everyOrderOfArrivalGivesTheSame(_ seed: UInt64) throws {
        try offer()
        let id = try ask()
        try step(.accept, id, by: "ana", later: 10)
        try board.write(
            "ana", at: Self.start + 11, NewEvent(MentorAnswered(mentorship: id, accepted: false, reason: "x")))
        try step(.begin, id, by: "ben", later: 20)
        try offer("tides", later: 25)
        let expected = try session("ben", later: 30).read { database in
            "\(try MentorQueries.mentorships(of: "ben", database)) \(try ToldQueries.newest(database)) "
                + "\(try IndexHealth.refusals(database))"
        }
        let shuffled = try board.shuffledSession("ben", seed: seed)
        let found = try shuffled.read { database in
            "\(try MentorQueries.mentorships(of: "ben", database)) \(try ToldQueries.newest(database)) "
                + "\(try IndexHealth.refusals(database))"
        }
        #expect(found == expected && expected.contains("active"))
    }
}
