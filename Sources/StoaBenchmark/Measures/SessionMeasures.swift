import Features
import Foundation
import Index
import Journal

/// Many people at one board on one machine.
struct SessionMeasures {
    let board: MeasuredBoard
    let sessions: Int

    func run() throws {
        let homes = (1...sessions).map { "\(board.folder)/homes/\($0)" }
        let building = try Measurement(times: 1) { _ in try build(homes) }.median
        ScaleMeasures.say("\(sessions) indexes, one after the other", building)
        let start = Measurement.now()
        let programs = try homes.indices.map { try ScaleMeasures.start(board, as: account($0), home: homes[$0]) }
        for program in programs { _ = try program.firstSight(of: ScreenMeasures.painted) }
        ScaleMeasures.say("\(sessions) programs started at once: all painted after", Measurement.now() - start)
        for program in programs {
            program.settle()
            _ = try program.measure("2")
        }
        for program in programs { program.settle() }
        try arrival(programs)
        ScaleMeasures.say("a key in one of them", try (0..<40).map { _ in try programs[0].measure("j") })
        let before = programs.map(\.processorTime).reduce(0, +)
        Thread.sleep(forTimeInterval: 10)
        let used = programs.map(\.processorTime).reduce(0, +) - before
        ScaleMeasures.say("processor time of all, idle for 60 s", used * 6)
        let memory = programs.map(\.residentMegabytes).reduce(0, +)
        ScaleMeasures.say("resident memory of all, with what they share", "\(Int(memory)) MB")
    }

    private func account(_ session: Int) -> Account { BoardGenerator.account(session + 1) }

    /// Lets each reader's index be built, as their first start does.
    private func build(_ homes: [String]) throws {
        for (session, home) in homes.enumerated() {
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            let words = [board.program, "status", "--board", board.board.directory, "--as", account(session).rawValue]
            guard WholeProcess.run(words, environment: board.environment(home: home)) else {
                throw BenchmarkError(sentence: "`stoa status` failed for \(account(session))")
            }
        }
    }

    /// A thread that somebody opens, until it stands on every screen.
    private func arrival(_ programs: [DrivenProgram]) throws {
        let writer = try board.session()
        _ = try writer.catchUp()
        let channels = try writer.read { try ChannelQueries.all(includingArchived: false, $0) }
        guard let channel = channels.first?.id else { return }
        let title = "QXQXQXQXQX"
        let event = try NewEvent(
            ThreadOpened(channel: channel, threadKind: .discussion, title: title, body: "What is new."))
        let start = Measurement.now()
        try writer.write([event])
        let seen = Measurement(try programs.map { try $0.sight(of: title, since: start) })
        ScaleMeasures.say("a new thread on half of the screens after", seen.median)
        ScaleMeasures.say("and on 95 of 100 after", seen.percentile95)
    }
}
