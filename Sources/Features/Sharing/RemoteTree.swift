import Foundation
import Journal

/// What stands in a remote, as it differs from a commit of which all is held here; without one, all of it.
struct RemoteTree {
    /// The newest commit; nothing in an empty remote.
    private(set) var head: String?
    /// What it has beyond the commit: the names of the contents by their paths.
    private(set) var added: [SharedPath: String] = [:]
    /// What is another there than in the commit.
    private(set) var changed: [SharedPath: (held: String, there: String)] = [:]
    /// What of the commit it lacks.
    private(set) var lacking: [SharedPath: String] = [:]

    private static let mostEntries = 2_000_000
    private static let mostBytes: Int64 = 64 << 30
    /// Where git keeps what it fetched.
    static let fetched = "refs/stoa/fetched"
    /// The branch that the board is exchanged by.
    static let branch = "refs/heads/stoa"
    /// What git calls a tree without anything in it.
    private static let empty = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

    /// Fetches what a remote holds. Throws when it cannot be reached, or holds what has no place there.
    init(_ remote: RemoteAddress, _ git: Git, beyond base: String? = nil) throws {
        let words = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"]
        let fetch = try git.run(words + [remote.text, "+\(Self.branch):\(Self.fetched)"])
        if fetch.status == 0 {
            head = try git.need(["rev-parse", "--verify", "--quiet", Self.fetched + "^{commit}"]).line
        } else if try Self.head(of: remote, git) != nil {
            throw CommandFailure("git could not fetch: \(fetch.complaint)", .inputOutput)
        }
        guard head != base else { return }
        let both = [base ?? Self.empty, head ?? Self.empty]
        try read(git.need(["diff-tree", "-r", "-z", "--no-renames"] + both).output)
        try checkSizes(git)
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

    /// Whose logs stand there beyond the commit.
    var accounts: Set<Account> {
        Set(
            added.keys.compactMap { path in
                if case .part(let log, _) = path { log.account } else { nil }
            })
    }

    /// Entries as git-diff-tree(1) writes them: two modes, two names and what happened, then the path.
    private mutating func read(_ listing: Data) throws {
        let fields = listing.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        guard fields.count % 2 == 0, fields.count / 2 <= Self.mostEntries else { throw Self.stray("more than fits") }
        for place in stride(from: 0, to: fields.count, by: 2) {
            let (facts, name) = (fields[place].split(separator: " "), fields[place + 1])
            guard facts.count == 5, let path = SharedPath(name) else { throw Self.stray(name) }
            let (held, there) = (String(facts[2]), String(facts[3]))
            guard facts[4] != "D" else {
                lacking[path] = held
                continue
            }
            guard facts[1] == "100644" else { throw Self.stray(name) }
            if facts[4] == "A" { added[path] = there } else { changed[path] = (held, there) }
        }
    }

    private func checkSizes(_ git: Git) throws {
        let all = added.merging(changed.mapValues(\.there)) { $1 }.map { (path: $0.key, blob: $0.value) }
        var total: Int64 = 0
        try git.sizes(all.map(\.blob)) { place, size in
            total += size
            let path = all[place].path
            guard size <= path.mostBytes, total <= Self.mostBytes else { throw Self.stray(path.text) }
        }
    }

    private static func stray(_ name: String) -> CommandFailure {
        CommandFailure(
            "the remote is no board, or was tampered with: it holds “\(name.prefix(200))”; nothing of it was taken",
            .badData)
    }
}
