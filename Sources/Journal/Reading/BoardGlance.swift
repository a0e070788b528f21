import Glibc

/// How the members' folders and logs looked when nothing new was left in them, so that the next look need only compare:
/// two system calls a member who has written nothing.
public struct BoardGlance: Sendable {
    /// What changes with a file's content, name or rights.
    struct Mark: Hashable, Sendable {
        private var inode: ino_t
        private var size: off_t
        private var mode: mode_t
        private var owner: uid_t
        private var modified: [Int]
        fileprivate let isSettled: Bool

        /// A name in a folder; nothing when it cannot be told. `now` is in seconds since 1970.
        init?(_ name: String, in folder: Descriptor, now: Int) {
            var status = stat()
            guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
            inode = status.st_ino
            size = status.st_size
            mode = status.st_mode
            owner = status.st_uid
            let times = [status.st_mtim, status.st_ctim]
            modified = times.flatMap { [$0.tv_sec, $0.tv_nsec] }
            // Two changes within a tick of the clock look like one.
            isSettled = times.allSatisfy { $0.tv_sec < now - 1 }
        }

        static func == (left: Mark, right: Mark) -> Bool {
            left.inode == right.inode && left.size == right.size && left.mode == right.mode
                && left.owner == right.owner && left.modified == right.modified
        }

        func hash(into hasher: inout Hasher) { hasher.combine(inode) }
    }

    private struct Folder: Sendable {
        var account: Account
        var mark: Mark
        var logs: [(name: String, mark: Mark)]
    }

    private var folders: [String: Folder] = [:]
    /// Where the next look goes.
    public var scope = LookScope.everywhere
    private let isTrusted: Bool

    /// Nothing seen yet. Where the board lies on a network file system nothing is remembered, since what such a system
    /// says about a file may be old until the file is opened.
    public init(_ board: Board) {
        isTrusted = !BoardWatcher.isOnNetworkFileSystem(board.directory)
    }

    /// A look that remembers nothing.
    init() { isTrusted = false }

    /// Whose folder this is, if nothing has changed in it.
    func unchanged(_ name: String, in members: Descriptor, now: Int) -> Account? {
        guard let folder = folders[name] else { return nil }
        guard scope.holds(name, of: folder.account) else { return folder.account }
        guard Mark(name, in: members, now: now) == folder.mark else { return nil }
        let isSame = folder.logs.allSatisfy { Mark(name + "/" + $0.name, in: members, now: now) == $0.mark }
        return isSame ? folder.account : nil
    }

    /// Remembers a folder whose logs hold nothing beyond what is known. The marks were taken before they were read.
    mutating func note(_ name: String, of account: Account, _ mark: Mark?, logs: [(name: String, mark: Mark?)]) {
        let known = logs.compactMap { log in log.mark.map { (name: log.name, mark: $0) } }
        guard isTrusted, let mark, mark.isSettled, known.count == logs.count else { return folders[name] = nil }
        folders[name] = Folder(account: account, mark: mark, logs: known)
    }

    /// Forgets a folder that holds something new.
    mutating func forget(_ name: String) { folders[name] = nil }
}
