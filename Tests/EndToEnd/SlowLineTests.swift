import Foundation
import TestSupport
import Testing

/// The real program at the end of a slow line, of a far one, and at a terminal that hangs.
struct SlowLineTests {
    /// A key of the tour in the list of threads, what shows that it was answered, how many bytes it may take at 80x24, and
    /// what leads back to the list.
    struct Step: Sendable, CustomTestStringConvertible {
        var keys: String
        var sight: String
        var bytes: Int
        var back: [String]
        var testDescription: String { keys.debugDescription }
    }

    static let tour = [
        Step(keys: "\r", sight: "post 1 of", bytes: 2_500, back: ["q"]),
        Step(keys: "n", sight: "post 1 of", bytes: 2_500, back: ["q"]),
        Step(keys: "c", sight: "New thread", bytes: 2_500, back: ["\u{1B}"]),
        Step(keys: "/", sight: "Enter done", bytes: 600, back: ["\u{1B}"]),
        Step(keys: "S", sight: "search:", bytes: 2_000, back: ["\u{1B}", "2"]),
        Step(keys: "?", sight: "Keys of this screen", bytes: 2_500, back: ["q"]),
        Step(keys: ":", sight: "Do what?", bytes: 2_500, back: ["\u{1B}"]),
        Step(keys: "gi", sight: "› Inbox", bytes: 2_000, back: ["2"]),
        Step(keys: "go", sight: "› Goals", bytes: 2_000, back: ["2"]),
        Step(keys: "gc", sight: "› Calendar", bytes: 2_000, back: ["2"]),
        Step(keys: "1", sight: "› Home", bytes: 2_000, back: ["2"]),
    ]

    /// A board with so many threads, the last of them first in the list.
    private static func board(threads: Int) throws -> TestBoard {
        let board = try TestBoard()
        let mailbox = board.directory.file("mailbox")
        let mails = (1...threads).map { number in
            """
            From ana@example.org Thu Jan  1 10:00:00 2026
            From: Ana <ana@example.org>
            Date: Thu, 1 Jan 2026 10:\(number / 60):\(number % 60) +0000
            Message-ID: <\(number)@example.org>
            Subject: Topic \(number) of them

            What is said about \(number).

            """
        }
        try mails.joined(separator: "\n").write(toFile: mailbox, atomically: true, encoding: .utf8)
        let imported = try board.stoa("import", "mbox", mailbox, "--channel", "general")
        guard imported.status == 0 else { throw CommandFailed(result: imported) }
        return board
    }

    private static func openList(_ board: TestBoard, _ line: TerminalLine) throws -> TerminalSession {
        let session = try board.open(environment: ["STOA_THEME": "default"], line: line)
        try session.waitFor("Home", timeout: 60)
        session.send("2")
        try session.waitFor("Topic 90 of them", timeout: 60)
        return session
    }

    @Test(arguments: [TerminalLine.direct, .slow, .far])
    func everyKeyOfTheTourIsAnsweredInFewBytes(_ line: TerminalLine) throws {
        let session = try Self.openList(Self.board(threads: 90), line)
        for step in Self.tour {
            let before = session.rawOutput.count
            session.send(step.keys)
            try session.waitFor(step.sight, timeout: 60)
            let bytes = session.rawOutput.count - before
            #expect(bytes <= step.bytes, "\(step.keys.debugDescription) took \(bytes) bytes")
            for key in step.back {
                session.send(key)
                try session.waitForNo(step.sight, timeout: 60)
            }
            try session.waitFor("› All threads", timeout: 60)
            try session.waitFor("Topic 90 of them", timeout: 60)
        }
    }

    @Test func aHeldKeyIsNeitherLostNorShownLate() throws {
        let session = try Self.openList(Self.board(threads: 90), .slow)
        let before = session.rawOutput.count
        // A key that is held comes thirty times a second; the line is a good deal slower than its pictures.
        for _ in 0..<70 {
            session.send("j")
            usleep(33_000)
        }
        session.send("?")
        try session.waitFor("Keys of this screen", timeout: 60)
        let bytes = session.rawOutput.count - before
        session.send("q")
        let isThere = session.wait(timeout: 60) { $0.contains { $0.contains("▶") && $0.contains("Topic 20 of them") } }
        #expect(isThere, "\(session.screen)")
        // Each of the pictures is one of at least 150 bytes, and most of those below the edge are of 1,000.
        #expect(bytes < 70 * 130, "\(bytes) bytes")
    }

    @Test(arguments: ["k", "gg", "2"])
    func aKeyThatChangesNothingSendsNothing(key: String) throws {
        let session = try Self.openList(Self.board(threads: 90), .direct)
        func bytes(of keys: String) throws -> Int {
            let before = session.rawOutput.count
            session.send(keys)
            try session.waitFor("Keys of this screen")
            let bytes = session.rawOutput.count - before
            session.send("q")
            try session.waitForNo("Keys of this screen")
            return bytes
        }
        // The first answer takes messages off the status line.
        _ = try bytes(of: key + "?")
        // A picture may be on its way when its first words show, so that some counts hold a part of one.
        let without = try (0..<3).map { _ in try bytes(of: "?") }.max() ?? 0
        let with = try (0..<3).map { _ in try bytes(of: key + key + key + "?") }.min() ?? 0
        #expect(with <= without + 40, "\(with) bytes, without the key \(without)")
    }

    @Test(arguments: [TerminalLine.direct, .direct.withoutAnswers])
    func aTerminalThatHangsLosesNothing(_ line: TerminalLine) throws {
        let board = try Self.board(threads: 90)
        let session = try Self.openList(board, line)
        session.send("\r")
        try session.waitFor("What is said")
        session.stall()
        // As many pictures as the line takes, and more.
        for _ in 0..<40 {
            session.send("\u{0C}")
            usleep(20_000)
        }
        session.send("r")
        session.send("Said into the dark.")
        session.send("\u{18}")
        session.send("y")
        try waitUntil { try board.stoa("search", "dark").output.contains("Said into the dark") }
        // The terminal comes back, and shows how things are now.
        session.stall(false)
        try session.waitFor("Said into the dark.")
        session.stall()
        session.send("c")
        session.send("A title that nobody saw")
        try waitUntil { try board.stoa("drafts").output.contains("A title that nobody saw") }
        session.signal(SIGTERM)
        #expect(session.waitForExit() != nil)
        #expect(try board.stoa("drafts").output.contains("A title that nobody saw"))
    }

    @Test func aLineThatIsCutWhileItHangsKeepsTheDraft() throws {
        let board = try Self.board(threads: 90)
        let session = try Self.openList(board, .direct.withoutAnswers)
        session.stall()
        for _ in 0..<40 {
            session.send("\u{0C}")
            usleep(20_000)
        }
        session.send("c")
        session.send("Half a title")
        try waitUntil { try board.stoa("drafts").output.contains("Half a title") }
        session.hangUp()
        #expect(session.waitForExit() != nil)
        #expect(try board.stoa("drafts").output.contains("Half a title"))
    }
}
