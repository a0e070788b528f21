import Foundation
import TestSupport
import Testing

/// The program line by line: what screen readers and braille displays get.
@Suite struct PlainModeTests {
    private func speak(_ lines: [String], at board: TestBoard, _ more: [String: String] = [:]) throws -> ProgramResult {
        var environment = StoaProgram.environment(home: board.directory.file("home"), more)
        environment["STOA_BOARD"] = board.path
        let words = more["ACCESSIBLE"] == nil ? ["--plain"] : []
        return try runProgram(words, environment: environment, input: lines.map { $0 + "\n" }.joined())
    }

    @Test(arguments: [[:], ["ACCESSIBLE": "1"]])
    func aThreadIsFoundReadAndAnsweredByLines(environment: [String: String]) throws {
        let board = try TestBoard()
        _ = try board.post("Topic", "What do you think?")
        let said = try speak(
            ["go-threads", "1", "reply", "I think so.", "..and so on", ".", "y", "q", "q"], at: board, environment)
        #expect(said.status == 0, "\(said.errors)")
        #expect(said.output.contains("1. ") && said.output.contains("Topic"))
        #expect(said.output.contains("What do you think?"))
        #expect(said.output.contains("y: send"))
        let list =
            try JSONSerialization.jsonObject(with: Data(board.stoa("list", "--json").output.utf8)) as? [[String: Any]]
        let id = try #require(list?.first?["id"] as? String)
        let thread = try board.stoa("read", id).output
        #expect(thread.contains("I think so.") && thread.contains(".and so on"))
    }

    @Test func nothingIsDrawnAndNoCursorMoves() throws {
        let board = try TestBoard()
        _ = try board.post("Topic", "| a | b |\n|---|---|\n| 1 | 2 |\n\n> quoted")
        let said = try speak(
            ["go-threads", "1", "?", ":", "palette", ".", "go-feedback", "go-members", "go-calendar", "go-inbox"],
            at: board)
        #expect(said.status == 0, "\(said.errors)")
        let drawn = said.output.unicodeScalars.filter { $0.value == 0x1B || (0x2500...0x259F).contains($0.value) }
        #expect(drawn.isEmpty)
        #expect(said.output.contains("Keys of this screen"))
    }

    @Test func everyActionOfTheTableCanBeSaid() throws {
        let board = try TestBoard()
        _ = try board.post("Topic", "text")
        let keys = try board.stoa("keys").lines.filter { $0.hasPrefix("  ") }
        let names = keys.compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(names.count > 60)
        // What asks for something is left with a dot; what leaves the program is not tried.
        let lines = names.filter { !["quit", "leave", "suspend"].contains($0) }.flatMap { [$0, ".", "."] }
        let said = try speak(lines, at: board)
        #expect(said.status == 0, "\(said.errors)")
        for name in names { #expect(!said.output.contains("“\(name)” means nothing here; ?"), "\(name)") }
    }

    @Test func anUnfinishedTextIsADraftWhenTheLineEnds() throws {
        let board = try TestBoard()
        _ = try board.post("Topic", "text")
        _ = try speak(["go-threads", "1", "reply", "half a thought"], at: board)
        #expect(try board.stoa("drafts").output.contains("half a thought"))
    }

    @Test func runningTextKeepsToTheColumnsOfWhoeverListens() throws {
        let board = try TestBoard()
        let words = (1...60).map { "word\($0)" }.joined(separator: " ")
        let title = "A title that is a good deal longer than a braille display has cells"
        _ = try board.post(title, words)
        func longest(_ environment: [String: String]) throws -> Int {
            let said = try speak(["go-threads", "1"], at: board, environment)
            #expect(said.status == 0, "\(said.errors)")
            #expect(said.output.contains("word60"))
            #expect(said.output.contains("1. ") && said.output.contains(title), "rows of lists are not cut")
            return said.lines.filter { $0.contains("word") }.map(\.count).max() ?? 0
        }
        #expect((100...120).contains(try longest([:])))
        #expect((30...40).contains(try longest(["COLUMNS": "40"])))
        #expect((160...200).contains(try longest(["COLUMNS": "200"])))
        #expect((100...120).contains(try longest(["COLUMNS": "many"])), "what is no number says nothing")

        // On a terminal it is the terminal that says so.
        let session = try board.open(columns: 60, environment: ["ACCESSIBLE": "1"])
        try session.waitFor(">")
        session.send("go-threads\r1\r")
        try session.waitFor("word60")
        let said = String(decoding: session.rawOutput, as: UTF8.self).split(whereSeparator: \.isNewline)
        #expect((45...60).contains(said.filter { $0.contains(" word") }.map(\.count).max() ?? 0))
    }

    @Test func onATerminalItListensToo() throws {
        let board = try TestBoard()
        _ = try board.post("Topic", "text")
        let session = try board.open(environment: ["ACCESSIBLE": "1"])
        try session.waitFor("Home")
        session.send("go-threads\r")
        try session.waitFor("Topic")
        session.send("q\rq\rq\r")
        let sent = String(decoding: session.rawOutput, as: UTF8.self)
        #expect(!sent.contains("\u{1B}["))
    }
}
