import Index
import Journal

/// What a clone holds, and which of it is beyond what it and a remote had in common last.
struct Holdings {
    /// The commit that holds what both had; nothing when everything is to be compared.
    let base: String?
    /// The logs, each from where the base ends.
    let logs: [LogName: LocalLog]
    /// The folders of files.
    let files: [SharedFiles]
    /// Files that the base lacks.
    private(set) var freshFiles: [SharedPath] = []
    /// Files of the base that are not here any more, and the names of their contents.
    private(set) var lostFiles: [SharedPath: String] = [:]

    /// Looks what is new since what is remembered; at everything, if that is not how the clone is.
    init(_ session: BoardSession, _ git: Git) throws {
        if let memory = try SyncMemory.load(session, git), let known = try Holdings(session.board, memory, git) {
            self = known
        } else {
            base = nil
            logs = try Self.byName(LocalLog.all(on: session.board))
            files = try SharedFiles.all(on: session.board)
            for folder in files { freshFiles += folder.hashes().map { .file(folder.account, hash: $0) } }
        }
    }

    private init?(_ board: Board, _ memory: SyncMemory, _ git: Git) throws {
        guard let logs = try LocalLog.all(on: board, after: memory.marks) else { return nil }
        base = memory.base
        self.logs = Self.byName(logs)
        files = try SharedFiles.all(on: board)
        guard Set(memory.files.keys).isSubset(of: files.map(\.account.rawValue)) else { return nil }
        for folder in files where folder.stamp == nil || folder.stamp != memory.files[folder.account.rawValue] {
            var lost = try Self.files(of: folder.account, in: memory.base, git)
            for hash in folder.hashes() {
                let path = SharedPath.file(folder.account, hash: hash)
                if lost.removeValue(forKey: path) == nil { freshFiles.append(path) }
            }
            lostFiles.merge(lost) { $1 }
        }
    }

    private static func byName(_ logs: [LocalLog]) -> [LogName: LocalLog] {
        Dictionary(logs.map { ($0.log, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// A member's files in a commit.
    private static func files(of account: Account, in commit: String, _ git: Git) throws -> [SharedPath: String] {
        let folder = SharedPath.file(account, hash: "").text
        var blobs: [SharedPath: String] = [:]
        for entry in try git.need(["ls-tree", "-z", "--full-tree", commit, folder]).output.split(separator: 0) {
            let parts = String(decoding: entry, as: UTF8.self).split(separator: "\t", maxSplits: 1)
            let facts = parts[0].split(separator: " ")
            guard parts.count == 2, facts.count == 3, let path = SharedPath(String(parts[1])) else { continue }
            blobs[path] = String(facts[2])
        }
        return blobs
    }
}
