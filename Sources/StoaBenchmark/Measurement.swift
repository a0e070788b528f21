import Foundation

/// Runs something several times and keeps what it took.
struct Measurement {
    /// Milliseconds each run took, sorted.
    private let milliseconds: [Double]

    /// Measures `body`, `times` times.
    init(times: Int, _ body: (Int) throws -> Void) rethrows {
        var taken: [Double] = []
        for run in 0..<times {
            let start = DispatchTime.now().uptimeNanoseconds
            try body(run)
            taken.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1_000_000)
        }
        milliseconds = taken.sorted()
    }

    /// The value that half of the runs stay under.
    var median: Double { percentile(0.5) }
    /// The value that 95 of 100 runs stay under.
    var percentile95: Double { percentile(0.95) }

    private func percentile(_ share: Double) -> Double {
        milliseconds.isEmpty ? 0 : milliseconds[min(milliseconds.count - 1, Int(Double(milliseconds.count) * share))]
    }
}

/// A row of the report.
struct ReportRow {
    var measure: String
    var value: String
    var goal: String

    init(_ measure: String, _ value: String, goal: String = "") {
        self.measure = measure
        self.value = value
        self.goal = goal
    }
}

/// Puts numbers as people read them.
enum Figures {
    static func milliseconds(_ value: Double) -> String {
        value < 10 ? String(format: "%.2f ms", value) : String(format: "%.0f ms", value)
    }

    static func perSecond(_ count: Int, _ milliseconds: Double) -> String {
        "\(Int(Double(count) / milliseconds * 1000))/s"
    }

    /// Resident memory of this process in MB, by /proc/self/statm.
    static func residentMegabytes() -> Int {
        let pages =
            (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
            .split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE))) / 1_000_000
    }
}
