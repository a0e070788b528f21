import Foundation
import TestSupport

@testable import Journal

/// A board of ana's with an honest thread, and eve on it, who writes whatever she likes into her own folder.
final class AttackedBoard {
    let directory: TemporaryDirectory
    /// The honest thread, the channel, and the post in which eve has said something harmless before.
    private(set) var thread = ""
    private(set) var channel = ""
    private(set) var reply = ""
    private var composer = LogComposer(LogName(account: "eve", host: "evil", isPrivate: false))
    /// The clock of eve's last event, which comes after all that the others had written by then.
    private var now: Int64 = 0

    var path: String { directory.file("board") }
    var members: String { path + "/members" }
    /// The log that eve writes by hand.
    var log: String { members + "/eve/log-evil.1.jsonl" }
    static let topic = "Honest topic"
    static let words = "honest words, whole to their end"

    init() throws {
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: directory.file("home"), withIntermediateDirectories: true)
        try need(["init", path, "--handles", "--as", "ana", "--title", "Attacked"])
        thread = try need(["post", "--as", "ana", "--channel", "general", "--title", Self.topic, "-m", Self.words])[0]
        try need(["join", "--as", "eve"])
        let channels = try JSONSerialization.jsonObject(
            with: Data(run(["channel", "list", "--json", "--as", "ana"]).output.utf8))
        guard let all = channels as? [[String: Any]],
            let general = all.first(where: { $0["name"] as? String == "general" }),
            let id = general["id"] as? String
        else { throw CocoaError(.coderInvalidValue) }
        channel = id
        reply = try say("post.added", ["thread": thread, "parent": thread, "body": "harmless words of eve"])
        // Everybody knows all of it before anything happens.
        try need(["list", "--as", "ana"])
    }

    /// Runs a command in the test's folder.
    func run(_ words: [String], timeout: Double = 100) throws -> ProgramResult {
        try runProgram(words, environment: environment, directory: directory.path, timeout: timeout)
    }

    /// Runs a command that may not use more than so many kilobytes for its data.
    func runBounded(_ words: [String], kilobytes: Int) throws -> ProgramResult {
        try runProgram(
            ["-c", "ulimit -d \(kilobytes); exec \"$STOA\" \"$@\"", "sh"] + words, path: "/bin/sh",
            environment: environment, directory: directory.path, timeout: 100)
    }

    /// Opens the board as ana, or a thing on it, within so many kilobytes.
    func open(_ id: String? = nil, kilobytes: Int) throws -> TerminalSession {
        try TerminalSession(
            ["-c", "ulimit -d \(kilobytes); exec \"$STOA\" open --as ana \(id ?? "")"], path: "/bin/sh",
            environment: environment)
    }

    @discardableResult
    private func need(_ words: [String]) throws -> [String] {
        let result = try run(words)
        guard result.status == 0 else { throw CommandFailed(result: result) }
        return result.lines
    }

    private var environment: [String: String] {
        StoaProgram.environment(home: directory.file("home"), ["STOA_BOARD": path, "STOA": StoaProgram.path])
    }

    // MARK: - What eve does

    /// Puts an event into eve's log, sound but for what it says, and answers its id.
    @discardableResult
    func say(_ kind: String, _ fields: [String: Any], at clock: Int64? = nil) throws -> String {
        let line = try self.line(kind, fields, at: clock)
        try append(line.bytes)
        return line.id
    }

    /// The line of an event, chained to the one before.
    func line(_ kind: String, _ fields: [String: Any], at clock: Int64? = nil) throws -> (id: String, bytes: [UInt8]) {
        let payload = try JSONSerialization.data(
            withJSONObject: fields, options: [.sortedKeys, .withoutEscapingSlashes])
        return line(kind, raw: String(decoding: payload.dropFirst().dropLast(), as: UTF8.self), at: clock)
    }

    /// The same with the payload's fields as they stand in the line.
    func line(_ kind: String, raw fields: String, at clock: Int64? = nil) -> (id: String, bytes: [UInt8]) {
        now = max(now + 1, SystemClock().now().rawValue)
        let content =
            "\"seq\":\(composer.seq + 1),\"prev\":\"\(composer.head?.text ?? "")\",\"clock\":\(clock ?? now),"
            + "\"kind\":\"\(kind)\",\"by\":\"eve\",\(fields)}"
        let id = Array(content.utf8).withUnsafeBytes { EventID(hashing: $0) }
        composer.seq += 1
        composer.head = id
        return (id.text, Array("{\"id\":\"\(id.text)\",\(content)\n".utf8))
    }

    /// Adds bytes to eve's log.
    func append(_ bytes: [UInt8]) throws {
        if !FileManager.default.fileExists(atPath: log) {
            _ = FileManager.default.createFile(atPath: log, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }

    /// Opens a thread of eve's.
    @discardableResult
    func post(_ body: String, title: String = "Eve's") throws -> String {
        try say("thread.opened", ["channel": channel, "thread_kind": "discussion", "title": title, "body": body])
    }

    /// A file in the test's folder.
    func file(_ name: String, _ content: String) throws -> String {
        let path = directory.file(name)
        try content.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}
