import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Newcomers: their welcome, and their posts where these wait for a moderator.
struct NewcomerTests {
    private static let start: Int64 = 1_700_000_000_000
    private static let day: Int64 = 86_400_000
    private let board: HandlesBoard
    private let channel: EventID

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name.capitalized))) }
        channel = try #require(board.write("ana", NewEvent(ChannelAdded(name: "general"))).last).id
    }

    private func session(_ name: String, later: Int64 = 1_000) throws -> BoardSession {
        let session = try board.session(name, now: Self.start + later)
        _ = try session.catchUp()
        return session
    }

    @discardableResult
    private func open(
        _ title: String, by name: String, later: Int64, _ kind: ThreadKind = .question
    ) throws -> EventID {
        let opened = ThreadOpened(channel: channel, threadKind: kind, title: title, body: "Body of \(title)")
        return try #require(board.write(name, at: Self.start + later, NewEvent(opened)).last).id
    }

    @discardableResult
    private func reply(_ thread: EventID, by name: String, later: Int64) throws -> EventID {
        let added = PostAdded(thread: thread, parent: thread, body: "Reply")
        return try #require(board.write(name, at: Self.start + later, NewEvent(added)).last).id
    }

    private func turns(_ name: String, kind: String, later: Int64 = 1_000) throws -> [EventID] {
        let session = try session(name, later: later)
        return try session.read {
            try TurnQueries.mine(session.me, kind: kind, now: session.clock.now(), $0).map(\.subject)
        }
    }

    private func titles(_ name: String, later: Int64 = 1_000, unanswered: Bool = false) throws -> [String] {
        var filter = ThreadFilter()
        filter.isUnanswered = unanswered
        return try session(name, later: later).read { try ThreadQueries.page(filter, $0) }.map(\.title)
    }

    // MARK: - The welcome

    @Test func aFirstPostWaitsForAnAnswerAndStandsOnTopOfWhatNeedsHelp() throws {
        try open("Old question?", by: "ana", later: 10)
        let first = try open("My first?", by: "ben", later: 2 * Self.day)
        try open("My second?", by: "ben", later: 2 * Self.day + 5)
        #expect(try turns("ana", kind: "welcome", later: 3 * Self.day) == [first])
        #expect(try turns("cem", kind: "welcome", later: 3 * Self.day).isEmpty)
        #expect(
            try titles("cem", later: 4 * Self.day, unanswered: true) == ["My first?", "Old question?", "My second?"])
        try reply(first, by: "ana", later: 3 * Self.day)
        #expect(try turns("ana", kind: "welcome", later: 3 * Self.day + 5).isEmpty)
        let now = Timestamp(rawValue: Self.start + 3 * Self.day)
        #expect(try !MemberLookup.member("ben", session("ana", later: 4 * Self.day)).isNewcomer(at: now))
        #expect(try MemberLookup.member("cem", session("ana", later: 4 * Self.day)).isNewcomer(at: now))
        #expect(
            try titles("cem", later: 4 * Self.day, unanswered: true) == ["Old question?", "My first?", "My second?"])
    }

    @Test func whoGreetsIsAskedTooAndTheTurnEndsByItself() throws {
        let first = try open("Hello", by: "ben", later: 10, .discussion)
        #expect(try turns("cem", kind: "welcome").isEmpty)
        try board.write("cem", at: Self.start + 20, NewEvent(MemberProfileSet(greets: true)))
        #expect(try turns("cem", kind: "welcome") == [first])
        #expect(try turns("cem", kind: "welcome", later: 15 * Self.day).isEmpty)
        try board.write("ben", at: Self.start + 30, NewEvent(PostRetracted(post: first)))
        #expect(try turns("cem", kind: "welcome").isEmpty)
    }

    @Test func ofLongStandingMembersNothingIsAsked() throws {
        try open("After a while?", by: "ben", later: 31 * Self.day)
        #expect(try turns("ana", kind: "welcome", later: 31 * Self.day + 5).isEmpty)
    }

    // MARK: - Those who ask to join

    @Test func whoAsksToJoinIsAdmittedOrRefusedInTheQueue() throws {
        let guild = try HandlesBoard(features: FeatureTable.projections, joining: .invite)
        try guild.write("ana", NewEvent(MemberJoined(name: "Ana")))
        for name in ["ben", "cem"] { try guild.write(name, at: Self.start + 5, NewEvent(MemberJoined(name: name))) }
        let ana = try guild.session("ana", now: Self.start + 10)
        _ = try ana.catchUp()
        let queue = try ReportQueries.queue(now: ana.clock.now(), ana)
        #expect(queue.map(\.title) == ["ben", "cem"] && queue.allSatisfy { $0.kind == "wants to join" })
        try ana.write(queue[0].decision("approve").events(""))
        #expect(throws: CommandFailure.self) { try queue[1].decision("refuse").events(" ") }
        try ana.write(queue[1].decision("refuse").events("We do not know you"))
        _ = try ana.catchUp()
        #expect(try ana.standing(of: "ben").role == .member && ana.standing(of: "cem") == .outsider)
        #expect(try ReportQueries.queue(now: ana.clock.now(), ana).isEmpty)
        let deeds = try ana.read { try DeedQueries.page($0) }.map(DeedWords.sentence)
        #expect(deeds == ["removed @cem: We do not know you", "admitted @ben"])
    }

    // MARK: - Posts that wait

    private func hold(_ held: Bool = true, later: Int64 = 100) throws {
        try board.write("ana", at: Self.start + later, NewEvent(NewcomersHeld(held: held)))
    }

    private func decide(_ post: EventID, _ decision: String, later: Int64, why: String = "") throws {
        let session = try session("ana", later: later)
        try session.write(try ReportQueries.waiting(post, session).decision(decision).events(why))
    }

    @Test func aNewcomersPostWaitsAndOnlyTheySeeIt() throws {
        try hold()
        let post = try open("Mine?", by: "ben", later: 200)
        #expect(try titles("cem").isEmpty && titles("ana").isEmpty && titles("ben") == ["Mine?"])
        let notes = try session("ben").read { try HoldQueries.notes(post, $0) }
        #expect(notes[post]?.contains("waits for a moderator") ?? false)
        #expect(try turns("ana", kind: "held") == [post] && turns("cem", kind: "held").isEmpty)
        #expect(try SearchQueries.hits("Mine", session("cem")).isEmpty)
        #expect(try session("cem").read { try NoticeQueries.unreadPosts($0) } == 0)
        #expect(try session("cem").read { try IndexHealth.refusals($0) }.isEmpty)
        try decide(post, "approve", later: 300)
        #expect(try titles("cem") == ["Mine?"] && session("cem").read { try NoticeQueries.unreadPosts($0) } == 1)
        #expect(try turns("ana", kind: "held").isEmpty)
        #expect(try session("ben").read { try ToldQueries.newest($0) }.map(\.reason) == ["approved"])
        // They are known now.
        try open("Again?", by: "ben", later: 400)
        #expect(try titles("cem").count == 2)
    }

    @Test func aPostIsKeptBackWithAReason() throws {
        try hold()
        let post = try open("Spam", by: "ben", later: 200)
        #expect(throws: CommandFailure.self) { try decide(post, "refuse", later: 300) }
        try decide(post, "refuse", later: 300, why: "No advertisements")
        #expect(try titles("cem").isEmpty && titles("ben") == ["Spam"])
        let note = try session("ben").read { try HoldQueries.notes(post, $0) }[post]
        #expect(note?.hasSuffix("No advertisements") ?? false)
        // The next one waits again; who keeps back may change their mind.
        let next = try open("Sorry", by: "ben", later: 400)
        #expect(try turns("ana", kind: "held") == [next])
        try board.write("ana", at: Self.start + 500, NewEvent(PostReleased(post: post, approved: true)))
        #expect(try titles("cem") == ["Spam"])
    }

    @Test func knownMembersAndModeratorsDoNotWait() throws {
        try open("Before", by: "cem", later: 50)
        try hold()
        try open("After", by: "cem", later: 200)
        try open("Founder", by: "ana", later: 210)
        #expect(try Set(titles("ben")) == ["Before", "After", "Founder"])
    }

    @Test func onlyModeratorsHoldAndRelease() throws {
        try board.write("ben", at: Self.start + 50, NewEvent(NewcomersHeld(held: true)))
        try open("Free", by: "cem", later: 60)
        #expect(try titles("ana") == ["Free"])
        try hold()
        let post = try open("Mine", by: "ben", later: 200)
        try board.write("ben", at: Self.start + 210, NewEvent(PostReleased(post: post, approved: true)))
        try board.write("cem", at: Self.start + 220, NewEvent(PostReleased(post: post, approved: true)))
        #expect(try titles("cem") == ["Free"])
        #expect(try session("ana").read { try IndexHealth.refusals($0) }.count == 3)
        try hold(false, later: 300)
        #expect(try titles("cem") == ["Free"])
        try open("Then", by: "ben", later: 400)
        #expect(try Set(titles("cem")) == ["Free", "Then"])
    }

    @Test(arguments: 0..<12)
    func everyOrderOfArrivalShowsTheSamePosts(_ seed: UInt64) throws {
        try hold()
        let first = try open("One?", by: "ben", later: 200)
        let second = try open("Two?", by: "ben", later: 210)
        try decide(first, "approve", later: 300)
        try open("Three?", by: "ben", later: 310)
        try board.write("cem", host: "there", at: Self.start + 320, NewEvent(MemberProfileSet(greets: true)))
        try hold(false, later: 400)
        try open("Four?", by: "cem", later: 410)
        for reader in ["cem", "ben", "ana"] {
            let expected = try picture(session(reader))
            let found = try picture(board.shuffledSession(reader, seed: seed))
            #expect(
                found == expected,
                "\(reader): \(found.filter { !expected.contains($0) }) but \(expected.filter { !found.contains($0) })")
        }
        #expect(try titles("cem").count == 3 && turns("ana", kind: "held") == [second])
    }

    private func picture(_ session: BoardSession) throws -> [String] {
        try session.read { database in
            try ThreadQueries.page(ThreadFilter(), database).map { "\($0.title) \($0.unread) \($0.askedDay)" }.sorted()
                + TurnQueries.mine(session.me, now: Timestamp(rawValue: Self.start + 1_000), database)
                .map { "\($0)" }.sorted() + ToldQueries.newest(database).map { "\($0)" }
                + DeedQueries.page(database).map { "\($0)" } + IndexHealth.refusals(database)
        }
    }
}
