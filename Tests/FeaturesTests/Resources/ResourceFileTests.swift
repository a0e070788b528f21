import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Files of resources: found broken, and saved where they do no harm.
struct ResourceFileTests {
    private let board: HandlesBoard
    private let folder: TemporaryDirectory

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        folder = try TemporaryDirectory()
        try board.write("ana", NewEvent(MemberJoined(name: "Ana")))
    }

    private func session() throws -> BoardSession {
        let session = try board.session("ana")
        _ = try session.catchUp()
        return session
    }

    private func add(_ resource: ResourceAdded) throws -> Resource {
        let session = try session()
        let id = try #require(try session.write([ResourceWriting(session).adding(resource)]).first).id
        _ = try session.catchUp()
        return try #require(try session.read { try ResourceQueries.resource(id, $0) })
    }

    private func attached(_ text: String, name: String = "notes.txt") throws -> Resource {
        let stored = try FileStore(board: board.board, account: "ana").put([UInt8](text.utf8))
        let file = AttachedFile(hash: stored.hash, size: stored.size, name: name)
        return try add(ResourceAdded(resourceKind: .file, title: "Notes", file: file))
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func stored(_ resource: Resource) throws -> String {
        board.board.directory + "/members/ana/files/" + (try #require(resource.file)).hash
    }

    @Test func aFileIsSavedUnderItsOwnName() throws {
        let resource = try attached("tides", name: "Tide  table 潮.pdf")
        let path = try ResourceSaving.save(resource, to: folder.path, session())
        #expect(path == folder.file("Tide  table 潮.pdf"))
        #expect(try text(path) == "tides")
        #expect(throws: ResourceSaving.Taken.self) { try ResourceSaving.save(resource, to: folder.path, session()) }
    }

    @Test(arguments: [
        ("../../etc/passwd", ".._.._etc_passwd"), ("/etc/passwd", "_etc_passwd"), (".bashrc", "bashrc"), ("-rf", "rf"),
        ("a\u{1B}[2Jb\n", "a_[2Jb_"), ("..", "file"), ("", "file"), ("   ", "file"), ("~root", "root"),
        ("exe\u{202E}gpj.sh", "exe_gpj.sh"), ("a\u{200B}b", "a_b"), ("C:\\x|y", "C__x_y"), ("name. . ", "name"),
    ])
    func namesDoNoHarm(name: String, safe: String) {
        let made = ResourceSaving.safeName(name)
        let expected = String(safe.drop { $0 == "." || $0 == "-" })
        #expect(made == (expected.isEmpty ? safe : expected), "\(name)")
    }

    @Test func aLongNameKeepsItsEnding() {
        let long = ResourceSaving.safeName(String(repeating: "潮", count: 300) + ".pdf")
        #expect(long.utf8.count <= 200 && long.hasSuffix("潮.pdf"))
        #expect(ResourceSaving.safeName(String(repeating: "x", count: 3_000)).utf8.count == 200)
    }

    @Test func nothingIsWrittenThroughALinkOrOverAFileUnasked() throws {
        let resource = try attached("new")
        let (victim, link) = (folder.file("victim"), folder.file("notes.txt"))
        try "old".write(toFile: victim, atomically: false, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: victim)
        #expect(throws: ResourceSaving.Taken.self) { try ResourceSaving.save(resource, to: folder.path, session()) }
        #expect(try ResourceSaving.save(resource, to: link, replacing: true, session()) == link)
        #expect(try text(victim) == "old" && text(link) == "new")
        #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: link)) == nil)
        // A link that leads nowhere is something, too.
        let dangling = folder.file("dangling")
        try FileManager.default.createSymbolicLink(atPath: dangling, withDestinationPath: folder.file("nothing"))
        #expect(throws: ResourceSaving.Taken.self) { try ResourceSaving.save(resource, to: dangling, session()) }
        #expect(!FileManager.default.fileExists(atPath: folder.file("nothing")))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
    }

    @Test func brokenFilesAreFound() throws {
        let (sound, missing, changed, longer) = try (
            attached("sound"), attached("missing"), attached("changed"), attached("longer")
        )
        let path = folder.file("in-place.txt")
        try "here".write(toFile: path, atomically: false, encoding: .utf8)
        let inPlace = try add(ResourceAdded(resourceKind: .file, title: "In place", path: path))
        let health = ResourceHealth(session: try session())
        #expect(try health.findings().isEmpty)
        try FileManager.default.removeItem(atPath: stored(missing))
        for (resource, text) in [(changed, "CHANGED"), (longer, "longer than before")] {
            try FileManager.default.removeItem(atPath: stored(resource))
            try text.write(toFile: stored(resource), atomically: false, encoding: .utf8)
        }
        try FileManager.default.removeItem(atPath: path)
        #expect(health.problem(of: sound) == nil)
        for resource in [missing, longer, inPlace] { #expect(health.problem(of: resource) != nil) }
        // The quick look does not read; doctor does.
        #expect(health.problem(of: changed) == nil)
        let findings = try health.findings()
        #expect(findings.count == 4 && findings.allSatisfy { !$0.contains("\n") }, "\(findings)")
        #expect(throws: (any Error).self) { try ResourceSaving.save(changed, to: folder.path, session()) }
    }

    @Test func onlyPlainFilesAreRead() throws {
        let fifo = folder.file("fifo")
        #expect(mkfifo(fifo, 0o600) == 0)
        for path in [fifo, folder.path, "/dev/zero", folder.file("none")] {
            #expect(LocalFile.problem(path) != nil, "\(path)")
            #expect(throws: CommandFailure.self) { try LocalFile.read(path) }
        }
    }
}
