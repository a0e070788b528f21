import Foundation
import Journal
import TestSupport
import Testing

/// What whoever may write to the remote can do to it, and how that is refused: by the log and the line.
struct TamperedRemoteTests {
    /// One way to change a remote, and what the refusal says of it.
    private struct Tampering {
        var name: String
        var says: String
        var change: (_ folder: String) throws -> Void
    }

    private func parts(_ folder: String, of member: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder + "/members/" + member)
            .filter { $0.contains("/0") }.sorted().map { folder + "/members/" + member + "/" + $0 }
    }

    private func change(_ path: String, _ old: String, _ new: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(old))
        try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test func whateverIsChangedIsRefusedByNameAndNothingIsTaken() throws {
        let clones = try Clones(["ana", "ben"])
        try clones.need("ana", "post", "--channel", "general", "--title", "Known", "-m", "known words")
        try clones.need("ana", "sync")
        try clones.need("ben", "sync")
        try clones.need("ana", "post", "--channel", "general", "--title", "New", "-m", "new words")
        try clones.need("ana", "sync")
        let (head, held) = (try clones.head(), try clones.logs("ben"))
        let tries: [Tampering] = [
            Tampering(name: "a known line", says: "of @ana, line") {
                try change(parts($0, of: "ana").dropLast().last ?? "", "known words", "kn0wn words")
            },
            Tampering(name: "a new line", says: "of @ana, line") {
                try change(parts($0, of: "ana").last ?? "", "new words", "n3w words")
            },
            Tampering(name: "a signature", says: "signature does not hold") { folder in
                let path = try #require(try parts(folder, of: "ana").last)
                var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
                let last = lines.removeLast()
                // The line is sound by itself: only the key can tell.
                let content = last.dropFirst(41).replacing(/"clock":([0-9]+)/) { "\"clock\":\((Int64($0.1) ?? 0) + 1)" }
                let id = Array(content.utf8).withUnsafeBytes { EventID(hashing: $0) }
                lines.append("{\"id\":\"\(id.text)\"," + content)
                try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            },
            Tampering(name: "a part that is gone", says: "of @ana, line") { folder in
                let all = try parts(folder, of: "ana")
                let text = try String(contentsOfFile: all[all.count - 1], encoding: .utf8)
                let rest = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(
                    separator: "\n")
                try rest.write(toFile: all[all.count - 1], atomically: true, encoding: .utf8)
            },
            Tampering(name: "a log of another key", says: "which is not the key of @ana") { try forge(in: $0, clones) },
            Tampering(name: "a stray file", says: "pwned") {
                try "x".write(toFile: $0 + "/pwned", atomically: true, encoding: .utf8)
            },
            Tampering(name: "a link", says: "a1b2") { folder in
                try FileManager.default.createSymbolicLink(
                    atPath: folder + "/members/ana/a1b2", withDestinationPath: "/etc/passwd")
            },
            Tampering(name: "another board", says: "another board") {
                try change($0 + "/board.json", "\"Algebra\"", "\"Analysis\"")
            },
        ]
        for tampering in tries {
            let (name, says) = (tampering.name, tampering.says)
            try clones.tamper(tampering.change)
            let result = try clones.stoa("ben", ["sync"])
            #expect(result.status == 65, "\(name): \(result)")
            #expect(result.errors.contains(says), "\(name): \(result.errors)")
            #expect(try clones.logs("ben") == held, "\(name): something was taken")
            try clones.reset(to: head)
        }
        try clones.need("ben", "sync")
        #expect(try clones.need("ben", "list").count == 2)
    }

    /// Puts a log of ana's there that somebody else wrote and signed, on a host of its own.
    private func forge(in folder: String, _ clones: Clones) throws {
        let ana = Account("ana")
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/board.json")))
        let board = try Board.beginClone(
            at: clones.directory.file("forgery-" + UUID().uuidString), identity: bytes
        ).board
        let pen = Pen(board: board, account: ana, host: "evil", clock: SystemClock())
        _ = try pen.append([NewEvent(Forged(title: "I resign"))], after: Timestamp(rawValue: 0))
        try pen.sign(with: SigningPair(), after: Timestamp(rawValue: 0))
        for log in try LocalLog.all(on: board) {
            try log.read(Set(log.parts.map(\.seq))) { seq, bytes in
                let path = folder + "/" + SharedPath.part(log.log, seq: seq).text
                try FileManager.default.createDirectory(
                    atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                try Data(bytes).write(to: URL(fileURLWithPath: path))
            }
        }
    }

    private struct Forged: EventPayload {
        static let kind = "board.described"
        var title: String
    }
}
