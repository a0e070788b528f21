import Features
import Foundation
import Index
import Journal

/// What a person at the terminal waits for: the real program on a pseudo-terminal of 120x40.
struct ScreenMeasures {
    let board: MeasuredBoard
    /// Seconds for which the program is left alone.
    let idleSeconds: Int

    /// The status line's beginning; it is drawn last.
    static let painted = "Generated › "

    /// How long it takes until the newest thread stands in the list when there is no index.
    func firstList(_ report: inout Report) throws {
        let session = try board.session()
        _ = try session.catchUp()
        let newest = try session.read { try ThreadQueries.page(ThreadFilter(), limit: 1, $0) }
        guard let title = newest.first?.title else { return }
        report[.firstList] = try Measurement(
            (0..<3).map { _ in
                board.removeIndex()
                let program = try start()
                program.type("2")
                return try program.firstSight(of: String(title.prefix(12)))
            }
        ).median
        board.removeIndex()
    }

    /// Everything that wants the index warm.
    func run(_ report: inout Report) throws {
        report[.firstPaint] = try Measurement((0..<15).map { _ in try start().firstSight(of: Self.painted) }).median
        let program = try start()
        _ = try program.firstSight(of: Self.painted)
        program.settle()
        _ = try program.measure("2")
        try moves(program, &report)
        try threads(program, &report)
        try views(program, &report)
        report[.arrival] = try arrival(program)
        report[.memory] = program.residentMegabytes
        let before = program.processorTime
        Thread.sleep(forTimeInterval: Double(idleSeconds))
        report[.idle] = (program.processorTime - before) * 60 / Double(idleSeconds)
        report.remark("idle: measured for \(idleSeconds) s and scaled to 60 s; inotify wakes it when others write")
        try posting(program, &report)
        let another = try start()
        _ = try another.firstSight(of: Self.painted)
        try TourMeasures.run(another, &report)
    }

    private func start() throws -> DrivenProgram {
        try DrivenProgram(board.arguments, path: board.program, environment: board.environment)
    }

    private func moves(_ program: DrivenProgram, _ report: inout Report) throws {
        let moves = try (0..<100).map { try program.measure($0 < 50 ? "j" : "k") }
        report[.move] = Measurement(moves.map(\.milliseconds)).median
        report[.moveSlowest] = Measurement(moves.map(\.milliseconds)).percentile95
        report[.moveBytes] = Measurement(moves.map { Double($0.bytes) }).median
        // On small boards the list ends soon, so it goes down and up again.
        let pages = try (0..<20).compactMap { run in
            let answer = try program.measure(run % 2 == 0 ? "\u{1B}[6~" : "\u{1B}[5~")
            return run % 2 == 0 ? answer : nil
        }
        report[.page] = Measurement(pages.map(\.milliseconds)).median
        report[.pageBytes] = Measurement(pages.map { Double($0.bytes) }).median
    }

    /// Opens threads of about twenty posts, from the list and back to it.
    private func threads(_ program: DrivenProgram, _ report: inout Report) throws {
        let session = try board.session()
        let page = try session.read { try ThreadQueries.page(ThreadFilter(), limit: 200, $0) }
        // Long titles leave no room for the place in the status line, which tells when the picture is complete.
        let places = page.indices.filter { page[$0].title.count < 28 }.sorted {
            abs(page[$0].posts - 20) < abs(page[$1].posts - 20)
        }.prefix(10)
        report[.openThread] = try Measurement(
            places.map { place in
                _ = try program.measure("gg" + String(repeating: "j", count: place))
                program.settle()
                let start = Measurement.now()
                program.type("\r")
                // The status line is drawn last. What follows is no part of it: the posts seen are marked read.
                let milliseconds = try program.sight(of: "post ", since: start)
                program.settle()
                program.type("q")
                program.settle()
                return milliseconds
            }
        ).median
        _ = try program.measure("ggj")
        _ = try program.measure("k")
    }

    /// Opens views that make their list anew each time, from the threads and back to them.
    private func views(_ program: DrivenProgram, _ report: inout Report) throws {
        // Only what differs is sent, so what is looked for shares no letter with what stood there.
        func opening(_ keys: String, _ sight: String, from place: String) throws -> Double {
            try Measurement(
                (0..<10).map { _ in
                    program.type(place)
                    program.settle()
                    let start = Measurement.now()
                    program.type(keys)
                    let milliseconds = try program.sight(of: sight, since: start)
                    program.settle()
                    return milliseconds
                }
            ).median
        }
        report[.openGoals] = try opening("go", "Goals", from: "2")
        report[.openProjects] = try opening("gp", "Projects", from: "2")
        report[.openJournal] = try opening("gj", "Journal", from: "2")
        // Of the tabs only what differs is sent: the brackets.
        report[.openTimeline] = try opening("[", "[Timeline", from: "2gj")
        report[.openInsights] = try opening("[", "[all", from: "2gn")
        report[.openResources] = try opening("gr", "Library", from: "2")
        report[.openBoard] = try opening("\r", "[Board", from: "gp")
        report[.openMembers] = try opening("gm", "[Everyone", from: "2")
        report[.openMatches] = try opening("]", "[Matches", from: "gm")
        report[.openModeration] = try opening("gq", "[Waiting", from: "2")
        report[.openCalendar] = try opening("gc", "Calendar", from: "2")
        program.type("gc]")
        program.settle()
        // The days of another month stand in other columns, so that all that follows the last of them is new.
        report[.openMonth] = try Measurement((0..<10).map { _ in try program.measure(">").milliseconds }).median
        program.type("2")
        program.settle()
    }

    /// Another member's thread, from the call that writes it durably until its row shows at the top of the list.
    private func arrival(_ program: DrivenProgram) throws -> Double {
        let other = try board.session(as: Account("member-1"))
        _ = try other.catchUp()
        let channels = try other.read { try ChannelQueries.all(includingArchived: false, $0) }
        guard let channel = channels.first?.id else { return .nan }
        return try Measurement(
            (0..<30).map { run in
                // No letter stands where it stood in the title before, so that all of them are sent.
                let title = String(decoding: (0..<12).map { UInt8(65 + (run * 5 + $0 * 3) % 26) }, as: UTF8.self)
                let event = try NewEvent(
                    ThreadOpened(channel: channel, threadKind: .discussion, title: title, body: "What is new."))
                // The selection stays on its thread, and only at the top are new ones sorted in by themselves.
                program.type("k")
                program.settle()
                let start = Measurement.now()
                try other.write([event])
                return try program.sight(of: title, since: start)
            }
        ).percentile95
    }

    /// From the key that sends a reply until the program says that it is on disk.
    private func posting(_ program: DrivenProgram, _ report: inout Report) throws {
        _ = try program.measure("\r")
        report[.posting] = try Measurement(
            (0..<15).map { run in
                _ = try program.measure("r", until: "Reply")
                _ = try program.measure("A reply, number \(run).")
                _ = try program.measure("\u{18}")
                let start = Measurement.now()
                program.type("y")
                let milliseconds = try program.sight(of: "calls it back", since: start)
                program.settle()
                return milliseconds
            }
        ).median
    }
}
