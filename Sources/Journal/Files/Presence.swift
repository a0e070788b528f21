import Glibc

/// Who is here: an empty file of each session's host, touched every half minute.
public struct Presence: Sendable {
    /// Milliseconds after which somebody who did not touch their file counts as gone.
    public static let window: Int64 = 90_000

    private let board: Board

    /// Presence on a board.
    public init(board: Board) { self.board = board }

    /// Says that the member is here. Throws when the file cannot be touched.
    public func touch(_ account: Account, host: String) throws(JournalError) {
        let folder = try OwnFolder.open(board, account)
        let name = "presence-" + host
        guard let file = Descriptor.open(name, in: folder.descriptor, flags: O_WRONLY | O_CREAT, mode: 0o640),
            fchmod(file.number, 0o640) == 0, futimens(file.number, nil) == 0
        else { throw .system("cannot say that you are here") }
    }

    /// Says that the member has gone from this host.
    public func leave(_ account: Account, host: String) {
        guard let folder = try? OwnFolder.find(board, account) else { return }
        unlinkat(folder.descriptor.number, "presence-" + host, 0)
    }

    /// Everyone who was here within the window before `now`.
    public func online(now: Timestamp) throws(JournalError) -> Set<Account> {
        var folders = MemberFolders(board)
        let here = try folders.all().filter { folder in
            folderEntries(folder.descriptor, limit: 1_000).names.contains { name in
                guard name.hasPrefix("presence-") else { return false }
                var status = stat()
                guard fstatat(folder.descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
                    status.isRegularFile, status.st_uid == folder.owner
                else { return false }
                let touched = Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
                return abs(now.rawValue - touched) <= Self.window
            }
        }
        return Set(here.map(\.account))
    }
}
