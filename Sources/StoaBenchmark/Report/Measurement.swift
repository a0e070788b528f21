import Foundation

/// What something took, run several times.
struct Measurement {
    /// Each run's value, sorted.
    private let values: [Double]

    init(_ values: [Double]) { self.values = values.sorted() }

    /// Measures the milliseconds that `body` takes, `times` times.
    init(times: Int, _ body: (Int) throws -> Void) rethrows {
        self.init(
            try (0..<times).map { run in
                let start = Self.now()
                try body(run)
                return Self.now() - start
            })
    }

    /// The value that half of the runs stay under.
    var median: Double { percentile(0.5) }
    /// The value that 95 of 100 runs stay under.
    var percentile95: Double { percentile(0.95) }

    /// Milliseconds of a clock that only goes forward.
    static func now() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1_000_000 }

    private func percentile(_ share: Double) -> Double {
        values.isEmpty ? .nan : values[min(values.count - 1, Int(Double(values.count) * share))]
    }
}
