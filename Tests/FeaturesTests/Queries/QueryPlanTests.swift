import Foundation
import GRDB
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Every list is read by an index: what it costs does not grow with the board.
@Suite struct QueryPlanTests {
    private let board: Arrivals

    init() throws {
        let directory = try TemporaryDirectory()
        let source = try Board.create(
            at: directory.file("source"), title: "Story", identity: .handles, founder: "ana")
        var teller = StoryTeller(board: source, seed: 1)
        try teller.tell(80)
        var random = SplitMix(state: 1)
        board = try Arrivals(of: source, reader: StoryTeller.reader)
        try board.arrive(pieces: .max, &random)
    }

    private func plan(_ queries: (Database) throws -> Void) throws -> QueryPlan {
        try board.session.read { try QueryPlan(of: queries, $0) }
    }

    private func expectIndexed(
        _ location: SourceLocation = #_sourceLocation, _ queries: (Database) throws -> Void
    ) throws {
        let plan = try plan(queries)
        #expect(!plan.lines.isEmpty, sourceLocation: location)
        #expect(plan.scans.isEmpty, "\(plan.lines)", sourceLocation: location)
        #expect(plan.sorts.isEmpty, "\(plan.lines)", sourceLocation: location)
    }

    private func filter(_ change: (inout ThreadFilter) -> Void) -> ThreadFilter {
        var filter = ThreadFilter()
        change(&filter)
        return filter
    }

    @Test func threadsArePagedByTheirActivity() throws {
        let all = try plan { _ = try ThreadQueries.page(ThreadFilter(), $0) }
        #expect(all.lines.contains { $0.contains("thread USING INDEX thread_by_activity") }, "\(all.lines)")
        let channel = try plan { _ = try ThreadQueries.page(filter { $0.channel = 1 }, $0) }
        #expect(channel.lines.contains { $0.contains("thread USING INDEX thread_by_channel") }, "\(channel.lines)")
        let open = try plan { _ = try ThreadQueries.page(filter { $0.isUnanswered = true }, $0) }
        #expect(open.lines.contains { $0.contains("thread USING INDEX thread_needs_help") }, "\(open.lines)")
        let unanswered = filter { $0.isUnanswered = true }
        for filter in [filter { _ in }, filter { $0.channel = 1 }, filter { $0.kind = .question }, unanswered] {
            try expectIndexed { database in
                let key = try ThreadQueries.page(filter, limit: 1, database).first.map(ThreadQueries.Key.init)
                _ = try ThreadQueries.page(filter, after: key, database)
                _ = try ThreadQueries.page(filter, before: key, database)
                _ = try ThreadQueries.page(filter, before: nil, database)
            }
        }
    }

    @Test func aThreadAndItsPostsAreFoundByNumber() throws {
        let thread = try #require(try board.session.read { try ThreadQueries.page(ThreadFilter(), $0) }.first)
        let plan = try plan { database in
            _ = try ThreadQueries.thread(thread.id, database)
            _ = try ThreadQueries.thread(ofPost: thread.id, database)
            _ = try ThreadQueries.threads([thread.number], database)
            _ = try PostQueries.posts(inThread: thread.number, database)
            let post = try PostQueries.post(thread.id, database)
            if let post { _ = try PostQueries.wordings(of: post, database) }
        }
        #expect(plan.scans.isEmpty, "\(plan.lines)")
        #expect(plan.lines.contains { $0.contains("USING INDEX post_by_thread") }, "\(plan.lines)")
    }

    @Test func countsNoticesAndArrivalsAreReadByAnIndex() throws {
        try expectIndexed { database in
            _ = try NoticeQueries.page(database)
            _ = try NoticeQueries.page(before: 10, database)
            _ = try NoticeQueries.unreadPosts(database)
            _ = try ArrivalQueries.posts(after: 3, database)
            _ = try ArrivalQueries.newest(database)
        }
        let channels = try plan { _ = try ChannelQueries.all($0) }
        #expect(channels.scans.isEmpty, "\(channels.lines)")
    }

    @Test func resourcesArePagedByTheirNumber() throws {
        let thread = try board.session.read { try ThreadQueries.page(ThreadFilter(), $0) }.first
        for change: (inout ResourceFilter) -> Void in [
            { _ in }, { $0.tag = "a" }, { $0.thread = thread?.id }, { $0.kind = .note }, { $0.state = .proposed },
            { $0.reading = .read }, { $0.isOnMyList = true }, { $0.isCurrent = true },
            { $0.among = [thread?.id].compactMap { $0 } }, { $0.title = "tide" },
            { $0.needsCheck = Timestamp(rawValue: 1) },
        ] {
            var filter = ResourceFilter()
            change(&filter)
            let plan = try plan { database in
                _ = try ResourceQueries.page(filter, database)
                _ = try ResourceQueries.page(filter, above: 3, limit: 10, database)
            }
            #expect(plan.scans.isEmpty, "\(plan.lines)")
            // A set of resources, such as a tag's, may be sorted; the library is not.
            let isSet = plan.lines.contains { $0.contains("LIST SUBQUERY") }
            #expect(isSet || plan.sorts.isEmpty, "\(plan.lines)")
        }
    }

    @Test func whatABoardKnowsOfAResourceIsFoundByAnIndex() throws {
        let id = try #require(try board.session.read { try ResourceQueries.page(limit: 1, $0) }.first).id
        let plan = try plan { database in
            _ = try ResourceQueries.resource(id, database)
            _ = try ResourceQueries.record(id, database)
            _ = try ResourceQueries.records(after: 0, limit: 10, database)
            _ = try ResourceQueries.alike(["url:example.org", "doi:10.1000/1"], database)
            _ = try ResourceQueries.linked(to: id, database)
            _ = try ResourceQueries.linked(toPostsOf: id, database)
            _ = try ResourceQueries.onMyList(database)
            _ = try CollectionQueries.page(database)
            _ = try CollectionQueries.containing(id, database)
        }
        #expect(plan.scans.isEmpty, "\(plan.lines)")
    }

    @Test(arguments: ["tide", "tide -sail", "\"harbour anchor\"", "漢字か", "author:cleo", "author:cleo tide"])
    func searchGoesByTheTextOrTheAuthor(query: String) throws {
        let session = board.session
        let operators = session.index.searchOperators
        let parsed = SearchQuery(query, operators: Set(operators.map(\.name)))
        try expectIndexed { _ = try Search.results(parsed, operators: operators, $0) }
    }
}
