import Foundation
import TestSupport
import Testing

/// A board that comes back from a backup, or was moved on its machine.
struct ComingBackTests {
    private static let plain = ["PATH": "/usr/bin:/bin"]

    @Test func aBackupTakenInTheMiddleOfWritingIsWhole() throws {
        let board = try TestBoard()
        let thread = try board.post("Topic", "Before")
        let script = "while :; do '\(StoaProgram.path)' reply \(thread) -m 'words of the loop' || exit; done > \"$0\""
        let acknowledged = board.directory.file("acknowledged")
        let loop = Process()
        loop.executableURL = URL(fileURLWithPath: "/bin/sh")
        loop.arguments = ["-c", script, acknowledged]
        loop.environment = board.environment
        try loop.run()
        defer { loop.terminate() }
        func said() -> [String] {
            ((try? String(contentsOfFile: acknowledged, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
        }
        for number in 1...3 {
            try waitUntil { said().count >= 3 * number }
            let before = said()
            let copy = board.directory.file("copy-\(number)")
            try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
            // tar answers 1 when a file grew while it was read; what it holds is whole up to there.
            _ = try runProgram(
                ["-c", "tar -C \"$0\" -cf - board | tar -C \"$1\" -xpf -", board.directory.path, copy], path: "/bin/sh",
                environment: Self.plain)
            let environment = StoaProgram.environment(home: copy, ["STOA_BOARD": copy + "/board"])
            let doctor = try runProgram(["doctor"], environment: environment)
            #expect(doctor.status == 0, "\(doctor)")
            let reply = try runProgram(["reply", thread, "-m", "after the restore"], environment: environment)
            #expect(reply.status == 0, "\(reply)")
            let read = try runProgram(["read", thread, "--json"], environment: environment).output
            for id in before { #expect(read.contains(id)) }
            #expect(read.contains("after the restore"))
        }
    }

    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: "/usr/bin/rsync"), "skipped: needs rsync to copy with it"))
    func aBackupByRsyncIsWholeAndGrows() throws {
        let board = try TestBoard()
        let thread = try board.post("Topic", "Before")
        let copy = board.directory.file("copy")
        for words in ["first", "second"] {
            #expect(try board.stoa("reply", thread, "-m", words).status == 0)
            let copied = try runProgram(
                ["-a", "--delete", board.path + "/", copy + "/"], path: "/usr/bin/rsync", environment: Self.plain)
            #expect(copied.status == 0, "\(copied)")
            let environment = StoaProgram.environment(home: board.directory.file("other"), ["STOA_BOARD": copy])
            #expect(try runProgram(["read", thread], environment: environment).output.contains(words))
            #expect(try runProgram(["doctor"], environment: environment).status == 0)
        }
    }

    @Test func aBoardAtAnotherPathIsTheSameBoard() throws {
        let board = try TestBoard()
        let thread = try board.post("Topic", "Before")
        #expect(try board.stoa("read", thread, "--mark").status == 0)
        let path = board.directory.file("elsewhere")
        try FileManager.default.moveItem(atPath: board.path, toPath: path)
        let environment = board.environment(home: "home", ["STOA_BOARD": path])
        #expect(try runProgram(["reply", thread, "-m", "After"], environment: environment).status == 0)
        #expect(try runProgram(["read", thread], environment: environment).output.contains("After"))
        #expect(try runProgram(["status", "--json"], environment: environment).output.contains("\"unread\" : 0"))
        #expect(try runProgram(["doctor"], environment: environment).status == 0)
        let missing = try board.stoa("list")
        #expect(missing.status == 66 && missing.errors.contains("there is no board in"), "\(missing)")
    }
}

/// Boards on which the numbers of accounts are not what they were.
@Suite(.enabled(if: UnixAccounts.canBeMade, "skipped: only root can make Unix accounts and give files away"))
struct OtherNumbersTests {
    private let accounts: UnixAccounts
    private let board: String
    private let thread: String

    init() throws {
        accounts = try UnixAccounts(4)
        board = accounts.directory + "/" + accounts.names[0] + "/board"
        let made = try accounts.shell(0, "stoa init \(board) --title Shared --group \(accounts.group)")
        try #require(made.status == 0, "\(made)")
        let posted = try accounts.shell(0, "stoa --board \(board) post --channel general --title Topic -m 'words of 0'")
        let id = try #require(posted.lines.first, "\(posted)")
        thread = id
        for account in 1...2 {
            for words in ["join --name 'Person \(account)'", "reply \(id) -m 'words of \(account)'"] {
                let result = try stoa(account, words)
                try #require(result.status == 0, "\(result)")
            }
        }
    }

    private func stoa(_ account: Int, _ words: String) throws -> ProgramResult {
        try accounts.shell(account, "stoa --board \(board) \(words)")
    }

    private func doctorAsRoot(_ words: String...) throws -> ProgramResult {
        try runProgram(
            ["doctor", "--board", board] + words,
            environment: StoaProgram.environment(home: accounts.directory + "/root"))
    }

    private func give(_ path: String, to uid: uid_t) throws {
        let given = try runProgram(
            ["-R", "\(uid)", board + path], path: "/bin/chown", environment: ["PATH": "/usr/bin:/bin"])
        try #require(given.status == 0, "\(given)")
    }

    private func folder(_ account: Int) -> String { "/members/" + accounts.names[account] }

    /// Whether a reader sees each post as its author's.
    private func checkAuthors(as reader: Int) throws {
        let read = try stoa(reader, "read \(thread) --json").output
        let posts = try #require(
            (try JSONSerialization.jsonObject(with: Data(read.utf8)) as? [String: Any])?["posts"] as? [[String: Any]])
        let authors = Dictionary(
            posts.map { ($0["body"] as? String ?? "", $0["author"] as? String) },
            uniquingKeysWith: { first, _ in first })
        for account in 0...2 { #expect(authors["words of \(account)"] == accounts.names[account], "\(read)") }
    }

    @Test func foldersOfAnotherMachinesNumbersGoBackToTheirAuthors() throws {
        // Each folder belongs to the next account here, as where the same people were registered in another order.
        try give("", to: accounts.uid(1))
        for account in 0...2 { try give(folder(account), to: accounts.uid((account + 1) % 3)) }
        let doctor = try stoa(1, "doctor")
        #expect(doctor.status == 1)
        for account in 0...2 {
            #expect(
                doctor.output.contains("members/\(accounts.names[account]) (\(accounts.names[(account + 1) % 3]))"),
                "\(doctor)")
        }
        #expect(!doctor.output.contains("its owner removes it"), "\(doctor)")
        // Who is not root is told, and changes nothing.
        #expect(try stoa(1, "doctor --repair").output.contains("root gives it to"))
        let repaired = try doctorAsRoot("--repair")
        #expect(repaired.status == 0, "\(repaired)")
        // The index that was made of the board as it was is made anew.
        for reader in 0...2 { try checkAuthors(as: reader) }
        #expect(try stoa(2, "reply \(thread) -m 'and on'").status == 0)
        #expect(try stoa(0, "doctor").status == 0)
    }

    @Test func aCopyThatBelongsToOneAccountGoesBackToItsAuthors() throws {
        try give("", to: accounts.uid(3))
        let doctor = try stoa(3, "doctor")
        #expect(doctor.status == 1)
        for account in 0...2 {
            #expect(doctor.output.contains("RIGHTFUL") == false && doctor.output.contains(accounts.names[account]))
        }
        #expect(try doctorAsRoot("--repair").status == 0)
        for reader in 0...2 { try checkAuthors(as: reader) }
        // Private parts went along, and nothing that is somebody else's was taken for theirs.
        #expect(try stoa(1, "doctor").status == 0)
    }

    @Test func aMemberWhoHasNoAccountYetIsNamedAndComesLater() throws {
        try accounts.remove(2)
        try give("", to: accounts.uid(3))
        let first = try doctorAsRoot("--repair")
        #expect(first.status == 1 && first.output.contains("useradd \(accounts.names[2])"), "\(first)")
        let made = try runProgram(
            ["-M", "-N", "-g", accounts.group, "-d", accounts.directory + "/" + accounts.names[2], accounts.names[2]],
            path: "/usr/sbin/useradd", environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
        #expect(made.status == 0)
        #expect(try doctorAsRoot("--repair").status == 0)
        try checkAuthors(as: 0)
    }

    @Test func whoForgesAFolderGetsNothingByTheDoctor() throws {
        // On a board that has not moved, what a folder says of itself moves nobody's files.
        let forging = """
            mkdir \(board)/members/x && cp \(board)\(folder(0))/log-* \(board)/members/x/ &&
            chmod 2750 \(board)/members/x && chmod 640 \(board)/members/x/*
            """
        #expect(try accounts.shell(1, forging).status == 0)
        #expect(try doctorAsRoot("--repair").status == 1)
        var status = stat()
        #expect(stat(board + "/members/x", &status) == 0)
        #expect(try status.st_uid == accounts.uid(1))
        // Where it has moved, two folders that name the same author are for a person to judge.
        try give("", to: accounts.uid(3))
        let doctor = try doctorAsRoot("--repair")
        #expect(doctor.output.contains("so does another folder"), "\(doctor)")
        #expect(stat(board + "/members/x", &status) == 0)
        #expect(try status.st_uid == accounts.uid(3))
    }

    @Test func whatARemovedAccountWroteStaysUnderItsName() throws {
        let name = accounts.names[1]
        #expect(try stoa(0, "member role \(name) moderator").status == 0)
        try checkAuthors(as: 2)
        try accounts.remove(1)
        try checkAuthors(as: 2)
        #expect(try stoa(2, "doctor --repair").status == 0)
        try checkAuthors(as: 2)
        #expect(try stoa(0, "member list").output.contains("Person 1"))
        // Who never saw the board before sees the same.
        #expect(try stoa(3, "join").status == 0)
        try checkAuthors(as: 3)
    }
}
