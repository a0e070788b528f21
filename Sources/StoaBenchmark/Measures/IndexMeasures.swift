import Features
import Index
import Journal

/// What the index does by itself, measured in this process.
struct IndexMeasures {
    let board: MeasuredBoard

    func run(_ report: inout Report) throws {
        report[.building] = Double(board.posts) / (try building(board.ofPostsAlone())) * 1_000
        report[.buildingAll] = Double(try board.events()) / (try building(board)) * 1_000
        let session = try board.session()
        report[.searchCommon] = try search(session) { $0 }
        report[.searchMedium] = try search(session) { 1_000 + 40 * $0 }
        report[.searchRare] = try search(session) { 15_000 + 40 * $0 }
        report[.looking] = try Measurement(times: 100) { _ in _ = try session.catchUp() }.median
    }

    /// Milliseconds; the index stays for the measures that want it warm.
    private func building(_ board: MeasuredBoard) throws -> Double {
        try Measurement(times: board.posts > 300_000 ? 1 : 3) { _ in
            board.removeIndex()
            _ = try board.session().catchUp()
        }.median
    }

    private func search(_ session: BoardSession, rank: (Int) -> Int) throws -> Double {
        try Measurement(times: 100) { run in
            _ = try SearchQueries.hits(Words.word(rank(run)), limit: 50, session)
        }.percentile95
    }
}
