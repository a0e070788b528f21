import Foundation
import TestSupport
import Testing

/// Trouble that comes and goes while somebody writes in the full-screen program.
struct TroubleTests {
    /// What the system answers, and whether only on the board or wherever the program writes.
    struct Trouble: Sendable, CustomTestStringConvertible {
        var error: String
        var isEverywhere: Bool
        var testDescription: String { error + (isEverywhere ? " everywhere" : " on the board") }

        static let all = ["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EIO"].flatMap { error in
            [false, true].map { Trouble(error: error, isEverywhere: $0) }
        }
    }

    private static let words = "words that took an hour"

    @Test(arguments: Trouble.all) func whatIsTypedOutlivesIt(_ trouble: Trouble) throws {
        let board = try TestBoard()
        let aside = try TemporaryDirectory()
        let layer = try FaultLayer(
            below: trouble.isEverywhere ? board.directory.path : board.path, folder: aside.path)
        try layer.steer(isCounting: false)
        let session = try board.open(
            environment: layer.environment(Fault(call: 1, kind: trouble.error, stays: true)))
        try session.waitFor("For you")
        session.send("c")
        try session.waitFor("New thread")
        session.send("The title\t" + Self.words)
        try session.waitFor(Self.words)

        try layer.steer(isCounting: true)
        session.send("\u{18}")
        try session.waitFor("Finish?")
        session.send("y")
        let isTold = session.wait { screen in screen.contains { $0.contains("cannot ") || $0.contains("could not ") } }
        #expect(isTold, "\(session.screen)")
        #expect(session.screen.contains { $0.contains(Self.words) }, "\(session.screen)")
        #expect(try !board.stoa("list").output.contains("The title"))

        try layer.steer(isCounting: false)
        session.send("\u{18}")
        try session.waitFor("Finish?")
        session.send("y")
        try session.waitFor("posted")
        #expect(try board.stoa("list").output.contains("The title"))
        #expect(try board.stoa("drafts").output.contains(Self.words) == false)
        let doctor = try board.stoa("doctor")
        #expect(doctor.status == 0, "\(doctor.output)")
    }

    @Test func aBoardThatCanOnlyBeReadIsReadAndSaysSo() throws {
        let board = try TestBoard()
        _ = try board.post("Topic", "to be read")
        let layer = try FaultLayer(below: board.path, folder: try TemporaryDirectory().kept(by: board))
        let environment = layer.environment(Fault(call: 1, kind: "EROFS", stays: true))
        for command in [["list"], ["status"], ["doctor"], ["digest"], ["search", "read"]] {
            let result = try runProgram(command, environment: board.environment(home: "home", environment))
            #expect(result.status == 0, "\(command): \(result.errors)")
        }
        let refused = try runProgram(
            ["post", "--channel", "general", "--title", "No", "-m", "x"],
            environment: board.environment(home: "home", environment))
        #expect(refused.status == 77)
        #expect(refused.errors.contains("the board can only be read here"), "\(refused.errors)")
        let session = try board.open(environment: environment)
        try session.waitFor("For you")
        session.send("2")
        try session.waitFor("Topic")
        session.send("q")
        try session.waitFor("For you")
        session.send("q")
        #expect(session.waitForExit() == 0, "\(session.screen)")
    }

    @Test(.enabled(if: UnixAccounts.canBeMade, "only root can make Unix accounts"))
    func permissionThatIsTakenAwayCostsNothingTyped() throws {
        let accounts = try UnixAccounts(2)
        let board = accounts.directory + "/" + accounts.names[0] + "/board"
        #expect(try accounts.shell(0, "stoa init \(board) --group \(accounts.group)").status == 0)
        #expect(try accounts.shell(0, "stoa post --board \(board) --channel general --title Hi -m there").status == 0)
        #expect(try accounts.shell(1, "stoa join --board \(board)").status == 0)
        let uid = Int(try accounts.uid(1))
        let home = accounts.directory + "/" + accounts.names[1]
        let session = try TerminalSession(
            ["open", "--board", board], path: accounts.directory + "/stoa",
            environment: StoaProgram.environment(home: home), uid: uid, gid: Int(getpwuid(uid_t(uid)).pointee.pw_gid))
        try session.waitFor("For you")
        session.send("c")
        try session.waitFor("New thread")
        session.send("The title\t" + Self.words)
        try session.waitFor(Self.words)

        #expect(try accounts.shell(0, "chmod 700 \(board)").status == 0)
        session.send("\u{18}")
        try session.waitFor("Finish?")
        session.send("y")
        let isTold = session.wait { screen in screen.contains { $0.contains("cannot look into") } }
        #expect(isTold, "\(session.screen)")
        #expect(session.screen.contains { $0.contains(Self.words) }, "\(session.screen)")

        #expect(try accounts.shell(0, "chmod 2750 \(board)").status == 0)
        session.send("\u{18}")
        try session.waitFor("Finish?")
        session.send("y")
        try session.waitFor("posted")
        #expect(try accounts.shell(0, "stoa list --board \(board)").output.contains("The title"))
        session.signal(SIGHUP)
        _ = session.waitForExit()
    }

    @Test func aClockThatJumpsKeepsTheOrderOfWhatOneWrote() throws {
        let board = try TestBoard()
        let thread = try board.post("Topic")
        let layer = try FaultLayer(below: board.path, folder: try TemporaryDirectory().kept(by: board))
        let session = try board.open(environment: layer.environment())
        try session.waitFor("For you")
        let day: Int64 = 86_400
        let jumps = [0, 40 * day, 39 * day, -400 * day, 0, 41 * day, 0, -day]
        for (number, jump) in jumps.enumerated() {
            try layer.steer(isCounting: true, clock: jump)
            let reply = try runProgram(
                ["reply", thread, "-m", "reply \(number)"],
                environment: board.environment(home: "home", layer.environment()))
            #expect(reply.status == 0, "\(reply.errors)")
        }
        try layer.steer(isCounting: true)
        session.send("2")
        try session.waitFor("Topic")
        session.send("\r")
        try session.waitFor("reply 0")
        session.signal(SIGHUP)
        #expect(session.waitForExit() != nil)
        let written = jumps.indices.map { "reply \($0)" }
        for home in ["home", "another"] {
            let read = try runProgram(["read", thread, "--json"], environment: board.environment(home: home))
            let document = try JSONSerialization.jsonObject(with: Data(read.output.utf8)) as? [String: Any]
            let bodies = (document?["posts"] as? [[String: Any]])?.compactMap { $0["body"] as? String }
            #expect(bodies?.dropFirst() == written[...], "from \(home)")
        }
        let doctor = try board.stoa("doctor")
        #expect(!doctor.output.contains("history"), "\(doctor.output)")
    }
}

extension TemporaryDirectory {
    /// The path of a folder in a board's own, so that it goes with it.
    fileprivate func kept(by board: TestBoard) throws -> String {
        let path = board.directory.file("aside")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}
