import Features
import Foundation
import Index
import Journal

/// What one thread of very many posts asks of the program that shows it.
struct LongThreadMeasures {
    let board: MeasuredBoard

    func run(_ program: DrivenProgram) throws {
        _ = try program.measure("2")
        program.settle()
        let start = Measurement.now()
        program.type("gg\r")
        ScaleMeasures.say("open the long thread", try program.sight(of: " of ", since: start))
        program.settle()
        let steps: [(name: String, keys: String, times: Int)] = [
            ("move to the next post", "j", 40), ("page down", "\u{1B}[6~", 20), ("jump to the end", "G", 1),
            ("jump to the beginning", "gg", 1), ("fold a branch, and unfold it", "z", 6),
            ("fold all, and unfold all", "Z", 4),
        ]
        for step in steps {
            let answers = try (0..<step.times).map { _ in
                defer { program.settle() }
                return try program.measure(step.keys)
            }
            ScaleMeasures.say(step.name, answers)
        }
        _ = try program.measure("G")
        program.settle()
        ScaleMeasures.say("a live reply, on screen after", try liveReply(program))
        ScaleMeasures.say("resident memory with the long thread", "\(Int(program.residentMegabytes)) MB")
    }

    /// Another member answers the last post while the reader stands there.
    private func liveReply(_ program: DrivenProgram) throws -> Double {
        let other = try board.session(as: Account("member-1"))
        _ = try other.catchUp()
        let newest = try other.read { try ThreadQueries.page(ThreadFilter(), limit: 1, $0) }
        guard let thread = newest.first?.id else { return .nan }
        return try Measurement(
            (0..<10).map { run in
                let count = try other.read { try ThreadQueries.page(ThreadFilter(), limit: 1, $0) }.first?.posts ?? 0
                let event = try NewEvent(
                    PostAdded(thread: thread, parent: thread, body: "A late thought, number \(run)."))
                let start = Measurement.now()
                try other.write([event])
                // The number of posts in the status line; of the number itself only the last digits are sent.
                let text = String(String(count + 1).suffix(1))
                defer { program.settle() }
                return try program.sight(of: text, since: start)
            }
        ).median
    }
}
