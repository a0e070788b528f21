import Foundation
import Terminal

/// Runs git on the bare repository that a clone of the board keeps for its exchange: as an argument list, without hooks,
/// helpers of its own or questions at the terminal.
struct Git {
    /// Where the repository, and what git answers, lie.
    let folder: String
    private let variables: [String: String]
    /// Whether it runs where nobody can be asked anything.
    private let isApart: Bool

    private var repository: String { folder + "/git" }
    /// What git wrote last.
    private var output: String { folder + "/output" }
    private var errors: String { folder + "/errors" }

    private static let kept: Set<String> = ["GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS"]
    private static let options = [
        "core.hooksPath=/dev/null", "core.fsmonitor=false", "protocol.ext.allow=never", "transfer.fsckObjects=true",
        "submodule.recurse=false", "gc.autoDetach=false", "commit.gpgSign=false", "push.gpgSign=false",
    ].flatMap { ["-c", $0] }

    /// Git on a folder, which is made with its repository if it is not there; apart from the terminal if a screen is on it.
    init(_ folder: String, isApart: Bool = false) throws {
        self.folder = folder
        self.isApart = isApart
        var variables = CommandEnvironment.current.variables.filter {
            !$0.key.hasPrefix("GIT_") || Self.kept.contains($0.key)
        }
        variables["GIT_ALLOW_PROTOCOL"] = "file:ssh:https"
        variables["GIT_TERMINAL_PROMPT"] = "0"
        variables["LC_ALL"] = "C"
        self.variables = variables
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw CommandFailure("cannot make \(folder); check who owns the board", .inputOutput)
        }
        if access(repository + "/HEAD", F_OK) != 0 {
            try need(["init", "--quiet", "--bare", repository], isInRepository: false)
        }
    }

    /// What became of a command.
    struct Answer {
        var status: Int32
        /// What it wrote.
        var output: Data
        /// Why it failed, in its own words.
        var complaint: String
        /// What it wrote, when that is one line.
        var line: String { String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    /// Runs a command; `input` names a file.
    func run(_ words: [String], input: String? = nil, isInRepository: Bool = true) throws -> Answer {
        let place = isInRepository ? ["--git-dir=" + repository] : []
        let all = ["git"] + place + Self.options + words
        let status = ChildProcess.run(
            all, environment: variables, input: input, output: output, errors: errors, isApart: isApart)
        guard let status else { throw CommandFailure("git is not here; install it, it carries the exchange") }
        guard status != 128 + SIGINT else { throw CommandFailure("interrupted; nothing is half done", .interrupted) }
        let words = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
        let lines = words.split(separator: "\n").filter { !$0.hasPrefix("hint:") }
        let reason =
            lines.first { $0.hasPrefix("fatal:") || $0.hasPrefix(" ! ") } ?? lines.last ?? "git says nothing more"
        let written = try Data(contentsOf: URL(fileURLWithPath: output), options: .alwaysMapped)
        // What is mapped stays when its name goes, and the next command writes a file of its own.
        unlink(output)
        let complaint = String(reason.prefix(300)).trimmingCharacters(in: .whitespaces)
        return Answer(status: status, output: written, complaint: complaint)
    }

    /// Runs a command that has to succeed, and answers what it wrote.
    @discardableResult
    func need(_ words: [String], input: String? = nil, isInRepository: Bool = true) throws -> Answer {
        let answer = try run(words, input: input, isInRepository: isInRepository)
        guard answer.status == 0 else {
            throw CommandFailure("git could not \(words.first ?? "go on"): \(answer.complaint)", .inputOutput)
        }
        return answer
    }

    /// Hands out how many bytes the contents with these names have, in their order.
    func sizes(_ names: [String], _ take: (Int, Int64) throws -> Void) throws {
        let lines = try lookUp(names, ["--batch-check=%(objecttype) %(objectsize)"]).split(separator: 10)
        for (number, name) in names.enumerated() {
            let facts =
                lines.indices.contains(number)
                ? String(decoding: lines[number], as: UTF8.self).split(separator: " ") : []
            guard facts.count == 2, facts[0] == "blob", let size = Int64(facts[1]) else { throw Self.damaged(name) }
            try take(number, size)
        }
    }

    /// What git says of the things with these names.
    private func lookUp(_ names: [String], _ options: [String]) throws -> Data {
        guard !names.isEmpty else { return Data() }
        let list = folder + "/names"
        try Data((names.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: list))
        defer { unlink(list) }
        return try need(["cat-file"] + options, input: list).output
    }

    /// Hands out the contents with these names, in their order.
    func contents(_ names: [String], _ take: (Int, [UInt8]) throws -> Void) throws {
        let output = try lookUp(names, ["--batch"])
        var place = output.startIndex
        for (number, name) in names.enumerated() {
            guard let end = output[place...].firstIndex(of: 10) else { throw Self.damaged(name) }
            let head = String(decoding: output[place..<end], as: UTF8.self).split(separator: " ")
            guard head.count == 3, head[0] == name, head[1] == "blob", let size = Int(head[2]), size >= 0,
                output.distance(from: end, to: output.endIndex) > size + 1
            else { throw Self.damaged(name) }
            try take(number, [UInt8](output[(end + 1)..<(end + 1 + size)]))
            place = end + 2 + size
        }
    }

    private static func damaged(_ name: String) -> CommandFailure {
        CommandFailure("the remote lacks the content \(name.prefix(12)); sync with another clone's remote", .badData)
    }
}
