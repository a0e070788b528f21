import Foundation
import TestSupport
import Testing

/// Messages between real Unix accounts, and at the keyboard.
struct MessageTests {
    @Test(.enabled(if: UnixAccounts.canBeMade, "only root can make Unix accounts"))
    func theClearTextIsInNoFileOfTheBoardAndOnlyTheTwoReadIt() throws {
        let accounts = try UnixAccounts(3)
        let names = accounts.names
        let board = accounts.directory + "/" + names[0] + "/board"
        func stoa(_ account: Int, _ words: String) throws -> ProgramResult {
            try accounts.shell(account, "stoa \(words) --board \(board)")
        }
        #expect(try accounts.shell(0, "stoa init \(board) --group \(accounts.group)").status == 0)
        #expect(try stoa(1, "join").status == 0)
        #expect(try stoa(2, "join").status == 0)
        #expect(try stoa(0, "message @\(names[1]) -m 'meet-at-the-fountain'").status == 0)
        #expect(try stoa(1, "message @\(names[0]) -m 'then-by-the-bridge'").status == 0)

        for account in 0...1 {
            let read = try stoa(account, "message @\(names[1 - account]) --read")
            #expect(read.output.contains("meet-at-the-fountain"), "\(read)")
            #expect(read.output.contains("then-by-the-bridge"), "\(read)")
            #expect(try stoa(account, "search fountain").output.contains("meet-at-the"))
        }
        #expect(try stoa(1, "status --json").output.contains("\"messages\" : 1"))
        #expect(try stoa(1, "inbox --mark").output.contains("then-by-the-bridge"))
        #expect(try stoa(1, "status --json").output.contains("\"messages\" : 0"))

        // The third has the files before them, and nothing to open them with.
        #expect(try stoa(2, "search fountain").output.contains("Nothing was found"))
        #expect(try stoa(2, "message @\(names[0]) --read").output.contains("No messages"))
        #expect(try !stoa(2, "inbox --json").output.contains("fountain"))
        #expect(try accounts.shell(2, "ls \(board)/members/\(names[0])/keys").status != 0)
        for word in ["meet-at-the-fountain", "then-by-the-bridge"] {
            #expect(try !contains(word, board), "\(word) stands in a file of the board")
            #expect(try !contains(word, accounts.directory + "/" + names[2]), "\(word) is in the third one's home")
        }
        #expect(try stoa(2, "doctor").status == 0)
    }

    /// Whether any file below a folder holds a word; root sees all of them.
    private func contains(_ word: String, _ folder: String) throws -> Bool {
        let found = try runProgram(
            ["-r", "-l", "-a", word, folder], path: "/usr/bin/grep", environment: ["PATH": "/usr/bin:/bin"])
        return found.status == 0
    }

    @Test func aMessageGoesFromOneTerminalToAnotherAndIsTakenBack() throws {
        let directory = try TemporaryDirectory()
        let board = directory.file("board")
        func environment(_ name: String) throws -> [String: String] {
            try FileManager.default.createDirectory(
                atPath: directory.file(name), withIntermediateDirectories: true)
            return StoaProgram.environment(
                home: directory.file(name), ["STOA_BOARD": board, "STOA_MEMBER": name])
        }
        let made = try runProgram(
            ["demo", "--at", board, "--no-open"], environment: StoaProgram.environment(home: directory.path))
        #expect(made.status == 0, "\(made)")
        let rena = try TerminalSession(["open"], environment: environment("rena"), columns: 100, rows: 30)
        let tomas = try TerminalSession(["open"], environment: environment("tomas"), columns: 100, rows: 30)
        try rena.waitFor("For you")
        try tomas.waitFor("For you")

        rena.send("gm")
        try rena.waitFor("Members, ")
        rena.send("/Tom")
        try rena.waitForNo("Devi Raman")
        rena.send("\r")
        rena.send("r")
        try rena.waitFor("Message to Tomás")
        rena.send("Between you and me")
        try rena.waitFor("Between you and me")
        rena.send("\u{18}")
        try rena.waitFor("Finish?")
        rena.send("y")
        try rena.waitFor("sent; u takes it back")

        tomas.send("gi")
        try tomas.waitFor("Between you and me")
        tomas.send("\r")
        try tomas.waitFor("With Rena Okafor")
        tomas.send("r")
        try tomas.waitFor("Message to Rena")
        tomas.send("Sure, go on")
        try tomas.waitFor("Sure, go on")
        tomas.send("\u{18}")
        try tomas.waitFor("Finish?")
        tomas.send("y")
        try tomas.waitFor("sent; u takes it back")
        rena.send("gi")
        try rena.waitFor("Sure, go on")

        tomas.send("u")
        try rena.waitFor("(taken back)")
        // What was called back can be written anew.
        try tomas.waitFor("Ctrl-x")
        tomas.send("\u{18}")
        try tomas.waitFor("D discard")
        tomas.send("D")
        try tomas.waitFor("(taken back)")
        tomas.send("qqqqqq")
        rena.send("qqqqqq")
        #expect(tomas.waitForExit() == 0)
        #expect(rena.waitForExit() == 0)
    }
}
