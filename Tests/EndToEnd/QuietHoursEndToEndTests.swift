import Foundation
import Journal
import TestSupport
import Testing

/// The bell rings when something is for the reader, and is silent in their quiet hours.
@Suite struct QuietHoursEndToEndTests {
    private static let bell: UInt8 = 7

    /// The terminal of `ana` while `ben` asks her for feedback; answers it when she sees that he did.
    private func terminal(_ setting: String) throws -> TerminalSession {
        let board = try HandlesBoard()
        let home = board.directory.file("home")
        let folder = home + "/.config/stoa"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // Titles of windows end with the same byte.
        try "title = false\nnotify = \"bell\"\n\(setting)\n"
            .write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
        let environment = StoaProgram.environment(home: home, ["STOA_BOARD": board.board.directory])
        for name in ["ana", "ben"] {
            #expect(try runProgram(["join", "--as", name], environment: environment).status == 0)
        }
        let terminal = try TerminalSession(
            ["open", "--as", "ana"], environment: environment, columns: 100, rows: 30)
        try terminal.waitFor("Home")
        let words = ["feedback", "request", "-m", "A proof", "--about", "Is it clear?", "--from", "ana", "--as", "ben"]
        #expect(try runProgram(words, environment: environment).status == 0)
        try terminal.waitFor("your turn: 1")
        return terminal
    }

    @Test func aBellRingsForWhatIsForMe() throws {
        let terminal = try terminal("")
        #expect(terminal.rawOutput.contains(Self.bell))
    }

    @Test func noBellRingsInQuietHours() throws {
        // Six hours before and after now, so that no midnight ends them while the test runs.
        let hour = Calendar.current.component(.hour, from: Date())
        let terminal = try terminal("quiet_hours = \"\((hour + 18) % 24)-\((hour + 6) % 24)\"")
        terminal.send("f")
        try terminal.waitFor("A proof")
        #expect(!terminal.rawOutput.contains(Self.bell))
    }
}
