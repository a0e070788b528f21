import CSystem
import Glibc

/// Notice of what others write, by inotify(7). It only makes news arrive sooner: on network file systems it is silent,
/// so whoever uses it also looks every two seconds.
public final class BoardWatcher {
    /// Readable when something may have been written; for poll(2). -1 when the machine gives no notice.
    public let fileDescriptor: Int32
    private let board: Board
    private var isWatching: Set<String> = []

    /// Starts watching a board.
    public init(board: Board) {
        self.board = board
        fileDescriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        watchFolders()
    }

    deinit { if fileDescriptor >= 0 { close(fileDescriptor) } }

    /// Takes the notices in; whether a log may have grown.
    public func drain() -> Bool {
        guard fileDescriptor >= 0 else { return false }
        var hasNews = false
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while read(fileDescriptor, &buffer, buffer.count) > 0 { hasNews = true }
        if hasNews { watchFolders() }
        return hasNews
    }

    /// NFS, CIFS, SMB2, SMB, FUSE (sshfs), 9P and Ceph, by the numbers of statfs(2).
    private static let networkFileSystems: Set<UInt32> = [
        0x6969, 0xFF53_4D42, 0xFE53_4D42, 0x517B, 0x6573_5546, 0x0102_1997, 0x00C3_6400,
    ]

    /// Whether a path lies where other machines write too, so that inotify is silent.
    public static func isOnNetworkFileSystem(_ path: String) -> Bool {
        networkFileSystems.contains(stoa_file_system_kind(path))
    }

    private func watchFolders() {
        guard fileDescriptor >= 0 else { return }
        let members = board.directory + "/" + Board.membersFolder
        watch(members, IN_CREATE | IN_MOVED_TO | IN_ATTRIB)
        guard let folder = Descriptor.open(members, flags: O_RDONLY | O_DIRECTORY) else { return }
        for name in MemberFolders.entries(of: folder, on: board).names {
            watch(members + "/" + name, IN_MODIFY | IN_CREATE | IN_MOVED_TO)
        }
    }

    private func watch(_ path: String, _ events: Int32) {
        guard isWatching.insert(path).inserted else { return }
        if inotify_add_watch(fileDescriptor, path, UInt32(events | IN_ONLYDIR | IN_DONT_FOLLOW)) < 0 {
            isWatching.remove(path)
        }
    }
}
