import Features
import Foundation
import GRDB
import Index
import Journal
import TestSupport
import Testing

/// Activities: due dates, responses that are hidden until one has responded, and whose turn it is.
struct ActivityTests {
    private static let start: Int64 = 1_700_000_000_000
    private let board: HandlesBoard
    private let channel: EventID

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
        channel = try board.write("ana", NewEvent(ChannelAdded(name: "lab")))[0].id
        try board.write("ana", NewEvent(MemberRoleSet(account: "cem", role: .moderator, last: [])))
    }

    private func session(_ name: String, later: Int64 = 0) throws -> BoardSession {
        let session = try board.session(name, now: Self.start + later)
        _ = try session.catchUp()
        return session
    }

    private func open(
        due: Int64? = nil, hides: Bool = true, by name: String = "ben"
    ) throws -> EventID {
        let terms = ActivityTerms(due: due.map { Timestamp(rawValue: Self.start + $0) }, hidesResponses: hides)
        return try board.write(
            name,
            NewEvent(
                ThreadOpened(
                    channel: channel, threadKind: .activity, title: "Draw a torus", body: "Anyhow.", activity: terms))
        )[0].id
    }

    @discardableResult
    private func respond(_ text: String, to thread: EventID, parent: EventID? = nil, by name: String) throws -> EventID
    {
        try board.write(name, NewEvent(PostAdded(thread: thread, parent: parent ?? thread, body: text)))[0].id
    }

    /// The texts that a member sees in a thread.
    private func texts(_ thread: EventID, seenBy name: String) throws -> [String] {
        let session = try session(name)
        return try session.read { database in
            guard let summary = try ThreadQueries.thread(thread, database) else { return [] }
            return try PostQueries.posts(inThread: summary.number, database).map(\.body)
        }
    }

    private func turns(_ name: String, later: Int64 = 0) throws -> [Turn] {
        let session = try session(name, later: later)
        return try session.read {
            try TurnQueries.mine(session.me, kind: "respond", now: session.clock.now(), $0)
        }
    }

    @Test func responsesAreSeenWhenOneHasResponded() throws {
        let thread = try open()
        let response = try respond("A doughnut", to: thread, by: "ana")
        try respond("Nice, and the hole?", to: thread, parent: response, by: "ben")
        try respond("Any medium will do", to: thread, by: "ben")
        #expect(try texts(thread, seenBy: "cem") == ["Anyhow.", "Any medium will do"])
        #expect(try texts(thread, seenBy: "ben").count == 4)
        #expect(try texts(thread, seenBy: "ana").count == 4)
        let mine = try respond("A bicycle tube", to: thread, by: "cem")
        #expect(try texts(thread, seenBy: "cem").count == 5)
        // Who takes the response back has not responded.
        try board.write("cem", NewEvent(PostRetracted(post: mine)))
        #expect(try texts(thread, seenBy: "cem").contains("A doughnut") == false)
    }

    @Test func whatIsHiddenIsNotFoundNotCountedAndNotListed() throws {
        let thread = try open()
        try respond("A doughnut for @cem", to: thread, by: "ana")
        let cem = try session("cem")
        #expect(try SearchQueries.hits("doughnut", cem).isEmpty)
        #expect(try cem.read { try ThreadQueries.thread(thread, $0) }?.unread == 1)
        #expect(try cem.read { try NoticeQueries.page($0) }.isEmpty)
        #expect(try cem.read { try NoticeQueries.unreadCount($0) } == 0)
        try respond("A tube", to: thread, by: "cem")
        let after = try session("cem")
        #expect(try SearchQueries.hits("doughnut", after).count == 1)
        #expect(try after.read { try ThreadQueries.thread(thread, $0) }?.unread == 2)
        #expect(try after.read { try NoticeQueries.unreadCount($0) } == 1)
    }

    @Test func itIsTheTurnOfThoseWhoHaveNotRespondedFromTheBeginningUntilSomeTimeAfterItIsDue() throws {
        let thread = try open(due: 86_400_000)
        #expect(try turns("ana").map(\.subject) == [thread])
        #expect(try turns("ana").first?.due == Timestamp(rawValue: Self.start + 86_400_000))
        #expect(try turns("ben").isEmpty, "who asked is not asked")
        try respond("A doughnut", to: thread, by: "ana")
        #expect(try turns("ana").isEmpty)
        #expect(try turns("cem", later: 2 * 86_400_000).count == 1)
        #expect(try turns("cem", later: 30 * 86_400_000).isEmpty)
        try board.write("dan", NewEvent(MemberJoined(name: "Dan")))
        #expect(try turns("dan").count == 1)
        // Without a due date nobody is asked by name.
        _ = try open()
        #expect(try turns("dan").count == 1)
    }

    @Test func whoAskedOrAModeratorChangesHowItGoesAndNobodyElse() throws {
        let thread = try open()
        try respond("A doughnut", to: thread, by: "cem")
        let open = ActivityTerms(due: nil, hidesResponses: false)
        try board.write("ana", at: Self.start + 10, NewEvent(MemberRoleSet(account: "dan", role: .member, last: [])))
        try board.write("dan", at: Self.start + 15, NewEvent(MemberJoined(name: "Dan")))
        try board.write("dan", at: Self.start + 20, NewEvent(ActivitySet(thread: thread, terms: open)))
        #expect(try texts(thread, seenBy: "dan") == ["Anyhow."])
        #expect(try session("ana").read { try IndexHealth.refusals($0) }.contains { $0.contains("only who asked") })
        try board.write("cem", at: Self.start + 30, NewEvent(ActivitySet(thread: thread, terms: open)))
        #expect(try texts(thread, seenBy: "dan") == ["Anyhow.", "A doughnut"])
    }

    @Test func completionIsCountedByMembersWhoResponded() throws {
        let thread = try open()
        try respond("A doughnut", to: thread, by: "ana")
        try respond("And a cup", to: thread, by: "ana")
        let session = try session("cem")
        let activity = try #require(
            try session.read { try ActivityQueries.activity(thread, reader: session.me, $0) })
        #expect(activity.responses == 1 && !activity.hasMine)
        #expect(try session.read { try ActivityQueries.expected(activity, $0) } == 2)
    }

    @Test(arguments: 0..<12)
    func everyOrderOfArrivalHidesTheSame(_ seed: UInt64) throws {
        let thread = try open(due: 1_000_000)
        try respond("A doughnut", to: thread, by: "ana")
        try board.write(
            "ben", host: "there", at: Self.start + 5, NewEvent(PostAdded(thread: thread, parent: thread, body: "!")))
        try board.write(
            "ben", at: Self.start + 10,
            NewEvent(ActivitySet(thread: thread, terms: ActivityTerms(due: nil, hidesResponses: true))))
        try board.write("dan", at: Self.start + 20, NewEvent(MemberJoined(name: "Dan")))
        try board.write("dan", at: Self.start + 30, NewEvent(PostAdded(thread: thread, parent: thread, body: "A cup")))
        for name in ["cem", "dan"] {
            let expected = try texts(thread, seenBy: name)
            let shuffled = try board.shuffledSession(name, seed: seed)
            let summary = try #require(try shuffled.read { try ThreadQueries.thread(thread, $0) })
            #expect(try shuffled.read { try PostQueries.posts(inThread: summary.number, $0) }.map(\.body) == expected)
            #expect(try shuffled.read { try IndexHealth.refusals($0) }.isEmpty)
            let now = Timestamp(rawValue: Self.start + 60)
            #expect(try shuffled.read { try TurnQueries.of(thread, now: now, $0) }.isEmpty)
        }
    }
}
