import Foundation
import TestSupport
import Testing

/// The real program under `kill -9`, over all the ways in which it writes: what it acknowledged is there, nothing half
/// written is shown, and the board opens. 500 kills in all; `STOA_KILLS` asks for another number.
struct KillTests {
    /// A way of writing.
    struct Writing: Sendable, CustomTestStringConvertible {
        var name: String
        /// The words of the command for the number of the attempt, at a thread.
        var words: @Sendable (_ number: Int, _ thread: String) -> [String]
        /// Whether what the program prints is an id that must be found again.
        var printsID = false

        var testDescription: String { name }
    }

    static let writings = [
        Writing(
            name: "post",
            words: { number, _ in ["post", "--channel", "general", "--title", "Thread \(number)", "-m", "Text"] },
            printsID: true),
        Writing(
            name: "reply", words: { number, thread in ["reply", thread, "-m", "reply \(number)"] }, printsID: true),
        Writing(name: "edit", words: { number, thread in ["edit", thread, "-m", "wording \(number)"] }),
        Writing(name: "react", words: { _, thread in ["react", thread, "👍"] }),
        Writing(
            name: "ask for feedback",
            words: { number, _ in
                ["feedback", "request", "--title", "Work \(number)", "-m", "Text", "--about", "Right?"]
            },
            printsID: true),
        Writing(
            name: "import", words: { _, _ in ["import", "mbox", "letters", "--channel", "general"] }),
        Writing(name: "build an index", words: { number, _ in ["list", "--json"] }),
    ]

    private static let kills = ProcessInfo.processInfo.environment["STOA_KILLS"].flatMap { Int($0) } ?? 500

    private static let letters = (0..<40).map { number in
        """
        From a@example.org Thu Nov 26 10:00:00 2026
        From: A <a@example.org>
        Date: Thu, 26 Nov 2026 10:00:\(number < 10 ? "0" : "")\(number) +0000
        Message-ID: <\(number)@example.org>
        Subject: Letter \(number)

        Text \(number)

        """
    }.joined(separator: "\n")

    @Test(arguments: writings) func whatWasAcknowledgedIsThere(_ writing: Writing) throws {
        let board = try TestBoard()
        let thread = try board.post("Topic", "Before")
        try Self.letters.write(toFile: board.directory.file("letters"), atomically: true, encoding: .utf8)
        var random = SystemRandomNumberGenerator()
        var acknowledged: [String] = []
        // As long as it takes undisturbed, so that kills fall all over the time in which it writes.
        let begin = ContinuousClock.now
        let undisturbed = try run(writing.words(-1, thread), board, killedAfter: nil)
        #expect(undisturbed.status == 0)
        let (seconds, attoseconds) = (ContinuousClock.now - begin).components
        let length = max(2_000, Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000))
        for number in 0..<Self.kills / Self.writings.count + 1 {
            if writing.name == "build an index" {
                try? FileManager.default.removeItem(atPath: board.directory.file("home/.cache"))
            }
            let delay = Int.random(in: 0...length, using: &random)
            let said = try run(writing.words(number, thread), board, killedAfter: delay)
            if writing.printsID, said.output.hasSuffix("\n"), let id = said.output.split(separator: "\n").first {
                acknowledged.append(String(id))
            }
        }
        try check(acknowledged, thread, board)
    }

    private func check(_ acknowledged: [String], _ thread: String, _ board: TestBoard) throws {
        for id in acknowledged {
            let shown = try ["read", "feedback show"].map { command in
                try runProgram(
                    command.split(separator: " ").map(String.init) + [id, "--json"], environment: board.environment
                ).status
            }
            #expect(shown.contains(0), "\(id) was acknowledged and is not there: \(shown)")
        }
        #expect(try board.stoa("reply", thread, "-m", "and on it goes").status == 0)
        let checkup = try board.stoa("doctor")
        #expect(checkup.status == 0, "\(checkup.output)\(checkup.errors)")
        #expect(!checkup.output.contains("history"), "\(checkup.output)")
        #expect(try board.screens("screen\n").first?.contains { $0.contains("Home") } == true)
    }

    /// Runs the program and kills it after so many microseconds; answers what it had said.
    private func run(_ words: [String], _ board: TestBoard, killedAfter delay: Int?) throws
        -> (output: String, status: Int32)
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: StoaProgram.path)
        process.arguments = words
        process.environment = board.environment
        process.currentDirectoryURL = URL(fileURLWithPath: board.directory.path)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        if let delay {
            usleep(UInt32(delay))
            kill(process.processIdentifier, SIGKILL)
        }
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (said, process.terminationStatus)
    }
}
