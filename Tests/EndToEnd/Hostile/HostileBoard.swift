import Features
import Foundation
import TestSupport

@testable import Journal

/// The demo's board as a hostile hand would have written it: every log whole and well chained, every value another.
final class HostileBoard {
    /// Where everything lies.
    let directory: TemporaryDirectory
    /// Kinds of events that it holds.
    private(set) var kinds: Set<String> = []
    private let reader: String
    private var logs: [LogName: Log] = [:]
    private var ids: [String: String] = [:]
    private var things: [String: (id: String, author: Account)] = [:]
    private var last: Int64 = 0

    private struct Log {
        var path: String
        var seq = 0
        var prev = ""
        var clock: Int64 = 0
        var bytes: [UInt8] = []
    }

    private struct Written {
        var log: LogName
        var clock: Int64
        var id: String
        var kind: String
        var payload: HostileValue
    }

    /// What the templates call the first thing that such an event begins.
    private static let names = [
        "goal.added": "goal", "thread.opened": "thread", "post.added": "reply", "feedback.asked": "feedback",
        "project.started": "project", "meeting.planned": "meeting", "poll.opened": "poll", "duty.added": "duty",
        "resource.added": "resource", "collection.added": "collection", "rubric.added": "rubric",
        "channel.added": "channel", "kudos.given": "kudos", "mentor.asked": "mentorship", "report.filed": "report",
        "reflection.kept": "entry",
    ]

    /// The board's folder.
    var path: String { directory.file("board") }

    /// Writes the board: all that the demo says with every leaf changed, then each template with `variants` of it.
    init(
        rewriting change: (_ field: String, HostileValue) -> HostileValue = { $1 },
        adding variants: (HostileValue) -> [HostileValue]
    ) throws {
        directory = try TemporaryDirectory()
        reader = Account.ofProcess().rawValue
        let made = try runProgram(
            ["demo", "--no-open", "--at", directory.file("board")],
            environment: StoaProgram.environment(home: directory.path))
        guard made.status == 0 else { throw CommandFailed(result: made) }
        for written in try read() { try rewrite(written, change) }
        for template in HostileTemplate.all { try add(template, variants) }
        for log in logs.values { try Data(log.bytes).write(to: URL(fileURLWithPath: log.path)) }
    }

    private func read() throws -> [Written] {
        var all: [Written] = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: path + "/members") {
            guard let file = LogFileName((path as NSString).lastPathComponent) else { continue }
            let account = Account(String(path.split(separator: "/")[0]))
            let log = LogName(account: account, host: file.host, isPrivate: file.isPrivate)
            let whole = self.path + "/members/" + path
            logs[log] = Log(path: whole)
            for line in try Data(contentsOf: URL(fileURLWithPath: whole)).split(separator: 10) {
                guard case .object(var fields) = try JSONDecoder().decode(HostileValue.self, from: line),
                    case .text(let id) = fields["id"], case .whole(let clock) = fields["clock"],
                    case .text(let kind) = fields["kind"]
                else { continue }
                for name in ["id", "seq", "prev", "clock", "kind", "by"] { fields[name] = nil }
                all.append(Written(log: log, clock: clock, id: id, kind: kind, payload: .object(fields)))
            }
        }
        return all.sorted { ($0.clock, $0.id) < ($1.clock, $1.id) }
    }

    private func rewrite(_ written: Written, _ change: (String, HostileValue) -> HostileValue) throws {
        let payload = renamed(written.payload)
        // Channels keep their names, or nothing else would have a place.
        let hostile = written.kind == "channel.added" ? payload : payload.changed(change)
        let id = try append(written.kind, hostile, to: written.log, at: written.clock)
        ids[written.id] = id
        last = max(last, written.clock)
        for name in Self.names(of: written) where things[name] == nil { things[name] = (id, written.log.account) }
    }

    private static func names(of written: Written) -> [String] {
        guard case .object(let fields) = written.payload, fields["thread_kind"] == .text("activity") else {
            return names[written.kind].map { [$0] } ?? []
        }
        return ["activity"]
    }

    /// The payload with ids as they are on this board.
    private func renamed(_ payload: HostileValue) -> HostileValue {
        payload.changed { _, value in
            guard case .text(let text) = value, let id = ids[text] else { return value }
            return .text(id)
        }
    }

    private func add(_ template: HostileTemplate, _ variants: (HostileValue) -> [HostileValue]) throws {
        let account: Account
        var isPrivate = false
        switch template.writer {
        case .reader(let isHidden): (account, isPrivate) = (Account(reader), isHidden)
        case .member(let name): account = Account(name)
        case .author(let thing):
            guard let author = things[thing]?.author else { throw CocoaError(.coderInvalidValue) }
            account = author
        }
        var text = template.payload
        for (name, thing) in things { text = text.replacing("\"$\(name)\"", with: "\"\(thing.id)\"") }
        let payload = try JSONDecoder().decode(HostileValue.self, from: Data(text.utf8))
        let host = logs.keys.first?.host ?? "demo"
        let log = LogName(account: account, host: host, isPrivate: isPrivate)
        for variant in variants(payload) {
            last += 1
            try append(template.kind, variant, to: log, at: last)
        }
    }

    @discardableResult
    private func append(_ kind: String, _ payload: HostileValue, to name: LogName, at clock: Int64) throws -> String {
        guard var log = logs[name] else { throw CocoaError(.fileNoSuchFile) }
        log.clock = max(clock, log.clock + 1)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let fields = String(decoding: try encoder.encode(payload).dropFirst(), as: UTF8.self)
        let content =
            "\"seq\":\(log.seq + 1),\"prev\":\"\(log.prev)\",\"clock\":\(log.clock),\"kind\":\"\(kind)\","
            + "\"by\":\"\(name.account)\"" + (fields.count > 1 ? "," : "") + fields
        let id = Array(content.utf8).withUnsafeBytes { EventID(hashing: $0).text }
        log.bytes += Array("{\"id\":\"\(id)\",\(content)\n".utf8)
        log.seq += 1
        log.prev = id
        logs[name] = log
        kinds.insert(kind)
        return id
    }

    // MARK: - Driving the program

    /// Runs a command on a terminal and answers what it showed.
    func onTerminal(_ command: String) throws -> ProgramResult {
        let environment = StoaProgram.environment(
            home: directory.path, ["STOA_BOARD": path, "STOA": StoaProgram.path, "PAGER": "cat"])
        return try runProgram(
            ["-qec", "\"$STOA\" \(command)", "/dev/null"], path: "/usr/bin/script", environment: environment)
    }

    /// Runs a command with its output read by a program.
    func run(_ arguments: [String]) throws -> ProgramResult {
        try runProgram(
            arguments, environment: StoaProgram.environment(home: directory.path, ["STOA_BOARD": path]))
    }
}
