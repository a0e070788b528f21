import ArgumentParser
import Foundation

/// `stoa-benchmark`: measures Stoa on generated boards and prints a table a board.
@main
struct StoaBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stoa-benchmark", abstract: "Measures Stoa on generated boards.")

    @Option(name: .long, parsing: .upToNextOption, help: "Posts of the boards to measure on.")
    var posts = [1_000, 10_000, 100_000, 1_000_000]

    @Option(name: .long, help: "Where the boards are made; they are removed afterwards.")
    var at = NSTemporaryDirectory() + "stoa-benchmark-\(getpid())"

    @Flag(name: .long, help: "Leaves the boards where they were made, to look at.")
    var keep = false

    func run() throws {
        try FileManager.default.createDirectory(atPath: at, withIntermediateDirectories: true)
        defer { if !keep { try? FileManager.default.removeItem(atPath: at) } }
        for count in posts {
            let rows = try BoardBenchmark(posts: count, folder: "\(at)/\(count)").rows()
            print("\n\(count) posts")
            let width = rows.map(\.measure.count).max() ?? 0
            for row in rows {
                let goal = row.goal.isEmpty ? "" : "   goal \(row.goal)"
                print("  " + row.measure.padding(toLength: width + 2, withPad: " ", startingAt: 0) + row.value + goal)
            }
        }
    }
}
