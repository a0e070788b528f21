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
        /// Changes it; answers the number of the line that is wrong, where a line is.
        var change: (_ folder: String) throws -> Int64?
    }

    private func parts(_ folder: String, of member: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder + "/members/" + member)
            .filter { $0.contains("/0") }.sorted().map { folder + "/members/" + member + "/" + $0 }
    }

    @discardableResult
    private func change(_ path: String, _ old: String, _ new: String) throws -> Int64? {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(old))
        try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
        return text.split(separator: "\n").first { $0.contains(old) }.flatMap(number)
    }

    /// The number that a line of a log says it has.
    private func number(_ line: some StringProtocol) -> Int64? {
        String(line).firstMatch(of: /"seq":([0-9]+)/).flatMap { Int64($0.1) }
    }

    /// What a remote is tried with twice: by a clone that remembers the last exchange, and by one that does not.
    private func refusals(_ clones: Clones) throws -> [ProgramResult] {
        let remembering = try clones.stoa("ben", ["sync"])
        try FileManager.default.removeItem(atPath: clones.directory.file("home-ben/.cache"))
        let forgetting = try clones.stoa("ben", ["sync"])
        return [remembering, forgetting]
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
                return number(last)
            },
            Tampering(name: "a part that is gone", says: "of @ana, line") { folder in
                let all = try parts(folder, of: "ana")
                let text = try String(contentsOfFile: all[all.count - 1], encoding: .utf8)
                let rest = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(
                    separator: "\n")
                try rest.write(toFile: all[all.count - 1], atomically: true, encoding: .utf8)
                return number(text)
            },
            Tampering(name: "a line more in what was known", says: "of @ana, line") { folder in
                let path = try parts(folder, of: "ana")[1]
                let text = try String(contentsOfFile: path, encoding: .utf8)
                let lines = text.split(separator: "\n")
                try (lines.prefix(1) + lines).map { $0 + "\n" }.joined().write(
                    toFile: path, atomically: true, encoding: .utf8)
                return number(lines[0]).map { $0 + 1 }
            },
            Tampering(name: "a part between those that were known", says: "of @ana, line") { folder in
                let all = try parts(folder, of: "ana")
                let number = try #require(Int64((all[0] as NSString).lastPathComponent))
                let name = String(String(number + 1_000_000_000_001).dropFirst())
                let path = (all[0] as NSString).deletingLastPathComponent + "/" + name
                try #require(!all.contains(path))
                try FileManager.default.copyItem(atPath: all[0], toPath: path)
                return number + 1
            },
            Tampering(name: "a log of another key", says: "which is not the key of @ana") { folder in
                let stranger = SigningPair()
                try clones.forge("ana", host: "evil", signedBy: stranger, in: folder)
                return 2
            },
            Tampering(name: "a stray file", says: "pwned") {
                try "x".write(toFile: $0 + "/pwned", atomically: true, encoding: .utf8)
                return nil
            },
            Tampering(name: "a link", says: "a1b2") { folder in
                try FileManager.default.createSymbolicLink(
                    atPath: folder + "/members/ana/a1b2", withDestinationPath: "/etc/passwd")
                return nil
            },
            Tampering(name: "another board", says: "another board") {
                try change($0 + "/board.json", "\"Algebra\"", "\"Analysis\"")
                return nil
            },
        ]
        for tampering in tries {
            let (name, says) = (tampering.name, tampering.says)
            var line: Int64?
            try clones.tamper { line = try tampering.change($0) }
            for result in try refusals(clones) {
                #expect(result.status == 65, "\(name): \(result)")
                #expect(result.errors.contains(says), "\(name): \(result.errors)")
                if let line { #expect(result.errors.contains("of @ana, line \(line): "), "\(name): \(result.errors)") }
                #expect(try clones.logs("ben") == held, "\(name): something was taken")
            }
            try clones.reset(to: head)
        }
        try clones.need("ben", "sync")
        #expect(try clones.need("ben", "list").count == 2)
    }
}
