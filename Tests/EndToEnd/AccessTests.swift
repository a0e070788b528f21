import Foundation
import Synchronization
import TestSupport
import Testing

/// One account that all share: members come in by their keys through a real sshd, and reach nothing but the board.
@Suite(.serialized, .enabled(if: SecureShell.canBeServed, "needs sshd, and root to start one"))
struct AccessTests {
    private let directory: TemporaryDirectory
    private let shell: SecureShell
    private let board: String
    private let home: [String: String]
    /// A file of the account's that no member may see.
    private let secret: String
    private static let secretWords = "the account's own secret"

    init() throws {
        directory = try TemporaryDirectory()
        board = directory.file("board of all")
        secret = directory.file("secret.txt")
        home = StoaProgram.environment(home: directory.file("home"), ["STOA_BOARD": board])
        try FileManager.default.createDirectory(atPath: directory.file("home"), withIntermediateDirectories: true)
        try Self.secretWords.write(toFile: secret, atomically: true, encoding: .utf8)
        let touching = "/usr/bin/touch \(directory.file("touched"))"
        let shell = try SecureShell(
            environment: ["HOME": directory.file("home"), "EDITOR": touching, "VISUAL": touching],
            accepted: "XDG_* STOA_* TMPDIR")
        self.shell = shell
        for words in [["init", board, "--handles", "--as", "ana"], ["channel", "list", "--as", "ana"]] {
            let made = try runProgram(words, environment: home)
            try #require(made.status == 0, "\(made)")
        }
        for member in ["ana", "ben"] {
            let key = try shell.makeKey(member)
            let added = try runProgram(
                ["access", "add", member, key, "--file", shell.authorizedKeys], environment: home)
            try #require(added.status == 0, "\(added)")
        }
        try waitUntil { try shell.run("status", key: "ana").status == 0 }
    }

    private func touched() -> [String] {
        let known: Set = ["board of all", "secret.txt", "home"]
        let all = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        return all.filter { !known.contains($0) }
    }

    @Test func membersComeInAsThemselvesAndNobodyElse() throws {
        let posted = try shell.run("stoa post --channel general --title 'From a key' -m \"It's me\"", key: "ana")
        let id = try #require(posted.lines.first, "\(posted)")
        #expect(try shell.run("join --name Ben", key: "ben").status == 0)
        #expect(try shell.run("reply \(id) -", input: "Through a pipe; $(true)", key: "ben").status == 0)
        let read = try shell.run("read \(id)", key: "ben").output
        #expect(read.contains("It's me") && read.contains("Through a pipe; $(true)"), "\(read)")
        let session = try shell.open("", key: "ben")
        try session.waitFor("Home")
        session.send("2")
        try session.waitFor("From a key")
        // Neither the account's editor nor its shell is there to be gone to.
        session.send("\r")
        try session.waitFor("It's me")
        session.send("\u{1A}")
        try session.waitFor("there is no shell here")
        session.send("r")
        try session.waitFor("Reply to")
        session.send("Some words\u{0F}")
        try session.waitFor("no editor")
        session.send("\u{18}")
        try session.waitFor("Finish?")
        session.send("y")
        try session.waitFor("replied")
        session.send("qqqq")
        #expect(session.waitForExit() == 0)
        #expect(touched().isEmpty)
        let authors = try shell.run("read \(id) --json", key: "ana").output
        #expect(authors.components(separatedBy: "\"author\" : \"ben\"").count == 3, "\(authors)")
    }

    @Test func whatAnAttackerTriesReachesNothing() throws {
        let posted = try shell.run("post --channel general --title Topic -m Body", key: "ana")
        let id = try #require(posted.lines.first, "\(posted)")
        let canary = directory.file("canary")
        let other = directory.file("other")
        let tries = [
            "sh -c 'touch \(canary)'", "bash", "/bin/sh", "list; touch \(canary)", "list && touch \(canary)",
            "list | tee \(canary)", "list > \(canary)", "$(touch \(canary))", "`touch \(canary)`",
            "list\ntouch \(canary)",
            "scp -f \(secret)", "scp -t \(canary)", "rsync --server --sender . \(secret)", "internal-sftp",
            "/usr/lib/openssh/sftp-server", "--board \(other) list", "list --board \(other)", "list --board=/",
            "list --as ben",
            "--as ben list", "post --as ben --channel general --title T -m B", "retract \(id) --as ben",
            "import mbox \(secret) --channel general", "import maildir \(directory.path) --channel general",
            "export json \(canary)", "export mbox \(canary)", "resource add \(secret)", "resource add ../../\(secret)",
            "post --channel general --title T \(secret)", "reply \(id) \(secret)", "edit \(id) \(secret)",
            "feedback request \(secret) --about x", "feedback give \(id) \(secret)", "rubric add \(secret)",
            "open --script \(secret)", "init \(canary)", "init \(canary) --handles --as eve", "demo --at \(canary)",
            "demo --no-open", "template check \(secret)", "theme show ../secret", "access list", "access enter",
            "access add eve \(secret)", "sync \(canary)", "message @ana \(secret)", "list 'unfinished",
            "stoa stoa list",
            "help; sh", "edit \(id)", "-c 'touch \(canary)'", "open /etc/passwd", "watch --exec sh",
        ]
        for words in tries {
            let result = try shell.run(words, key: "ana")
            #expect(result.status != 0, "\(words): \(result)")
            #expect(!(result.output + result.errors).contains(Self.secretWords), "\(words): \(result)")
            #expect(!result.errors.isEmpty && !result.errors.contains("Fatal error"), "\(words): \(result)")
            #expect(touched().isEmpty, "\(words) made \(touched())")
        }
        let transfer = try shell.run("sftp", key: "ana", options: ["-s"])
        #expect(transfer.status != 0 && transfer.output.isEmpty)
        #expect(try shell.run("list --json", key: "ana").output.contains("Topic"))
    }

    @Test func whereTheAccountKeepsThingsIsNotForThoseWhoComeInToChoose() throws {
        let elsewhere = directory.file("elsewhere")
        let chosen = ["XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR"].map {
            "\($0)=\(elsewhere)/\($0)"
        }
        let options = [
            "-o", "SetEnv=" + (chosen + ["STOA_MEMBER=ben", "STOA_BOARD=\(elsewhere)"]).joined(separator: " "),
        ]
        let posted = try shell.run("post --channel general --title Where -m Here", key: "ana", options: options)
        let id = try #require(posted.lines.first, "\(posted)")
        #expect(
            try shell.run("read \(id) --json", key: "ana", options: options).output.contains("\"author\" : \"ana\""))
        #expect(touched().isEmpty, "\(touched())")
        #expect(FileManager.default.fileExists(atPath: directory.file("home/.cache/stoa")))
    }

    @Test func keysThatAreAddedAtOnceAreAllThere() throws {
        let keys = try (0..<6).map { try shell.makeKey("guest\($0)") }
        let failures = Failures()
        let (environment, file) = (home, shell.authorizedKeys)
        DispatchQueue.concurrentPerform(iterations: keys.count) { place in
            let words = ["access", "add", "guest\(place)", keys[place], "--file", file]
            let added = try? runProgram(words, environment: environment)
            if added?.status != 0 { failures.note("\(String(describing: added))") }
        }
        #expect(failures.all.isEmpty, "\(failures.all)")
        let list = try runProgram(["access", "list", "--file", file], environment: home).output
        for place in keys.indices { #expect(list.contains("@guest\(place) "), "\(list)") }
    }

    /// What went wrong in one of several threads.
    private final class Failures: Sendable {
        private let noted = Mutex<[String]>([])

        var all: [String] { noted.withLock { $0 } }
        func note(_ text: String) { noted.withLock { $0.append(text) } }
    }

    @Test func accessIsListedTakenBackAndLeavesOtherKeysAlone() throws {
        let before = try String(contentsOfFile: shell.authorizedKeys, encoding: .utf8)
        let list = try runProgram(
            ["access", "list", "--json", "--file", shell.authorizedKeys], environment: home)
        #expect(list.output.contains("\"ana\"") && list.output.contains("SHA256:"), "\(list)")
        let twice = try runProgram(
            [
                "access", "add", "eve", shell.authorizedKeys.replacing("authorized_keys", with: "ben.pub"), "--file",
                shell.authorizedKeys,
            ],
            environment: home)
        #expect(twice.status == 65 && twice.errors.contains("@ben"), "\(twice)")
        for (handle, key, status) in [("../eve", "ana.pub", 64), ("eve", "config", 65), ("eve", "none", 66)]
            as [(String, String, Int32)]
        {
            let result = try runProgram(
                [
                    "access", "add", handle, shell.authorizedKeys.replacing("authorized_keys", with: key), "--file",
                    shell.authorizedKeys,
                ],
                environment: home)
            #expect(result.status == status, "\(result)")
        }
        let removed = try runProgram(["access", "remove", "ben", "--file", shell.authorizedKeys], environment: home)
        #expect(removed.status == 0)
        #expect(try shell.run("status", key: "ben").status == 255)
        #expect(try shell.run("status", key: "ana").status == 0)
        #expect(try shell.run("true").status == 0)
        let after = try String(contentsOfFile: shell.authorizedKeys, encoding: .utf8)
        #expect(before.split(separator: "\n").filter { !$0.contains("'ben'") } == after.split(separator: "\n"))
        #expect(
            try runProgram(["access", "remove", "ben", "--file", shell.authorizedKeys], environment: home).status == 66)
    }
}

/// Where members are Unix accounts there are no keys to hand out.
struct AccessRefusalTests {
    @Test func aBoardOfAccountsHasNoKeys() throws {
        let board = try TestBoard()
        let result = try board.stoa("access", "list")
        #expect(result.status == 77 && result.errors.contains("--handles"), "\(result)")
        #expect(try board.stoa("access", "enter").status == 64)
    }
}
