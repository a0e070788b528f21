import ArgumentParser
import Foundation

/// `stoa-benchmark`: measures Stoa on generated boards and prints a table a board.
@main
struct StoaBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stoa-benchmark", abstract: "Measures Stoa on generated boards, beside its goals and its peers.",
        discussion: "It drives the `stoa` that lies beside it; `swift build -c release --product stoa` makes that.")

    @Option(name: .long, parsing: .upToNextOption, help: "Posts of the boards to measure on.")
    var posts = [1_000, 10_000, 100_000, 1_000_000]

    @Option(name: .long, help: "Where the boards are made; they are removed afterwards.")
    var at = NSTemporaryDirectory() + "stoa-benchmark-\(getpid())"

    @Option(name: .long, help: "Seconds for which the program is left alone to see what it uses.")
    var idle = 20

    @Flag(name: .long, help: "Measures neomutt and notmuch too, on the same posts, on boards up to 100,000.")
    var peers = false

    @Flag(name: .long, help: "Measures the feedback queue alone; with --keep its requests stay on the board too.")
    var queueOnly = false

    @Flag(name: .long, help: "Leaves the boards where they were made; the next run there takes them.")
    var keep = false

    @Flag(name: .long, help: "Measures `stoa sync` alone, on a year of a busy group: 50 members, 12 clones.")
    var syncOnly = false

    @Option(name: .long, help: "Events of that year.")
    var syncEvents = 100_000

    @OptionGroup(title: "Scale")
    var scale: ScaleOptions

    func run() throws {
        try FileManager.default.createDirectory(atPath: at, withIntermediateDirectories: true)
        defer { if !keep { try? FileManager.default.removeItem(atPath: at) } }
        guard !syncOnly else {
            return try SyncMeasures(events: syncEvents, folder: at + "/sync").run()
        }
        for count in posts {
            guard !scale.isWanted else {
                try ScaleMeasures(posts: count, options: scale, folder: "\(at)/\(count)-scale").run()
                if !keep { try? FileManager.default.removeItem(atPath: "\(at)/\(count)-scale") }
                continue
            }
            let board = try MeasuredBoard(posts: count, folder: "\(at)/\(count)")
            var report = Report(posts: count)
            // What was measured is worth seeing even when something goes wrong later.
            defer { report.printTable() }
            let feedback = FeedbackMeasures(board: board, keepsRequests: keep && queueOnly)
            guard !queueOnly else {
                try feedback.run(&report)
                continue
            }
            let screen = ScreenMeasures(board: board, idleSeconds: idle)
            try screen.firstList(&report)
            try IndexMeasures(board: board).run(&report)
            try ProcessMeasures(board: board).run(&report)
            try screen.run(&report)
            try feedback.run(&report)
            if peers, count <= 100_000 { try PeerMeasures(board: board).run(&report) }
            if !keep { try? FileManager.default.removeItem(atPath: board.folder) }
        }
    }
}
