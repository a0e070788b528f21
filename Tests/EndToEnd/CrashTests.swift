import Foundation
import TestSupport
import Testing

/// The real program killed, and disks that do not take what is written.
struct CrashTests {
    @Test func whatWasAcknowledgedIsThereHoweverOftenTheProgramIsKilled() throws {
        let board = try TestBoard()
        let thread = try board.post("Topic")
        var acknowledged: [String] = []
        var random = SystemRandomNumberGenerator()
        for number in 0..<40 {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: StoaProgram.path)
            process.arguments = ["reply", thread, "-m", "reply number \(number)"]
            process.environment = board.environment
            let output = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32.random(in: 0...40_000, using: &random))
            kill(process.processIdentifier, SIGKILL)
            let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            if said.hasSuffix("\n") { acknowledged.append(said.trimmingCharacters(in: .newlines)) }
        }
        let last = try board.stoa("reply", thread, "-m", "the last one")
        acknowledged.append(try #require(last.lines.first))
        let read = try board.stoa("read", thread, "--json").output
        for id in acknowledged { #expect(read.contains(id)) }
        #expect(try board.stoa("doctor").output.contains("history") == false)
    }

    @Test func aTornLineIsFencedOffAndNothingElseIsLost() throws {
        let board = try TestBoard()
        let thread = try board.post("Topic", "Before")
        let members = board.path + "/members"
        let log = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: members).first { $0.contains("/log-") })
        let handle = try #require(FileHandle(forWritingAtPath: members + "/" + log))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(#"{"id":"0123456789abcdefghjkmnpqrstvwxyz","seq":99,"pre"#.utf8))
        try handle.close()
        let reply = try board.stoa("reply", thread, "-m", "After")
        #expect(reply.status == 0)
        let text = try board.stoa("read", thread).output
        #expect(text.contains("Before"))
        #expect(text.contains("After"))
    }

    @Test(.enabled(if: geteuid() == 0, "only root can mount a small disk"))
    func aFullDiskSaysSoAndKeepsWhatWasThere() throws {
        let directory = try TemporaryDirectory()
        let disk = directory.file("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let mounted = try runProgram(
            ["-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], path: "/bin/mount",
            environment: ["PATH": "/bin:/usr/bin"])
        try #require(mounted.status == 0, "\(mounted.errors)")
        defer { _ = try? runProgram([disk], path: "/bin/umount", environment: ["PATH": "/bin:/usr/bin"]) }
        let environment = StoaProgram.environment(home: directory.path, ["STOA_BOARD": disk + "/board"])
        func stoa(_ arguments: String...) throws -> ProgramResult {
            try runProgram(arguments, environment: environment)
        }
        #expect(try stoa("init", disk + "/board").status == 0)
        let thread = try #require(
            try stoa("post", "--channel", "general", "--title", "Before", "-m", "kept").lines.first)
        var refusal: ProgramResult?
        for _ in 0..<40 where refusal == nil {
            let result = try stoa("reply", thread, "-m", String(repeating: "filling up ", count: 2_000))
            if result.status != 0 { refusal = result }
        }
        #expect(refusal?.status == 74)
        #expect(refusal?.errors.contains("free some space") == true)
        #expect(try stoa("read", thread).output.contains("kept"))
    }

    @Test(.enabled(if: UnixAccounts.canBeMade, "only root can make Unix accounts"))
    func aBoardThatMayOnlyBeReadIsRead() throws {
        let accounts = try UnixAccounts(2)
        let board = accounts.directory + "/" + accounts.names[0] + "/board"
        #expect(try accounts.shell(0, "stoa init \(board)").status == 0)
        #expect(try accounts.shell(0, "stoa post --board \(board) --channel general --title Hi -m there").status == 0)
        _ = try accounts.shell(0, "chmod -R a+rX \(board)")
        _ = try accounts.shell(0, "chmod a-w,o-w \(board)/members")
        #expect(try accounts.shell(1, "stoa list --board \(board)").output.contains("Hi"))
        let refused = try accounts.shell(1, "stoa join --board \(board)")
        #expect(refused.status == 77, "\(refused.errors)")
    }
}
