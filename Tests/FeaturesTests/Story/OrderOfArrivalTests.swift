import Features
import Foundation
import Index
import Journal
import TestSupport
import Testing

/// The same events give the same board in whatever order, and in whatever pieces, they arrive.
@Suite struct OrderOfArrivalTests {
    @Test(arguments: 1...seeds)
    func everyOrderOfArrivalShowsTheSameBoard(seed: Int) throws {
        let directory = try TemporaryDirectory()
        let board = try Board.create(
            at: directory.file("source"), title: "Story", identity: .handles,
            joining: seed.isMultiple(of: 3) ? .invite : .open, founder: "ana")
        var teller = StoryTeller(board: board, seed: UInt64(seed))
        try teller.tell(60 + seed % 4 * 60)
        var random = SplitMix(state: UInt64(seed) &* 31)

        let whole = try Arrivals(of: board, reader: StoryTeller.reader)
        try whole.arrive(pieces: .max, &random)
        try whole.session.index.rebuild(now: whole.session.clock.now())
        let expected = try BoardPicture(whole.session)
        try expectCountsThatAreTrue(whole.session)
        let otherwise = expected.facts.first { $0.hasPrefix("insights count otherwise") }
        #expect(otherwise == nil, "\(otherwise ?? "")")
        for pieces in [1, 4, 30] {
            let arrivals = try Arrivals(of: board, reader: StoryTeller.reader)
            try arrivals.arrive(pieces: pieces, &random)
            let differences = try BoardPicture(arrivals.session).differences(from: expected)
            #expect(differences.isEmpty, "in pieces of \(pieces):\n\(differences.prefix(12).joined(separator: "\n"))")
        }
        // As a large board is read: the newest first, then everything, in several batches.
        for pieces in [30, .max] {
            let manner = CatchUpManner(batchSize: 17, muchBytes: 500, newestThings: 3)
            let arrivals = try Arrivals(of: board, reader: StoryTeller.reader, manner: manner)
            try arrivals.arrive(pieces: pieces, &random)
            let differences = try BoardPicture(arrivals.session).differences(from: expected)
            #expect(
                differences.isEmpty,
                "newest first, pieces of \(pieces):\n\(differences.prefix(12).joined(separator: "\n"))")
        }
    }

    /// What lists say without counting is what counting says.
    private func expectCountsThatAreTrue(_ session: BoardSession) throws {
        try session.read { database in
            var unread = 0
            for thread in try ThreadQueries.page(ThreadFilter(), limit: 1_000, database) {
                let posts = try PostQueries.posts(inThread: thread.number, database).filter { !$0.isHidden }
                #expect(thread.posts == posts.count)
                #expect(thread.unread == posts.count { $0.isUnread && !$0.isRetracted })
                if thread.watch != .muted { unread += thread.unread }
            }
            #expect(try NoticeQueries.unreadPosts(database) == unread)
            #expect(try ChannelQueries.all(database).reduce(0) { $0 + $1.unread } == unread)
            let waiting = try NoticeQueries.page(limit: 1_000, database).count { $0.isUnread }
            #expect(try NoticeQueries.unreadCount(database) == waiting)
        }
    }

    /// `STOA_STORIES` tells more of them than a quick run does.
    private static let seeds = ProcessInfo.processInfo.environment["STOA_STORIES"].flatMap { Int($0) } ?? 12
}
