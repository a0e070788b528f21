import Features
import Index
import Journal

/// What the index does by itself, measured in this process.
struct IndexMeasures {
    let board: MeasuredBoard

    func run(_ report: inout Report) throws {
        report[.building] = try building()
        let session = try board.session()
        report[.searchCommon] = try search(session) { $0 }
        report[.searchMedium] = try search(session) { 1_000 + 40 * $0 }
        report[.searchRare] = try search(session) { 15_000 + 40 * $0 }
        report[.looking] = try Measurement(times: 100) { _ in _ = try session.catchUp() }.median
    }

    /// Posts a second; the index stays for the measures that want it warm.
    private func building() throws -> Double {
        let time = try Measurement(times: board.posts > 300_000 ? 1 : 3) { _ in
            board.removeIndex()
            _ = try board.session().catchUp()
        }
        return Double(board.posts) / time.median * 1_000
    }

    private func search(_ session: BoardSession, rank: (Int) -> Int) throws -> Double {
        try Measurement(times: 100) { run in
            _ = try SearchQueries.hits(Words.word(rank(run)), limit: 50, session)
        }.percentile95
    }
}
