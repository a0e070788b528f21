import Foundation
import TestSupport
import Testing

/// One home directory that two hosts mount over a real network file system.
@Suite(.serialized, .enabled(if: SecondHost.obstacle == nil, "\(SecondHost.obstacle ?? "")"))
struct SeveralMachinesTests {
    private let directory: TemporaryDirectory
    private let hosts: [SecondHost]

    init() throws {
        directory = try TemporaryDirectory()
        let shell = try SecureShell()
        try waitUntil { try shell.run("true").status == 0 }
        let (directory, shared) = (directory, directory.file("home"))
        try FileManager.default.createDirectory(atPath: shared, withIntermediateDirectories: true)
        hosts = try ["north", "south"].map { name in
            try SecondHost(
                name, shell: shell, folder: shared, mount: directory.file(name), cache: directory.file("own-" + name))
        }
        self.shell = shell
        let made = try hosts[0].stoa("init", hosts[0].mount + "/board", "--title", "Shared")
        try #require(made.status == 0, "\(made)")
    }

    private let shell: SecureShell
    private var members: String { directory.file("home/board/members") }

    private func logs() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: members).filter { $0.contains("/log-") }.sorted()
    }

    @Test func bothHostsWriteAtOnceAndNoLineIsTornOrLost() throws {
        let posted = try hosts[0].stoa("post", "--channel", "general", "--title", "Both", "-m", "go")
        let thread = try #require(posted.lines.first, "\(posted)")
        let both = BothHosts()
        DispatchQueue.concurrentPerform(iterations: 2) { number in
            // Two processes on each host, so that its lock is there for something.
            let loop = "for n in 1 2 3 4 5 6; do '\(StoaProgram.path)' reply \(thread) -m \"$0 $n\" || exit 1; done"
            let script =
                "(set -- a; \(loop.replacing("$0", with: "\(number)a"))) & \(loop.replacing("$0", with: "\(number)b")); wait"
            both.note(try? hosts[number].shell(script))
        }
        #expect(both.failures.isEmpty, "\(both.failures)")
        #expect(both.ids.count == 24)
        for host in hosts {
            try waitUntil {
                let read = try host.stoa("read", thread, "--json").output
                return both.ids.allSatisfy(read.contains)
            }
            let doctor = try host.stoa("doctor")
            #expect(doctor.status == 0, "\(doctor)")
        }
        // Each host has a log of its own, so the two never wait for one another.
        #expect(try logs().map { $0.components(separatedBy: "/log-").last } == ["north.1.jsonl", "south.1.jsonl"])
        for log in try logs() {
            let text = try String(contentsOfFile: members + "/" + log, encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.dropLast().allSatisfy { $0.hasPrefix("{\"id\":\"") && $0.hasSuffix("}") } && lines.last == "")
        }
    }

    @Test func newsOfTheOtherHostArriveOnTheScreen() throws {
        let posted = try hosts[0].stoa("post", "--channel", "general", "--title", "Before", "-m", "words")
        #expect(posted.status == 0)
        let session = try hosts[1].open()
        try session.waitFor("Home")
        session.send("2")
        try session.waitFor("Before")
        #expect(
            try hosts[0].stoa("post", "--channel", "general", "--title", "News of north", "-m", "words").status == 0)
        let start = ContinuousClock.now
        try session.waitFor("News of north")
        print("news of the other host were on the screen after \(ContinuousClock.now - start)")
        session.send("q")
        session.send("q")
        #expect(session.waitForExit() == 0)
    }

    @Test func theIndexStaysOffTheNetworkFileSystem() throws {
        let id = try FileManager.default.contentsOfDirectory(atPath: directory.file("home"))
        #expect(id.contains("board"))
        let identity = try Data(contentsOf: URL(fileURLWithPath: directory.file("home/board/board.json")))
        let board = try #require(
            (try JSONSerialization.jsonObject(with: identity) as? [String: Any])?["id"] as? String)
        for host in hosts { #expect(try host.stoa("list").status == 0) }
        let shared = try FileManager.default.subpathsOfDirectory(atPath: directory.file("home"))
        #expect(shared.filter { $0.contains(".sqlite") || $0.contains(".texts") } == [])
        let own = "/var/tmp/stoa-\(getuid())/\(board)"
        for name in ["north", "south"] {
            var status = stat()
            #expect(stat("\(own)/\(name).sqlite", &status) == 0 && status.st_mode & 0o777 == 0o600)
        }
        try FileManager.default.removeItem(atPath: own)
    }
}

/// What two hosts were told is on disk.
private final class BothHosts: @unchecked Sendable {
    private let lock = NSLock()
    // Both are read and written under the lock.
    private var allIDs: [String] = []
    private var allFailures: [String] = []

    var ids: [String] { lock.withLock { allIDs } }
    var failures: [String] { lock.withLock { allFailures } }

    func note(_ result: ProgramResult?) {
        lock.withLock {
            allIDs += result?.lines ?? []
            if result?.status != 0 { allFailures.append(result?.errors ?? "did not run") }
        }
    }
}
