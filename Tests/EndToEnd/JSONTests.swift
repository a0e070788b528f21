import Foundation
import TestSupport
import Testing

/// What `--json` prints is what `stoa help json` says.
struct JSONTests {
    @Test func everyDocumentHasTheKeysThatAreExplained() throws {
        let board = try TestBoard()
        let thread = try board.post("What is a group?", "A question")
        #expect(try board.stoa("resource", "add", "https://example.org", "--tag", "link").status == 0)
        #expect(try board.stoa("edit", thread, "-m", "A better question").status == 0)
        let poll = try #require(try board.stoa("poll", "add", "Now?", "--option", "Yes", "--option", "No").lines.first)
        let activity = try #require(
            try board.stoa("activity", "add", "--channel", "general", "--title", "Draw", "-m", "A torus").lines.first)
        let request = try #require(
            try board.stoa("feedback", "request", "-m", "A proof", "--about", "Is it clear?").lines.first)
        let tuned = try #require(
            try board.stoa(
                "feedback", "request", "-m", "A talk", "--about", "Is it clear?", "--protocol", "tuning"
            ).lines.first)
        #expect(try board.stoa("feedback", "step", tuned, "--next").status == 0)
        #expect(try board.stoa("rubric", "add", "--ready", "proof").status == 0)
        let explained = try explanations(board.stoa("json").output)
        let runs: [(String, [String])] = [
            ("board", ["board"]), ("status", ["status"]), ("doctor", ["doctor"]), ("list", ["list"]),
            ("channel list", ["channel", "list"]), ("resource list", ["resource", "list"]),
            ("member list", ["member", "list"]), ("search QUERY", ["search", "group"]),
            ("read ID --history", ["read", thread, "--history"]), ("read ID", ["read", thread]),
            ("poll list", ["poll", "list"]), ("poll show ID", ["poll", "show", poll]), ("rhythm", ["rhythm"]),
            ("feedback list", ["feedback", "list", "--all"]), ("feedback show ID", ["feedback", "show", request]),
            ("feedback terms", ["feedback", "terms"]), ("rubric list", ["rubric", "list"]),
            ("rubric show ID", ["rubric", "show", "Proof"]),
            ("feedback protocol list", ["feedback", "protocol", "list"]),
            ("feedback protocol steps NAME", ["feedback", "protocol", "steps", "tuning"]),
            ("feedback step ID", ["feedback", "step", tuned]),
            ("activity list", ["activity", "list"]), ("activity show ID", ["activity", "show", activity]),
        ]
        for (name, words) in runs {
            let known = try #require(explained[name], "\(name) is not explained")
            let result = try runProgram(words + ["--json"], environment: board.environment)
            let keys = try keys(of: result.output)
            #expect(keys.subtracting(known).isEmpty, "\(name) prints \(keys.subtracting(known)) too")
            #expect(!keys.isEmpty, "\(name) printed nothing")
        }
        let read = try board.stoa("read", thread, "--json").output
        let document = try #require(JSONSerialization.jsonObject(with: Data(read.utf8)) as? [String: Any])
        let posts = try #require(document["posts"] as? [[String: Any]])
        #expect(Set(try #require(posts.first).keys).isSubset(of: try #require(explained["read ID (posts)"])))
    }

    @Test func whatClonesExchangeIsExplainedToo() throws {
        let clones = try Clones(["ana"])
        let explained = try explanations(clones.stoa("ana", ["json"], isOnBoard: false).output)
        for name in ["sync", "sync last", "sync key"] {
            let words = name.split(separator: " ").map(String.init)
            let keys = try keys(of: clones.stoa("ana", words + ["--json"]).output)
            #expect(keys.isSubset(of: try #require(explained[name], "\(name) is not explained")), "\(name): \(keys)")
            #expect(keys.count >= 4, "\(name): \(keys)")
        }
    }

    /// The keys by command: a line that names the command, then lines of keys.
    private func explanations(_ text: String) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        var command = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("stoa "), let colon = line.firstIndex(of: ":") {
                command = String(line[..<colon].dropFirst(5))
            } else {
                found[command, default: []].formUnion(line.split(separator: " ").map(String.init))
            }
        }
        return found
    }

    private func keys(of output: String) throws -> Set<String> {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        let object = value as? [String: Any] ?? (value as? [[String: Any]])?.first
        return Set(try #require(object).keys)
    }
}
