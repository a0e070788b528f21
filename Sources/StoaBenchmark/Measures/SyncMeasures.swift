import Foundation
import Journal

/// What `stoa sync` costs after a year of a busy group, as whole processes with a bare folder as the remote.
struct SyncMeasures {
    let events: Int
    let folder: String

    /// The program that lies beside this one.
    private var program: String {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("stoa").path
    }

    private static let month = 30

    func run() throws {
        var report = Report(posts: events)
        defer { report.printTable() }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let remote = folder + "/remote.git"
        let (pairs, channel) = try SignedYear(events: events).make(at: clone(0))
        guard let git = WholeProcess.find("git"),
            WholeProcess.run([git, "init", "--quiet", "--bare", remote], environment: environment(0))
        else { throw CocoaError(.executableNotLoadable) }
        try stoa(0, ["status"])
        report[.syncFirst] = try Measurement(times: 1) { _ in try stoa(0, ["sync", remote]) }.median
        report[.syncQuiet] = try Measurement(times: 9) { _ in try stoa(0, ["sync"]) }.median
        let newcomer = ["sync", "clone", remote, clone(99), "--as", "new"]
        report[.syncClone] = try Measurement(times: 1) { _ in try stoa(99, newcomer) }.median
        for member in 1..<SignedYear.clones { try copy(member, pairs[member]) }
        // One of them is away, and writes all the same.
        let away = SignedYear.clones - 1
        var days: [Double] = []
        for day in 0..<Self.month {
            for member in 0...away {
                try SignedYear.writeDay(day, of: member, at: clone(member), channel: channel)
                guard member != away else { continue }
                let time = try Measurement(times: 1) { _ in try stoa(member, ["sync"]) }.median
                if member == 0, day > 0 { days.append(time) }
            }
        }
        report[.syncDay] = Measurement(days).median
        report[.syncMonth] = try Measurement(times: 1) { _ in try stoa(away, ["sync"]) }.median
        report[.syncRemote] = Double(size(remote)) / 1_048_576
        report[.syncRepository] = Double(size(clone(1) + "/.sync")) / 1_048_576
        report.remark(
            "\(SignedYear.members) members, \(SignedYear.clones) clones; the day and the month are 5 threads a clone.")
    }

    private func clone(_ member: Int) -> String { "\(folder)/clone-\(member)" }

    private func environment(_ member: Int) -> [String: String] {
        let home = "\(folder)/home-\(member)"
        try? FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        return ["HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    }

    private func stoa(_ member: Int, _ words: [String]) throws {
        let board = words.contains("clone") ? [] : ["--board", clone(member)]
        guard WholeProcess.run([program] + words + board, environment: environment(member)) else {
            throw CocoaError(.featureUnsupported)
        }
    }

    /// Another member's clone, as one that was in step a moment ago.
    private func copy(_ member: Int, _ pair: SigningPair) throws {
        try FileManager.default.copyItem(atPath: clone(0), toPath: clone(member))
        for path in ["/.member", "/members/ana/keys"] {
            try FileManager.default.removeItem(atPath: clone(member) + path)
        }
        let board = try Board.open(at: clone(member))
        try board.setCloneMember(SignedYear.name(member))
        try pair.save(for: SignedYear.name(member), on: board)
        try stoa(member, ["sync"])
    }

    private func size(_ folder: String) -> Int64 {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return names.reduce(0) { total, name in
            var status = stat()
            return lstat(folder + "/" + name, &status) == 0 ? total + Int64(status.st_size) : total
        }
    }
}
