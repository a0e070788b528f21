import Foundation
import Glibc
import Testing

@testable import Journal

/// A clock that stands still.
struct StillClock: Journal.Clock {
    var time: Int64 = 1_700_000_000_000
    func now() -> Timestamp { Timestamp(rawValue: time) }
}

struct Said: EventPayload, Equatable {
    static let kind = "test.said"
    var text: String
}

/// A board in a temporary directory that goes when the test ends.
final class TestBoard: Sendable {
    let board: Board
    let clock = StillClock()

    init(in folder: String = NSTemporaryDirectory()) throws {
        board = try Board.create(at: folder + "/journal-" + UUID().uuidString, title: "Tests")
    }

    deinit { try? FileManager.default.removeItem(atPath: board.directory) }

    var account: Account { .ofProcess() }
    var folder: String { board.directory + "/members/" + account.rawValue }

    func log(_ host: String = "here", segment: Int = 1) -> String { "\(folder)/log-\(host).\(segment).jsonl" }

    func pen(_ host: String = "here", time: Int64? = nil) -> Pen {
        Pen(board: board, account: account, host: host, clock: time.map { StillClock(time: $0) } ?? clock)
    }

    @discardableResult
    func say(_ texts: String..., host: String = "here") throws -> [Event] {
        let events = try texts.map { try NewEvent(Said(text: $0)) }
        return try pen(host).append(events, after: Timestamp(rawValue: 0))
    }

    func scan(_ positions: [LogPosition] = []) throws -> Scan {
        let scanner = try BoardScanner(board: board, reader: account, positions: positions, now: clock.now())
        var events: [Event] = []
        while let event = scanner.next() { events.append(event) }
        return Scan(events: events, positions: scanner.positions, findings: Set(scanner.findings.map(\.kind)))
    }

    func append(_ bytes: [UInt8], to path: String) throws {
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }
}

struct Scan {
    var events: [Event]
    var positions: [LogPosition]
    var findings: Set<Finding.Kind>

    var texts: [String] { events.compactMap { FieldScanner($0.line).string("text") } }
}
