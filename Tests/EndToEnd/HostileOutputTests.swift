import Foundation
import TestSupport
import Testing

/// What others wrote reaches a terminal as marks, whichever command prints it.
struct HostileOutputTests {
    private static let hostile = "x\u{1B}[31m\u{07}\u{9B}31m\u{202E}y\u{7F}"

    @Test(arguments: [
        "list", "list --json", "member list --json", "board", "doctor", "theme", "list --channel \"$HOSTILE\"",
    ])
    func nothingThatATerminalObeysIsPrinted(_ command: String) throws {
        let board = try TestBoard()
        _ = try board.post("Title \(Self.hostile)", "Body \(Self.hostile)")
        try board.stoa("member", "edit", "--name", "Name \(Self.hostile)")
        try board.stoa("board", "edit", "--title", "Board \(Self.hostile)")
        try "".write(toFile: board.path + "/members/file \(Self.hostile)", atomically: true, encoding: .utf8)
        let themes = board.directory.file("home/.config/stoa/themes")
        try FileManager.default.createDirectory(atPath: themes, withIntermediateDirectories: true)
        try "".write(toFile: themes + "/\(Self.hostile).toml", atomically: true, encoding: .utf8)

        let environment = board.environment(home: "home", ["HOSTILE": Self.hostile, "STOA": StoaProgram.path])
        let shown = try runProgram(
            ["-qec", "\"$STOA\" \(command)", "/dev/null"], path: "/usr/bin/script", environment: environment)
        #expect(shown.output.contains("x"), "\(shown)")
        let raw = shown.output.unicodeScalars.filter { "\u{1B}\u{07}\u{9B}\u{202E}\u{7F}".unicodeScalars.contains($0) }
        #expect(raw.isEmpty, "\(shown.output.debugDescription)")
    }

    @Test func aDocumentSaysWhatWasWritten() throws {
        let board = try TestBoard()
        let thread = try board.post("Title", "Body \(Self.hostile)")
        let result = try board.stoa("read", thread, "--json")
        let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        let posts = try #require(document?["posts"] as? [[String: Any]])
        #expect(posts.first?["body"] as? String == "Body \(Self.hostile)")
    }
}
