import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// News that arrive after what depends on them, one case each.
@Suite struct LateNewsTests {
    private let directory: TemporaryDirectory
    private let board: Board

    init() throws {
        directory = try TemporaryDirectory()
        board = try Board.create(
            at: directory.file("board"), title: "Late", identity: .handles, founder: "ana",
            now: Timestamp(rawValue: 1_600_000_000_000))
    }

    @discardableResult
    private func say(
        _ payload: some EventPayload, by account: Account, on host: String = "one", at time: Int64
    ) throws -> EventID {
        let pen = Pen(board: board, account: account, host: host, clock: FixedClock(time: 1_700_000_000_000 + time))
        let events = try pen.append([NewEvent(payload)], after: Timestamp(rawValue: 0))
        return try #require(events.first).id
    }

    private func session(of reader: Account) throws -> BoardSession {
        let session = try BoardSession(
            board: board, me: reader, host: "index", clock: FixedClock(time: 1_800_000_000_000),
            features: FeatureTable.projections,
            location: IndexLocation(directory: directory.file("index-\(reader)"), host: "index"))
        _ = try session.catchUp()
        return session
    }

    private func posts(_ thread: EventID, _ session: BoardSession) throws -> [Post] {
        try session.read { database in
            guard let summary = try ThreadQueries.thread(thread, database) else { return [] }
            return try PostQueries.posts(inThread: summary.number, database)
        }
    }

    @Test func aRemovedModeratorDoesNotGetBackInByDatingBack() throws {
        try say(MemberJoined(name: "Ana"), by: "ana", at: 1)
        let channel = try say(ChannelAdded(name: "general"), by: "ana", at: 2)
        try say(MemberJoined(name: "Dan"), by: "dan", at: 3)
        try say(MemberRoleSet(account: "dan", role: .moderator, last: []), by: "ana", at: 4)
        let thread = try say(
            ThreadOpened(channel: channel, threadKind: .discussion, title: "Here", body: "to stay"), by: "ana", at: 5)
        try say(
            MemberRemoved(account: "dan", reason: "spam", last: [LastEvent(host: "one", seq: 1)]), by: "ana", at: 100)
        let session = try session(of: "ana")
        // Dan writes on, in a log whose clock stands before the removal.
        try say(PostHidden(post: thread, reason: "revenge"), by: "dan", on: "two", at: 50)
        try say(MemberJoined(name: "Eve"), by: "eve", at: 51)
        try say(MemberRemoved(account: "eve", reason: "revenge", last: []), by: "dan", on: "two", at: 60)
        try say(ReactionSet(post: thread, emoji: "👎"), by: "dan", on: "two", at: 61)
        _ = try session.catchUp()
        let post = try #require(try posts(thread, session).first)
        #expect(!post.isHidden)
        #expect(post.reactions.isEmpty)
        #expect(try session.standing(of: "eve") == .member(.member))
        #expect(try session.read { try IndexHealth.refusals($0) }.count == 3)
    }

    @Test func aReactionCountsOnceItsAuthorsJoiningIsKnown() throws {
        let channel = try say(ChannelAdded(name: "general"), by: "ana", at: 2)
        let thread = try say(
            ThreadOpened(channel: channel, threadKind: .discussion, title: "Here", body: "we are"), by: "ana", at: 5)
        try say(ReactionSet(post: thread, emoji: "👍"), by: "ben", on: "two", at: 20)
        let session = try session(of: "ana")
        #expect(try posts(thread, session).first?.reactions == [])
        try say(MemberJoined(name: "Ben"), by: "ben", at: 10)
        _ = try session.catchUp()
        #expect(try posts(thread, session).first?.reactions == [Reaction(emoji: "👍", accounts: ["ben"])])
        #expect(try session.read { try IndexHealth.refusals($0) }.isEmpty)
    }

    @Test func aReplyThatArrivesBeforeWhatItAnswersIsNoticedAllTheSame() throws {
        try say(MemberJoined(name: "Ben"), by: "ben", at: 1)
        let channel = try say(ChannelAdded(name: "general"), by: "ana", at: 2)
        let thread = try say(
            ThreadOpened(channel: channel, threadKind: .discussion, title: "Here", body: "we are"), by: "ana", at: 5)
        // The post that is answered comes from a log that is not there yet.
        let log = board.directory + "/members/ben/log-two.1.jsonl"
        let mine = try say(PostAdded(thread: thread, parent: thread, body: "mine"), by: "ben", on: "two", at: 6)
        try FileManager.default.moveItem(atPath: log, toPath: directory.file("later"))
        try say(PostAdded(thread: thread, parent: mine, body: "an answer"), by: "ana", at: 7)
        let session = try session(of: "ben")
        #expect(try session.read { try NoticeQueries.page($0) }.isEmpty)
        try FileManager.default.moveItem(atPath: directory.file("later"), toPath: log)
        _ = try session.catchUp()
        #expect(try session.read { try NoticeQueries.page($0) }.map(\.body) == ["an answer"])
    }

    @Test func whatAThreadsChannelHeldStaysReadWhenTheThreadIsMoved() throws {
        try say(MemberJoined(name: "Ben"), by: "ben", at: 1)
        let channel = try say(ChannelAdded(name: "general"), by: "ana", at: 2)
        let other = try say(ChannelAdded(name: "other"), by: "ana", at: 3)
        let thread = try say(
            ThreadOpened(channel: channel, threadKind: .discussion, title: "Here", body: "we are"), by: "ana", at: 5)
        let session = try session(of: "ben")
        let mark = try session.read { try ReadingEvents.allMarked(channel: channel, $0) }
        try session.write([mark])
        _ = try session.catchUp()
        #expect(try session.read { try NoticeQueries.unreadPosts($0) } == 0)
        try say(ThreadMoved(thread: thread, channel: other), by: "ana", at: 100_000_060_000)
        _ = try session.catchUp()
        try session.index.rebuild(now: session.clock.now())
        #expect(try session.read { try NoticeQueries.unreadPosts($0) } == 0)
        #expect(try session.read { try ThreadQueries.thread(thread, $0) }?.channel == "other")
    }
}
