import Foundation
import Journal

/// What stands in a remote: its paths, each with the name of its content.
struct RemoteTree {
    /// The newest commit; nothing in an empty remote.
    var head: String?
    /// What stands where.
    var blobs: [SharedPath: String] = [:]

    private static let mostEntries = 2_000_000
    private static let mostBytes: Int64 = 64 << 30
    /// Where git keeps what it fetched.
    static let fetched = "refs/stoa/fetched"
    /// The branch that the board is exchanged by.
    static let branch = "refs/heads/stoa"

    /// Fetches what a remote holds. Throws when it cannot be reached, or holds what has no place there.
    init(_ remote: RemoteAddress, _ git: Git) throws {
        guard try Self.head(of: remote, git) != nil else { return }
        let words = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"]
        try git.need(words + [remote.text, "+\(Self.branch):\(Self.fetched)"])
        let name = try git.need(["rev-parse", "--verify", "--quiet", Self.fetched + "^{commit}"])
        head = String(decoding: name, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        try read(git.need(["ls-tree", "-r", "-z", "-l", "--full-tree", Self.fetched]))
    }

    /// The newest commit of a remote; nothing when it is empty. Throws when it cannot be reached.
    static func head(of remote: RemoteAddress, _ git: Git) throws -> String? {
        let list = try git.run(["ls-remote", "--quiet", remote.text, branch])
        guard list.status == 0 else {
            throw CommandFailure(
                "cannot reach \(remote.text): \(list.complaint); a folder is made ready with `git init --bare`",
                .inputOutput)
        }
        return String(decoding: list.output, as: UTF8.self).split(separator: "\t").first.map(String.init)
    }

    /// Whose logs stand there.
    var accounts: Set<Account> {
        Set(
            blobs.keys.compactMap { path in
                if case .part(let log, _) = path { log.account } else { nil }
            })
    }

    private mutating func read(_ listing: Data) throws {
        var total: Int64 = 0
        for entry in listing.split(separator: 0) {
            guard let tab = entry.firstIndex(of: 9) else { throw Self.stray("an entry without a name") }
            let name = String(decoding: entry[entry.index(after: tab)...], as: UTF8.self)
            let facts = String(decoding: entry[..<tab], as: UTF8.self).split(separator: " ")
            guard facts.count == 4, facts[0] == "100644", facts[1] == "blob", let size = Int64(facts[3]),
                let path = SharedPath(name), size <= path.mostBytes
            else { throw Self.stray(name) }
            total += size
            guard total <= Self.mostBytes, blobs.count < Self.mostEntries else { throw Self.stray("more than fits") }
            blobs[path] = String(facts[2])
        }
    }

    private static func stray(_ name: String) -> CommandFailure {
        CommandFailure(
            "the remote is no board, or was tampered with: it holds “\(name.prefix(200))”; nothing of it was taken",
            .badData)
    }
}
