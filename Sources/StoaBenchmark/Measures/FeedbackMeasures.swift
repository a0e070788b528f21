import Features
import Foundation
import Index
import Journal

/// The feedback queue on a board with thousands of requests. They are in logs of their own, which are there only while
/// this is measured: what the other rows say is comparable with what they said before there were requests.
struct FeedbackMeasures {
    let board: MeasuredBoard
    /// Whether the requests are left on the board, to be looked at.
    var keepsRequests = false
    private static let host = "desk"

    func run(_ report: inout Report) throws {
        let requests = GeneratedFeedback(posts: board.posts, members: BoardGenerator.usualMembers)
        guard requests.requests > 0 else { return }
        defer {
            if !keepsRequests {
                removeLogs()
                board.removeIndex()
            }
        }
        // The posts are in the index already, so that what is measured is the requests alone.
        removeLogs()
        board.removeIndex()
        let session = try board.session()
        _ = try session.catchUp()
        try write(requests)
        let start = Measurement.now()
        _ = try session.catchUp()
        report[.takingRequests] = Double(requests.requests) / (Measurement.now() - start) * 1_000
        let waiting = try session.read { database in
            try FeedbackQueue(session.me, now: session.clock.now(), database).rows(.yourTurn).count
        }
        report.remark("queue: \(requests.requests) requests, of which \(waiting) wait for the reader")
        // At the list's end nothing would be drawn.
        if waiting > 2 { try queue(&report, steps: min(40, waiting - 2)) }
    }

    /// Keys in the program, from the key to the last byte of the picture.
    private func queue(_ report: inout Report, steps: Int) throws {
        let program = try DrivenProgram(board.arguments, path: board.program, environment: board.environment)
        _ = try program.firstSight(of: ScreenMeasures.painted)
        program.settle()
        report[.openQueue] = try Measurement(
            (0..<10).map { _ in
                _ = try program.measure("2")
                return try program.measure("f").milliseconds
            }
        ).percentile95
        func next() throws -> Double {
            Measurement(try (0..<steps).map { _ in try program.measure("n").milliseconds }).percentile95
        }
        report[.nextWaiting] = try next()
        _ = try program.measure("gg")
        _ = try program.measure("\r")
        report[.nextReview] = try next()
    }

    private func write(_ requests: GeneratedFeedback) throws {
        var logs = try (0..<requests.members).map { member in
            try GeneratedLog(
                board.board, Account(member == 0 ? "reader" : "member-\(member)"), host: Self.host, isNew: false)
        }
        var time = Timestamp(rawValue: 1_700_000_000_000 + Int64(board.posts) * 1_000)
        try requests.write { member, payload in
            time = time.advanced(by: 1_000)
            return try logs[member].append(NewEvent(payload), now: time)
        }
        for index in logs.indices { try logs[index].close() }
    }

    private func removeLogs() {
        let members = board.board.directory + "/members"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: members)) ?? [] {
            let folder = members + "/" + name
            for log in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            where log.hasPrefix("log-\(Self.host).") {
                try? FileManager.default.removeItem(atPath: folder + "/" + log)
            }
        }
    }
}
