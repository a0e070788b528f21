import GRDB
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// What insights say, that it is true, and what they keep to themselves.
struct InsightTests {
    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 24 * hour
    private static let start: Int64 = 1_700_000_000_000

    // MARK: - Formulae

    @Test func giniIsTheDoubleSum() throws {
        for values in [[1, 1, 1], [0, 0, 9], [1, 2, 3, 4, 50], [7], [3, 1, 4, 1, 5, 9, 2, 6]] {
            let pairs = values.flatMap { left in values.map { abs(left - $0) } }.reduce(0, +)
            let mean = Double(values.reduce(0, +)) / Double(values.count)
            let expected = Double(pairs) / (2 * Double(values.count * values.count) * mean)
            #expect(abs(try #require(Measures.gini(values)) - expected) < 1e-9)
        }
        #expect(Measures.gini([0, 0]) == nil)
        #expect(abs(try #require(Measures.pielou([5, 5, 5])) - 1) < 1e-9)
        #expect(try #require(Measures.pielou([98, 1, 1])) < 0.2)
    }

    @Test func percentilesAreValuesThatWereMeasured() {
        #expect(Measures.percentile(0.5, of: [5, 1, 3]) == 3)
        #expect(Measures.percentile(0.9, of: Array(1...10)) == 9)
        #expect(Measures.percentile(0.9, of: [7]) == 7)
        #expect(Measures.percentile(0.5, of: []) == nil)
        #expect(Measures.halfIsFrom([1, 10, 2, 3]) == 1)
        #expect(Measures.words(90 * 60_000) == "1.5 h" && Measures.words(48 * Self.hour) == "2 d")
    }

    @Test func picturesHaveAPlainForm() {
        #expect(Sparkline(isPlain: true).line([0, 5, nil, 10]) == "_= #")
        #expect(Sparkline(isPlain: false).line([0, 10]) == "▁█")
        #expect([0, 1, 5, 9].map { Sparkline(isPlain: true).shade($0, most: 9) } == [" ", ".", ":", "#"])
    }

    // MARK: - On a board

    /// Six members, a channel, and threads that get replies after so many hours; `nil` for none.
    private func board(
        replies: [Int64?], days: Int64 = 20, kind: ThreadKind = .discussion
    ) throws -> (HandlesBoard, [EventID]) {
        let board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cleo", "dan", "eve", "fay"] {
            try board.write(name, at: Self.start, NewEvent(MemberJoined(name: name.capitalized)))
        }
        let channel = try #require(
            try board.write("ana", at: Self.start, NewEvent(ChannelAdded(name: "general"))).first)
        var threads: [EventID] = []
        for (number, wait) in replies.enumerated() {
            let at = Self.start + days * Self.day + Int64(number) * Self.hour
            let opened = ThreadOpened(
                channel: channel.id, threadKind: kind, title: "Thread \(number)", body: "Text")
            let id = try #require(try board.write("ben", at: at, NewEvent(opened)).first).id
            threads.append(id)
            guard let wait else { continue }
            try board.write(
                "cleo", at: at + wait * Self.hour, NewEvent(PostAdded(thread: id, parent: id, body: "Reply")))
        }
        return (board, threads)
    }

    private func report(
        _ board: HandlesBoard, _ handle: String = "ana", days: Int = 30, index: String = "late"
    ) throws -> [String: Insight] {
        let session = try board.session(handle, now: Self.start + 40 * Self.day, index: index)
        _ = try session.catchUp()
        let report = try InsightReport(
            InsightFacts(InsightWindow(days: days, now: session.clock.now()), session), session)
        return Dictionary(uniqueKeysWithValues: report.insights.map { ($0.name, $0) })
    }

    @Test func repliesAreMeasuredFromTheFirstBySomebodyElse() throws {
        let (board, threads) = try board(replies: [2, 4, 6, 8, 200, nil])
        // One's own word is no reply, and neither is one that was taken back.
        try board.write(
            "ben", at: Self.start + 21 * Self.day,
            NewEvent(PostAdded(thread: threads[5], parent: threads[5], body: "?")))
        let gone = try board.write(
            "dan", at: Self.start + 21 * Self.day,
            NewEvent(PostAdded(thread: threads[5], parent: threads[5], body: "!")))
        try board.write(
            "dan", at: Self.start + 22 * Self.day, NewEvent(PostRetracted(post: try #require(gone.first).id)))
        let report = try report(board)
        #expect(report["first_reply"]?.value?.rounded() == 6)
        #expect(report["first_reply"]?.count == 5)
        #expect(report["first_reply"]?.finding.contains("nine in ten within 8.3 d") == true)
        #expect(report["solo"]?.finding.contains("17%") == true)
        // After more than a week a thread does not count as answered.
        #expect(report["coverage"]?.finding.contains("67%") == true)
        #expect(report["unanswered"]?.value == 0)
    }

    @Test func aSmallGroupIsNotReadNamesInto() throws {
        let (board, threads) = try board(replies: Array(repeating: 1, count: 12))
        #expect(try report(board)["evenness"]?.finding == "Too few to say without naming people.")
        for name in ["ana", "dan", "eve"] {
            try board.write(
                name, at: Self.start + 23 * Self.day,
                NewEvent(PostAdded(thread: threads[0], parent: threads[0], body: "x")))
        }
        let shown = try report(board, "eve", index: "eve")
        #expect(shown["evenness"]?.finding == "Half of what is written comes from 2 of 5 who write.")
        #expect(try report(board, index: "again")["evenness"]?.finding.contains("Gini .") == true)
        #expect(shown["visits"] == nil)
        let quiet = try #require(shown["quiet"])
        #expect(quiet.value == 1 && !quiet.finding.contains("Fay") && !quiet.finding.contains("invitation"))
        let words = shown.values.map { $0.finding + $0.how }.joined()
        #expect(!["Fay", "fay", "Dan", "Cleo"].contains { words.contains($0) })
    }

    @Test func anAcceptedAnswerDoesNotCountAsTalking() throws {
        let (board, threads) = try board(replies: Array(repeating: 1, count: 10), kind: .question)
        let before = try factsOf(board).posts["cleo"]
        #expect(before == 10)
        let session = try board.session("ben", now: Self.start + 39 * Self.day)
        _ = try session.catchUp()
        let answer = try session.read { database in
            try EventID.fetchOne(
                database, sql: "SELECT id FROM document WHERE author = 'cleo' AND kind = 'post' LIMIT 1")
        }
        let thread = try session.read { try ThreadQueries.thread(ofPost: #require(answer), $0) }
        #expect(threads.contains(try #require(thread).id))
        try session.write([NewEvent(AnswerAccepted(thread: try #require(thread).id, post: answer))])
        #expect(try factsOf(board, "after").posts["cleo"] == 9)
    }

    private func factsOf(_ board: HandlesBoard, _ index: String = "facts") throws -> InsightFacts {
        let session = try board.session("ana", now: Self.start + 40 * Self.day, index: index)
        _ = try session.catchUp()
        return try InsightFacts(InsightWindow(days: 30, now: session.clock.now()), session)
    }

    @Test func newcomersThatWaitAreFoundAndThoseWhoWereMissedCount() throws {
        let (board, threads) = try board(replies: [1, nil], days: 38)
        try board.write(
            "eve", at: Self.start + 39 * Self.day,
            NewEvent(PostAdded(thread: threads[1], parent: threads[1], body: "Hi")))
        let report = try report(board)
        let newcomers = try #require(report["newcomers"])
        // Ben was answered after an hour; Cleo and Eve were not answered.
        #expect(newcomers.count == 3)
        #expect(newcomers.finding.contains("Waiting: Cleo"))
        #expect(newcomers.things.map(\.thing.id).contains(threads[1]))
    }

    @Test func whoAnswersBackIsToldOfPairsWithoutNames() throws {
        let (board, threads) = try board(replies: [1, nil])
        #expect(try report(board)["reciprocity"]?.finding.hasPrefix("Too few") == true)
        let late = Self.start + 25 * Self.day
        func reply(_ name: String, to post: EventID) throws -> EventID {
            try #require(
                try board.write(name, at: late, NewEvent(PostAdded(thread: threads[1], parent: post, body: "x"))).first
            ).id
        }
        for name in ["ana", "dan", "eve", "fay"] { _ = try reply("ben", to: reply(name, to: threads[1])) }
        let gone = try reply("ben", to: reply("cleo", to: threads[1]))
        // Five wrote to Ben; he wrote back to all of them, and took one of it back.
        try board.write("ben", at: late + 1, NewEvent(PostRetracted(post: gone)))
        let insight = try #require(try report(board, index: "pairs")["reciprocity"])
        #expect(insight.finding == "Of 5 pairs in which one replied to the other, 4 replied both ways.")
        #expect(insight.value == 80)
        #expect(!["Ben", "Cleo", "ben"].contains { (insight.finding + insight.how).contains($0) })
    }

    @Test func goalsAreLookedAtInTimeOrNot() throws {
        let (board, _) = try board(replies: [])
        func goal(_ statement: String) throws -> EventID {
            let added = GoalAdded(level: .community, statement: statement, review: 14, state: .active)
            return try #require(try board.write("ana", at: Self.start + 20 * Self.day, NewEvent(added)).first).id
        }
        let (fresh, late) = (try goal("Tides"), try goal("Moons"))
        try board.write(
            "ben", at: Self.start + 21 * Self.day, NewEvent(GoalCheckedIn(goal: late, confidence: 2)))
        try board.write(
            "ben", at: Self.start + 35 * Self.day, NewEvent(GoalCheckedIn(goal: fresh, confidence: 5)))
        try board.write(
            "ben", at: Self.start, NewEvent(GoalAdded(level: .personal, statement: "Mine", state: .active)))
        let insight = try #require(try report(board)["goal_pulse"])
        #expect(insight.finding.hasPrefix("1 of 2 goals were looked at in time."))
        #expect(insight.finding.contains("3.5 of 5"))
        #expect(insight.value == 50 && insight.marks.sorted { $0 && !$1 } == [true, false])
    }

    @Test(arguments: 1...4)
    func sumsAreTheSameInEveryOrderOfArrival(seed: UInt64) throws {
        let (board, threads) = try board(replies: [1, 2, nil, 3])
        let late = Self.start + 30 * Self.day
        let reply = try #require(
            try board.write("dan", at: late, NewEvent(PostAdded(thread: threads[2], parent: threads[2], body: "r")))
                .first)
        try board.write("dan", at: late + 1, NewEvent(PostRetracted(post: reply.id)))
        try board.write("ana", at: late + 2, NewEvent(PostHidden(post: threads[0], hidden: true, reason: "off topic")))
        func tables(_ session: BoardSession) throws -> [String] {
            try session.read { database in
                let days = "SELECT day || author || posts AS fact FROM insight_day WHERE posts <> 0"
                let firsts = "SELECT author || created FROM insight_first"
                let opened = "SELECT created || author || kind || coalesce(replied, '') FROM insight_thread"
                let pairs = "SELECT low || high || forth || '-' || back FROM insight_pair"
                return try [days, firsts, opened, pairs].flatMap { try String.fetchAll(database, sql: $0) }.sorted()
            }
        }
        let session = try board.session("ana", now: late + Self.day, index: "whole")
        _ = try session.catchUp()
        let expected = try tables(session)
        #expect(!expected.isEmpty)
        #expect(try tables(board.shuffledSession("ana", seed: seed, now: late + Self.day)) == expected)
        // What the sums say is what counting says.
        try session.read { database in
            let counted = try Int.fetchOne(
                database,
                sql:
                    "SELECT count(*) FROM post WHERE NOT hidden AND NOT retracted AND refused IS NULL AND imported_author IS NULL"
            )
            #expect(try Int.fetchOne(database, sql: "SELECT sum(posts) FROM insight_day") == counted)
        }
    }

    @Test func nothingGoesThroughWholeTables() throws {
        let board = try HandlesBoard(features: FeatureTable.projections)
        let plan = try board.session("ana").read { database in
            try QueryPlan(
                of: { database in
                    let moment = Timestamp(rawValue: Self.start)
                    _ = try InsightQueries.threads(since: moment, database)
                    _ = try InsightQueries.newcomers(since: moment, database)
                    _ = try InsightQueries.requests(since: moment, database)
                    _ = try InsightQueries.posts(days: 1...30, database)
                    _ = try InsightQueries.days(since: moment, database)
                    _ = try InsightQueries.unanswered(database)
                    _ = try InsightQueries.balance(of: "ana", since: moment, database)
                    _ = try InsightQueries.pairs(since: moment, database)
                    _ = try InsightQueries.goals(now: moment, database)
                    _ = try InsightQueries.points(since: moment, database)
                }, database)
        }
        #expect(plan.scans.isEmpty, "\(plan.lines)")
        #expect(plan.lines.contains { $0.contains("insight_thread_by_time") }, "\(plan.lines)")
        #expect(!plan.lines.contains { $0.hasPrefix("SCAN document") }, "\(plan.lines)")
    }
}
