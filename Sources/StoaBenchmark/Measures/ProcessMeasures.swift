/// What a command takes as a whole process.
struct ProcessMeasures {
    let board: MeasuredBoard

    func run(_ report: inout Report) throws {
        report[.searchProcess] = try search { 15_000 + 40 * $0 }
        report[.searchProcessCommon] = try search { $0 }
    }

    private func search(rank: (Int) -> Int) throws -> Double {
        try Measurement(times: 20) { run in
            let words = [board.program, "search"] + board.arguments + [Words.word(rank(run))]
            guard WholeProcess.run(words, environment: board.environment) else {
                throw BenchmarkError(sentence: "`stoa search` failed")
            }
        }.median
    }
}
