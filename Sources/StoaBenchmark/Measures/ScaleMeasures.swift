import Features
import Foundation
import Index
import Journal

/// What many members, one long thread, much news at once and many sessions ask of the program.
struct ScaleMeasures {
    let posts: Int
    let options: ScaleOptions
    let folder: String

    func run() throws {
        let generator = BoardGenerator(
            posts: posts, members: options.members, logsPerMember: options.logs, longThread: options.longThread,
            isOfPostsAlone: true)
        let board = try MeasuredBoard(generator, folder: folder)
        print("\n\(posts) posts, \(options.members) members with \(options.logs) logs each")
        let building = try Measurement(times: 1) { _ in _ = try board.session().catchUp() }.median
        let all = Double(posts + options.longThread)
        Self.say("building the index", "\(Int(building)) ms, \(Int(all / building * 1_000)) posts/s")
        let session = try board.session()
        Self.say("looking when there is no news", try Measurement(times: 20) { _ in _ = try session.catchUp() }.median)
        let program = try Self.start(board)
        Self.say("first paint, index warm", try program.firstSight(of: ScreenMeasures.painted))
        program.settle()
        if options.longThread > 0 { try LongThreadMeasures(board: board).run(program) }
        if options.news > 0 { try NewsMeasures(board: board, posts: options.news, members: options.members).run() }
        if options.sessions > 0 { try SessionMeasures(board: board, sessions: options.sessions).run() }
    }

    /// The program at a board; with an index of its own where a home is given.
    static func start(_ board: MeasuredBoard, as account: Account = MeasuredBoard.reader, home: String? = nil) throws
        -> DrivenProgram
    {
        try DrivenProgram(
            ["--board", board.board.directory, "--as", account.rawValue], path: board.program,
            environment: board.environment(home: home ?? board.folder))
    }

    /// Prints a line of the table.
    static func say(_ name: String, _ value: String) {
        print("  " + name.padding(toLength: max(56, name.count), withPad: " ", startingAt: 0) + "  " + value)
    }

    /// The same for milliseconds.
    static func say(_ name: String, _ milliseconds: Double) { say(name, Self.text(milliseconds)) }

    /// The same for answers to keys.
    static func say(_ name: String, _ answers: [DrivenProgram.Answer]) {
        let times = Measurement(answers.map(\.milliseconds))
        let bytes = Measurement(answers.map { Double($0.bytes) })
        say(name, "p50 \(text(times.median)), p95 \(text(times.percentile95)), \(Int(bytes.median)) bytes")
    }

    private static func text(_ value: Double) -> String {
        value < 10 ? "\((value * 100).rounded() / 100) ms" : "\(Int(value.rounded())) ms"
    }
}
