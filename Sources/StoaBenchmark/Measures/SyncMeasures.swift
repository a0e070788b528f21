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

    func run() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let remote = folder + "/remote.git"
        let pairs = try SignedYear(events: events).make(at: clone(0))
        guard let git = WholeProcess.find("git"),
            WholeProcess.run([git, "init", "--quiet", "--bare", remote], environment: environment(0))
        else { throw CocoaError(.executableNotLoadable) }
        print("\n`stoa sync` on about \(events) events of \(SignedYear.members) members, \(SignedYear.clones) clones")
        try measure("reading the year into the index", 0, ["status"])
        try measure("the first sync, all of it sent", 0, ["sync", remote])
        try measure("a sync without news", 0, ["sync"])
        try measure(
            "a clone for a new member, all of it taken", 99, ["sync", "clone", remote, clone(99), "--as", "new"])
        for member in 1..<SignedYear.clones { try copy(member, pairs[member]) }
        for member in 1..<SignedYear.clones { try post(member) }
        try measure("eleven clones with 5 new posts each, one after the other", 1, ["sync", remote])
        for member in 2..<SignedYear.clones { try measure("  clone \(member)", member, ["sync", remote]) }
        try measure("the first takes all that", 0, ["sync"])
        print("  the remote: \(size(remote) >> 20) MB; a clone's repository: \(size(clone(1) + "/.sync") >> 20) MB")
    }

    private func clone(_ member: Int) -> String { "\(folder)/clone-\(member)" }

    private func environment(_ member: Int) -> [String: String] {
        let home = "\(folder)/home-\(member)"
        try? FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        return ["HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    }

    private func measure(_ name: String, _ member: Int, _ words: [String]) throws {
        var before = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &before)
        let start = ContinuousClock.now
        try stoa(member, words)
        let time = ContinuousClock.now - start
        var after = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &after)
        let used =
            Double(after.ru_utime.tv_sec - before.ru_utime.tv_sec)
            + Double(after.ru_utime.tv_usec - before.ru_utime.tv_usec) / 1e6
        let wall = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print("  \(name): \(String(format: "%.2f", wall)) s, \(String(format: "%.2f", used)) s of it user time")
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
        try stoa(member, ["status"])
    }

    private func post(_ member: Int) throws {
        for number in 1...5 {
            try stoa(
                member, ["post", "--channel", "week", "--title", "News \(number)", "-m", "New words of \(member)"])
        }
    }

    private func size(_ folder: String) -> Int64 {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return names.reduce(0) { total, name in
            var status = stat()
            return lstat(folder + "/" + name, &status) == 0 ? total + Int64(status.st_size) : total
        }
    }
}
