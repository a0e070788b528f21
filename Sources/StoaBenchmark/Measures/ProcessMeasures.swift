/// What a command takes as a whole process.
struct ProcessMeasures {
    let board: MeasuredBoard

    func run(_ report: inout Report) throws {
        report[.searchProcess] = try search { 15_000 + 40 * $0 }
        report[.searchProcessCommon] = try search { $0 }
        report[.digest] = try Measurement(times: 20) { _ in
            try run(["digest"] + board.arguments + ["--since", "3650d"])
        }.median
    }

    private func search(rank: (Int) -> Int) throws -> Double {
        try Measurement(times: 20) { run in
            try self.run(["search"] + board.arguments + [Words.word(rank(run))])
        }.median
    }

    private func run(_ words: [String]) throws {
        guard WholeProcess.run([board.program] + words, environment: board.environment) else {
            throw BenchmarkError(sentence: "`stoa \(words.first ?? "")` failed")
        }
    }
}
