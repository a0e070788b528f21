import Foundation
import Journal
import TestSupport
import Testing

/// Clones of one board, each with a home of its own, and the git remotes between them.
final class Clones: Sendable {
    let directory: TemporaryDirectory
    let members: [String]
    let remotes: [String]

    /// Founds the board as the first member, and lets the others clone it from the first remote and be admitted.
    init(_ members: [String], remotes: Int = 1) throws {
        directory = try TemporaryDirectory()
        self.members = members
        let folder = directory
        self.remotes = (0..<remotes).map { folder.file("remote-\($0).git") }
        for remote in self.remotes { try git("init", "--quiet", "--bare", remote) }
        let founder = members[0]
        try need(
            founder, "init", board(founder), "--signatures", "--as", founder, "--title", "Algebra", isOnBoard: false)
        try need(founder, "sync", self.remotes[0])
        for member in members.dropFirst() {
            try need(member, "sync", "clone", self.remotes[0], board(member), "--as", member, isOnBoard: false)
        }
        try need(founder, "sync")
        for member in members.dropFirst() { try need(founder, "member", "approve", member) }
        try need(founder, "sync")
        for member in members.dropFirst() { try need(member, "sync") }
    }

    func board(_ member: String) -> String { directory.file("board-" + member) }

    func environment(_ member: String, _ more: [String: String] = [:]) -> [String: String] {
        let home = directory.file("home-" + member)
        try? FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        return StoaProgram.environment(home: home, more)
    }

    /// Runs a command of a member's.
    func stoa(
        _ member: String, _ words: [String], isOnBoard: Bool = true, _ more: [String: String] = [:]
    ) throws -> ProgramResult {
        try runProgram(
            words + (isOnBoard ? ["--board", board(member)] : []), environment: environment(member, more))
    }

    /// Runs a command that has to succeed, and answers its lines.
    @discardableResult
    func need(
        _ member: String, _ words: String..., isOnBoard: Bool = true, with more: [String: String] = [:]
    ) throws -> [String] {
        let result = try stoa(member, words, isOnBoard: isOnBoard, more)
        try #require(result.status == 0, "\(words): \(result.errors)")
        return result.lines
    }

    @discardableResult
    func git(_ words: String...) throws -> ProgramResult {
        let person = ["-c", "user.name=Tester", "-c", "user.email=tester@localhost"]
        let result = try runProgram(person + words, path: "/usr/bin/git", environment: environment("git"))
        try #require(result.status == 0, "\(words): \(result.errors)")
        return result
    }

    /// Changes what stands in the first remote, as whoever may write to it can.
    func tamper(_ change: (_ folder: String) throws -> Void) throws {
        let folder = directory.file("work-" + UUID().uuidString)
        try git("clone", "--quiet", "--branch", "stoa", remotes[0], folder)
        try change(folder)
        try git("-C", folder, "add", "--all")
        try git("-C", folder, "commit", "--quiet", "--message", "changed")
        try git("-C", folder, "push", "--quiet", "origin", "stoa")
    }

    /// Puts a log of a member's there that somebody else wrote, without the program, and signed as they like.
    func forge(
        _ member: String, host: String, signedBy pair: SigningPair, _ events: [NewEvent] = [], in folder: String
    ) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/board.json")))
        let board = try Board.beginClone(
            at: directory.file("forgery-" + UUID().uuidString), identity: bytes
        ).board
        let pen = Pen(board: board, account: Account(member), host: host, clock: SystemClock())
        let written = events.isEmpty ? [try NewEvent(Forged(title: "I resign"))] : events
        _ = try pen.append(written, after: Timestamp(rawValue: 0))
        try pen.sign(with: pair, after: Timestamp(rawValue: 0))
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

    /// The key by which a member signs, as whoever steals the clone has it.
    func stolenKey(_ member: String) throws -> SigningPair? {
        let text = try String(contentsOfFile: board(member) + "/members/\(member)/keys/signing", encoding: .utf8)
        return Data(base64Encoded: text.trimmingCharacters(in: .newlines)).flatMap { SigningPair(seed: [UInt8]($0)) }
    }

    /// Puts the first remote back to a commit.
    func reset(to commit: String) throws {
        try git("-C", remotes[0], "update-ref", "refs/heads/stoa", commit)
    }

    func head() throws -> String { try git("-C", remotes[0], "rev-parse", "stoa").lines[0] }

    /// What a clone holds of all public logs, byte by byte.
    func logs(_ member: String) throws -> [String: Data] {
        let folder = board(member) + "/members"
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { $0.contains("/log-") && $0.hasSuffix(".jsonl") }
        return Dictionary(
            uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))) })
    }
}
