import Features
import Foundation
import Index
import Journal

/// Very many posts that arrive at once, as after a holiday or an exchange with another machine, while the reader goes on
/// pressing keys.
struct NewsMeasures {
    let board: MeasuredBoard
    let posts: Int
    let members: Int

    /// The thread that is written last.
    private static let last = "ZZZ the last of the news"

    func run() throws {
        let program = try ScaleMeasures.start(board)
        _ = try program.firstSight(of: ScreenMeasures.painted)
        program.settle()
        _ = try program.measure("2")
        program.settle()
        let before = program.residentMegabytes
        let start = Measurement.now()
        try write()
        ScaleMeasures.say("\(posts) new posts: written in", Measurement.now() - start)
        var answers: [DrivenProgram.Answer] = []
        let session = try board.session()
        var isThere = false
        while !isThere {
            answers.append(try program.measure(answers.count % 2 == 0 ? "j" : "k"))
            isThere =
                try session.read { try ThreadQueries.page(ThreadFilter(), limit: 1, $0) }.first?.title == Self.last
        }
        ScaleMeasures.say("\(posts) new posts: all in the index after", Measurement.now() - start)
        ScaleMeasures.say("keys meanwhile, \(answers.count) of them", answers)
        ScaleMeasures.say("the slowest key meanwhile", answers.map(\.milliseconds).max() ?? .nan)
        ScaleMeasures.say("resident memory before and after", "\(Int(before)) MB, \(Int(program.residentMegabytes)) MB")
    }

    private func write() throws {
        let session = try board.session()
        let channels = try session.read { try ChannelQueries.all(includingArchived: false, $0) }
        guard let channel = channels.first?.id else { return }
        var random = SeededGenerator(seed: UInt64(posts))
        var log = try GeneratedLog(board.board, BoardGenerator.account(members > 1 ? 1 : 0), host: "news", isNew: false)
        var time = session.clock.now().advanced(by: -60_000)
        var thread: EventID?
        for number in 1...posts {
            time = time.advanced(by: 1)
            let isLast = number == posts
            if let thread, number % 20 != 0, !isLast {
                _ = try log.append(
                    NewEvent(PostAdded(thread: thread, parent: thread, body: Words.text(using: &random))), now: time)
            } else {
                let title = isLast ? Self.last : Words.title(using: &random)
                let opening = ThreadOpened(
                    channel: channel, threadKind: .discussion, title: title, body: Words.text(using: &random))
                thread = try log.append(NewEvent(opening), now: time)
            }
        }
        try log.close()
    }
}
