import Features
import Foundation
import Index
import Journal

/// All measures on one generated board.
struct BoardBenchmark {
    let posts: Int
    let folder: String

    func rows() throws -> [ReportRow] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let board = try BoardGenerator(posts: posts).make(at: folder + "/board")
        let isMillion = posts > 300_000
        var rows: [ReportRow] = []
        var session = try open(board)
        let build = try Measurement(times: 1) { _ in _ = try session.catchUp() }
        rows.append(
            ReportRow(
                "building the index, posts per second", Figures.perSecond(posts, build.median),
                goal: isMillion ? "50000/s" : "60000/s"))
        let reopening = try Measurement(times: 5) { _ in
            session = try open(board)
            _ = try session.read { try ThreadQueries.page(ThreadFilter(), limit: 60, $0) }
        }
        rows.append(ReportRow("opening a warm index and its first page", Figures.milliseconds(reopening.median)))
        rows += try queries(session)
        rows += try news(session, board)
        rows.append(ReportRow("resident memory after all of it", "\(Figures.residentMegabytes()) MB"))
        return rows
    }

    private func open(_ board: Board, as account: String = "reader") throws -> BoardSession {
        try BoardSession(
            board: board, me: Account(account), host: "host", clock: SystemClock(), features: FeatureTable.projections,
            location: IndexLocation(directory: folder + "/index-" + account, host: "host"))
    }

    private func queries(_ session: BoardSession) throws -> [ReportRow] {
        let threads = try session.read { try ThreadQueries.page(ThreadFilter(), limit: 200, $0) }
        let page = try Measurement(times: 200) { _ in
            _ = try session.read { try ThreadQueries.page(ThreadFilter(), limit: 100, $0) }
        }
        let ofTwenty = threads.min { abs($0.posts - 20) < abs($1.posts - 20) }
        let thread = try Measurement(times: 200) { _ in
            guard let ofTwenty else { return }
            _ = try session.read { try PostQueries.posts(inThread: ofTwenty.number, $0) }
        }
        let common = try Measurement(times: 50) { run in _ = try session.index.search(Words.word(run), limit: 50) }
        let rare = try Measurement(times: 50) { run in _ = try session.index.search(Words.word(15_000 + run), limit: 50)
        }
        return [
            ReportRow("the newest 100 threads", Figures.milliseconds(page.median)),
            ReportRow(
                "the posts of a thread of \(ofTwenty?.posts ?? 0)", Figures.milliseconds(thread.median), goal: "2 ms"),
            ReportRow("search, newest 50, a common word, p95", Figures.milliseconds(common.percentile95), goal: "2 ms"),
            ReportRow("search, newest 50, a rare word, p95", Figures.milliseconds(rare.percentile95), goal: "2 ms"),
        ]
    }

    /// What another member writes, until this member's index has it; and what writing takes.
    private func news(_ session: BoardSession, _ board: Board) throws -> [ReportRow] {
        let other = try open(board, as: "member-1")
        guard let thread = try session.read({ try ThreadQueries.page(ThreadFilter(), limit: 1, $0) }).first else {
            return []
        }
        let event = try NewEvent(PostAdded(thread: thread.id, parent: thread.id, body: "News"))
        let writing = try Measurement(times: 50) { _ in try other.write([event]) }
        let nothing = try Measurement(times: 20) { _ in _ = try session.catchUp() }
        let news = try Measurement(times: 50) { _ in
            try other.write([event])
            _ = try session.catchUp()
        }
        return [
            ReportRow("posting, durable on disk, p50", Figures.milliseconds(writing.median), goal: "5 ms"),
            ReportRow("looking when there is no news", Figures.milliseconds(nothing.median)),
            ReportRow(
                "one new post, written and in the index, p95", Figures.milliseconds(news.percentile95), goal: "50 ms"),
        ]
    }
}
