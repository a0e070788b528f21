import Foundation
import Index
import Journal
import Terminal
import TestSupport
import Testing
import Workbench

@testable import Features

/// The recordings in the README are what the demo shows: each is played again and compared. `STOA_RECORD=1` writes them anew.
/// In the README, `<!-- recording: NAME -->` stands before the block.
@Suite struct RecordingTests {
    /// What is shown, and the steps that lead there.
    private static let recordings: [(name: String, size: Size, script: String)] = [
        ("threads", Size(columns: 120, rows: 40), "keys 2 j j enter home"),
        (
            "reply", Size(columns: 80, rows: 24),
            "keys 2 j j enter r\ntype What the scale forgets is its null space, and no weight brings it back."
        ),
        ("queue", Size(columns: 80, rows: 24), "keys f"),
        ("review", Size(columns: 80, rows: 24), "keys f enter"),
    ]

    private static let readme = URL(fileURLWithPath: #filePath).appending(path: "../../../../README.md")
        .standardizedFileURL

    @Test func theReadmeShowsTheDemoAsItIs() throws {
        var text = try String(contentsOf: Self.readme, encoding: .utf8)
        for recording in Self.recordings {
            let seen = try play(recording.script, size: recording.size)
            let start = "<!-- recording: \(recording.name) -->\n```\n"
            guard let begin = text.range(of: start),
                let end = text.range(of: "\n```\n", range: begin.upperBound..<text.endIndex)
            else {
                Issue.record("the README has no recording \(recording.name)")
                continue
            }
            let shown = text[begin.upperBound..<end.lowerBound]
            guard shown != seen else { continue }
            if ProcessInfo.processInfo.environment["STOA_RECORD"] != nil {
                text.replaceSubrange(begin.upperBound..<end.lowerBound, with: seen)
            } else {
                Issue.record("\(recording.name) in the README is\n\(shown)\nand the demo shows\n\(seen)")
            }
        }
        if ProcessInfo.processInfo.environment["STOA_RECORD"] != nil {
            try text.write(to: Self.readme, atomically: true, encoding: .utf8)
        }
    }

    /// The last screen that a script leads Ana to, at a demo that was made at a moment that stands still.
    private func play(_ script: String, size: Size) throws -> String {
        let directory = try TemporaryDirectory()
        let now = Timestamp(rawValue: 1_795_534_020_000)
        let board = try DemoBoard.make(at: directory.file("demo"), for: Account("ana"), now: now)
        let session = try BoardSession(
            board: board, me: Account("ana"), host: "here", clock: FixedClock(time: now.rawValue),
            features: FeatureTable.projections,
            location: IndexLocation(directory: directory.file("index"), host: "here"))
        _ = try session.catchUp()
        let runner = ScriptRunner(
            session, fittings: try BoardFittings.make(session), settings: Settings(), size: size)
        var screen = ""
        if let problem = runner.run(script + "\nscreen", show: { screen = $0 }) { Issue.record("\(problem)") }
        return screen.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n").trimmingCharacters(in: .newlines)
    }
}
